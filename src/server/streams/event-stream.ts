import type { ServerResponse } from 'node:http';
import type { Claims } from '../../auth/token.js';
import { MOST_UNSENT } from './sink.js';

const KEEP_ALIVE_MS = 15_000;
/** How long the last of it may be on its way to a client that does not read. */
const LINGER_MS = 1_000;

/** Headers of the answer: kept by nobody, and held back by no proxy until there is more of it. */
const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  connection: 'close',
};

/** What runs on a stream; told when the client wants no more of it. */
export interface Running {
  stop(): void;
}

/**
 * A response of the type `text/event-stream` (WHATWG HTML, 9.2), with the messages of GraphQL over Server-Sent Events:
 * either of one operation, whose id is null, or of as many as name their ids. Until it is opened it keeps what it is to
 * send. Whoever reads so slowly that more than 1 MB waits for him is cut off.
 */
export class EventStream {
  readonly subject: string;
  readonly expiresAt: Date;
  readonly operations = new Map<string | null, Running>();
  #response: ServerResponse | undefined;
  #keepAlive: NodeJS.Timeout | undefined;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #isClosed = false;

  /** `onClosed` is called once, when its connection is gone, whoever closed it. */
  constructor(
    owner: Claims,
    readonly onClosed: () => void,
  ) {
    this.subject = owner.subject;
    this.expiresAt = owner.expiresAt;
  }

  /** Whether somebody reads it, or did. */
  get isOpened(): boolean {
    return this.#response !== undefined;
  }

  /** Whether nothing is sent on it any more. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** What the client has not read yet. */
  get unsentBytes(): number {
    return this.#waitingBytes + (this.#response?.writableLength ?? 0);
  }

  /** Closes it where the client is gone already. */
  open(response: ServerResponse, headers: Record<string, string>): void {
    if (response.destroyed) {
      this.#stop();
      this.onClosed();
      return;
    }
    this.#response = response;
    response.on('error', () => {});
    response.once('close', () => {
      this.#stop();
      this.onClosed();
    });
    response.writeHead(200, { ...headers, ...HEADERS });
    response.socket?.setNoDelay(true);
    // Some browsers show a stream as open only once something comes.
    response.write(':\n\n');
    this.#keepAlive = setInterval(() => response.write(':\n\n'), KEEP_ALIVE_MS);
    const waiting = this.#waiting;
    [this.#waiting, this.#waitingBytes] = [[], 0];
    for (const bytes of waiting) this.#write(bytes);
  }

  /** A result of an operation, as JSON; nothing where it is over. */
  next(id: string | null, payload: Buffer): void {
    if (!this.operations.has(id)) return;
    const [before, behind] = id === null ? ['', ''] : [`{"id":${JSON.stringify(id)},"payload":`, '}'];
    const [start, end] = [`event: next\ndata: ${before}`, `${behind}\n\n`];
    this.#write(Buffer.concat([Buffer.from(start), payload, Buffer.from(end)]));
  }

  /** The end of an operation; of the stream, where it was its only one. */
  complete(id: string | null): void {
    if (!this.operations.delete(id)) return;
    this.#write(Buffer.from(`event: complete\ndata:${id === null ? '' : ` ${JSON.stringify({ id })}`}\n\n`));
    if (id === null) this.close();
  }

  /** Ends an operation that the client wants no more of. */
  cancel(id: string | null): void {
    this.operations.get(id)?.stop();
    this.complete(id);
  }

  /** Ends every operation with an error, so that the client does not come back for more; then itself. */
  readonly forbid = (reason: string): void => {
    const error = { message: `${reason}.`, extensions: { code: 'UNAUTHENTICATED' } };
    for (const id of [...this.operations.keys()]) {
      this.next(id, Buffer.from(JSON.stringify({ errors: [error] })));
      this.cancel(id);
    }
    this.close();
  };

  /** Ends it without a word, so that the client comes back. */
  close(): void {
    if (this.#isClosed) return;
    this.#stop();
    const response = this.#response;
    if (response) {
      response.end();
      const cut = setTimeout(() => response.destroy(), LINGER_MS);
      response.once('close', () => clearTimeout(cut));
    } else {
      this.onClosed();
    }
  }

  /** Cuts it off, whatever is still on its way. */
  terminate(): void {
    this.#stop();
    if (this.#response) this.#response.destroy();
    else this.onClosed();
  }

  #write(bytes: Buffer): void {
    if (this.#isClosed) return;
    // Judged by what came before: one answer may be larger, where the client reads.
    if (this.unsentBytes > MOST_UNSENT) {
      this.terminate();
    } else if (this.#response) {
      this.#response.write(bytes);
    } else {
      this.#waiting.push(bytes);
      this.#waitingBytes += bytes.length;
    }
  }

  #stop(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#keepAlive);
    this.#waiting = [];
    for (const running of this.operations.values()) running.stop();
    this.operations.clear();
  }
}
