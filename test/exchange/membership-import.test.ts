import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { contractedFrom, recordedBy } from '../support/workforce.js';
import { importing, NOW, type Row, staffed } from './importing.js';

describe('importing memberships', async () => {
  const api = await startApi({ now: () => NOW });
  const { imports, outcomes, faults } = importing(api);
  const membershipsOf = (worker: string) =>
    api.database.rows<{ from: string; to: string | null; share: number }>(
      'test.memberships-of',
      `select m."from", m."to", m.share from membership m join worker w on w.id = m.worker_id where w.external_id = $1 order by m."from"`,
      [worker],
    );

  beforeAll(async () => {
    await staffed(api);
    await imports('departments', [
      { externalId: 'd1', name: 'Sales' },
      { externalId: 'd2', name: 'Research' },
    ]);
  });

  const row = (
    worker: string,
    department: string,
    from: string,
    to?: string | null,
    more: Row = {},
  ): Row => ({
    workerExternalId: worker,
    departmentExternalId: department,
    from,
    ...(to !== undefined && { to }),
    ...more,
  });
  let number = 0;
  let grace = '';

  beforeEach(async () => {
    grace = `grace-${++number}`;
    await imports('workers', [{ externalId: grace, name: 'Grace', timeZone: 'UTC' }]);
  });

  it('lets one follow another on the day that is the end of both, if ends are exclusive', async () => {
    const rows = [row(grace, 'd1', '2026-01-01', '2027-01-01'), row(grace, 'd2', '2027-01-01', '9999-01-01')];
    expect(await faults('memberships', rows)).toEqual(['2 share SHARES_EXCEED_WHOLE']);
    expect(await outcomes('memberships', rows, { endDates: 'EXCLUSIVE' })).toEqual(['CREATED', 'CREATED']);
    expect(await membershipsOf(grace)).toEqual([
      { from: '2026-01-01', to: '2026-12-31', share: 10_000 },
      { from: '2027-01-01', to: null, share: 10_000 },
    ]);
  });

  it('knows them again without an external id, and changes share and end', async () => {
    await imports('memberships', [row(grace, 'd1', '2027-01-01')]);
    const recorded = await recordedBy(api, async () => {
      expect(
        await outcomes('memberships', [row(grace, 'd1', '2027-01-01', '2027-06-30', { share: '64.6' })]),
      ).toEqual(['UPDATED']);
    });
    expect(recorded).toMatchObject([
      {
        kind: 'MEMBERSHIP_UPDATED',
        before: { share: 10_000, to: null },
        after: { share: 6_460, version: 2 },
      },
    ]);
    expect(contractedFrom(recorded[0]!)).toEqual([]);
  });

  it('lets ranges change places within one call', async () => {
    const rows = (a: [string, string], b: [string, string]) => [
      row(grace, 'd1', ...a, { externalId: `${grace}-a` }),
      row(grace, 'd1', ...b, { externalId: `${grace}-b` }),
    ];
    await imports('memberships', rows(['2027-01-01', '2027-01-31'], ['2027-02-01', '2027-02-28']));
    const swapped = rows(['2027-02-01', '2027-02-28'], ['2027-01-01', '2027-01-31']);
    expect(await outcomes('memberships', swapped)).toEqual(['UPDATED', 'UPDATED']);
  });

  it('refuses what does not fit beside other rows and what is stored', async () => {
    await imports('memberships', [row(grace, 'd1', '2027-01-01', null, { share: '60' })]);
    const rows = [
      row(grace, 'd1', '2027-02-01'),
      row(grace, 'd2', '2027-01-01', null, { share: '40' }),
      row(grace, 'd2', '2026-01-01', '2026-12-31', { share: '100' }),
      row('nobody', 'nowhere', '2027-01-01'),
      row(grace, 'd2', '2027-02-01', '2027-01-01', { share: '0' }),
      row(grace, 'd2', '2024-01-01', '2024-01-01', { share: '12.345' }),
    ];
    expect(await faults('memberships', rows)).toEqual([
      '1 from MEMBERSHIP_OVERLAPS',
      '4 workerExternalId UNKNOWN_WORKER',
      '4 departmentExternalId UNKNOWN_DEPARTMENT',
      '5 to REVERSED_RANGE',
      '5 share SHARE',
      '6 share SHARE',
    ]);
    expect(await membershipsOf(grace)).toHaveLength(1);
    expect(await imports('memberships', rows, { onError: 'SKIP' })).toMatchObject({
      created: 2,
      rejected: 4,
    });
    expect(await membershipsOf(grace)).toHaveLength(3);
  });

  it('tells of an unreadable row what else stands against it', async () => {
    await imports('memberships', [row(grace, 'd1', '2027-01-01')]);
    const rows = [
      row('nobody', 'nowhere', '2027-02-30', 'never', { share: 'all' }),
      row(grace, 'd1', '2027-02-01', '2027-02-28', { share: 'all' }),
      row(grace, 'd2', '2027-02-01', 'never', { share: '100' }),
    ];
    expect(await faults('memberships', rows)).toEqual([
      '1 from NOT_A_DATE',
      '1 to NOT_A_DATE',
      '1 share SHARE',
      '1 workerExternalId UNKNOWN_WORKER',
      '1 departmentExternalId UNKNOWN_DEPARTMENT',
      '2 share SHARE',
      '2 from MEMBERSHIP_OVERLAPS',
      '3 to NOT_A_DATE',
    ]);
    expect(await membershipsOf(grace)).toHaveLength(1);
  });

  it('names an empty range as such, with what the file says', async () => {
    const { rows } = await imports('memberships', [row(grace, 'd1', '1998-12-17', '1998-12-17')], {
      endDates: 'EXCLUSIVE',
    });
    expect(rows).toMatchObject([
      { outcome: 'REJECTED', errors: [{ column: 'to', code: 'EMPTY_RANGE', value: '1998-12-17' }] },
    ]);
  });

  it('leaves what a refused row would replace in the way of the others', async () => {
    await imports('memberships', [row(grace, 'd1', '2027-01-01', null, { externalId: `${grace}-a` })]);
    const rows = [
      row(grace, 'd2', '2027-01-01', null, { share: '80' }),
      // Would make room for the row before it, but is itself too much.
      row(grace, 'd1', '2027-01-01', null, { externalId: `${grace}-a`, share: '30' }),
    ];
    expect(await faults('memberships', rows)).toEqual([
      '1 share SHARES_EXCEED_WHOLE',
      '2 share SHARES_EXCEED_WHOLE',
    ]);
    expect(await membershipsOf(grace)).toEqual([{ from: '2027-01-01', to: null, share: 10_000 }]);
  });

  it('answers a dry run as the real one, and changes nothing', async () => {
    const rows = [row(grace, 'd1', '2027-01-01'), row(grace, 'd2', '2027-01-01')];
    const told = async (dryRun: boolean) => {
      const report = await imports('memberships', rows, { onError: 'SKIP', dryRun });
      return report.rows.map(({ outcome, errors }) => ({ outcome, errors }));
    };
    let dry: unknown;
    const recorded = await recordedBy(api, async () => {
      dry = await told(true);
    });
    expect(recorded).toEqual([]);
    expect(await membershipsOf(grace)).toEqual([]);
    expect(dry).toEqual(await told(false));
    expect(await membershipsOf(grace)).toHaveLength(1);
  });
});
