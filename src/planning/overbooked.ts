import { Field, Int, ObjectType } from 'type-graphql';
import { Overbooking } from '../assignments/overbooking.js';
import { connectionOf } from '../graphql/connection.js';
import { GraphQLDate } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';

@ObjectType({
  simpleResolvers: true,
  description: 'A day of a worker with totals spread evenly over theirs.',
})
export class LoadedDay {
  @Field(() => GraphQLDate, { description: 'The day.' })
  date!: LocalDate;

  @Field(() => Int, { description: 'Minutes of confirmed assignments.' })
  confirmedMinutes!: number;

  @Field(() => Int, { description: 'Minutes of capacity.' })
  effectiveMinutes!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Whether the confirmed assignments of a worker, taken whole, can all be worked, and what stands against it. Days of unknown capacity are left out.',
})
export class OverbookedWorker {
  workerId!: string;

  @Field(() => Boolean, {
    description: 'Whether all minutes find a place on some day of theirs: no overbooking meets the range.',
  })
  isFeasible!: boolean;

  @Field(() => Int, { description: 'Minutes that find no place, of the overbookings shown.' })
  minutesOver!: number;

  @Field(() => [Overbooking], {
    description: 'The overbooked windows that meet the range, whole, even where they reach beyond it.',
  })
  overbookings!: Overbooking[];

  @Field(() => LoadedDay, {
    nullable: true,
    description:
      'The day of the range with the most confirmed by effective minutes, the first of several; null where none has effective ones. It may be over though nothing is overbooked, as the minutes of totals can move.',
  })
  evenLoadPeak!: LoadedDay | null;

  @Field(() => [LoadedDay], { description: 'Days of the range with confirmed minutes but no capacity.' })
  daysWithoutCapacity!: LoadedDay[];

  @Field(() => Int, {
    description:
      'Minutes of totals that touch the range and are placed nowhere, as none of their days has capacity.',
  })
  unscheduledMinutes!: number;
}

export const OverbookedWorkerConnection = connectionOf(OverbookedWorker, 'OverbookedWorker');
