import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLDate } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';

@ObjectType({ simpleResolvers: true, description: 'How many people have a skill at a level.' })
export class SkillLevelCount {
  @Field(() => Int, { description: 'The level, 1 to 5.' })
  level!: number;

  @Field(() => Int, { description: 'How many people have it at exactly this level.' })
  people!: number;
}

@ObjectType({
  description:
    'Who can do something: of the people whom the viewer may see, those who are in use and engaged on any day of the range.',
})
export class SkillCoverage {
  skillId!: string;
  soleHolderId!: string | null;

  @Field(() => Int, { description: 'How many people have the skill, at whatever level.' })
  holders!: number;

  @Field(() => [SkillLevelCount], { description: 'How many at each of the levels 1 to 5.' })
  levels!: SkillLevelCount[];

  @Field(() => Int, { description: 'Free minutes of all of them in the range, whatever else they can do.' })
  freeMinutes!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'An answer to: what can we do, and what hangs on one person?',
})
export class SkillCoverageReport {
  @Field(() => GraphQLDate, { description: 'The first day.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, { description: 'The last day, included.' })
  to!: LocalDate;

  @Field(() => Boolean, {
    description:
      'Whether everybody is counted: false for a viewer who sees only some people, for whom a skill may have more holders than are told.',
  })
  isOfEverybody!: boolean;

  @Field(() => Int, { description: 'How many skills were looked at.' })
  skillCount!: number;

  @Field(() => Int, { description: 'How many of them a single person has.' })
  singleHolderCount!: number;

  @Field(() => Int, { description: 'How many of them nobody has.' })
  unheldCount!: number;

  @Field(() => [SkillCoverage], { description: 'The fewest holders first, then by name.' })
  skills!: SkillCoverage[];
}
