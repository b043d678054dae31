import net from 'node:net';

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

/**
 * One kept connection, one request at a time. By hand, since Node's own client takes several times the work of an
 * answer that is only sent again, and would be what is measured.
 */
export class Connection {
  readonly #socket: net.Socket;
  #received: Buffer[] = [];
  #missing = 0;
  #settle: { resolve: (body: Buffer) => void; reject: (error: Error) => void } | undefined;
  #path = '';
  #status = '';

  constructor(port: number) {
    this.#socket = net.connect({ host: '127.0.0.1', port, noDelay: true });
    this.#socket.on('data', (chunk) => this.#receive(chunk));
    this.#socket.on('error', (error) => this.#settle?.reject(error));
    this.#socket.on('close', () =>
      this.#settle?.reject(new Error(`${this.#path}: the connection was closed.`)),
    );
  }

  /** Rejects unless it answers 200. */
  send({ path, headers = {}, body }: Ask): Promise<Buffer> {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    if (body !== undefined)
      lines.push(`content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`);
    const method = body === undefined ? 'GET' : 'POST';
    this.#path = path;
    this.#socket.write(`${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}\r\n${body ?? ''}`);
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
  }

  close(): void {
    this.#settle = undefined;
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#missing = this.#missing > 0 ? this.#missing - chunk.length : this.#readHead();
    if (this.#missing === 0) this.#finish();
  }

  /** How much of the answer is yet to come. */
  #readHead(): number {
    const received = Buffer.concat(this.#received);
    this.#received = [received];
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return -1;
    const head = received.toString('latin1', 0, end);
    this.#status = head.slice(9, 12);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined) throw new Error(`${this.#path} answered without a length: ${head}`);
    this.#received = [received.subarray(end + 4)];
    return Number(length) - (received.length - end - 4);
  }

  #finish(): void {
    const body = this.#received.length === 1 ? this.#received[0]! : Buffer.concat(this.#received);
    const { resolve, reject } = this.#settle!;
    this.#received = [];
    this.#settle = undefined;
    if (this.#status === '200') resolve(body);
    else reject(new Error(`${this.#path} answered ${this.#status}: ${body.toString('utf8', 0, 500)}`));
  }
}

/** One unit, of one request or several in a row. */
export type Work = (connection: Connection, turn: number) => Promise<unknown>;

/** Keeps 16 connections busy for so long. */
export async function pressure(milliseconds: number, port: number, work: Work): Promise<Measured> {
  const took: number[] = [];
  const end = performance.now() + milliseconds;
  let turn = 0;
  const worker = async () => {
    const connection = new Connection(port);
    while (performance.now() < end) {
      const start = performance.now();
      await work(connection, turn++);
      took.push(performance.now() - start);
    }
    connection.close();
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  const seconds = (performance.now() - start) / 1000;
  took.sort((a, b) => a - b);
  return { perSecond: took.length / seconds, p99Ms: took[Math.floor(took.length * 0.99)] ?? Number.NaN };
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
