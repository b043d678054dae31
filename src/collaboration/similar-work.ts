import { type RawBuilder, sql } from 'kysely';
import { assignmentReach } from '../auth/policy.js';
import {
  type Assignment,
  assignmentDays,
  KNOWN,
  type WorkerFacts,
  workerDays,
} from '../capacity/calendar.js';
import { readFacts } from '../capacity/facts.js';
import type { Context } from '../graphql/context.js';
import { rowsOf } from '../graphql/statement.js';
import type { DateRange } from '../time/date-range.js';
import { addDays, type LocalDate } from '../time/local-date.js';
import { inReach } from '../workforce/worker.js';
import { hullOf } from './graph-minutes.js';
import { turns } from './objective-minutes.js';

/** What somebody did for an objective. */
export interface WorkDone {
  readonly objectiveId: string;
  /** More than 0. */
  readonly minutes: number;
  readonly lastOn: LocalDate;
}

export interface WorkAsked {
  readonly range: DateRange;
  readonly objectiveIds: readonly string[];
  /** Of whom: a condition on the table `worker` under the alias `w`. */
  readonly who: RawBuilder<boolean>;
}

const WORKERS_AT_ONCE = 100;

/**
 * Confirmed work on these objectives, by worker: of workers in use and in the viewer's reach, and of assignments that he
 * may see. Days of unknown capacity do not count.
 */
export async function workDone(ctx: Context, asked: WorkAsked): Promise<Map<string, WorkDone[]>> {
  const seen = await workSeen(ctx, asked);
  const workerIds = [...seen.keys()];
  const done = new Map<string, WorkDone[]>();
  const turn = turns();
  for (let start = 0; start < workerIds.length; start += WORKERS_AT_ONCE) {
    const facts = await readFacts(ctx, workerIds.slice(start, start + WORKERS_AT_ONCE), asked.range);
    for (const [workerId, worker] of facts) {
      const work = workOf(worker, asked.range, seen.get(workerId)!);
      if (work.length > 0) done.set(workerId, work);
      await turn();
    }
  }
  return done;
}

/** Who is assigned to which of the objectives, as far as the viewer may see it. */
async function workSeen(
  ctx: Context,
  { range, objectiveIds, who }: WorkAsked,
): Promise<Map<string, ReadonlySet<string>>> {
  const found = await rowsOf<{ workerId: string; objectiveIds: string[] }>(
    ctx,
    'expertise.work',
    sql`select a.worker_id as "workerId", array_agg(distinct a.objective_id) as "objectiveIds"
      from assignment a join worker w on w.id = a.worker_id
      where a.objective_id = any(${objectiveIds}::uuid[]) and a.state in ('CONFIRMED', 'ACTIVE', 'COMPLETED', 'RELEASED')
        and a."from" <= ${range.to}::date
        and coalesce(a.released_on, a."to", 'infinity') >= greatest(a."from", ${range.from}::date)
        and w.archived_at is null and ${who} and ${inReach(ctx, 'w')} and ${assignmentReach(ctx.viewer, 'a', range.to)}
      group by 1`,
  );
  return new Map(found.map(({ workerId, objectiveIds }) => [workerId, new Set(objectiveIds)]));
}

function workOf(facts: WorkerFacts, range: DateRange, objectiveIds: ReadonlySet<string>): WorkDone[] {
  const counts = ({ objectiveId, firmness }: Assignment) =>
    firmness === 'HARD' && objectiveIds.has(objectiveId);
  const hull = hullOf(facts.assignments.filter(counts), range);
  if (!hull) return [];
  const days = workerDays(facts, hull);
  const work = new Map<string, WorkDone>();
  for (const { assignment, minutes } of assignmentDays(facts, days)) {
    if (!counts(assignment)) continue;
    let [sum, last] = [0, -1];
    for (let i = 0; i < minutes.length; i++) {
      if (minutes[i]! === 0 || days.states[i] !== KNOWN) continue;
      sum += minutes[i]!;
      last = i;
    }
    if (sum > 0)
      add(work, { objectiveId: assignment.objectiveId, minutes: sum, lastOn: addDays(hull.from, last) });
  }
  return [...work.values()];
}

function add(work: Map<string, WorkDone>, { objectiveId, minutes, lastOn }: WorkDone): void {
  const known = work.get(objectiveId);
  work.set(objectiveId, {
    objectiveId,
    minutes: minutes + (known?.minutes ?? 0),
    lastOn: known && known.lastOn > lastOn ? known.lastOn : lastOn,
  });
}
