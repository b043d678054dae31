import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../graphql/connection.js';
import { GraphQLDate } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';

/** How an objective is like the one asked about, the closest first. */
export enum Similarity {
  SAME = 'SAME',
  BELOW = 'BELOW',
  ABOVE = 'ABOVE',
  DEPENDENCY = 'DEPENDENCY',
  SKILL = 'SKILL',
  DEPARTMENT = 'DEPARTMENT',
}
registerEnumType(Similarity, {
  name: 'ObjectiveSimilarity',
  description:
    'How an objective is like the one asked about, and how much of the work on it counts for that.',
  valuesConfig: {
    SAME: { description: 'It is the one asked about: 100 %.' },
    BELOW: { description: 'It lies below it in the tree: 50 %.' },
    ABOVE: { description: 'It lies above it in the tree: 50 %.' },
    DEPENDENCY: { description: 'One of the two depends on the other, in whatever way: 50 %.' },
    SKILL: { description: 'A staffing need of it asks, or asked, for a skill that is wanted: 50 %.' },
    DEPARTMENT: {
      description: 'A department that owns it, or contributes to it, does so for the one asked about: 20 %.',
    },
  },
});

export enum ExpertiseCriterion {
  SKILL_LEVEL = 'SKILL_LEVEL',
  SIMILAR_WORK = 'SIMILAR_WORK',
  RECENT_WORK = 'RECENT_WORK',
}
registerEnumType(ExpertiseCriterion, {
  name: 'ExpertiseCriterion',
  description: 'What the score of an expert consists of; 1,000 points in all.',
  valuesConfig: {
    SKILL_LEVEL: {
      description:
        'Levels of the skills that are wanted, as they are now: up to 400 points. Not there where no skill is wanted.',
    },
    SIMILAR_WORK: {
      description:
        'Minutes on similar objectives, each by how similar it is: up to 400 points, for 26 full-time weeks or more.',
    },
    RECENT_WORK: {
      description:
        'The last day of such work: up to 200 points, for today, and fewer the longer ago it is, down to 0 at the beginning of the time asked about.',
    },
  },
});

@ObjectType({ simpleResolvers: true, description: 'One part of the score of an expert.' })
export class ExpertiseReason {
  @Field(() => ExpertiseCriterion, { description: 'What is judged.' })
  criterion!: ExpertiseCriterion;

  @Field(() => Int, { description: 'Its part of the score.' })
  points!: number;

  @Field(() => String, { description: 'The facts, as a sentence.' })
  text!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Work of somebody on an objective like the one asked about, of assignments that you may see.',
})
export class ExpertiseEvidence {
  objectiveId!: string;

  @Field(() => [Similarity], { description: 'How it is like what was asked about, the closest first.' })
  similarities!: readonly Similarity[];

  @Field(() => Int, {
    description:
      'Confirmed minutes on it from the first day asked about until today; days of unknown capacity do not count.',
  })
  minutes!: number;

  @Field(() => Int, { description: 'How much of them counts, in percent: by the closest similarity.' })
  countedPercent!: number;

  @Field(() => GraphQLDate, { description: 'The last day of it, today at the latest.' })
  lastOn!: LocalDate;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Somebody who has done similar work, with what that is judged by. Nothing else is.',
})
export class Expert {
  workerId!: string;
  /** Those asked for, or that the objective asks for. */
  wantedSkillIds!: readonly string[];
  /** What counts most first. */
  evidence!: readonly ExpertiseEvidence[];

  @Field(() => Int, { description: 'The sum of the points of `reasons`, 0 to 1,000.' })
  score!: number;

  @Field(() => [ExpertiseReason], { description: 'What the score consists of.' })
  reasons!: ExpertiseReason[];

  @Field(() => Int, { description: 'On how many similar objectives, of assignments that you may see.' })
  evidenceCount!: number;
}

export const ExpertConnection = connectionOf(Expert, 'Expert');
