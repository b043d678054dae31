import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLDecimal } from '../graphql/scalars.js';
import { MessageKind } from './capacity-change.js';
import { UtilisationLevel } from './utilisation-level.js';

registerEnumType(UtilisationLevel, {
  name: 'UtilisationLevel',
  description: 'Whether utilisation is above a threshold, with hysteresis.',
  valuesConfig: {
    HIGH: { description: 'It was at `above` or more for as long as asked, and not so at `below` since.' },
    NORMAL: { description: 'It was at `below` or less for as long as asked, or has not been high yet.' },
  },
});

@InputType({
  description: 'Whose utilisation: at most one of one department and all; the whole organisation by default.',
})
export class ThresholdScopeInput {
  @Field(() => ID, { nullable: true, description: 'This department, as one.' })
  departmentId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Each department by itself, and the share of people that belongs to none.',
  })
  allDepartments?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether departments below count as well: by default they do for one department, and do not for all.',
  })
  includeSubtree?: boolean | null;
}

@ObjectType({ description: 'How a department, or the organisation, is utilised over the range.' })
export class UtilisationState {
  departmentId!: string | null;

  @Field(() => UtilisationLevel, { description: 'Whether that is high.' })
  level!: UtilisationLevel;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description:
      'Confirmed by effective minutes in percent, half up to two decimals. Null where nothing is effective, or known to be: then the level stays what it was.',
  })
  utilisationPercent!: string | null;

  @Field(() => Int, { description: 'Minutes of confirmed assignments, without days of unknown capacity.' })
  confirmedMinutes!: number;

  @Field(() => Int, { description: 'Minutes of capacity, without days on which it is unknown.' })
  effectiveMinutes!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A message of the stream of utilisation that crosses a threshold.',
})
export class UtilisationCrossing {
  @Field(() => MessageKind, {
    description:
      'What this message is: a part of what is (SNAPSHOT), or whose level has changed (DELTA). A SNAPSHOT comes anew where the rights of who follows changed, and instead of what somebody was too slow to read.',
  })
  kind!: MessageKind;

  @Field(() => String, {
    description: 'Up to where in the log of changes it is told. This stream is not resumed: begin it anew.',
  })
  cursor!: string;

  @Field(() => [UtilisationState], {
    description: 'In a SNAPSHOT whose levels are followed, in a DELTA whose level has changed; else empty.',
  })
  states!: UtilisationState[];
}
