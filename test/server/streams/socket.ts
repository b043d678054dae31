import { onTestFinished } from 'vitest';
import WebSocket from 'ws';

// biome-ignore lint/suspicious/noExplicitAny: what a test asked for, it knows the shape of.
type Message = { type: string; id?: string; payload?: any };

export interface Socket {
  readonly socket: WebSocket;
  send(message: object | string): void;
  /** The next message, whatever it is. */
  next(): Promise<Message>;
  /** Asks, and answers the messages up to `complete` or `error`. */
  ask(payload: object, id?: string): Promise<Message[]>;
  readonly closed: Promise<[code: number, reason: string]>;
}

/** A bare socket, so that a test sees the protocol itself. Closed with the test. */
export async function openSocket(
  url: string,
  {
    protocol = 'graphql-transport-ws',
    headers = {},
  }: { protocol?: string | string[]; headers?: Record<string, string> } = {},
): Promise<Socket> {
  const socket = new WebSocket(url.replace('http', 'ws'), protocol, { headers });
  onTestFinished(() => socket.terminate());
  const received: Message[] = [];
  let wake = () => {};
  socket.on('message', (text) => {
    received.push(JSON.parse(String(text)));
    wake();
  });
  const closed = new Promise<[number, string]>((resolve) => {
    socket.once('close', (code, reason) => {
      resolve([code, String(reason)]);
      wake();
    });
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.on('error', () => {});

  const next = async (): Promise<Message> => {
    while (received.length === 0) {
      if (socket.readyState === WebSocket.CLOSED) throw new Error('The socket is closed.');
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return received.shift()!;
  };
  const send = (message: object | string) =>
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  return {
    socket,
    send,
    next,
    closed,
    async ask(payload, id = '1') {
      send({ type: 'subscribe', id, payload });
      const messages: Message[] = [];
      do messages.push(await next());
      while (!['complete', 'error'].includes(messages.at(-1)!.type));
      return messages;
    },
  };
}

/** As `openSocket`, and acknowledged. */
export async function signIn(url: string, authorization: string): Promise<Socket> {
  const opened = await openSocket(url);
  opened.send({ type: 'connection_init', payload: { authorization } });
  const { type } = await opened.next();
  if (type !== 'connection_ack') throw new Error(`Got ${type} instead of an acknowledgement.`);
  return opened;
}
