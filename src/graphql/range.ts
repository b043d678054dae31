import { Field, InputType } from 'type-graphql';
import { type DateRange, lengthInDays } from '../time/date-range.js';
import type { LocalDate } from '../time/local-date.js';
import { Faults } from './errors.js';
import { GraphQLDate } from './scalars.js';

/** Ten years with all the leap days that ten years can have. */
const LONGEST_RANGE = 3_653;

@InputType({ description: 'The days from `from` to `to`, both included; at most ten years.' })
export class DateRangeInput implements DateRange {
  @Field(() => GraphQLDate, { description: 'The first day.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, { description: 'The last day, included; not before the first.' })
  to!: LocalDate;
}

/** Notes what is wrong with a range (REVERSED_RANGE, RANGE_TOO_LONG), beside the other faults of an input. */
export function requireRange(faults: Faults, range: DateRange, field: readonly (string | number)[]): void {
  const days = lengthInDays(range);
  faults.require(
    days >= 1,
    field,
    'REVERSED_RANGE',
    `A range cannot end (${range.to}) before it begins (${range.from}).`,
  );
  faults.require(
    days <= LONGEST_RANGE,
    field,
    'RANGE_TOO_LONG',
    `A range has at most ${LONGEST_RANGE} days, which are 10 years; ${range.from} to ${range.to} are ${days}.`,
  );
}

/**
 * The range, if it can be asked for; plain, so that it serves as a key.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG)
 */
export function checkedRange(range: DateRange, field: readonly (string | number)[] = ['range']): DateRange {
  const faults = new Faults();
  requireRange(faults, range, field);
  faults.throwIfAny();
  return { from: range.from, to: range.to };
}
