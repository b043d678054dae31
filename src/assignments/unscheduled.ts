import { unscheduledMinutes } from '../capacity/calendar-load.js';
import { readFacts } from '../capacity/facts.js';
import { defineLoader } from '../graphql/loader.js';
import type { LocalDate } from '../time/local-date.js';

interface Window {
  id: string;
  workerId: string;
  from: LocalDate;
  to: LocalDate;
}

const WINDOWS = `select id, worker_id as "workerId", "from", "to" from assignment
  where id = any($1::uuid[]) and load = 'TOTAL' and kept_minutes is null
    and state in ('PROPOSED', 'CONFIRMED', 'ACTIVE', 'COMPLETED') order by id`;

/** Minutes of an assignment that are placed on no day: of a total whose days have no capacity; 0 of all others. */
export const unscheduledById = defineLoader<string, number>(async (ids, ctx) => {
  const windows = await ctx.rows<Window>('assignment.totals', WINDOWS, [ids]);
  if (windows.length === 0) return ids.map(() => 0);
  const facts = await readFacts(ctx, [...new Set(windows.map(({ workerId }) => workerId))], {
    from: windows.map(({ from }) => from).reduce((first, day) => (day < first ? day : first)),
    to: windows.map(({ to }) => to).reduce((last, day) => (day > last ? day : last)),
  });
  const unscheduled = new Map(
    windows.map(({ id, workerId }) => [id, unscheduledMinutes(facts.get(workerId)!, id)]),
  );
  return ids.map((id) => unscheduled.get(id) ?? 0);
});
