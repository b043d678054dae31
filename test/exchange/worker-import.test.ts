import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { department } from '../support/company.js';
import { objective, work } from '../support/objectives.js';
import { contractedFrom, minutes, recordedBy } from '../support/workforce.js';
import { importing, NOW, staffed } from './importing.js';

describe('importing workers', async () => {
  const api = await startApi({ now: () => NOW });
  const { imports, outcomes, faults } = importing(api);

  beforeAll(async () => {
    await staffed(api);
  });

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
    expect(contractedFrom(recorded[0]!)).toEqual([[null, '2027-03-01']]);
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

  it('tells of an unreadable row what else stands against it', async () => {
    const rows = [
      { externalId: 'w8', name: ' ', engagementFrom: '2028-02-30' },
      { externalId: 'ada', kind: 'FREELANCER', workMode: 'moon', engagementFrom: '2027-06-01' },
      { externalId: 'ada', engagementFrom: '2027-06-01', engagementTo: '2027-06-31' },
      { externalId: 'w9', name: 'G', timeZone: 'UTC', patternMinutes: [0, 0, 0, 0, 0, 0, 0] },
    ];
    expect(await faults('workers', rows)).toEqual([
      '1 engagementFrom NOT_A_DATE',
      '1 name REQUIRED',
      '1 timeZone REQUIRED',
      '2 workMode UNKNOWN_VALUE',
      '2 kind KIND_IS_FIXED',
      '2 engagementFrom ENGAGEMENT_OVERLAPS',
      '3 externalId DUPLICATE_IN_FILE',
      '3 engagementTo NOT_A_DATE',
      '4 engagementFrom REQUIRED',
    ]);
  });

  it('cuts the assignments on the days that an engagement loses, as its termination does', async () => {
    const engaged = { externalId: 'eve', name: 'Eve', timeZone: 'UTC', engagementFrom: '2027-03-01' };
    await outcomes('workers', [{ ...engaged, patternMinutes: [480, 480, 480, 480, 480, 0, 0] }]);
    const [eve] = await api.database.rows<{ id: string }>(
      'test.eve',
      `select id from worker where external_id = 'eve'`,
    );
    const launch = await objective(api, 'Launch', { owner: await department(api, 'Launching') });
    const running = await work(api, eve!, launch, { from: '2027-03-01', to: '2027-05-31', state: 'ACTIVE' });
    const later = await work(api, eve!, launch, { from: '2027-05-03', to: '2027-05-31' });
    const earlier = await work(api, eve!, launch, { from: '2027-03-01', to: '2027-03-31' });
    const recorded = await recordedBy(api, async () => {
      expect(await outcomes('workers', [{ ...engaged, engagementTo: '2027-04-30' }])).toEqual(['UPDATED']);
    });
    expect(recorded.map(({ kind, subject_id }) => [kind, subject_id])).toEqual([
      ['ASSIGNMENT_TRUNCATED', running.id],
      ['ASSIGNMENT_CANCELLED', later.id],
      ['ENGAGEMENT_UPDATED', expect.any(String)],
    ]);
    expect(new Set(recorded.map(({ cause_id }) => cause_id)).size).toBe(1);
    const found = await api.database.rows(
      'test.cut',
      'select id, state, released_on from assignment where worker_id = $1 order by id',
      [eve!.id],
    );
    expect(found).toEqual([
      { id: running.id, state: 'RELEASED', released_on: '2027-04-30' },
      { id: later.id, state: 'CANCELLED', released_on: null },
      { id: earlier.id, state: 'CONFIRMED', released_on: null },
    ]);
    expect(await minutes(api, eve!, '2027-04-30', '2027-05-03', 'confirmed')).toEqual([480, 0, 0, 0]);
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
