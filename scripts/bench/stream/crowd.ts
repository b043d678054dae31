import { issueToken } from '../../../src/auth/token.js';
import { Other, token } from './wire.js';

export type Kind = 'muster' | 'stock' | 'bare';

const FOLLOW = `subscription ($scope: ChangeScopeInput) { capacityChanged(scope: $scope, snapshot: false) { kind cursor cause
  lines { worker { name } department { code } week before { confirmedMinutes } after { confirmedMinutes freeMinutes } } } }`;

/** A server in a process of its own, and a crowd on its sockets, in another. */
export class Crowd {
  private constructor(
    readonly kind: Kind,
    readonly port: number,
    readonly server: Other,
    readonly clients: Other,
  ) {}

  /** Of the server alone: nobody has come yet. */
  static async open(kind: Kind, url: string): Promise<Crowd> {
    const server = new Other('serving.ts', [kind, url]);
    const { port } = await server.next<{ port: number }>();
    return new Crowd(kind, port, server, new Other('clients.ts', []));
  }

  /** So many sockets more, each of one who follows; resolved when all have caught up. */
  async join(count: number, variables = '{}'): Promise<void> {
    await this.clients.ask({ crowd: { ...helloOf(this.kind, variables), url: this.url, count } });
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}/graphql`;
  }

  /** What the server's process has used of the CPU so far. */
  async cpuMicroseconds(): Promise<number> {
    return (await this.server.ask<{ cpuMicroseconds: number }>({ ask: 'cpu' })).cpuMicroseconds;
  }

  /** What the server holds after its garbage was collected: of the process, and in use. */
  memory(): Promise<{ bytes: number; usedBytes: number }> {
    return this.server.ask({ ask: 'memory' });
  }

  /** Answers how long after `work` began the crowd had received so many messages, and the size of the last. */
  async received(messages: number, work: () => unknown): Promise<{ milliseconds: number; bytes: number }> {
    await this.clients.ask({ expect: messages });
    const since = process.hrtime.bigint();
    await work();
    const { at, size } = await this.clients.next<{ at: string; size: number }>();
    return { milliseconds: Number(BigInt(at) - since) / 1e6, bytes: size };
  }

  async stop(): Promise<void> {
    await this.clients.stop();
    await this.server.stop();
  }
}

const authorization = () => `Bearer ${issueToken('bench', token, 3_600)}`;

/** What a subscriber says, as the text of messages; `#` stands for his number. */
const subscribing = (variables: string) =>
  JSON.stringify({ id: 'b9d1c3e0-#', type: 'subscribe', payload: { query: FOLLOW } }).replace(
    '"payload":{',
    () => `"payload":{"variables":${variables},`,
  );

const signingIn = () =>
  JSON.stringify({ type: 'connection_init', payload: { authorization: authorization() } });

function helloOf(kind: Kind, variables: string) {
  if (kind === 'bare') return { hello: ['hello'], greetings: 1 };
  // The acknowledgement, and having caught up.
  return { hello: [signingIn(), subscribing(variables)], greetings: 2 };
}
