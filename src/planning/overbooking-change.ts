import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDate, GraphQLDateTime } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';
import { MessageKind } from './capacity-change.js';
import { CURSOR, KIND } from './news.js';

@ObjectType({
  description:
    'Days in which a worker has more confirmed work than finds a place, as `overbookings` would show it: whole, even where they reach beyond the horizon.',
})
export class OverbookedWindow {
  workerId!: string;

  @Field(() => GraphQLDate, { description: 'The first day.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, { description: 'The last day, included.' })
  to!: LocalDate;

  @Field(() => Int, { description: 'Minutes that find no place.' })
  minutesOver!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A message of the stream of overbookings: of workers in the viewer’s reach. Take `closed` out of what you have, then put `opened` in: that is what `overbookings` says of the horizon at that cursor.',
})
export class OverbookingChange {
  @Field(() => MessageKind, { description: KIND })
  kind!: MessageKind;

  @Field(() => String, { description: CURSOR })
  cursor!: string;

  @Field(() => [OverbookedWindow], {
    description:
      'What is open now; in a SNAPSHOT a part of all that is. One that goes on with other days or minutes is closed, and opened anew.',
  })
  opened!: OverbookedWindow[];

  @Field(() => [OverbookedWindow], { description: 'What is open no longer, or lies behind the horizon now.' })
  closed!: OverbookedWindow[];

  @Field(() => Boolean, { description: 'False for a part of a SNAPSHOT that others follow.' })
  isComplete!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'What happened, such as `TIME_OFF_APPROVED`; `OVERBOOKINGS_ROLLED` where only time went by; null if not a DELTA.',
  })
  cause!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Shared by all messages of one bulk change; null for a single one.',
  })
  causeId!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was written; null if not a DELTA.' })
  occurredAt!: Date | null;
}
