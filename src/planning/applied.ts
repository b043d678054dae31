import type { Assignment } from '../assignments/assignment.js';
import { AssignmentState } from '../assignments/assignment.js';
import { changed, columnsOfProposal, isChangeable, withAssignment } from '../assignments/assignment-facts.js';
import { cut, restsOn } from '../assignments/engagement-termination.js';
import { endedOn } from '../assignments/kept-minutes.js';
import type { HolidayCalendar, WorkerFacts } from '../capacity/calendar.js';
import { addDays, type LocalDate } from '../time/local-date.js';
import { shareOf } from '../workforce/membership.service.js';
import { patternOf } from '../workforce/pattern-facts.js';
import type { NewWorker } from '../workforce/worker-adding.js';
import { handover, takenOver } from './handover.js';
import type {
  AssignmentAdd,
  AssignmentMove,
  AssignmentRemove,
  ChangeDetails,
  ScenarioChange,
  WorkerMove,
} from './scenario-change.js';

export type Planned = Omit<Assignment, 'version' | 'createdAt' | 'externalId'>;

/** What the changes of a scenario touch. */
export interface World {
  /** The workers, by id. */
  readonly facts: ReadonlyMap<string, WorkerFacts>;
  /** Their assignments, by id: at least those that have not ended, and those that changes name. */
  readonly assignments: ReadonlyMap<string, Planned>;
  /** Of the regions that new workers keep. */
  readonly holidays: ReadonlyMap<string, HolidayCalendar>;
}

/**
 * The world as it would be once the changes were applied, one after the other: the facts are those that would be read
 * then. What a change names and is not there any more stays as it is.
 */
export function applied(world: World, changes: readonly Pick<ScenarioChange, 'id' | 'details'>[]): World {
  const next = {
    facts: new Map(world.facts),
    assignments: new Map(world.assignments),
    holidays: world.holidays,
  };
  for (const { id, details } of changes) apply(next, id, details);
  return next;
}

interface Changing extends World {
  readonly facts: Map<string, WorkerFacts>;
  readonly assignments: Map<string, Planned>;
}

function apply(world: Changing, id: string, details: ChangeDetails): void {
  switch (details.kind) {
    case 'ASSIGNMENT_ADD':
      add(world, id, details);
      break;
    case 'ASSIGNMENT_MOVE':
      move(world, id, details);
      break;
    case 'ASSIGNMENT_REMOVE':
      remove(world, details);
      break;
    case 'WORKER_ADD':
      world.facts.set(id, factsOfNew(id, details.person, world.holidays));
      break;
    case 'WORKER_LEAVE':
      leave(world, details.workerId, details.lastDay);
      break;
    case 'WORKER_MOVE':
      change(world, details.workerId, (facts) => moved(facts, details));
      break;
    // Needs load nobody: see scenario-needs.ts.
    case 'NEED_ADD':
    case 'NEED_CHANGE':
    case 'NEED_REMOVE':
      break;
  }
}

function add(world: Changing, id: string, { proposal, isFirm }: AssignmentAdd): void {
  const state = isFirm ? AssignmentState.CONFIRMED : AssignmentState.PROPOSED;
  put(world, {
    ...columnsOfProposal(proposal),
    id,
    state,
    releasedOn: null,
    keptMinutes: null,
    overrideReason: null,
  });
}

function move(world: Changing, id: string, { assignmentId, toWorkerId, changes }: AssignmentMove): void {
  const assignment = world.assignments.get(assignmentId);
  if (!assignment || !isChangeable(assignment.state)) return;
  if (toWorkerId === null) {
    put(world, { ...assignment, ...changed(assignment, changes) });
    return;
  }
  const next = { ...assignment, ...takenOver(assignment, changes) };
  const { left, taken } = handover(assignment, next, world.facts.get(assignment.workerId));
  put(world, { ...assignment, ...left });
  put(world, { ...next, ...taken, id, workerId: toWorkerId });
}

function remove(world: Changing, { assignmentId, lastDay }: AssignmentRemove): void {
  const assignment = world.assignments.get(assignmentId);
  if (!assignment || !isChangeable(assignment.state)) return;
  const ended =
    lastDay === null
      ? { state: AssignmentState.CANCELLED }
      : {
          state: AssignmentState.RELEASED,
          ...endedOn(assignment, lastDay, world.facts.get(assignment.workerId)),
        };
  put(world, { ...assignment, ...ended });
}

function change(world: Changing, workerId: string, next: (facts: WorkerFacts) => WorkerFacts): void {
  const facts = world.facts.get(workerId);
  if (facts) world.facts.set(workerId, next(facts));
}

function put(world: Changing, assignment: Planned): void {
  world.assignments.set(assignment.id, assignment);
  change(world, assignment.workerId, (facts) => withAssignment(facts, assignment));
}

function leave(world: Changing, workerId: string, lastDay: LocalDate): void {
  for (const assignment of [...world.assignments.values()]) {
    if (assignment.workerId !== workerId || !isChangeable(assignment.state)) continue;
    if (!restsOn(assignment, { lastDay, agreedEnd: null })) continue;
    const ended = { ...assignment };
    cut(ended, lastDay, world.facts.get(workerId));
    put(world, ended);
  }
  change(world, workerId, (facts) => ({ ...facts, engagements: until(facts.engagements, lastDay) }));
}

function moved(facts: WorkerFacts, { departmentId, from, share, keepsOthers }: WorkerMove): WorkerFacts {
  const earlier = facts.memberships.filter((membership) => membership.from < from);
  // The first day of the calendar has none before it.
  const ended = earlier.length > 0 ? until(earlier, addDays(from, -1)) : [];
  const others = keepsOthers ? facts.memberships : ended;
  return { ...facts, memberships: [...others, { departmentId, from, to: null, share }] };
}

/** Without what begins later, and with what goes on cut to the day. */
const until = <T extends { from: LocalDate; to: LocalDate | null }>(
  spans: readonly T[],
  lastDay: LocalDate,
): T[] =>
  spans
    .filter(({ from }) => from <= lastDay)
    .map((span) => (span.to === null || span.to > lastDay ? { ...span, to: lastDay } : span));

function factsOfNew(
  workerId: string,
  { timeZone, region, engagement, memberships }: NewWorker,
  holidays: World['holidays'],
): WorkerFacts {
  return {
    workerId,
    timeZone,
    engagements: engagement
      ? [
          {
            from: engagement.from,
            to: engagement.to ?? null,
            patterns: engagement.pattern ? [patternOf(engagement.from, engagement.pattern)] : [],
          },
        ]
      : [],
    memberships: (memberships ?? []).map(({ departmentId, from, to, share }) => ({
      departmentId,
      from,
      to: to ?? null,
      share: shareOf(share),
    })),
    timeOff: [],
    holidays: region == null ? null : (holidays.get(region) ?? null),
    assignments: [],
  };
}
