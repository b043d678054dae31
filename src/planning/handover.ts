import { type Assignment, AssignmentState } from '../assignments/assignment.js';
import { addDays } from '../time/local-date.js';

type Handed = Pick<Assignment, 'from' | 'state'>;

/**
 * What becomes of an assignment that another worker takes over from a day on: what is `left` with the first, and what
 * is `taken`. Where nothing is left, it is called off.
 */
export function handover(assignment: Handed, { from }: Pick<Assignment, 'from'>) {
  const isProposed = assignment.state === AssignmentState.PROPOSED;
  return {
    left: from > assignment.from ? cutBefore(assignment, from) : { state: AssignmentState.CANCELLED },
    taken: { state: isProposed ? AssignmentState.PROPOSED : AssignmentState.CONFIRMED },
  };
}

function cutBefore({ state }: Handed, from: string) {
  const lastDay = addDays(from, -1);
  return state === AssignmentState.ACTIVE
    ? { state: AssignmentState.RELEASED, releasedOn: lastDay }
    : { to: lastDay, releasedOn: null };
}
