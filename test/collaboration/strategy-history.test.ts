import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, staffed } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { work } from '../support/objectives.js';
import { mutate } from '../support/workforce.js';

describe('a change of strategy', async () => {
  let now = new Date('2027-01-04T12:00:00Z');
  const api = await startApi({ now: () => now, minimumPeople: 1 });
  const on = (day: string, time = '12:00:00') => {
    now = new Date(`${day}T${time}Z`);
  };
  const shares = async (from: string, to: string) => {
    const { data, errors } = await api.as('admin').ask(
      graphql(`query ($range: DateRangeInput!) { keyDepartments(range: $range) { departments {
        department { code } strategicSharePercent } } }`),
      { range: { from, to } },
    );
    expect(errors).toBeUndefined();
    return Object.fromEntries(
      data.keyDepartments.departments.map(({ department, strategicSharePercent }) => [
        department.code,
        strategicSharePercent,
      ]),
    );
  };
  interface Seen {
    id: string;
    version: number;
  }
  let growth: Seen;
  let owner: { id: string };
  const reweigh = async (weight: number) => {
    growth = await mutate(api, 'admin', 'objectiveUpdate', {
      ...{ id: growth.id, expectedVersion: growth.version, weight },
    });
  };

  // Of equal weight are Growth, on which Design works, and Lab on Monday and Tuesday; and Brand, of Sales. On Wednesday,
  // 3 March 2027, Growth comes to weigh three times as much.
  beforeAll(async () => {
    await account(api, 'admin', 'ADMIN');
    const design = await staffed(api, 'Design', ['Ada']);
    const lab = await staffed(api, 'Lab', ['Lin']);
    const sales = await staffed(api, 'Sales', ['Bob']);
    owner = design.department;
    growth = await mutate(api, 'admin', 'objectiveCreate', { title: 'Growth', ownerId: owner.id, weight: 1 });
    const brand: Seen = await mutate(api, 'admin', 'objectiveCreate', {
      ...{ title: 'Brand', ownerId: owner.id, weight: 1 },
    });
    const always = { from: '2026-11-02', minutesPerDay: 100 };
    await work(api, design.ada, growth, always);
    await work(api, lab.lin, growth, { from: '2027-03-01', to: '2027-03-02', minutesPerDay: 100 });
    await work(api, sales.bob, brand, always);
    expect(await shares('2027-03-04', '2027-03-05')).toEqual({
      Design: '50.00',
      Lab: '0.00',
      Sales: '50.00',
    });
    on('2027-03-03', '23:59:59');
    await reweigh(3);
  });

  it('rewrites nothing before its day, and counts from that on', async () => {
    expect(await shares('2027-03-01', '2027-03-02')).toEqual({
      Design: '25.00',
      Lab: '25.00',
      Sales: '50.00',
    });
    expect(await shares('2027-03-03', '2027-03-03')).toEqual({
      Design: '75.00',
      Lab: '0.00',
      Sales: '25.00',
    });
    expect(await shares('2028-03-06', '2028-03-10')).toMatchObject({ Design: '75.00', Sales: '25.00' });
  });

  it('counts within a range by the minutes put in before and after it', async () => {
    // Growth: of 700 minutes 400 at 1/2 and 300 at 3/4, of which Design put in 200 and 300; Brand: 200 at 1/2, 300 at 1/4.
    const [design, lab, brand] = [325 / 700, 100 / 700, 175 / 500];
    const percent = (part: number) => ((100 * part) / (design + lab + brand)).toFixed(2);
    expect(await shares('2027-03-01', '2027-03-05')).toEqual({
      Design: percent(design),
      Lab: percent(lab),
      Sales: percent(brand),
    });
  });

  it('leaves days before anything was recorded at what was recorded first', async () => {
    expect(await shares('2026-12-01', '2026-12-31')).toMatchObject({ Design: '50.00', Sales: '50.00' });
    expect(await shares('2026-12-01', '2027-03-02')).toMatchObject({ Sales: '50.00' });
  });

  it('that is undone on the same day has never been, and a new objective weighs nothing before its day', async () => {
    on('2027-03-10', '08:00:00');
    await reweigh(900);
    await reweigh(3);
    on('2027-03-17');
    await mutate(api, 'admin', 'objectiveCreate', { title: 'New', ownerId: owner.id, weight: 996 });
    expect(await shares('2027-03-08', '2027-03-12')).toMatchObject({ Design: '75.00', Sales: '25.00' });
    // Nobody works on what is new: of what somebody works on, the shares stay.
    expect(await shares('2027-03-17', '2027-03-19')).toMatchObject({ Design: '75.00', Sales: '25.00' });
  });

  it('counts by the end of each month where there are more than sixty', async () => {
    // On each day of May, June and July 2027 Growth weighs as much as the day is of the month, against 1 and 996.
    await api.database.rows(
      'test.daily-change',
      `insert into objective_revision (id, title, owner_id, weight, status, progress_mode, changed_at, version, created_at)
       select id, title, owner_id, extract(day from day), status, progress_mode, day at time zone 'UTC', version, created_at
       from objective cross join generate_series(timestamp '2027-05-01', '2027-07-31', '1 day') day where id = $1`,
      [growth.id],
    );
    const atEnd = (workingDays: number, day: number) => workingDays / (day + 997);
    const brand = atEnd(21, 31) + atEnd(22, 30) + atEnd(22, 31);
    const whole = 31 * atEnd(21, 31) + 30 * atEnd(22, 30) + 31 * atEnd(22, 31) + brand;
    expect(await shares('2027-05-01', '2027-07-31')).toMatchObject({
      Sales: ((100 * brand) / whole).toFixed(2),
    });
    // Of fewer, by each day: 3 to 5 May.
    const days = [3, 4, 5].map((day) => ({ growth: day / (day + 997), brand: 1 / (day + 997) }));
    const sum = (of: 'growth' | 'brand') => days.reduce((all, day) => all + day[of], 0);
    expect(await shares('2027-05-03', '2027-05-05')).toMatchObject({
      Sales: ((100 * sum('brand')) / (sum('growth') + sum('brand'))).toFixed(2),
    });
  });
});
