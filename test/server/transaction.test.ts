import {
  GraphQLError,
  type GraphQLFieldConfig,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  graphql,
} from 'graphql';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { Department } from '../../src/departments/department.js';
import type { Context } from '../../src/graphql/context.js';
import { UserError } from '../../src/graphql/errors.js';
import { makeTransactional } from '../../src/server/mutations.js';
import { startApi } from '../support/api.js';
import { account, department } from '../support/company.js';

const isPostgres = process.env.TEST_DATABASE_URL !== undefined;

const TRANSACTION = 'select pg_current_xact_id()::text as id';

const WRITE = `insert into department (id, code, name, time_zone) values ($1, $2, $2, 'UTC')`;

const created = (ctx: Context, code: string) =>
  ctx.em.create(Department, {
    code,
    name: code,
    parentId: null,
    timeZone: 'UTC',
    region: null,
    externalId: null,
  });

describe('a mutation field', async () => {
  // Its fields are of our own making, and record nothing.
  const api = await startApi({ expectsEvents: false });
  const admin = api.as(await account(api, 'admin', 'ADMIN'));
  const codes = async () => {
    const rows = await api.database.rows<{ code: string }>(
      'test.codes',
      'select code from department order by code',
    );
    return rows.map(({ code }) => code);
  };

  /** Runs fields of our own making, in the transactions of the real ones. */
  async function run(
    query: string,
    fields: Record<string, Omit<GraphQLFieldConfig<unknown, Context>, 'type'>>,
  ) {
    const type = new GraphQLObjectType<object, Context>({
      name: 'Thing',
      fields: {
        code: { type: GraphQLString },
        transaction: {
          type: GraphQLString,
          resolve: async (_, __, ctx) => (await ctx.rows<{ id: string }>('test.xact', TRANSACTION))[0]!.id,
        },
        written: { type: GraphQLString, resolve: ({ transaction }: { transaction?: string }) => transaction },
        departments: {
          type: GraphQLInt,
          resolve: async (_, __, ctx) =>
            (await ctx.rows<{ count: number }>('test.count', 'select count(*) as count from department'))[0]!
              .count,
        },
        broken: {
          type: new GraphQLNonNull(GraphQLString),
          resolve: () => {
            throw new GraphQLError('The selection fails.');
          },
        },
      },
    });
    const schema = new GraphQLSchema({
      query: new GraphQLObjectType({ name: 'Query', fields: { nothing: { type: GraphQLString } } }),
      mutation: new GraphQLObjectType({
        name: 'Mutation',
        fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, type }])),
      }),
    });
    makeTransactional(schema);
    const contextValue = await api.contexts.forSubject('admin', { requestId: 'test' });
    return graphql({ schema, source: query, contextValue });
  }

  it('is undone as a whole where its resolver fails, whichever way it wrote', async () => {
    const { errors } = await run('mutation { write { code } }', {
      write: {
        resolve: async (_, __, ctx) => {
          created(ctx, 'LOST-1');
          await ctx.em.flush();
          await ctx.rows(
            'test.insert',
            `insert into department (id, code, name, time_zone) values ($1, 'LOST-2', 'LOST-2', 'UTC')`,
            [uuidv7()],
          );
          throw new Error('Too late.');
        },
      },
    });
    expect(errors).toMatchObject([{ message: 'Too late.' }]);
    expect(await codes()).toEqual([]);
  });

  it('is one transaction for ctx.em, ctx.rows and the database, and flushes what is left', async () => {
    const seen: string[] = [];
    const { errors } = await run('mutation { write { code } }', {
      write: {
        resolve: async (_, __, ctx) => {
          const [byRows] = await ctx.rows<{ id: string }>('test.xact', TRANSACTION);
          const [byManager] = await ctx.em.execute<{ id: string }[]>(TRANSACTION);
          const [byDatabase] = await api.database.rows<{ id: string }>('test.xact', TRANSACTION);
          seen.push(byRows!.id, byManager!.id, byDatabase!.id);
          return created(ctx, 'UNFLUSHED');
        },
      },
    });
    expect(errors).toBeUndefined();
    expect(new Set(seen).size).toBe(1);
    expect(await codes()).toEqual(['UNFLUSHED']);
  });

  it('reads its selection after the commit, and a failing selection undoes nothing', async () => {
    const answer = await run(
      'mutation { write { written transaction departments } broken: write2 { broken } }',
      {
        write: {
          resolve: async (_, __, ctx) => {
            const [{ id }] = (await ctx.rows<{ id: string }>('test.xact', TRANSACTION)) as [{ id: string }];
            created(ctx, 'KEPT-1');
            return { transaction: id };
          },
        },
        write2: { resolve: async (_, __, ctx) => created(ctx, 'KEPT-2') },
      },
    );
    expect(answer.errors).toMatchObject([{ message: 'The selection fails.', path: ['broken', 'broken'] }]);
    const { written, transaction, departments } = answer.data!.write as Record<string, unknown>;
    expect(transaction).not.toBe(written);
    expect(departments).toBe(2);
    expect(await codes()).toEqual(['KEPT-1', 'KEPT-2', 'UNFLUSHED']);
  });

  it('is a transaction of its own: one that fails leaves what those before it wrote', async () => {
    const create = (alias: string, code: string) =>
      `${alias}: departmentCreate(input: { code: "${code}", name: "${code}", timeZone: "UTC" }) { code }`;
    const { data, errors } = await admin.run(
      `mutation { ${create('a', 'ONE')} ${create('b', 'ONE')} ${create('c', 'TWO')} }`,
    );
    // The schema says `Department!`, so the refused one takes the whole answer with it, and ends the execution.
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['b'], extensions: { code: 'CONFLICT', reason: 'CODE_TAKEN' } }]);
    expect(await codes()).toEqual(['KEPT-1', 'KEPT-2', 'ONE', 'UNFLUSHED']);
  });

  it('answers with its own data, not with what a field before it loaded', async () => {
    const parent = await department(api, 'PARENT');
    const child = await department(api, 'CHILD', { parentId: parent.id });
    const update = (id: string, version: number, name: string) =>
      `departmentUpdate(input: { id: "${id}", expectedVersion: ${version}, name: "${name}" }) { name version parent { name version } }`;
    const { data, errors } = await admin.run(
      `mutation { a: ${update(child.id, 1, 'Child')} b: ${update(parent.id, 1, 'Renamed')} c: ${update(child.id, 2, 'Again')} }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      a: { name: 'Child', version: 2, parent: { name: 'PARENT', version: 1 } },
      b: { name: 'Renamed', version: 2, parent: null },
      c: { name: 'Again', version: 3, parent: { name: 'Renamed', version: 2 } },
    });
  });

  it('starts from an identity map without what a refused field before it had in hand', async () => {
    const { data, errors } = await run('mutation { bad { code } good { code } }', {
      bad: {
        resolve: async (_, __, ctx) => {
          created(ctx, 'NEVER');
          throw new Error('Refused.');
        },
      },
      good: { resolve: async (_, __, ctx) => created(ctx, 'AFTERWARDS') },
    });
    expect(errors).toHaveLength(1);
    expect(data).toMatchObject({ bad: null, good: { code: 'AFTERWARDS' } });
    expect(await codes()).not.toContain('NEVER');
  });

  it.each<[string, (ctx: Context) => Promise<unknown>]>([
    ['by a fork', (ctx) => ctx.em.fork({ useContext: false }).execute('select 1')],
    ['by a transaction of another', () => api.database.orm.em.fork().transactional(async () => {})],
    // The embedded database has none to give: there it is the pool that is asked.
    ['outside of the pool', () => (api.database.connect ?? (() => api.database.orm.em.fork().begin()))()],
  ])('has one connection: a second one %s throws, and the field is undone', async (_, open) => {
    const before = await codes();
    const { errors } = await run('mutation { write { code } }', {
      write: {
        resolve: async (_, __, ctx) => {
          created(ctx, 'SECOND');
          await ctx.em.flush();
          await open(ctx);
        },
      },
    });
    expect(errors).toMatchObject([
      { message: expect.stringContaining('A mutation field has one connection') },
    ]);
    expect(await codes()).toEqual(before);
  });

  it('sees what it wrote without waiting, in the order in which it was asked for', async () => {
    const { data } = await run('mutation { write { departments } }', {
      write: {
        resolve: async (_, __, ctx) => {
          const before = ctx.rows<{ count: number }>(
            'test.before',
            'select count(*) as count from department',
          );
          ctx.write('test.write', WRITE, [uuidv7(), 'WRITTEN']);
          const after = ctx.rows<{ count: number }>('test.after', 'select count(*) as count from department');
          const [[was], [is]] = await Promise.all([before, after]);
          expect(is!.count - was!.count).toBe(1);
          return {};
        },
      },
    });
    expect(data!.write).toEqual({ departments: (await codes()).length });
    expect(await codes()).toContain('WRITTEN');
  });

  it.each<[string, (ctx: Context) => Promise<unknown>]>([
    ['at its end', async () => {}],
    ['and something was asked for after it', (ctx) => ctx.rows('test.asked', 'select 1 as one')],
    [
      'and something was asked for once it had failed',
      async (ctx) => {
        await ctx.rows('test.asked', 'select 1 as one').catch(() => {});
        await ctx.rows('test.asked', 'select 1 as one');
      },
    ],
  ])('is undone by a write that failed though nobody waited for it: %s', async (_, then) => {
    const before = await codes();
    const { data, errors } = await run('mutation { write { code } }', {
      write: {
        resolve: async (_, __, ctx) => {
          ctx.write('test.write', WRITE, [uuidv7(), 'LOST']);
          ctx.write('test.write', WRITE, [uuidv7(), before[0]]);
          await then(ctx);
          return {};
        },
      },
    });
    expect(data).toEqual({ write: null });
    expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT', reason: 'CODE_TAKEN' } }]);
    expect(await codes()).toEqual(before);
    // The connection is whole, and so are the statements that it knows.
    for (let times = 0; times < 12; times++)
      expect(await api.database.rows('test.asked', 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('says what was refused, not what failed because of it', async () => {
    const { errors } = await run('mutation { write { code } }', {
      write: {
        resolve: async (_, __, ctx) => {
          ctx.write('test.write', WRITE, [uuidv7(), 'UNSAID']);
          throw new UserError('CONFLICT', 'No.', { reason: 'NO' });
        },
      },
    });
    expect(errors).toMatchObject([{ message: 'No.', extensions: { code: 'CONFLICT', reason: 'NO' } }]);
    expect(await codes()).not.toContain('UNSAID');
  });

  it('leaves a connection that is whole where a write failed, and something was refused meanwhile', async () => {
    const before = await codes();
    const { errors } = await run('mutation { write { code } }', {
      write: {
        resolve: async (_, __, ctx) => {
          ctx.write('test.write', WRITE, [uuidv7(), before[0]]);
          throw new UserError('CONFLICT', 'No.', { reason: 'NO' });
        },
      },
    });
    expect(errors).toMatchObject([{ message: 'No.', extensions: { code: 'CONFLICT', reason: 'NO' } }]);
    for (let times = 0; times < 12; times++)
      expect(await api.database.rows('test.asked', 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await codes()).toEqual(before);
  });

  it.runIf(isPostgres)('is undone where a value of a write cannot be sent', async () => {
    const before = await codes();
    const fail = () => {
      throw new Error('This cannot be sent.');
    };
    const unsendable = { toJSON: fail, toString: fail };
    const { data, errors } = await run('mutation { write { code } }', {
      write: {
        resolve: async (_, __, ctx) => {
          ctx.write('test.write', WRITE, [uuidv7(), 'HALF-DONE']);
          ctx.write('test.write', WRITE, [uuidv7(), unsendable]);
          return {};
        },
      },
    });
    expect(errors).toMatchObject([{ message: 'This cannot be sent.' }]);
    expect(data).toEqual({ write: null });
    expect(await codes()).toEqual(before);
    for (let times = 0; times < 12; times++)
      expect(await api.database.rows('test.asked', 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it.runIf(isPostgres)('gives a connection back that broke', async () => {
    for (let times = 0; times < 12; times++) {
      const { errors } = await run('mutation { write { code } }', {
        write: {
          resolve: async (_, __, ctx) => {
            ctx.write('test.write', WRITE, [uuidv7(), 'BROKEN']);
            await ctx.rows('test.terminate', 'select pg_terminate_backend(pg_backend_pid())');
          },
        },
      });
      expect(errors).toHaveLength(1);
    }
    expect(await codes()).not.toContain('BROKEN');
  });

  it('is the only place where is written', () => {
    const { write } = api.contexts.forItself('test');
    expect(() => write('test.write', WRITE, [uuidv7(), 'OUTSIDE'])).toThrow('Only a mutation field writes.');
  });

  it('leaves the connection to the next one, whether it ended well or not', async () => {
    const before = (await codes()).length;
    const attempts = Array.from({ length: 40 }, (_, index) =>
      run('mutation { write { code } }', {
        write: {
          resolve: async (_, __, ctx) => {
            const thing = created(ctx, `QUEUE-${index}`);
            await ctx.em.flush();
            if (index % 2) throw new Error('Odd.');
            return thing;
          },
        },
      }),
    );
    const answers = await Promise.all(attempts);
    expect(answers.filter(({ errors }) => errors)).toHaveLength(20);
    expect(await codes()).toHaveLength(before + 20);
  });
});
