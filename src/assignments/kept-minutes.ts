import { assignmentDays, type WorkerFacts, workerDays } from '../capacity/calendar.js';
import { readFacts } from '../capacity/facts.js';
import type { Context } from '../graphql/context.js';
import type { LocalDate } from '../time/local-date.js';
import { type Assignment, LoadMode } from './assignment.js';

/**
 * The last day of an assignment that ends early. A total keeps what it has until then, as it is spread over its whole
 * window by the facts: those before anything that ends it.
 */
export const endedOn = (
  assignment: Pick<Assignment, 'id' | 'from' | 'load'>,
  lastDay: LocalDate,
  facts: WorkerFacts | undefined,
) => ({
  releasedOn: lastDay,
  keptMinutes: assignment.load === LoadMode.TOTAL ? minutesTo(assignment, lastDay, facts!) : null,
});

/** What totals are spread by, by worker; of other assignments nothing is read. */
export async function factsOfTotals(
  ctx: Context,
  assignments: readonly Assignment[],
): Promise<ReadonlyMap<string, WorkerFacts>> {
  const totals = assignments.filter(({ load }) => load === LoadMode.TOTAL);
  if (totals.length === 0) return new Map();
  const workerIds = [...new Set(totals.map(({ workerId }) => workerId))];
  return readFacts(ctx, workerIds, {
    from: totals.map(({ from }) => from).reduce((first, day) => (day < first ? day : first)),
    to: totals.map(({ to }) => to!).reduce((last, day) => (day > last ? day : last)),
  });
}

function minutesTo(
  { id, from }: Pick<Assignment, 'id' | 'from'>,
  lastDay: LocalDate,
  facts: WorkerFacts,
): number[] {
  const days = workerDays(facts, { from, to: lastDay });
  const spread = assignmentDays(facts, days).find(({ assignment }) => assignment.id === id)!;
  return [...spread.minutes];
}
