import type { Context } from '../graphql/context.js';
import { dayNumber, localDate } from '../time/local-date.js';
import { byDepartmentId } from './shares.js';
import { TOTALS, type Total, type TotalsChange, type TotalsChanges, type TotalsWeek } from './totals.js';

export const TOTAL_COLUMNS: Readonly<Record<Total, string>> = {
  known: 'known',
  unknown: 'unknown',
  unknownConfirmed: 'unknown_confirmed',
  contracted: 'contracted',
  effective: 'effective',
  timeOff: 'time_off',
  confirmed: 'confirmed',
  tentative: 'tentative',
  free: 'free',
  outsideCapacity: 'outside_capacity',
};
const columns = TOTALS.map((total) => TOTAL_COLUMNS[total]);

const addingTo = (table: string, keys: readonly string[]) => `
  insert into ${table} as sum (${keys}, ${columns})
  select ${keys}, ${columns.map((column) => `${column}::bigint[]`)}
  from unnest($1::uuid[], $2::text[], $3::date[], ${columns.map((_, i) => `$${i + 4}::text[]`)}) as added (department_id, kind, week, ${columns})
  on conflict (${keys}) do update set
    ${columns.map((column) => `${column} = add_days(sum.${column}, excluded.${column})`)}`;
const ADD_TO_DEPARTMENTS = addingTo('department_week', ['department_id', 'kind', 'week']);
const ADD_TO_ORGANISATION = addingTo('organisation_week', ['kind', 'week']);

/**
 * Adds to the weeks of departments, and to those of the organisation, what events carry. Whoever calls it numbers these
 * events in the same transaction.
 */
export async function addToDepartmentWeeks(
  rows: Context['rows'],
  changes: readonly TotalsChange[],
): Promise<void> {
  await addWeeks(
    rows,
    weeksOf(changes),
    weeksOf(changes.map((change) => ({ ...change, departmentId: null }))),
  );
}

/** The same of what was added up already. */
export const addTotalsToDepartmentWeeks = (rows: Context['rows'], totals: TotalsChanges): Promise<void> =>
  addWeeks(rows, [...totals.weeks()].sort(byKey), [...totals.ofAll().weeks()].sort(byKey));

/** Weeks that are sent at a time. */
const AT_ONCE = 5_000;

async function addWeeks(
  rows: Context['rows'],
  weeks: readonly TotalsWeek[],
  ofAll: readonly TotalsWeek[],
): Promise<void> {
  const sent: Promise<unknown>[] = [];
  // Asked for together, so that they are sent together.
  for (let start = 0; start < weeks.length; start += AT_ONCE)
    sent.push(
      rows('capacity.add-totals', ADD_TO_DEPARTMENTS, parametersOf(weeks.slice(start, start + AT_ONCE))),
    );
  if (ofAll.length > 0)
    sent.push(rows('capacity.add-totals-of-all', ADD_TO_ORGANISATION, parametersOf(ofAll)));
  await Promise.all(sent);
}

// As PostgreSQL writes arrays: its client would look at each of these texts for what is to be escaped.
const parametersOf = (weeks: readonly TotalsWeek[]) => [
  weeks.map(({ departmentId }) => departmentId),
  weeks.map(({ kind }) => kind),
  weeks.map(({ monday }) => localDate(monday)),
  ...TOTALS.map(
    (total) => `{${weeks.map(({ added }) => (added[total] ? `"{${added[total]}}"` : 'NULL')).join()}}`,
  ),
];

/** Each week once, always in the same order; without those to which nothing is added in the end. */
function weeksOf(changes: readonly TotalsChange[]): TotalsWeek[] {
  const found = new Map<string, TotalsWeek>();
  for (const { departmentId, kind, from, added } of changes) {
    const start = dayNumber(from);
    for (const total of TOTALS) {
      for (const [first, weeks, days] of added[total] ?? []) {
        for (let week = first; week < first + weeks; week++) {
          const monday = start + week * 7;
          const key = `${departmentId} ${kind} ${monday}`;
          const sums = found.get(key) ?? { departmentId, kind, monday, added: {} };
          const sum = sums.added[total] ?? [0, 0, 0, 0, 0, 0, 0, 0];
          sums.added[total] = sum;
          found.set(key, sums);
          for (let day = 0; day < 7; day++) {
            sum[day]! += days[day]!;
            sum[7]! += days[day]!;
          }
        }
      }
    }
  }
  const weeks = [...found.values()];
  for (const { added } of weeks)
    for (const total of TOTALS) if (added[total]?.every((value) => value === 0)) delete added[total];
  return weeks.filter(({ added }) => TOTALS.some((total) => added[total])).sort(byKey);
}

/** Whoever adds, adds in this order: two who do never wait for each other. */
const byKey = (a: TotalsWeek, b: TotalsWeek) =>
  byDepartmentId(a.departmentId, b.departmentId) || byText(a.kind, b.kind) || a.monday - b.monday;

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Of the weeks that are no longer kept. What somebody is about to add to is left for the next time. */
const FORGET = `
  delete from department_week d using (
    select department_id, kind, week from department_week
    where week < (select first_day from kept_horizon) for update skip locked) as past
  where d.department_id is not distinct from past.department_id and d.kind = past.kind and d.week = past.week`;

const FORGET_OF_ALL = `
  delete from organisation_week o using (
    select kind, week from organisation_week
    where week < (select first_day from kept_horizon) for update skip locked) as past
  where o.kind = past.kind and o.week = past.week`;

/** Lets go of the weeks that nobody reads any longer. */
export async function forgetPastTotals(ctx: Context): Promise<void> {
  await ctx.rows('capacity.forget-totals', FORGET);
  await ctx.rows('capacity.forget-totals-of-all', FORGET_OF_ALL);
}
