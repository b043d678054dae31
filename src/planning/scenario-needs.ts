import type { HolidayCalendar } from '../capacity/calendar.js';
import { readHolidays } from '../capacity/facts.js';
import { ALL_TIME } from '../capacity/horizon.js';
import { byDepartmentId } from '../capacity/shares.js';
import { departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { type DateRange, lengthInDays } from '../time/date-range.js';
import { dayNumber, daysBetween } from '../time/local-date.js';
import { openNeeds } from './demand.js';
import { type Placeholder, placeholderDays } from './placeholder.js';
import type { ScenarioChange } from './scenario-change.js';
import type { ScenarioNeedDiff } from './scenario-diff.js';
import { staffingNeedById } from './staffing-need.js';
import { withChanges } from './staffing-need.service.js';
import type { NeedFacts } from './staffing-need-facts.js';

/** Work that nobody does yet, of a department. */
type Unmet = Placeholder & { departmentId: string | null };

/** What a scenario makes of the staffing needs of departments, where it differs; from today (UTC) on, as demand is. */
export async function needDiffs(
  ctx: Context,
  changes: readonly ScenarioChange[],
  range: DateRange,
  buckets: readonly DateRange[],
): Promise<ScenarioNeedDiff[]> {
  if (!changes.some(({ details }) => details.kind.startsWith('NEED_'))) return [];
  const before = await openNeeds(ctx, ALL_TIME, null);
  const { after, met } = await needsAfter(ctx, before, changes);
  const sums = {
    before: minutesBy(ctx, before, range),
    after: minutesBy(ctx, after, range),
    met: minutesBy(ctx, met, range),
  };
  const bucketOf = (departmentId: string | null, days: DateRange) => {
    const first = daysBetween(range.from, days.from);
    const of = (minutes: ReadonlyMap<string | null, Float64Array>) =>
      sum(minutes.get(departmentId)?.subarray(first, first + lengthInDays(days)));
    return {
      from: days.from,
      to: days.to,
      unmetMinutesBefore: of(sums.before),
      unmetMinutesAfter: of(sums.after),
      metMinutes: of(sums.met),
    };
  };
  return departmentsOf(before, after).map((departmentId) => ({
    departmentId,
    buckets: buckets.map((bucket) => bucketOf(departmentId, bucket)),
    total: bucketOf(departmentId, range),
  }));
}

const sum = (minutes: Float64Array | undefined): number => minutes?.reduce((a, b) => a + b, 0) ?? 0;

/** The OPEN needs that there would be, and those that the changes say are met. */
async function needsAfter(ctx: Context, before: readonly Unmet[], changes: readonly ScenarioChange[]) {
  const after = new Map(before.map((need) => [need.id, need]));
  const met: Unmet[] = [];
  for (const { id, details } of changes) {
    if (details.kind === 'NEED_ADD') after.set(id, await unmetOf(ctx, id, details.need));
    if (!('needId' in details)) continue;
    const known = after.get(details.needId);
    if (!known) continue;
    if (details.kind === 'NEED_CHANGE') {
      const need = (await staffingNeedById.load(ctx, known.id))!;
      after.set(known.id, await unmetOf(ctx, known.id, withChanges(need, details.changes)));
      continue;
    }
    after.delete(known.id);
    if (details.isMet) met.push(known);
  }
  return { after: [...after.values()], met };
}

/** Those whose needs are not the same before and after, by id. */
function departmentsOf(before: readonly Unmet[], after: readonly Unmet[]): (string | null)[] {
  const same = new Set(before).intersection(new Set(after));
  const touched = [...before, ...after].filter((need) => !same.has(need));
  return [...new Set(touched.map(({ departmentId }) => departmentId))].sort(byDepartmentId);
}

async function unmetOf(ctx: Context, id: string, need: NeedFacts): Promise<Unmet> {
  const { departmentId = null, from, to = null, minutesPerDay = null, totalMinutes = null } = need;
  return {
    id,
    departmentId,
    from,
    to,
    minutesPerDay,
    totalMinutes,
    holidays: await holidaysOf(ctx, departmentId),
  };
}

async function holidaysOf(ctx: Context, departmentId: string | null): Promise<HolidayCalendar | null> {
  const region = departmentId ? (await departmentById.load(ctx, departmentId))?.region : null;
  return region ? ((await readHolidays(ctx, [region], ALL_TIME)).get(region) ?? null) : null;
}

/** Minutes of each day of the range by department. */
function minutesBy(ctx: Context, needs: Iterable<Unmet>, range: DateRange): Map<string | null, Float64Array> {
  const sums = new Map<string | null, Float64Array>();
  const today = dayNumber(ctx.now().toISOString().slice(0, 10)) - dayNumber(range.from);
  for (const need of needs) {
    const minutes = placeholderDays(need, range, ctx.standardWeekMinutes);
    const sum = sums.get(need.departmentId) ?? new Float64Array(minutes.length);
    sums.set(need.departmentId, sum);
    // What was not done before is no longer asked for on days that have passed.
    for (let day = Math.max(0, today); day < minutes.length; day++) sum[day]! += minutes[day]!;
  }
  return sums;
}
