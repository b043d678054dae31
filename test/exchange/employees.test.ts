import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account } from '../support/company.js';
import { commandLine } from './muster.js';

// Real data beside the project (CC BY-SA 3.0), which is no part of it.
const FOLDER = join(import.meta.dirname, '../../../shared/data/organisation/employees-10k');
const isThere = existsSync(FOLDER);
if (!isThere) console.warn(`Skipped: there is no ${FOLDER}.`);

describe.skipIf(!isThere)('an organisation of 10,000 people', async () => {
  const api = await startApi();
  const muster = commandLine(api, 'boss');
  const count = async (what: string) =>
    (await api.database.rows<{ count: number }>('', `select count(*) as count from ${what}`))[0]!.count;

  beforeAll(async () => {
    await account(api, 'boss', 'ADMIN', 'HR');
  });

  it('comes in whole, but for the one range that has no days', async () => {
    const departments = await muster.run(['import', 'departments', join(FOLDER, 'departments.csv')]);
    expect(departments.stdout).toBe('9 created, 0 updated, 0 failed\n');
    const defaults = [
      '--default',
      'pattern=8,8,8,8,8,0,0',
      '--default',
      'region=CH-GE',
      '--on-error',
      'skip',
    ];
    const workers = await muster.run(['import', 'workers', join(FOLDER, 'employees.csv'), ...defaults]);
    expect(workers.stdout).toBe('10,000 created, 0 updated, 0 failed\n');
    const memberships = await muster.run([
      'import',
      'memberships',
      join(FOLDER, 'dept_emp.csv'),
      '--to',
      'exclusive',
      '--on-error',
      'skip',
    ]);
    expect([memberships.code, memberships.stdout]).toEqual([
      1,
      '11,050 created, 0 updated, 1 failed -> rejects.csv\n',
    ]);
    expect(muster.read('rejects.csv')).toMatch(/^5015,to_date,EMPTY_RANGE,".*",1998-12-17$/m);

    expect(await count('worker')).toBe(10_000);
    expect(await count('membership')).toBe(11_050);
    expect(await count('membership where "to" is null')).toBe(8_064);
    expect(await count('(select 1 from membership group by worker_id having count(*) = 2) twice')).toBe(
      1_051,
    );
  }, 300_000);
});
