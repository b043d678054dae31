import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import { type LocalDate, monthStart } from '../time/local-date.js';
import type { StrategyHistory, StrategyNode } from './graph-strategy.js';

/** More changes than these are told apart by month. */
const MOST_PARTS = 60;

/**
 * What each objective weighed at the end of the days (UTC) on which it was changed: what was before the range counts as
 * its first day. Where the range ends before anything was recorded, what was recorded on the first day that there is.
 */
const CHANGES = `
  select distinct on (day, id) id, parent_id as "parentId", weight, status = 'CANCELLED' as "isCancelled", day::text
  from (
    select r.id, r.parent_id, r.weight, r.status, r.number, greatest((r.changed_at at time zone 'UTC')::date, $1::date) as day
    from objective_revision r
    cross join (select min(changed_at at time zone 'UTC')::date as first from objective_revision) strategy
    where r.changed_at < ((greatest($2::date, strategy.first) + 1)::timestamp at time zone 'UTC')) r
  order by day, id, number desc`;

interface Changed extends StrategyNode {
  readonly day: LocalDate;
}

/** The strategy in the parts of a range between which no weight was changed. */
export interface StrategyOver {
  readonly history: StrategyHistory;
  /** The first day of each part but the first one. */
  readonly partStarts: readonly LocalDate[];
}

/**
 * The strategy as it stood on each day of the range: a change of it counts from the day (UTC) on which it was made, and
 * rewrites nothing before. Days before anything was recorded take what was recorded first, days to come what holds now.
 * Of more than sixty days with changes, each calendar month takes the strategy of its end.
 */
export async function readStrategyOver(ctx: Context, range: DateRange): Promise<StrategyOver> {
  const rows = await ctx.rows<Changed>('collaboration.strategy-changes', CHANGES, [range.from, range.to]);
  const days = daysOfChange(rows);
  const parts = days.length > MOST_PARTS + 1 ? byMonth(days, range) : days;
  const [first, ...later] = parts;
  return {
    history: { first: first?.changed ?? [], changes: later.map(({ changed }) => changed) },
    partStarts: later.map(({ day }) => day),
  };
}

interface DayOfChange {
  readonly day: LocalDate;
  readonly changed: readonly StrategyNode[];
}

/** In order, without what changed no weight; the first one is what there was to begin with. */
function daysOfChange(rows: readonly Changed[]): DayOfChange[] {
  const known = new Map<string, StrategyNode>();
  const days: DayOfChange[] = [];
  for (const [day, sameDay] of Map.groupBy(rows, (row) => row.day)) {
    const changed = sameDay
      .map(({ id, parentId, weight, isCancelled }) => ({ id, parentId, weight, isCancelled }))
      .filter((node) => !isSame(node, known.get(node.id)));
    for (const node of changed) known.set(node.id, node);
    if (changed.length > 0) days.push({ day, changed });
  }
  return days;
}

const isSame = (a: StrategyNode, b: StrategyNode | undefined) =>
  a.parentId === b?.parentId && a.weight === b.weight && a.isCancelled === b.isCancelled;

function byMonth(days: readonly DayOfChange[], { from }: DateRange): DayOfChange[] {
  const startOf = (day: LocalDate) => (monthStart(day) < from ? from : monthStart(day));
  return [...Map.groupBy(days, ({ day }) => startOf(day))].map(([day, changes]) => ({
    day,
    // The last change of an objective comes last, and replaces those before.
    changed: changes.flatMap(({ changed }) => changed),
  }));
}
