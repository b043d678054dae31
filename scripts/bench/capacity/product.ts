import { pino } from 'pino';
import type { Context } from '../../../src/graphql/context.js';
import { type Database, inTransaction, openDatabase } from '../../../src/server/database.js';
import { type Api, createApi } from '../../../src/server/server.js';

const CONNECTIONS = 20;
const token = { issuer: 'muster', audience: 'muster', secret: 'a secret for benches, 32 characters' };

/** Muster in this process, without HTTP: its own functions, with the contexts that its server makes. */
export class Product {
  private constructor(
    readonly database: Database,
    readonly api: Api,
  ) {}

  static async open(url: string): Promise<Product> {
    const database = await openDatabase({ url, connections: CONNECTIONS });
    const settings = { token, allowsIntrospection: false, isDemo: false };
    return new Product(database, await createApi(database, settings, pino({ level: 'warn' })));
  }

  contextFor(subject: 'bench' | 'manager'): Promise<Context> {
    return this.api.contexts.forSubject(subject, { requestId: 'bench' });
  }

  /** A mutation as the server runs one: a context and a transaction of its own, published once it is committed. */
  async mutate<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
    const ctx = await this.contextFor('manager');
    const result = await inTransaction(ctx, () => work(ctx));
    ctx.committed();
    return result;
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.database.close();
  }
}
