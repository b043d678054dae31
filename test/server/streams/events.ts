import { onTestFinished } from 'vitest';

// biome-ignore lint/suspicious/noExplicitAny: what a test asked for, it knows the shape of.
type Data = any;

interface Event {
  readonly event: string;
  readonly data: Data;
}

export interface Events {
  readonly status: number;
  readonly headers: Headers;
  /** Whatever was answered that is no stream. */
  readonly body: Data;
  /** The next event; null at the end of the stream. */
  next(): Promise<Event | null>;
  /** All events up to the end. */
  rest(): Promise<Event[]>;
  leave(): void;
}

/** A bare request, and the events that it is answered with, so that a test sees the protocol itself. Left with the test. */
export async function openEvents(url: string, init: RequestInit = {}): Promise<Events> {
  const control = new AbortController();
  const headers = { accept: 'text/event-stream', ...(init.headers as Record<string, string>) };
  const reply = await fetch(url, { ...init, headers, signal: control.signal });
  // It is referred to until then: fetch cancels whatever its garbage collector finds.
  onTestFinished(() => control.abort(reply.body));
  const isStream = reply.headers.get('content-type')?.startsWith('text/event-stream');
  const text = isStream ? '' : await reply.text();
  const events = isStream ? read(reply.body!) : [][Symbol.iterator]();
  const next = async () => {
    const { done, value } = await events.next();
    return done ? null : value;
  };
  return {
    status: reply.status,
    headers: reply.headers,
    body: text.startsWith('{') ? JSON.parse(text) : text,
    next,
    async rest() {
      const all = [];
      for (let event = await next(); event; event = await next()) all.push(event);
      return all;
    },
    leave: () => control.abort(),
  };
}

async function* read(body: ReadableStream<Uint8Array>): AsyncGenerator<Event, void> {
  let unread = '';
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    const blocks = (unread + decoder.decode(chunk, { stream: true })).split('\n\n');
    unread = blocks.pop()!;
    for (const block of blocks) {
      const lines = block.split('\n').filter((line) => !line.startsWith(':'));
      const field = (name: string) =>
        lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1);
      const data = field('data')?.trim();
      if (lines.length > 0) yield { event: field('event')!.trim(), data: data ? JSON.parse(data) : null };
    }
  }
}
