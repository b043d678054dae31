import { beforeAll, describe, expect, it } from 'vitest';
import { libraryDays, libraryRegion } from '../../src/workforce/holiday-library.js';
import { startApi } from '../support/api.js';
import { account, type Person, worker } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { minutes, mutate, recordedBy, refusal } from '../support/workforce.js';

describe('what the library says', () => {
  const days = (code: string, from: string, to: string) =>
    libraryDays(code, Number(from.slice(0, 4)), Number(to.slice(0, 4)))
      .filter(({ day }) => day >= from && day <= to)
      .map(
        ({ day, minutes: off, startMinute }) =>
          `${day.slice(5)} ${off}${startMinute ? ` from ${startMinute}` : ''}`,
      )
      .join(', ');

  it('knows countries and their parts by code', () => {
    expect(libraryRegion('CH-GE')).toEqual({
      name: 'Switzerland, Canton of Geneva',
      timeZone: 'Europe/Zurich',
    });
    expect(libraryRegion('DE-BY-A')).toMatchObject({ name: 'Germany, Bayern, Stadt Augsburg' });
    expect([
      libraryRegion('XX'),
      libraryRegion('CH-QQ'),
      libraryRegion('CH-GE-X'),
      libraryRegion(''),
    ]).toEqual([null, null, null, null]);
  });

  it('is read as days of the region', () => {
    expect(days('CH-GE', '2027-01-01', '2027-12-31')).toBe(
      '01-01 1440, 03-26 1440, 03-28 1440, 03-29 1440, 05-06 1440, 05-16 1440, 05-17 1440, 08-01 1440, 09-09 1440, 12-25 1440, 12-31 1440',
    );
  });

  it('covers the days after the evening on which a holiday begins', () => {
    // Begins at sunset of the day before; Eid al-Adha lasts four days.
    expect(days('SA', '2026-05-20', '2026-06-10')).toBe('05-26 1440, 05-27 1440, 05-28 1440, 05-29 1440');
    expect(days('IL', '2026-09-11', '2026-09-14')).toBe('09-12 1440, 09-13 1440');
    // Three days, over the night in which the clock is set forward.
    expect(days('BA', '2025-03-29', '2025-04-03')).toBe('03-30 1440, 03-31 1440, 04-01 1440');
  });

  it('covers part of a day in minutes, and finds in a year what began in the year before', () => {
    expect(days('CW', '2026-12-31', '2027-01-01')).toBe('12-31 720 from 720, 01-01 1440');
    expect(days('HT', '2026-02-16', '2026-02-16')).toBe('02-16 600 from 840');
    expect(days('US', '2027-12-31', '2027-12-31')).toBe('12-31 1440');
  });
});

describe('holidays of a region', async () => {
  const api = await startApi({ now: () => new Date('2027-03-03T12:00:00Z') });
  let ada: Person;
  let grace: Person;
  const load = (input: object, as = 'admin') =>
    mutate(
      api,
      as,
      'holidayRegionLoad',
      { code: 'CH-GE', from: 2027, to: 2027, ...input },
      '{ id version code name firstYear lastYear }',
    );
  const add = (input: object, as = 'admin') =>
    mutate(
      api,
      as,
      'holidayCreate',
      { region: 'CH-GE', name: 'Anniversary', ...input },
      '{ id version day minutes startMinute isLocal }',
    );
  const list = async (from: string, to: string) => {
    const { data } = await api
      .as('risk')
      .ask(
        graphql(
          `query ($range: DateRangeInput!) { holidays(region: "CH-GE", range: $range) { day name isLocal } }`,
        ),
        { range: { from, to } },
      );
    return data.holidays;
  };

  beforeAll(async () => {
    await account(api, 'admin', 'ADMIN');
    await account(api, 'risk', 'RISK_OFFICER');
    await load({});
    ada = await worker(api, 'Ada', { region: 'CH-GE' });
    grace = await worker(api, 'Grace', { region: 'CH-GE' });
    await worker(api, 'Olga');
  });

  it('are loaded once: the same again changes nothing', async () => {
    const events = await recordedBy(api, async () => {
      expect(await load({})).toMatchObject({
        version: 1,
        name: 'Switzerland, Canton of Geneva',
        firstYear: 2027,
        lastYear: 2027,
      });
    });
    expect(events).toEqual([]);
    expect(await list('2027-01-01', '2027-12-31')).toHaveLength(11);
    expect(await minutes(api, ada, '2027-03-25', '2027-03-30')).toEqual([480, 0, 0, 0, 0, 480]);
  });

  it('of further years change the capacity of everyone there, with one cause and no year left out', async () => {
    const events = await recordedBy(api, async () => {
      expect(await load({ from: 2029, to: 2029 })).toMatchObject({ firstYear: 2027, lastYear: 2029 });
    });
    expect(events.map(({ kind, worker_id }) => [kind, worker_id])).toEqual([
      ['HOLIDAYS_CHANGED', ada.id],
      ['HOLIDAYS_CHANGED', grace.id],
      ['HOLIDAY_REGION_LOADED', null],
    ]);
    expect(new Set(events.map(({ cause_id }) => cause_id)).size).toBe(1);
    expect(events[0]!.capacity!.length).toBeGreaterThan(0);
    expect((await list('2028-01-01', '2028-12-31')).length).toBe(11);
  });

  it('may be added by hand for a region, and outlast another load', async () => {
    const added = await add({ day: '2027-03-10', minutes: 720 });
    expect(added).toMatchObject({ day: '2027-03-10', minutes: 720, startMinute: 720, isLocal: true });
    expect(await minutes(api, ada, '2027-03-09', '2027-03-11')).toEqual([480, 240, 480]);
    await load({});
    expect(await list('2027-03-10', '2027-03-10')).toEqual([
      { day: '2027-03-10', name: 'Anniversary', isLocal: true },
    ]);
    await expect(add({ day: '2027-03-10' })).rejects.toMatchObject(refusal('CONFLICT', 'HOLIDAY_TAKEN'));
    const remove = (id: string) =>
      mutate(api, 'admin', 'holidayRemove', { id, expectedVersion: 1 }, '{ code }');
    const events = await recordedBy(api, async () => {
      expect(await remove(added.id)).toEqual({ code: 'CH-GE' });
    });
    expect(events.map(({ kind }) => kind)).toEqual([
      'HOLIDAYS_CHANGED',
      'HOLIDAYS_CHANGED',
      'HOLIDAY_REMOVED',
    ]);
    expect(await minutes(api, ada, '2027-03-10', '2027-03-10')).toEqual([480]);
    const [library] = await api.database.rows<{ id: string }>(
      'test.library',
      'select id from holiday limit 1',
    );
    await expect(remove(library!.id)).rejects.toMatchObject(refusal('CONFLICT', 'NOT_LOCAL'));
  });

  it('of a part of the day take what they have of the windows worked', async () => {
    const olga = await worker(api, 'Olga', { region: 'CH-GE' });
    await account(api, 'hr', 'HR');
    const day = [{ start: '08:00', end: '14:00' }];
    await mutate(api, 'hr', 'workPatternSet', {
      engagementId: olga.engagementId,
      from: '2020-01-06',
      windows: Array(7).fill(day),
    });
    await add({ day: '2027-03-11', name: 'Parade', minutes: 240, startMinute: 600 });
    await add({ day: '2027-03-12', name: 'Eve', minutes: 480 });
    expect(await minutes(api, olga, '2027-03-11', '2027-03-12', 'holiday')).toEqual([240, 0]);
    // Of eight hours at an unknown time, four and eight of the twenty-four.
    expect(await minutes(api, ada, '2027-03-11', '2027-03-12', 'holiday')).toEqual([80, 160]);
    await expect(
      add({ day: '2027-03-13', name: 'Night', minutes: 61, startMinute: 1_380 }),
    ).rejects.toMatchObject(refusal('BAD_USER_INPUT', 'PAST_MIDNIGHT'));
    expect(await list('2027-03-13', '2027-03-13')).toEqual([]);
  });

  it('are refused for regions nobody knows, years backwards, and those who are no ADMIN', async () => {
    const events = await recordedBy(api, async () => {
      await expect(load({ code: 'XX', from: 2028, to: 2027 })).rejects.toMatchObject(
        refusal('BAD_USER_INPUT', 'UNKNOWN_REGION', {
          details: { faults: [{ reason: 'UNKNOWN_REGION' }, { reason: 'REVERSED_RANGE' }] },
        }),
      );
      await expect(load({ from: 2000, to: 2100 })).rejects.toMatchObject(refusal('BAD_USER_INPUT', 'YEARS'));
      await expect(load({}, 'risk')).rejects.toMatchObject(refusal('FORBIDDEN'));
      await expect(add({ region: 'FR', day: '2027-03-10' })).rejects.toMatchObject(
        refusal('BAD_USER_INPUT', 'UNKNOWN_REGION'),
      );
      await expect(add({ day: '2027-03-10' }, 'risk')).rejects.toMatchObject(refusal('FORBIDDEN'));
    });
    expect(events).toEqual([]);
  });

  it('are loaded once, however many load them at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => load({ code: 'FR' })));
    expect(results.map(({ status }) => status)).toEqual(Array(8).fill('fulfilled'));
    const rows = await api.database.rows<{ count: number }>(
      'test.french',
      `select count(*) as count from holiday where region = 'FR'`,
    );
    expect(rows[0]!.count).toBe(11);
    const { data } = await api.as('risk').ask(graphql(`{ holidayRegions { totalCount nodes { code } } }`));
    expect(data.holidayRegions).toEqual({ totalCount: 2, nodes: [{ code: 'CH-GE' }, { code: 'FR' }] });
  });
});
