import http from 'node:http';

export interface Ask {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Measured {
  perSecond: number;
  p99Ms: number;
}

const CONNECTIONS = 16;

/** One request over a kept connection. Rejects unless it answers 200. */
export function send(agent: http.Agent, port: number, { path, headers, body }: Ask): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...headers,
          ...(body !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          }),
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`${path} answered ${response.statusCode}: ${text.slice(0, 500)}`));
        });
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

export const connections = () => new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });

/** Keeps 16 connections busy for so long. `work` is one unit, of one request or several in a row. */
export async function pressure(
  milliseconds: number,
  work: (agent: http.Agent, turn: number) => Promise<unknown>,
): Promise<Measured> {
  const agent = connections();
  const took: number[] = [];
  const end = performance.now() + milliseconds;
  let turn = 0;
  const worker = async () => {
    while (performance.now() < end) {
      const start = performance.now();
      await work(agent, turn++);
      took.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  took.sort((a, b) => a - b);
  return { perSecond: took.length / seconds, p99Ms: took[Math.floor(took.length * 0.99)] ?? Number.NaN };
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
