import { beforeEach, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, type Person, worker } from '../support/company.js';
import { minutes, mutate, recordedBy, refusal } from '../support/workforce.js';

const FIELDS =
  '{ id version from anchor minutes windows { start end } weeklyMinutes workingDays engagement { id } }';

// 2027-02-01 is a Monday.
describe('a work pattern', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  await account(api, 'hr', 'HR');
  let ada: Person;
  beforeEach(async () => {
    ada = await worker(api, 'Ada', { from: '2027-02-01' });
  });
  const set = (pattern: object) =>
    mutate(
      api,
      'hr',
      'workPatternSet',
      { engagementId: ada.engagementId, from: '2027-02-01', ...pattern },
      FIELDS,
    );
  const morning = { start: '09:00', end: '12:00' };
  const afternoon = { start: '13:00', end: '17:00' };
  const week = () => minutes(api, ada, '2027-02-01', '2027-02-07');

  it('may say when on the day is worked, which makes the minutes', async () => {
    const night = { start: '18:30', end: '24:00' };
    const pattern = await set({
      windows: [
        [afternoon, morning],
        [morning],
        [],
        [night],
        [morning, { start: '12:00', end: '13:30' }],
        [],
        [],
      ],
    });
    expect(pattern).toMatchObject({
      minutes: [420, 180, 0, 330, 270, 0, 0],
      windows: [
        [morning, afternoon],
        [morning],
        [],
        [night],
        [morning, { start: '12:00', end: '13:30' }],
        [],
        [],
      ],
      weeklyMinutes: null,
      workingDays: null,
    });
    expect(await week()).toEqual([420, 180, 0, 330, 270, 0, 0]);
    const plain = await set({ minutes: [480, 480, 480, 480, 480, 0, 0] });
    expect(plain).toMatchObject({ windows: null, minutes: [480, 480, 480, 480, 480, 0, 0] });
  });

  it('may be a flexible week, spread over its working days, the earlier ones first', async () => {
    const pattern = await set({
      weeklyMinutes: 2282,
      workingDays: ['FRIDAY', 'MONDAY', 'WEDNESDAY', 'SUNDAY'],
    });
    expect(pattern).toMatchObject({
      minutes: [571, 0, 571, 0, 570, 0, 570],
      windows: null,
      weeklyMinutes: 2282,
      workingDays: ['MONDAY', 'WEDNESDAY', 'FRIDAY', 'SUNDAY'],
    });
    expect(await week()).toEqual([571, 0, 571, 0, 570, 0, 570]);
  });

  it('comes along with a new worker or engagement in every form', async () => {
    const input = {
      kind: 'STAFF',
      name: 'Grace',
      timeZone: 'Europe/Zurich',
      workMode: 'REMOTE',
      engagement: {
        from: '2027-02-01',
        pattern: { weeklyMinutes: 600, workingDays: ['TUESDAY', 'THURSDAY'] },
      },
    };
    const grace = await mutate(api, 'hr', 'workerCreate', input, '{ id }');
    expect(await minutes(api, grace, '2027-02-01', '2027-02-07')).toEqual([0, 300, 0, 300, 0, 0, 0]);
  });

  const days = (...first: object[][]) => [...first, ...Array.from({ length: 7 - first.length }, () => [])];

  it.each([
    [{}, ['PATTERN_ONCE']],
    [{ minutes: Array(7).fill(1), windows: days() }, ['PATTERN_ONCE']],
    [{ minutes: Array(8).fill(1) }, ['PATTERN_LENGTH']],
    [{ weeklyMinutes: 60 }, ['FLEXIBLE_WEEK']],
    [{ workingDays: ['MONDAY'] }, ['FLEXIBLE_WEEK']],
    [
      { weeklyMinutes: 1441, workingDays: ['MONDAY', 'MONDAY'], anchor: '2027-02-02' },
      ['DAY_TWICE', 'WEEK_TOO_LONG', 'ANCHOR_NOT_MONDAY'],
    ],
    [
      {
        windows: [
          ...days([morning, { start: '11:59', end: '13:00' }], [{ start: '10:00', end: '10:00' }]),
          [{ start: '12:00', end: '10:00' }],
        ],
      },
      ['PATTERN_LENGTH', 'WINDOWS_OVERLAP', 'REVERSED_WINDOW', 'REVERSED_WINDOW'],
    ],
  ])('is refused as %j, with all that is wrong, and nothing is written', async (wrong, reasons) => {
    const events = await recordedBy(api, async () => {
      await expect(set(wrong)).rejects.toMatchObject([
        {
          extensions: { code: 'BAD_USER_INPUT', details: { faults: reasons.map((reason) => ({ reason })) } },
        },
      ]);
    });
    expect(events).toEqual([]);
    expect(await week()).toEqual([480, 480, 480, 480, 480, 0, 0]);
  });

  it.each(['24:01', '9:00', '12:60', '', 'noon'])('takes no time of day like %j', async (end) => {
    await expect(set({ windows: days([{ start: '08:00', end }]) })).rejects.toMatchObject(
      refusal('BAD_USER_INPUT'),
    );
  });
});
