import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, accountOf, staffed } from '../support/company.js';

const SPREAD = `query ($workerIds: [ID!]!, $range: DateRangeInput!, $totalMinutes: Int!, $spreading: Spreading) {
  minutesSpread(workerIds: $workerIds, range: $range, totalMinutes: $totalMinutes, spreading: $spreading) {
    unscheduledMinutes lines { worker { name } minutes days { date minutes } } } }`;

describe('spreading minutes over people', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const hr = api.as(await account(api, 'hr', 'HR'));
  const { ada } = await staffed(api, 'Design', ['Ada']);
  const { linus } = await staffed(api, 'Lab', ['Linus'], { minutes: [240, 240, 0, 0, 0, 0, 0] });
  const range = { from: '2027-02-08', to: '2027-02-09' };
  const ask = async (totalMinutes: number, spreading?: string) => {
    const { data, errors } = await hr.run(SPREAD, {
      workerIds: [ada.id, linus.id],
      range,
      totalMinutes,
      spreading,
    });
    expect(errors).toBeUndefined();
    const { lines, unscheduledMinutes } = data.minutesSpread;
    return [
      ...lines.map(({ minutes, days }: { minutes: number; days: { date: string; minutes: number }[] }) => [
        minutes,
        ...days.map((day) => `${day.date} ${day.minutes}`),
      ]),
      unscheduledMinutes,
    ];
  };

  it('follows what each can do, unless told otherwise', async () => {
    expect(await ask(1_800)).toEqual([
      [1_200, '2027-02-08 600', '2027-02-09 600'],
      [600, '2027-02-08 300', '2027-02-09 300'],
      0,
    ]);
  });

  it('gives the same to each day, or fills the earlier ones, and says what finds no place', async () => {
    expect(await ask(1_201, 'EVEN')).toEqual([
      [721, '2027-02-08 361', '2027-02-09 360'],
      [480, '2027-02-08 240', '2027-02-09 240'],
      0,
    ]);
    expect(await ask(500, 'EARLIEST_DEADLINE')).toEqual([[480, '2027-02-08 480'], [20, '2027-02-08 20'], 0]);
    expect((await ask(2_000, 'EARLIEST_DEADLINE')).at(-1)).toBe(560);
  });

  it('is not answered for somebody out of reach', async () => {
    const own = api.as(await accountOf(api, ada, 'ada', 'WORKER'));
    const { data, errors } = await own.run(SPREAD, { workerIds: [ada.id, linus.id], range, totalMinutes: 1 });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('says all that is wrong with a question', async () => {
    const { errors } = await hr.run(SPREAD, {
      workerIds: [ada.id, ada.id.toUpperCase()],
      range: { from: '2027-01-01', to: '2036-12-31' },
      totalMinutes: -1,
    });
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          details: { faults: [{ reason: 'DUPLICATE' }, { reason: 'RANGE_TOO_LONG' }, { reason: 'MINUTES' }] },
        },
      },
    ]);
  });
});
