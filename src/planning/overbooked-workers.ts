import { setImmediate as nextTurn } from 'node:timers/promises';
import { certificate } from '../assignments/overbooking.js';
import { type Standing, standingById } from '../auth/grants.js';
import { canSeeTotalsBySkill, canSeeWorker } from '../auth/policy.js';
import { type WorkerFacts, workerDays } from '../capacity/calendar.js';
import { evenLoad } from '../capacity/calendar-even-load.js';
import { unscheduledMinutes } from '../capacity/calendar-load.js';
import { readFacts } from '../capacity/facts.js';
import { ALL_TIME, horizonOf } from '../capacity/horizon.js';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { authorize, Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import { type DateRange, overlaps } from '../time/date-range.js';
import type { OverbookedWorker } from './overbooked.js';
import {
  type CapacityScopeInput,
  departmentsIn,
  expectInReach,
  requireOneSubject,
  workersInScope,
} from './scope.js';
import { workersAtOnce } from './worker-facts.js';

const MOST_AT_ONCE = 200;

export interface OverbookingQuestion {
  scope: CapacityScopeInput;
  range: DateRange;
  /** Those with confirmed work that all finds a place as well. */
  includeFeasible: boolean;
  first: number;
  after: string | null;
}

/**
 * Workers in the viewer's reach whose confirmed assignments cannot all be worked, by id. Judged by their whole
 * assignments, wherever these begin and end.
 * @throws UserError BAD_USER_INPUT with all faults, FORBIDDEN (by skills), NOT_FOUND
 */
export async function overbookedWorkers(
  ctx: Context,
  question: OverbookingQuestion,
): Promise<Connection<OverbookedWorker>> {
  const { scope, first } = question;
  const after = checked(question);
  if (scope.skills?.length)
    authorize(canSeeTotalsBySkill(ctx.viewer), 'Asking by skill is for who sees everybody.');
  if (scope.workerIds) await expectInReach(ctx, scope.workerIds);
  const workerIds = await workersWithWork(ctx, question);
  const rest = workerIds.filter((id) => after === null || id > after);
  const found = await judged(ctx, question, { workerIds: rest, most: first + 1 });
  const edges = found.slice(0, first).map((node) => ({ cursor: cursorOf(node.workerId), node }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: found.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: async () =>
      (await judged(ctx, question, { workerIds, most: Number.POSITIVE_INFINITY })).length,
  };
}

const WITH_WORK = `
  select distinct worker_id as id from assignment
  where worker_id = any($1::uuid[]) and state in ('CONFIRMED', 'ACTIVE', 'COMPLETED', 'RELEASED')
    and "from" <= $3::date and coalesce(released_on, "to", 'infinity') >= greatest("from", $2::date)
  order by worker_id`;

/** Of the scope those whom some confirmed assignment takes in the range, in the order of ids. */
async function workersWithWork(ctx: Context, { scope, range }: OverbookingQuestion): Promise<string[]> {
  const departmentIds = await departmentsIn(ctx, {
    departmentId: scope.departmentId,
    includeSubtree: scope.includeSubtree ?? true,
  });
  const inScope = await workersInScope(ctx, scope, departmentIds, range);
  const found = await ctx.rows<{ id: string }>('planning.workers-with-work', WITH_WORK, [
    inScope,
    range.from,
    range.to,
  ]);
  return found.map(({ id }) => id);
}

/** The first of these workers that are overbooked and in reach, until there are enough. */
async function judged(
  ctx: Context,
  question: OverbookingQuestion,
  { workerIds, most }: { workerIds: readonly string[]; most: number },
): Promise<OverbookedWorker[]> {
  const found: OverbookedWorker[] = [];
  const atOnce = workersAtOnce(question.range, MOST_AT_ONCE);
  for (let start = 0; start < workerIds.length && found.length < most; start += atOnce) {
    const some = workerIds.slice(start, start + atOnce);
    const standings = await standingById.loadMany(ctx, some);
    const visible = standings.filter((standing) => standing !== null && canSeeWorker(ctx.viewer, standing));
    const facts = await readFacts(
      ctx,
      visible.map((standing) => standing!.id),
      ALL_TIME,
    );
    for (const standing of visible) {
      const worker = judgedWorker(ctx, question.range, {
        standing: standing!,
        facts: facts.get(standing!.id)!,
      });
      if (question.includeFeasible || !worker.isFeasible) found.push(worker);
    }
    // Other requests have their turn.
    await nextTurn();
  }
  return found.slice(0, most);
}

function judgedWorker(
  ctx: Context,
  range: DateRange,
  { standing, facts }: { standing: Standing; facts: WorkerFacts },
): OverbookedWorker {
  const overbookings = certificate(ctx, facts, standing, range, horizonOf(ctx.now()).to);
  const { peak, withoutCapacity } = evenLoad(workerDays(facts, range));
  return {
    workerId: standing.id,
    isFeasible: overbookings.length === 0,
    minutesOver: sum(overbookings.map(({ minutesOver }) => minutesOver)),
    overbookings,
    evenLoadPeak: peak,
    daysWithoutCapacity: withoutCapacity,
    unscheduledMinutes: sum(
      facts.assignments
        .filter((assignment) => assignment.firmness === 'HARD' && overlaps(assignment, range))
        .map(({ id }) => unscheduledMinutes(facts, id)),
    ),
  };
}

const sum = (minutes: readonly number[]): number => minutes.reduce((total, each) => total + each, 0);

const cursorOf = (workerId: string): string => Buffer.from(workerId).toString('base64url');

/** The id to continue behind. */
function checked({ scope, range, first, after }: OverbookingQuestion): string | null {
  const faults = new Faults();
  requireRange(faults, range, ['range']);
  requireOneSubject(faults, scope);
  faults.require(
    first >= 1 && first <= 100,
    ['first'],
    'PAGE_SIZE',
    `\`first\` is from 1 to 100, not ${first}.`,
  );
  const workerId = after === null ? null : Buffer.from(after, 'base64url').toString();
  faults.require(
    workerId === null || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(workerId),
    ['after'],
    'CURSOR',
    '`after` is not a cursor of this list.',
  );
  faults.throwIfAny();
  return workerId;
}
