import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { workerDays } from '../capacity/calendar.js';
import { spread } from '../capacity/calendar-spreading.js';
import { readFacts } from '../capacity/facts.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { type DateRange, lengthInDays } from '../time/date-range.js';
import { addDays, type LocalDate } from '../time/local-date.js';
import { expectInReach } from './scope.js';

export enum Spreading {
  PROPORTIONAL = 'PROPORTIONAL',
  EVEN = 'EVEN',
  EARLIEST_DEADLINE = 'EARLIEST_DEADLINE',
}
registerEnumType(Spreading, {
  name: 'Spreading',
  description: 'How minutes are given out to people and days.',
  valuesConfig: {
    PROPORTIONAL: {
      description:
        'In proportion to effective minutes: first to the people, then to the days of each. May exceed them.',
    },
    EVEN: {
      description:
        'The same to every day with capacity, as far as the day has it; odd minutes to the earlier.',
    },
    EARLIEST_DEADLINE: { description: 'Day after day, each as far as it has capacity.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Minutes given to a day.' })
export class SpreadDay {
  @Field(() => GraphQLDate, { description: 'The day.' })
  date!: LocalDate;

  @Field(() => Int, { description: 'Minutes given to it.' })
  minutes!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What a worker gets of a total.' })
export class SpreadLine {
  workerId!: string;

  @Field(() => Int, { description: 'Minutes in all.' })
  minutes!: number;

  @Field(() => [SpreadDay], { description: 'Day by day, those with minutes only.' })
  days!: SpreadDay[];
}

@ObjectType({ simpleResolvers: true, description: 'How a total could be given out. Nothing is written.' })
export class MinutesSpread {
  @Field(() => [SpreadLine], { description: 'A line for each worker, in the order asked for.' })
  lines!: SpreadLine[];

  @Field(() => Int, { description: 'Minutes for which there is no room.' })
  unscheduledMinutes!: number;
}

export interface SpreadQuestion {
  workerIds: readonly string[];
  range: DateRange;
  totalMinutes: number;
  spreading: Spreading;
}

const MOST_WORKERS = 100;
/** Ten years of somebody, a year of ten. */
const MOST_CELLS = 3_660;
/** Ten years of whole days. */
const MOST_MINUTES = 5_260_320;

/**
 * Gives out minutes to the effective minutes of workers, whatever they are assigned to. Days of unknown capacity get none.
 * @throws UserError BAD_USER_INPUT with all faults, NOT_FOUND for a worker out of reach
 */
export async function minutesSpread(ctx: Context, question: SpreadQuestion): Promise<MinutesSpread> {
  checkSpread(question);
  const { workerIds, range, totalMinutes, spreading } = question;
  await expectInReach(ctx, workerIds);
  const facts = await readFacts(ctx, workerIds, range);
  const effective = workerIds.map((id) => workerDays(facts.get(id.toLowerCase())!, range).effective);
  const { minutes, unscheduledMinutes } = spread(totalMinutes, effective, spreading);
  return {
    unscheduledMinutes,
    lines: minutes.map((days, worker) => ({
      workerId: workerIds[worker]!.toLowerCase(),
      minutes: days.reduce((sum, each) => sum + each, 0),
      days: Array.from(days, (each, i) => ({ date: addDays(range.from, i), minutes: each })).filter(
        (day) => day.minutes > 0,
      ),
    })),
  };
}

function checkSpread({ workerIds, range, totalMinutes }: SpreadQuestion): void {
  const faults = new Faults();
  requireRange(faults, range, ['range']);
  faults.require(
    workerIds.length >= 1 && workerIds.length <= MOST_WORKERS,
    ['workerIds'],
    'TOO_MANY',
    `From 1 to ${MOST_WORKERS} workers are asked for at once.`,
  );
  faults.require(
    new Set(workerIds.map((id) => id.toLowerCase())).size === workerIds.length,
    ['workerIds'],
    'DUPLICATE',
    'Each worker is named once.',
  );
  faults.require(
    workerIds.length * lengthInDays(range) <= MOST_CELLS,
    ['range'],
    'RANGE_TOO_LONG',
    `Workers times days are at most ${MOST_CELLS}.`,
  );
  faults.require(
    totalMinutes >= 0 && totalMinutes <= MOST_MINUTES,
    ['totalMinutes'],
    'MINUTES',
    `Minutes in all are from 0 to ${MOST_MINUTES}.`,
  );
  faults.throwIfAny();
}
