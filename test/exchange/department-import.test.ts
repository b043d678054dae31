import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { graphql } from '../support/graphql.js';
import { recordedBy } from '../support/workforce.js';
import { importing, NOW, staffed } from './importing.js';

describe('importing departments', async () => {
  const api = await startApi({ now: () => NOW });
  const { imports, outcomes, faults } = importing(api);
  const count = async (table: string) =>
    (
      await api.database.rows<{ count: number }>(
        `test.count-${table}`,
        `select count(*) as count from ${table}`,
      )
    )[0]!.count;

  beforeAll(async () => {
    await staffed(api);
  });

  it('adds them in whatever order the tree is told, and again changes nothing', async () => {
    const rows = [
      { externalId: 'd2', name: 'Below', parentExternalId: 'd1' },
      { externalId: 'd1', name: 'Top', code: 'TOP', timeZone: 'Europe/Zurich' },
    ];
    expect(await outcomes('departments', rows)).toEqual(['CREATED', 'CREATED']);
    const { data } = await api
      .as('boss')
      .ask(graphql(`{ departmentByCode(code: "d2") { timeZone parent { code } } }`));
    expect(data.departmentByCode).toEqual({ timeZone: 'Europe/Zurich', parent: { code: 'TOP' } });
    const recorded = await recordedBy(api, async () => {
      expect(await outcomes('departments', rows)).toEqual(['UNCHANGED', 'UNCHANGED']);
    });
    expect(recorded).toEqual([]);
  });

  it('changes what a row says, and leaves what it does not say', async () => {
    const recorded = await recordedBy(api, async () => {
      expect(await outcomes('departments', [{ externalId: 'd1', name: 'Summit' }])).toEqual(['UPDATED']);
    });
    expect(recorded).toMatchObject([
      { kind: 'DEPARTMENT_UPDATED', after: { code: 'TOP', timeZone: 'Europe/Zurich', version: 2 } },
    ]);
  });

  it('tells every fault of every row at once, and writes nothing', async () => {
    const before = await count('department');
    const rows = [
      { externalId: 'd3', name: 'Circle', parentExternalId: 'd4' },
      { externalId: 'd4', name: 'Circle', parentExternalId: 'd3' },
      { externalId: 'd5', timeZone: 'Mars/Olympus', region: 'XX' },
      { externalId: 'd6', name: 'Orphan', parentExternalId: 'nowhere' },
      { externalId: 'd7', name: 'Twin', code: 'TOP' },
      { externalId: 'd7', name: 'Twin' },
      { externalId: '', name: 'x'.repeat(201) },
      { externalId: 'd8', name: 'Right' },
    ];
    expect(await faults('departments', rows)).toEqual([
      '1 parentExternalId CYCLE',
      '2 parentExternalId CYCLE',
      '3 timeZone UNKNOWN_TIME_ZONE',
      '3 region UNKNOWN_REGION',
      '3 name REQUIRED',
      '4 parentExternalId UNKNOWN_DEPARTMENT',
      '5 code CODE_TAKEN',
      '6 externalId DUPLICATE_IN_FILE',
      '7 externalId REQUIRED',
      '7 name TOO_LONG',
    ]);
    expect(await count('department')).toBe(before);
    expect(await imports('departments', rows)).toMatchObject({ created: 0, rejected: 7, withheld: 1 });
    expect(await imports('departments', rows, { onError: 'SKIP', dryRun: true })).toMatchObject({
      created: 1,
      rejected: 7,
    });
    expect(await count('department')).toBe(before);
  });

  it('tells of an unreadable row what else stands against it', async () => {
    const rows = [
      { externalId: 'd1', timeZone: 'Mars/Olympus', parentExternalId: 'd2' },
      { externalId: 'd10', timeZone: 'Mars/Olympus', parentExternalId: 'nowhere', code: 'TOP' },
      { externalId: 'd11', name: 'x'.repeat(201), code: 'x'.repeat(33) },
    ];
    expect(await faults('departments', rows)).toEqual([
      '1 timeZone UNKNOWN_TIME_ZONE',
      '1 parentExternalId CYCLE',
      '2 timeZone UNKNOWN_TIME_ZONE',
      '2 name REQUIRED',
      '2 parentExternalId UNKNOWN_DEPARTMENT',
      '2 code CODE_TAKEN',
      '3 name TOO_LONG',
      '3 code TOO_LONG',
    ]);
  });

  it('lets two change codes with each other within one call', async () => {
    await outcomes('departments', [
      { externalId: 's1', name: 'North', code: 'N' },
      { externalId: 's2', name: 'South', code: 'S' },
    ]);
    const swapped = [
      { externalId: 's1', code: 'S' },
      { externalId: 's2', code: 'N' },
    ];
    const recorded = await recordedBy(api, async () => {
      expect(await outcomes('departments', swapped)).toEqual(['UPDATED', 'UPDATED']);
    });
    expect(recorded).toMatchObject([
      { kind: 'DEPARTMENT_UPDATED', before: { code: 'N' }, after: { code: 'S', version: 2 } },
      { kind: 'DEPARTMENT_UPDATED', before: { code: 'S' }, after: { code: 'N', version: 2 } },
    ]);
    expect(
      await api.database.rows(
        'test.codes',
        `select external_id, code, version from department where external_id in ('s1', 's2') order by external_id`,
      ),
    ).toEqual([
      { external_id: 's1', code: 'S', version: 2 },
      { external_id: 's2', code: 'N', version: 2 },
    ]);
  });

  it('is for ADMIN', async () => {
    await expect(imports('departments', [{ externalId: 'd9', name: 'No' }], {}, 'hr')).rejects.toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it('takes 1 to 5,000 rows', async () => {
    await expect(imports('departments', [])).rejects.toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    const rows = Array.from({ length: 5_001 }, (_, i) => ({ externalId: `many-${i}` }));
    await expect(imports('departments', rows)).rejects.toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});
