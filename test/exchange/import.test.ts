import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, holidays } from '../support/company.js';
import { minutes, recordedBy } from '../support/workforce.js';

type Row = Record<string, unknown>;

const REPORT = `created updated unchanged rejected withheld dryRun
  rows { row outcome id errors { column code message value } }`;

const NOW = new Date('2027-03-01T12:00:00Z');

describe('importing', async () => {
  const api = await startApi({ now: () => NOW });

  const imports = async (kind: string, rows: Row[], more: Row = {}, as = 'boss') => {
    const type = `${kind[0]!.toUpperCase()}${kind.slice(1)}ImportInput`;
    const { data, errors } = await api
      .as(as)
      .run(`mutation ($input: ${type}!) { report: ${kind}Import(input: $input) { ${REPORT} } }`, {
        input: { rows, ...more },
      });
    if (errors) throw errors;
    return data.report as {
      created: number;
      updated: number;
      unchanged: number;
      rejected: number;
      withheld: number;
      rows: {
        row: number;
        outcome: string;
        id: string | null;
        errors: { column: string; code: string; value: string | null }[];
      }[];
    };
  };
  const outcomes = async (...args: Parameters<typeof imports>) =>
    (await imports(...args)).rows.map(({ outcome }) => outcome);
  /** Codes by row and column, such as `2 to REVERSED_RANGE`. */
  const faults = async (...args: Parameters<typeof imports>) =>
    (await imports(...args)).rows.flatMap(({ row, errors }) =>
      errors.map(({ column, code }) => `${row} ${column} ${code}`),
    );
  const count = async (table: string) =>
    (
      await api.database.rows<{ count: number }>(
        `test.count-${table}`,
        `select count(*) as count from ${table}`,
      )
    )[0]!.count;
  const membershipsOf = (worker: string) =>
    api.database.rows<{ from: string; to: string | null; share: number }>(
      'test.memberships-of',
      `select m."from", m."to", m.share from membership m join worker w on w.id = m.worker_id where w.external_id = $1 order by m."from"`,
      [worker],
    );

  beforeAll(async () => {
    await account(api, 'boss', 'ADMIN', 'HR');
    await account(api, 'admin', 'ADMIN');
    await account(api, 'hr', 'HR');
    await account(api, 'anna', 'WORKER');
    await holidays(api, 'CH-GE', '2027-03-05');
  });

  describe('departments', () => {
    it('adds them in whatever order the tree is told, and again changes nothing', async () => {
      const rows = [
        { externalId: 'd2', name: 'Below', parentExternalId: 'd1' },
        { externalId: 'd1', name: 'Top', code: 'TOP', timeZone: 'Europe/Zurich' },
      ];
      expect(await outcomes('departments', rows)).toEqual(['CREATED', 'CREATED']);
      const { data } = await api
        .as('boss')
        .run('{ departmentByCode(code: "d2") { timeZone parent { code } } }');
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

    it('is for ADMIN', async () => {
      await expect(
        imports('departments', [{ externalId: 'd9', name: 'No' }], {}, 'hr'),
      ).rejects.toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    });
  });

  describe('workers', () => {
    const ada = {
      externalId: 'ada',
      name: 'Ada Lovelace',
      region: 'CH-GE',
      engagementFrom: '2027-03-01',
      patternMinutes: [480, 480, 480, 480, 480, 0, 0],
    };

    it('adds them with engagement and pattern, and tells their capacity', async () => {
      const recorded = await recordedBy(api, async () => {
        expect(await outcomes('workers', [ada], {}, 'hr')).toEqual(['CREATED']);
      });
      expect(recorded.map(({ kind }) => kind)).toEqual(['WORKER_CREATED', 'ENGAGEMENT_CREATED']);
      expect(recorded[0]!.capacity).toMatchObject([{ departmentId: null, from: '2027-03-01' }]);
      const [worker] = await api.database.rows<{ id: string; time_zone: string }>(
        'test.ada',
        `select * from worker where external_id = 'ada'`,
      );
      expect(worker!.time_zone).toBe('Europe/Zurich');
      // Friday is a holiday.
      expect(await minutes(api, worker!, '2027-03-01', '2027-03-08')).toEqual([
        480, 480, 480, 480, 0, 0, 0, 480,
      ]);
    });

    it('records nothing when told the same again', async () => {
      expect(
        await recordedBy(api, async () => expect(await outcomes('workers', [ada])).toEqual(['UNCHANGED'])),
      ).toEqual([]);
    });

    it('changes worker, end of engagement and pattern by what a row says', async () => {
      const changed = {
        externalId: 'ada',
        title: 'Countess',
        engagementFrom: '2027-03-01',
        engagementTo: '2027-12-31',
        patternMinutes: [240, 240, 240, 240, 240, 0, 0],
      };
      const recorded = await recordedBy(api, async () =>
        expect(await outcomes('workers', [changed])).toEqual(['UPDATED']),
      );
      expect(recorded.map(({ kind }) => kind)).toEqual([
        'WORKER_UPDATED',
        'ENGAGEMENT_UPDATED',
        'WORK_PATTERN_SET',
      ]);
      const [engagement] = await api.database.rows<{ to: string; name: string }>(
        'test.engagement',
        `select e."to", w.name from engagement e join worker w on w.id = e.worker_id where w.external_id = 'ada'`,
      );
      expect(engagement).toEqual({ to: '2027-12-31', name: 'Ada Lovelace' });
    });

    it('tells every fault of every row at once', async () => {
      const rows = [
        { externalId: 'w1', name: 'A', timeZone: 'UTC', engagementFrom: '2028-02-30' },
        {
          externalId: 'w2',
          name: 'B',
          timeZone: 'UTC',
          engagementFrom: '2027-05-01',
          engagementTo: '2027-04-01',
        },
        { externalId: 'w3', name: 'C', region: 'CH-ZZ', kind: 'ROBOT', workMode: 'moon', email: 'nobody' },
        {
          externalId: 'w4',
          name: 'D',
          email: 'd@example.org',
          timeZone: '+01:00',
          patternMinutes: [1, 2, 3],
          engagementFrom: '2027-01-01',
        },
        { externalId: 'w5', name: 'E', email: 'D@example.org', patternMinutes: [0, 0, 0, 0, 0, 0, 1441] },
        { externalId: 'ada', kind: 'FREELANCER', engagementFrom: '2027-06-01' },
      ];
      const told = await faults('workers', rows);
      expect(told).toEqual(
        expect.arrayContaining([
          '1 engagementFrom NOT_A_DATE',
          '2 engagementTo REVERSED_RANGE',
          '3 kind UNKNOWN_VALUE',
          '3 workMode UNKNOWN_VALUE',
          '3 email NOT_AN_EMAIL',
          '4 timeZone UNKNOWN_TIME_ZONE',
          '4 patternMinutes PATTERN_LENGTH',
          '5 email DUPLICATE_IN_FILE',
          '5 patternMinutes PATTERN_MINUTES',
          '6 kind KIND_IS_FIXED',
          '6 engagementFrom ENGAGEMENT_OVERLAPS',
        ]),
      );
      expect(
        await faults('workers', [
          { externalId: 'w6', region: 'CH-ZZ' },
          { externalId: 'w7', name: 'F' },
        ]),
      ).toEqual(['1 region UNKNOWN_REGION', '1 name REQUIRED', '2 timeZone REQUIRED']);
    });

    it('reads an exclusive end as the day before it, and the year 9999 as none', async () => {
      const rows = [
        {
          externalId: 'x1',
          name: 'X',
          timeZone: 'UTC',
          engagementFrom: '2026-01-01',
          engagementTo: '2027-01-01',
        },
        {
          externalId: 'x2',
          name: 'Y',
          timeZone: 'UTC',
          engagementFrom: '2026-01-01',
          engagementTo: '9999-01-01',
        },
      ];
      expect(await outcomes('workers', rows, { endDates: 'EXCLUSIVE' })).toEqual(['CREATED', 'CREATED']);
      const ends = await api.database.rows(
        'test.ends',
        `select e."to", e.state from engagement e join worker w on w.id = e.worker_id where w.external_id in ('x1', 'x2') order by w.external_id`,
      );
      expect(ends).toEqual([
        { to: '2026-12-31', state: 'ENDED' },
        { to: null, state: 'ACTIVE' },
      ]);
    });

    it('is for HR, and not for a worker', async () => {
      await expect(imports('workers', [ada], {}, 'anna')).rejects.toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ]);
    });
  });

  describe('memberships', () => {
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
      const rows = [
        row(grace, 'd1', '2026-01-01', '2027-01-01'),
        row(grace, 'd2', '2027-01-01', '9999-01-01'),
      ];
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
      expect(recorded[0]!.capacity).toEqual([]);
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
