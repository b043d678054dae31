import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { textFrame } from '../../../src/server/streams/text-frame.js';

/** With both ends, around each limit of the length that a header states: 125 and 65,535. */
const LENGTHS = [0, 1, 123, 124, 65_533, 65_534, 200_000];
/** Of so many bytes, the last of them of one letter. */
const textOf = (bytes: number) => (bytes < 2 ? 'x'.repeat(bytes) : `${'x'.repeat(bytes - 2)}é`);

it('a frame of any length is read by a client of ws as its text, between messages of ws itself', async () => {
  const sockets = new WebSocketServer({ noServer: true });
  const http = createServer();
  http.on('upgrade', (request, connection, head) =>
    sockets.handleUpgrade(request, connection, head, (socket) => {
      for (const length of LENGTHS) {
        const [before, text, behind] = ['<', textOf(length), '>'].map((part) => Buffer.from(part));
        connection.write(textFrame(before!, text!, behind!));
        socket.send(`${length}`);
      }
      socket.close(1000);
    }),
  );
  await once(http.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void http.close());
  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  const received: string[] = [];
  client.on('message', (text, isBinary) => received.push(isBinary ? 'binary' : String(text)));
  expect((await once(client, 'close'))[0]).toBe(1000);
  expect(received).toEqual(LENGTHS.flatMap((length) => [`<${textOf(length)}>`, `${length}`]));
});
