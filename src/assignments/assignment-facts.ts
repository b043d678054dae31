import type { Assignment as Item, WorkerFacts } from '../capacity/calendar.js';
import { counted } from '../capacity/facts.js';
import { UserError } from '../graphql/errors.js';
import type { LocalDate } from '../time/local-date.js';
import { type Assignment, AssignmentState } from './assignment.js';
import { columnsOfLoad, type DatedLoad, itemLoadOf, type Loaded, loadLeft, statesLoad } from './load.js';

export interface Proposal extends DatedLoad {
  workerId: string;
  objectiveId: string;
  role?: string | null | undefined;
  externalId?: string | null | undefined;
}

/** The columns of what is proposed, and was checked. */
export const columnsOfProposal = (proposal: Proposal) => ({
  workerId: proposal.workerId.toLowerCase(),
  objectiveId: proposal.objectiveId.toLowerCase(),
  role: proposal.role ?? null,
  externalId: proposal.externalId ?? null,
  ...columnsOfLoad(proposal),
});

/** What is given is changed; a new load replaces the old one. */
export interface ProposalChanges extends DatedLoad {
  role?: string | null | undefined;
}

/**
 * The columns of an assignment once it is changed. Unless only its role is, one that was cut short goes on with what
 * was left of it, from where it was cut or to the new last day.
 */
export function changed(assignment: Changeable, { role = assignment.role, ...changes }: ProposalChanges) {
  if (Object.values(changes).every((change) => change === undefined))
    return {
      ...columnsOfLoad(assignment),
      role,
      releasedOn: assignment.releasedOn,
      keptMinutes: assignment.keptMinutes,
    };
  return { ...columnsOfLoad(changedLoad(assignment, changes)), role, releasedOn: null, keptMinutes: null };
}

type Changeable = Loaded & Pick<Assignment, 'from' | 'to' | 'releasedOn' | 'role'>;

function changedLoad(assignment: Changeable, changes: DatedLoad): DatedLoad {
  const { from, to } = changes;
  const isNew = statesLoad(changes);
  const left = loadLeft(assignment);
  const load = isNew
    ? changes
    : { ...left, includeNonWorking: changes.includeNonWorking ?? left.includeNonWorking };
  // Newly stated days bring their own first and last one.
  const known =
    isNew && changes.days ? { from: null, to: null } : { from: assignment.from, to: endOf(assignment) };
  return { ...load, from: from ?? known.from, to: to === undefined ? known.to : to };
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

type Counted = Loaded & Pick<Assignment, 'id' | 'objectiveId' | 'from' | 'to' | 'releasedOn' | 'state'>;

const SOFT: readonly AssignmentState[] = [AssignmentState.PROPOSED];
const NOT_COUNTED: readonly AssignmentState[] = [AssignmentState.REJECTED, AssignmentState.CANCELLED];

/** The facts with this assignment as it is now: what `readFacts` would read once it is written. */
export function withAssignment(facts: WorkerFacts, assignment: Counted): WorkerFacts {
  const others = facts.assignments.filter(({ id }) => id !== assignment.id);
  const item = NOT_COUNTED.includes(assignment.state) ? [] : counted(itemOf(assignment));
  return { ...facts, assignments: [...others, ...item] };
}

const itemOf = (assignment: Counted): Item => ({
  id: assignment.id,
  objectiveId: assignment.objectiveId,
  from: assignment.from,
  to: assignment.releasedOn ?? assignment.to,
  firmness: SOFT.includes(assignment.state) ? 'SOFT' : 'HARD',
  load: itemLoadOf(assignment),
});

/** What the log keeps. */
export const factsOf = (assignment: Assignment) => ({
  workerId: assignment.workerId,
  objectiveId: assignment.objectiveId,
  from: assignment.from,
  to: assignment.to,
  load: assignment.load,
  minutesPerDay: assignment.minutesPerDay,
  includeNonWorking: assignment.includeNonWorking,
  percent: assignment.percent,
  totalMinutes: assignment.totalMinutes,
  days: assignment.days,
  keptMinutes: assignment.keptMinutes,
  state: assignment.state,
  releasedOn: assignment.releasedOn,
  version: assignment.version,
});
