import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { recordChange } from '../../src/events/change-log.js';
import type { Context } from '../../src/graphql/context.js';
import { inTransaction } from '../../src/server/database.js';
import { startApi } from '../support/api.js';
import { account, department } from '../support/company.js';

describe('a transaction, in every test', async () => {
  const api = await startApi();
  const admin = await account(api, 'admin', 'ADMIN');
  const design = await department(api, 'Design');

  const write = async (work: (ctx: Context) => Promise<unknown>) => {
    const ctx = await api.contexts.forSubject(admin, { requestId: 'test' });
    await inTransaction(ctx, () => work(ctx));
  };
  const rename = (ctx: Context, name: string) =>
    ctx.rows('test.rename', 'update department set name = $1 where code = $2', [name, 'Design']);
  const add = (ctx: Context) =>
    ctx.rows('test.add', `insert into skill (id, name) values ($1, 'SQL')`, [uuidv7()]);
  const nameNow = async () => {
    const rows = await api.database.rows<{ name: string }>('test.name', 'select name from department');
    return rows.map(({ name }) => name);
  };

  it('is not committed where it wrote something and recorded nothing', async () => {
    await expect(write((ctx) => rename(ctx, 'Silent'))).rejects.toThrow(
      'A transaction wrote to department, and recorded no event.',
    );
    expect(await nameNow()).toEqual(['Design']);
    await expect(
      write(async (ctx) => {
        await add(ctx);
        await ctx.rows('test.remove', 'delete from skill');
      }),
    ).rejects.toThrow('A transaction wrote to skill, and recorded no event.');
  });

  it('is committed where it recorded what it wrote', async () => {
    await write(async (ctx) => {
      await rename(ctx, 'Told');
      const change = { kind: 'DEPARTMENT_UPDATED', subjectType: 'Department', subjectId: design.id };
      await recordChange(ctx, { ...change, before: null, after: null });
    });
    expect(await nameNow()).toEqual(['Told']);
  });

  it('is committed where it changed nothing', async () => {
    await write((ctx) => rename(ctx, 'Told'));
    await write((ctx) => ctx.rows('test.none', `update department set name = 'None' where code = 'None'`));
    expect(await nameNow()).toEqual(['Told']);
  });
});
