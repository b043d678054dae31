import { type Assignment, AssignmentState, LoadMode } from '../assignments/assignment.js';
import { changed, type ProposalChanges } from '../assignments/assignment-facts.js';
import { endedOn } from '../assignments/kept-minutes.js';
import type { WorkerFacts } from '../capacity/calendar.js';
import { addDays, type LocalDate } from '../time/local-date.js';

type Handed = Pick<
  Assignment,
  'id' | 'from' | 'state' | 'load' | 'totalMinutes' | 'days' | 'releasedOn' | 'keptMinutes'
>;
type Part = Partial<Omit<Handed, 'id'> & Pick<Assignment, 'to'>>;

/** What is asked of whoever takes an assignment over: what is left of it where it was cut, and what is changed. */
export function takenOver(
  assignment: Parameters<typeof changed>[0],
  changes: ProposalChanges,
): ReturnType<typeof changed> {
  // Newly stated days bring their own first one.
  const from = changes.from ?? (changes.days ? undefined : assignment.from);
  return changed(assignment, { ...changes, from });
}

/**
 * What becomes of an assignment that another worker takes over from a day on, with the load of `next`: what is `left`
 * with the first, and what is `taken`. Where nothing is left, it is called off. A total or stated days, unless they are
 * stated anew, are divided: what lies before the day stays.
 * @param facts of the first worker, before it is taken over; asked for totals only
 */
export function handover(
  assignment: Handed,
  next: Pick<Handed, 'from' | 'load' | 'totalMinutes' | 'days'>,
  facts: WorkerFacts | undefined,
): { left: Part; taken: Part & Pick<Assignment, 'state'> } {
  const isProposed = assignment.state === AssignmentState.PROPOSED;
  const before = next.from > assignment.from ? cutBefore(assignment, next.from, facts) : null;
  const left = before && !isNothing(before) ? before : { state: AssignmentState.CANCELLED };
  return {
    left,
    taken: {
      ...loadTaken(assignment, next, left),
      state: isProposed ? AssignmentState.PROPOSED : AssignmentState.CONFIRMED,
    },
  };
}

const isNothing = ({ totalMinutes, days }: Part) => totalMinutes === 0 || days?.length === 0;

function cutBefore(assignment: Handed, from: LocalDate, facts: WorkerFacts | undefined): Part {
  const lastDay = addDays(from, -1);
  const ended = endedOn(assignment, lastDay, facts);
  if (assignment.state === AssignmentState.ACTIVE) return { state: AssignmentState.RELEASED, ...ended };
  const { keptMinutes } = ended;
  return {
    to: lastDay,
    releasedOn: null,
    keptMinutes: null,
    ...(keptMinutes && { totalMinutes: sum(keptMinutes) }),
    ...(assignment.days && { days: assignment.days.filter(({ date }) => date <= lastDay) }),
  };
}

function loadTaken(
  assignment: Handed,
  next: Pick<Handed, 'from' | 'load' | 'totalMinutes' | 'days'>,
  left: Part,
): Part {
  const isSame = next.load === assignment.load;
  if (next.load === LoadMode.DAYS) return { days: next.days!.filter(({ date }) => date >= next.from) };
  if (next.load !== LoadMode.TOTAL || !isSame || next.totalMinutes !== assignment.totalMinutes) return {};
  const stays = left.keptMinutes ? sum(left.keptMinutes) : (left.totalMinutes ?? 0);
  return { totalMinutes: next.totalMinutes! - stays };
}

const sum = (minutes: readonly number[]) => minutes.reduce((total, each) => total + each, 0);
