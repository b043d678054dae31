import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';

const FOLLOW = 'subscription ($after: String) { changes(after: $after) { kind cursor } }';
const PAUSE_MS = 50;

/** Numbers from 0 to 1 that look random, the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const sequenceOf = (cursor: string): number => Number(cursor.split('.')[1]);

interface Journey {
  /** Where to connect now: servers come and go. */
  address: () => string;
  authorization: string;
  after: string;
  /** When the socket is cut, other than by servers that go: at once, or after so many messages. */
  cuts?: readonly ('UNOPENED' | 'UNSUBSCRIBED' | number)[];
}

/**
 * Follows the log over sockets that are cut, one after the other, and resumes behind the last message that arrived, as
 * any client would that keeps its last cursor.
 */
export class Wanderer {
  readonly received: number[] = [];
  /** How often the socket was cut by itself, and how often by who was at the other end. */
  cuts = 0;
  losses = 0;
  /** With which codes its sockets were closed. */
  readonly codes = new Set<number>();
  #cursor: string;
  #isOver = false;
  #socket: WebSocket | undefined;
  readonly #done: Promise<void>;

  constructor(readonly journey: Journey) {
    this.#cursor = journey.after;
    this.#done = this.#wander();
  }

  /** Where it would resume. */
  get position(): number {
    return sequenceOf(this.#cursor);
  }

  async end(): Promise<void> {
    this.#isOver = true;
    this.#socket?.terminate();
    await this.#done;
  }

  async #wander(): Promise<void> {
    const { cuts = [] } = this.journey;
    while (!this.#isOver) {
      const cut = cuts[this.cuts];
      const isCut = await this.#connect(cut);
      if (isCut) this.cuts += 1;
      else if (!this.#isOver) {
        this.losses += 1;
        await sleep(PAUSE_MS);
      }
    }
  }

  /** One socket, from its opening to its end: whether it was cut on purpose. */
  #connect(cut: 'UNOPENED' | 'UNSUBSCRIBED' | number | undefined): Promise<boolean> {
    const { address, authorization } = this.journey;
    const socket = new WebSocket(address().replace('http', 'ws').concat('/graphql'), 'graphql-transport-ws');
    this.#socket = socket;
    let [messages, isCut] = [0, false];
    const cutNow = () => {
      isCut = true;
      socket.terminate();
    };
    const send = (message: object) => socket.send(JSON.stringify(message));
    socket.on('error', () => {});
    socket.on('open', () => send({ type: 'connection_init', payload: { authorization } }));
    socket.on('message', (text) => {
      if (isCut) return;
      const { type, payload } = JSON.parse(String(text));
      if (type === 'ping') send({ type: 'pong' });
      if (type === 'connection_ack') {
        if (cut === 'UNSUBSCRIBED') return cutNow();
        send({ type: 'subscribe', id: '1', payload: { query: FOLLOW, variables: { after: this.#cursor } } });
        if (cut === 0) cutNow();
      }
      // Refused, for want of a database for instance: tried again.
      if (type === 'error' || type === 'complete' || payload?.errors) return socket.terminate();
      if (type !== 'next') return;
      const { kind, cursor } = payload.data.changes;
      this.#cursor = cursor;
      if (kind === 'DELTA') this.received.push(sequenceOf(cursor));
      messages += 1;
      if (messages === cut) cutNow();
    });
    if (cut === 'UNOPENED') setImmediate(cutNow);
    return new Promise((resolve) =>
      socket.once('close', (code) => {
        this.codes.add(code);
        resolve(isCut);
      }),
    );
  }
}

/** A client that writes departments over HTTP, one after the other, and repeats each until it is acknowledged. */
export class Writer {
  readonly written: string[] = [];
  /** Attempts that were not acknowledged. */
  failures = 0;
  #isOver = false;
  readonly #done: Promise<void>;

  constructor(
    readonly name: string,
    readonly address: () => string,
    readonly authorization: string,
    readonly pauseMs: number,
  ) {
    this.#done = this.#write();
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#done;
  }

  async #write(): Promise<void> {
    while (!this.#isOver) {
      const code = `${this.name}${this.written.length}`;
      while (!(await this.#isAcknowledged(code))) {
        this.failures += 1;
        await sleep(PAUSE_MS);
      }
      this.written.push(code);
      await sleep(this.pauseMs);
    }
  }

  async #isAcknowledged(code: string): Promise<boolean> {
    try {
      const reply = await fetch(`${this.address()}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: this.authorization,
          'idempotency-key': code,
        },
        body: JSON.stringify({
          query: 'mutation ($input: DepartmentCreateInput!) { departmentCreate(input: $input) { code } }',
          variables: { input: { code, name: code, timeZone: 'UTC' } },
        }),
        signal: AbortSignal.timeout(10_000),
      });
      const { data } = (await reply.json()) as { data?: { departmentCreate: { code: string } | null } };
      return data?.departmentCreate?.code === code;
    } catch {
      return false;
    }
  }
}
