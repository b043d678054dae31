import { columnsOf } from '../graphql/columns.js';
import type { Context } from '../graphql/context.js';
import { moveByDate } from '../workforce/moving-by-date.js';
import { Assignment, AssignmentState } from './assignment.js';
import { factsOf } from './assignment-facts.js';

const columns = columnsOf(Assignment, 'moved');

/** CONFIRMED ones whose first day has come become ACTIVE. Answers how many; call it again until that is 0. */
export const assignmentsBegin = (ctx: Context): Promise<number> =>
  moveByDate<Assignment>(ctx, {
    noun: 'Assignment',
    table: 'assignment',
    columns,
    event: 'ASSIGNMENT_ACTIVATED',
    from: AssignmentState.CONFIRMED,
    to: AssignmentState.ACTIVE,
    isDue: 'moved."from" <= zone.today',
    factsOf,
  });

/**
 * ACTIVE ones whose last day has passed, be it the agreed one or the one they were cut to, become COMPLETED. Answers
 * how many; call it again until that is 0.
 */
export const assignmentsComplete = (ctx: Context): Promise<number> =>
  moveByDate<Assignment>(ctx, {
    noun: 'Assignment',
    table: 'assignment',
    columns,
    event: 'ASSIGNMENT_COMPLETED',
    from: AssignmentState.ACTIVE,
    to: AssignmentState.COMPLETED,
    isDue: 'coalesce(moved.released_on, moved."to") < zone.today',
    factsOf,
  });
