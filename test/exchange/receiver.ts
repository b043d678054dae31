import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

const WITHIN_MS = 60_000;

export interface Received {
  path: string;
  headers: IncomingHttpHeaders & Record<string, string>;
  body: string;
  type: string;
  data: Record<string, unknown> & { cursor: string; kind: string; subjectId: string };
}

type Answer = (response: ServerResponse, received: Received, count: number) => void;

const taken: Answer = (response) => response.writeHead(204).end();

/** A program that is told by webhooks, on this machine; each path is one of its own. */
export async function receiver() {
  const all: Received[] = [];
  const answers = new Map<string, Answer>();
  let arrived: () => void = () => {};
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const received = { path: request.url, headers: request.headers, body, ...JSON.parse(body) } as Received;
    all.push(received);
    const count = all.filter(({ path }) => path === received.path).length;
    (answers.get(received.path) ?? taken)(response, received, count);
    arrived();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: (path: string) => `http://127.0.0.1:${port}${path}`,
    /** What came to a path so far. */
    at: (path: string) => all.filter((each) => each.path === path),
    /** How a path answers: with 204 by default. `count` is that of its requests, this one included. */
    answers: (path: string, answer: Answer) => answers.set(path, answer),
    /** The first so many requests to a path. */
    async received(path: string, count: number): Promise<Received[]> {
      const deadline = Date.now() + WITHIN_MS;
      for (;;) {
        const found = all.filter((each) => each.path === path);
        if (found.length >= count) return found.slice(0, count);
        if (Date.now() > deadline) throw new Error(`Of ${count} requests to ${path} came ${found.length}.`);
        await Promise.race([
          new Promise<void>((resolve) => {
            arrived = resolve;
          }),
          new Promise((resolve) => setTimeout(resolve, 50)),
        ]);
      }
    },
  };
}
