import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSchema, parse } from 'graphql';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Context } from '../../../src/graphql/context.js';
import { EventStream } from '../../../src/server/streams/event-stream.js';
import { EventStreams } from '../../../src/server/streams/event-streams.js';
import type { Results } from '../../../src/server/streams/member.js';
import { Operations } from '../../../src/server/streams/operations.js';
import type { Sink } from '../../../src/server/streams/sink.js';
import type { Streams } from '../../../src/server/streams/streams.js';
import type { Asked } from '../../../src/server/streams/subscription.js';

const anna = { subject: 'anna', expiresAt: new Date('2999-01-01T00:00:00Z') };

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

/** A stream that somebody opened who never reads. */
async function unread() {
  let closed = 0;
  const stream = new EventStream(anna, () => {
    closed += 1;
  });
  const server = createServer((_request, response) => stream.open(response, {}));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  await once(server, 'request');
  return { stream, timesClosed: () => closed, server };
}

describe('a stream of events', () => {
  it('is cut off where more than 1 MB of it waits to be read, and stops what runs on it', async () => {
    const { stream, timesClosed } = await unread();
    let stopped = 0;
    stream.operations.set('a', {
      stop: () => {
        stopped += 1;
      },
    });
    const payload = json({ data: 'x'.repeat(100_000) });
    let sent = 0;
    while (!stream.isClosed && sent < 1_000) {
      stream.next('a', payload);
      sent += 1;
      await sleep(0);
    }
    // Besides, the operating system holds a few megabytes.
    expect(stream.isClosed).toBe(true);
    expect(stopped).toBe(1);
    for (let tries = 0; tries < 100 && timesClosed() === 0; tries++) await sleep(10);
    expect(timesClosed()).toBe(1);
  });

  it('is cut off a second after its end where nobody reads the rest', async () => {
    const { stream, timesClosed } = await unread();
    stream.operations.set('a', { stop: () => {} });
    while (stream.unsentBytes < 500_000) {
      stream.next('a', json({ data: 'x'.repeat(100_000) }));
      await sleep(0);
    }
    stream.forbid('The token has expired');
    expect([stream.isClosed, timesClosed()]).toEqual([true, 0]);
    await sleep(1_500);
    expect(timesClosed()).toBe(1);
  });

  it('is closed at once where the client hung up before it was opened', async () => {
    let closed = 0;
    const stream = new EventStream(anna, () => {
      closed += 1;
    });
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    const [, response] = await once(server, 'request');
    socket.destroy();
    await once(response, 'close');
    stream.open(response, {});
    expect([stream.isClosed, stream.isOpened, closed]).toEqual([true, false, 1]);
  });

  it('sends nothing of an operation that is over', () => {
    const stream = new EventStream(anna, () => {});
    stream.next('a', json({}));
    expect(stream.unsentBytes).toBe(0);
    stream.operations.set('a', { stop: () => {} });
    stream.next('a', json({}));
    expect(stream.unsentBytes).toBeGreaterThan(0);
    stream.complete('a');
    const { unsentBytes } = stream;
    stream.next('a', json({}));
    stream.complete('a');
    expect(stream.unsentBytes).toBe(unsentBytes);
  });

  it('takes no more than 1 MB before it is opened', () => {
    let closed = 0;
    const stream = new EventStream(anna, () => {
      closed += 1;
    });
    stream.operations.set('a', { stop: () => {} });
    for (let count = 0; count < 20; count++) stream.next('a', json('x'.repeat(100_000)));
    expect([stream.isClosed, closed, stream.unsentBytes < 1_200_000]).toEqual([true, 1, true]);
  });
});

describe('an operation on a stream', () => {
  it('is not taken for another one that had its id before', async () => {
    const begun: { sink: Sink; answer: (results: Results) => void }[] = [];
    const subscribe = (_asked: Asked, sink: Sink) =>
      new Promise<Results>((answer) => {
        begun.push({ sink, answer });
      });
    const operations = new Operations(buildSchema('type Query { a: Int }'), { subscribe } as Streams, () =>
      expect.fail('Nothing is wrong.'),
    );
    const asked = { document: parse('subscription { a }'), operationName: null } as Asked;
    const stream = new EventStream(anna, () => {});
    const returned: string[] = [];
    const results = (name: string) =>
      ({
        next: () => new Promise(() => {}),
        return: async () => returned.push(name),
        [Symbol.asyncIterator]: () => expect.fail('It yields nothing.'),
      }) as unknown as Results;
    const begin = () => void operations.run(stream, 'a', asked, {} as Context);
    begin();
    stream.cancel('a');
    begin();
    const [first, second] = begun;
    expect([first!.sink.isOpen, second!.sink.isOpen]).toEqual([false, true]);
    second!.answer(results('second'));
    first!.answer(results('first'));
    await sleep(0);
    expect(returned).toEqual(['first']);
    const { unsentBytes } = stream;
    first!.sink.send(json({}));
    expect(stream.unsentBytes).toBe(unsentBytes);
    stream.cancel('a');
    expect(returned).toEqual(['first', 'second']);
  });
});

describe('a reservation', () => {
  const watch = { add: () => {}, remove: () => {} };

  it('lapses where nobody opens it', async () => {
    const streams = new EventStreams(watch, 20);
    const token = streams.reserve(anna);
    expect(streams.find(token)).toMatchObject({ subject: 'anna', isOpened: false });
    await sleep(60);
    expect([streams.find(token), streams.all.size]).toEqual([undefined, 0]);
  });

  it('is gone once its owner has no right to it any more', () => {
    const streams = new EventStreams(watch);
    const token = streams.reserve(anna);
    for (const stream of streams.all) stream.forbid('The token has expired');
    expect([streams.find(token), streams.all.size]).toEqual([undefined, 0]);
  });
});
