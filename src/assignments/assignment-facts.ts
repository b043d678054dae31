import type { Assignment as Item, WorkerFacts } from '../capacity/calendar.js';
import { type Faults, UserError } from '../graphql/errors.js';
import type { OpenDateRange } from '../time/date-range.js';
import { addDays, type LocalDate } from '../time/local-date.js';
import { type Assignment, AssignmentState, LoadMode } from './assignment.js';

/** How much, in one of two modes: `minutesPerDay`, or `percent` in hundredths of a percent. */
export interface Load {
  minutesPerDay?: number | null | undefined;
  percent?: number | null | undefined;
}

export interface Proposal extends Load {
  workerId: string;
  objectiveId: string;
  from: LocalDate;
  to?: LocalDate | null | undefined;
  role?: string | null | undefined;
  externalId?: string | null | undefined;
}

/** Ten years: every change of a worker is judged by all his days. */
const MOST_DAYS = 3_653;

/** Notes what is wrong with days and load: TOO_FAR_AWAY, REVERSED_RANGE, LOAD_MODE, PERCENT_NEEDS_END. */
export function requireLoad(
  faults: Faults,
  { from, to, minutesPerDay, percent }: Load & Pick<Proposal, 'from' | 'to'>,
  now: Date,
): void {
  const today = now.toISOString().slice(0, 10);
  const [earliest, latest] = [addDays(today, -MOST_DAYS), addDays(today, MOST_DAYS)];
  faults.require(
    from >= earliest && from <= latest && (to == null || to <= latest),
    ['input', 'from'],
    'TOO_FAR_AWAY',
    `An assignment lies within ten years of today, ${earliest} to ${latest}.`,
  );
  const stated = [minutesPerDay, percent].filter((value) => value != null).length;
  faults.require(
    to == null || to >= from,
    ['input', 'to'],
    'REVERSED_RANGE',
    `It cannot end (${to}) before it begins (${from}).`,
  );
  faults.require(
    stated === 1,
    ['input', 'minutesPerDay'],
    'LOAD_MODE',
    'State the load once: as `minutesPerDay` or as `percent`.',
  );
  faults.require(
    percent == null || to != null,
    ['input', 'to'],
    'PERCENT_NEEDS_END',
    'A share of somebody needs a last day.',
  );
}

const modeOf = ({ percent }: Load): LoadMode => (percent == null ? LoadMode.RATE : LoadMode.PERCENT);

/** The columns of what is proposed. */
export const columnsOfProposal = (proposal: Proposal) => ({
  workerId: proposal.workerId.toLowerCase(),
  objectiveId: proposal.objectiveId.toLowerCase(),
  from: proposal.from,
  to: proposal.to ?? null,
  role: proposal.role ?? null,
  externalId: proposal.externalId ?? null,
  load: modeOf(proposal),
  minutesPerDay: proposal.minutesPerDay ?? null,
  percent: proposal.percent ?? null,
});

/** What is given is changed; a new load replaces the old one. */
export interface ProposalChanges extends Load {
  from?: LocalDate | undefined;
  to?: LocalDate | null | undefined;
  role?: string | null | undefined;
}

/** The columns of an assignment once it is changed. What was cut short goes on from where it was cut, or to the new last day. */
export function changed(
  assignment: Pick<Assignment, 'from' | 'to' | 'releasedOn' | 'role' | 'minutesPerDay' | 'percent'>,
  changes: ProposalChanges,
) {
  const load = changes.minutesPerDay != null || changes.percent != null ? changes : assignment;
  const { minutesPerDay = null, percent = null } = load;
  return {
    from: changes.from ?? assignment.from,
    to: changes.to === undefined ? endOf(assignment) : changes.to,
    role: changes.role === undefined ? assignment.role : changes.role,
    load: modeOf(load),
    minutesPerDay,
    percent,
    releasedOn: null,
  };
}

/** The last day that counts: the agreed one, or an earlier one where it was cut short. */
export const endOf = ({ to, releasedOn }: Pick<Assignment, 'to' | 'releasedOn'>): LocalDate | null =>
  releasedOn ?? to;

const CHANGEABLE: readonly AssignmentState[] = [
  AssignmentState.PROPOSED,
  AssignmentState.CONFIRMED,
  AssignmentState.ACTIVE,
];

/** @throws UserError CONFLICT (ILLEGAL_TRANSITION) for one that has ended, or never came to be */
export function expectChangeable({ state }: Pick<Assignment, 'state'>): void {
  if (isChangeable(state)) return;
  throw new UserError('CONFLICT', `An assignment that is ${state} is not changed any more.`, {
    reason: 'ILLEGAL_TRANSITION',
    details: { state, allowed: CHANGEABLE },
  });
}

export const isChangeable = (state: AssignmentState): boolean => CHANGEABLE.includes(state);

type Counted = Pick<
  Assignment,
  'id' | 'objectiveId' | 'from' | 'to' | 'minutesPerDay' | 'percent' | 'releasedOn' | 'state'
>;

const SOFT: readonly AssignmentState[] = [AssignmentState.PROPOSED];
const NOT_COUNTED: readonly AssignmentState[] = [AssignmentState.REJECTED, AssignmentState.CANCELLED];

/** The facts with this assignment as it is now: what `readFacts` would read once it is written. */
export function withAssignment(facts: WorkerFacts, assignment: Counted): WorkerFacts {
  const others = facts.assignments.filter(({ id }) => id !== assignment.id);
  const item = itemOf(assignment);
  const isEmpty = item.to !== null && item.to < item.from;
  return NOT_COUNTED.includes(assignment.state) || isEmpty
    ? { ...facts, assignments: others }
    : { ...facts, assignments: [...others, item] };
}

function itemOf({ id, objectiveId, from, to, minutesPerDay, percent, releasedOn, state }: Counted): Item {
  const days: OpenDateRange = { from, to: releasedOn ?? to };
  const load =
    percent === null
      ? { mode: 'RATE' as const, minutesPerDay: minutesPerDay! }
      : { mode: 'PERCENT' as const, percent };
  return { id, objectiveId, ...days, firmness: SOFT.includes(state) ? 'SOFT' : 'HARD', load };
}

/** What the log keeps. */
export const factsOf = (assignment: Assignment) => ({
  workerId: assignment.workerId,
  objectiveId: assignment.objectiveId,
  from: assignment.from,
  to: assignment.to,
  load: assignment.load,
  minutesPerDay: assignment.minutesPerDay,
  percent: assignment.percent,
  state: assignment.state,
  releasedOn: assignment.releasedOn,
  version: assignment.version,
});
