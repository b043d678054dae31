import type { HolidayCalendar } from '../capacity/calendar.js';
import { readHolidays } from '../capacity/facts.js';
import type { Context } from '../graphql/context.js';
import { placeholderDays } from '../planning/placeholder.js';
import { type DateRange, lengthInDays, overlaps } from '../time/date-range.js';
import type { LocalDate } from '../time/local-date.js';

interface PlanRow {
  id: string;
  departmentId: string;
  plannedMinutes: number;
  region: string | null;
  from: LocalDate | null;
  to: LocalDate | null;
}

const PLANS = `
  select c.id, c.department_id as "departmentId", c.planned_minutes as "plannedMinutes", d.region, o."from", o."to"
  from contribution c join objective o on o.id = c.objective_id join department d on d.id = c.department_id
  where c.objective_id = any($1::uuid[]) and c.planned_minutes > 0 order by c.id`;

/** Ten years: what is planned for longer is spread over no days. */
const LONGEST_PERIOD = 3_653;

export interface PlannedMinutes {
  readonly departmentId: string;
  /** Of the range. */
  readonly scheduled: number;
  /** Of whatever has no days to be spread over. */
  readonly unscheduled: number;
}

/** What each contribution to these objectives plans, in the order of ids. */
export async function plannedMinutes(
  ctx: Context,
  objectiveIds: readonly string[],
  range: DateRange,
): Promise<PlannedMinutes[]> {
  const plans = await ctx.rows<PlanRow>('collaboration.plans', PLANS, [objectiveIds]);
  const holidays = await holidaysOf(ctx, plans, range);
  return plans.map((plan) => {
    const { departmentId, region } = plan;
    const period = periodOf(plan);
    if (!period) return { departmentId, scheduled: 0, unscheduled: plan.plannedMinutes };
    if (!overlaps(period, range)) return { departmentId, scheduled: 0, unscheduled: 0 };
    const work = { id: plan.id, ...period, minutesPerDay: null, totalMinutes: plan.plannedMinutes };
    const days = placeholderDays(
      { ...work, holidays: region === null ? null : (holidays.get(region) ?? null) },
      range,
      ctx.standardWeekMinutes,
    );
    return { departmentId, scheduled: days.reduce((sum, minutes) => sum + minutes, 0), unscheduled: 0 };
  });
}

function periodOf({ from, to }: PlanRow): DateRange | null {
  if (from === null || to === null) return null;
  return lengthInDays({ from, to }) <= LONGEST_PERIOD ? { from, to } : null;
}

/** Of the regions of whatever is spread, over all their periods. */
function holidaysOf(
  ctx: Context,
  plans: readonly PlanRow[],
  range: DateRange,
): Promise<Map<string, HolidayCalendar>> {
  const periods = plans.map(periodOf).filter((period) => period !== null && overlaps(period, range));
  const span = periods.reduce<DateRange>(
    (whole, period) => ({
      from: period!.from < whole.from ? period!.from : whole.from,
      to: period!.to > whole.to ? period!.to : whole.to,
    }),
    range,
  );
  return readHolidays(ctx, [...new Set(plans.flatMap(({ region }) => region ?? []))], span);
}
