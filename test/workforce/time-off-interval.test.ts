import { beforeEach, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, accountOf, type Person, worker } from '../support/company.js';
import { minutes, mutate, recordedBy, refusal } from '../support/workforce.js';

const FIELDS = '{ id version state from to minutesPerDay startsAt endsAt }';

// 2027-02-01 is a Monday; Zurich is an hour ahead of UTC in February.
describe('time off between two instants', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  await account(api, 'hr', 'HR');
  let ada: Person;
  beforeEach(async () => {
    ada = await worker(api, 'Ada', { from: '2027-02-01' });
  });

  const request = (off: object) =>
    mutate(api, 'hr', 'timeOffRequest', { workerId: ada.id, kind: 'OTHER', ...off }, FIELDS);
  const approved = async (off: object) => {
    const { id, version } = await request(off);
    return mutate(
      api,
      'hr',
      'timeOffApprove',
      { id, expectedVersion: version },
      FIELDS,
      'TimeOffTransitionInput',
    );
  };
  const worksByTheClock = () => {
    const day = [
      { start: '09:00', end: '12:00' },
      { start: '13:00', end: '18:00' },
    ];
    return mutate(api, 'hr', 'workPatternSet', {
      engagementId: ada.engagementId,
      from: '2027-02-01',
      windows: [day, day, day, day, day, [], []],
    });
  };
  const week = (measure: 'effective' | 'timeOff' = 'effective') =>
    minutes(api, ada, '2027-02-01', '2027-02-07', measure);

  it('costs what falls into the windows, over midnight too, and touches its days at home', async () => {
    await worksByTheClock();
    const off = await approved({ startsAt: '2027-02-02T16:00:00Z', endsAt: '2027-02-03T10:30:00Z' });
    expect(off).toMatchObject({
      state: 'APPROVED',
      from: '2027-02-02',
      to: '2027-02-03',
      minutesPerDay: null,
      startsAt: '2027-02-02T16:00:00.000Z',
      endsAt: '2027-02-03T10:30:00.000Z',
    });
    expect(await week('timeOff')).toEqual([0, 60, 150, 0, 0, 0, 0]);
    expect(await minutes(api, ada, '2027-02-03', '2027-02-03')).toEqual([330]);
  });

  it('costs its minutes of the day, at most the whole, where nobody knows the hours', async () => {
    await approved({ startsAt: '2027-02-02T20:00:00Z', endsAt: '2027-02-04T00:00:00Z' });
    expect(await week('timeOff')).toEqual([0, 180, 480, 60, 0, 0, 0]);
  });

  it('ends before the day that begins as it ends', async () => {
    const off = await request({ startsAt: '2027-02-02T23:00:00Z', endsAt: '2027-02-03T23:00:00Z' });
    expect(off).toMatchObject({ from: '2027-02-03', to: '2027-02-03' });
  });

  it('is listed by the days it touches', async () => {
    await request({ startsAt: '2027-02-02T23:30:00Z', endsAt: '2027-02-03T10:00:00Z' });
    const on = async (day: string) => {
      const { data } = await api
        .as('hr')
        .run(
          'query ($id: ID!, $day: Date!) { worker(id: $id) { timeOff(range: { from: $day, to: $day }) { nodes { id } } } }',
          { id: ada.id, day },
        );
      return data.worker.timeOff.nodes.length;
    };
    expect([await on('2027-02-02'), await on('2027-02-03'), await on('2027-02-04')]).toEqual([0, 1, 0]);
  });

  it('stays as it is when the worker moves to another zone, where it touches other days', async () => {
    const off = await approved({ startsAt: '2027-02-02T08:00:00Z', endsAt: '2027-02-02T16:00:00Z' });
    expect(await week('timeOff')).toEqual([0, 480, 0, 0, 0, 0, 0]);
    await mutate(api, 'hr', 'workerUpdate', {
      id: ada.id,
      expectedVersion: 1,
      timeZone: 'Pacific/Auckland',
    });
    const { data } = await api
      .as('hr')
      .run('query ($id: ID!) { timeOffById(id: $id) { from to startsAt } }', { id: off.id });
    // 21:00 to 05:00 there.
    expect(data.timeOffById).toEqual({
      from: '2027-02-02',
      to: '2027-02-03',
      startsAt: '2027-02-02T08:00:00.000Z',
    });
    expect(await week('timeOff')).toEqual([0, 180, 300, 0, 0, 0, 0]);
  });

  it('may be asked for by whoever is off', async () => {
    await accountOf(api, ada, 'ada', 'WORKER');
    const off = { kind: 'OTHER', startsAt: '2027-02-02T08:00:00Z', endsAt: '2027-02-02T09:00:00Z' };
    expect(await mutate(api, 'ada', 'timeOffRequest', off, FIELDS)).toMatchObject({ state: 'REQUESTED' });
  });

  const [nine, ten] = ['2027-02-02T09:00:00Z', '2027-02-02T10:00:00Z'];

  it.each([
    [{}, ['REQUIRED', 'REQUIRED']],
    [{ from: '2027-02-02', startsAt: nine, endsAt: ten }, ['TIME_OFF_ONCE', 'REQUIRED']],
    [{ minutesPerDay: 60, startsAt: nine, endsAt: ten }, ['TIME_OFF_ONCE', 'REQUIRED', 'REQUIRED']],
    [{ startsAt: nine }, ['REQUIRED']],
    [{ endsAt: nine }, ['REQUIRED']],
    [{ startsAt: nine, endsAt: nine }, ['EMPTY_INTERVAL']],
    [{ startsAt: ten, endsAt: nine }, ['REVERSED_RANGE']],
    [{ startsAt: nine, endsAt: '2027-02-02T10:00:00.5Z' }, ['WHOLE_SECONDS']],
    [{ startsAt: nine, endsAt: '2037-02-04T09:00:00Z' }, ['RANGE_TOO_LONG']],
    [{ startsAt: nine, endsAt: '9999-12-31T00:00:00Z' }, ['OUTSIDE_CALENDAR', 'RANGE_TOO_LONG']],
  ])('is refused as %j, with all that is wrong, and nothing is written', async (wrong, reasons) => {
    const events = await recordedBy(api, async () => {
      await expect(request(wrong)).rejects.toMatchObject([
        {
          extensions: { code: 'BAD_USER_INPUT', details: { faults: reasons.map((reason) => ({ reason })) } },
        },
      ]);
    });
    expect(events).toEqual([]);
  });

  it('is refused as an interval of nothing that exists', async () => {
    await expect(request({ startsAt: '2027-02-30T09:00:00Z', endsAt: ten })).rejects.toMatchObject(
      refusal('BAD_USER_INPUT'),
    );
  });
});
