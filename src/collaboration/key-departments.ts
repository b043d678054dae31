import { Max, Min } from 'class-validator';
import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { GraphQLDecimal } from '../graphql/scalars.js';
import type { Evidence } from './graph-evidence.js';
import type { KeyDepartmentFound } from './graph-key-departments.js';

const MOST_WEIGHT = 1_000;

@InputType({
  description:
    'How much each measure counts in the score, 0 to 1,000, relative to the others; at least one of them counts.',
})
export class KeyDepartmentWeightsInput {
  @Field(() => Int, { defaultValue: 40, description: 'Its part in the strategy.' })
  @Min(0)
  @Max(MOST_WEIGHT)
  strategicShare: number = 40;

  @Field(() => Int, { defaultValue: 20, description: 'How often it is between others.' })
  @Min(0)
  @Max(MOST_WEIGHT)
  betweenness: number = 20;

  @Field(() => Int, {
    defaultValue: 10,
    description: 'How little those whom it works with work with each other: 1 - constraint, at least 0.',
  })
  @Min(0)
  @Max(MOST_WEIGHT)
  brokerage: number = 10;

  @Field(() => Int, { defaultValue: 15, description: 'How far the others fall apart without it.' })
  @Min(0)
  @Max(MOST_WEIGHT)
  fragmentation: number = 15;

  @Field(() => Int, {
    defaultValue: 15,
    description: 'How many required skills only it has, as a part of the most that any department has.',
  })
  @Min(0)
  @Max(MOST_WEIGHT)
  soleProvider: number = 15;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'One objective that a department works on. Of fewer people than the minimum, only that it is so.',
})
export class KeyDepartmentEvidence {
  objectiveId!: string;

  @Field(() => Int, { nullable: true, description: 'Minutes of its people on it; null where withheld.' })
  minutes!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many people these come from; null where withheld.' })
  people!: number | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description:
      'Of the minutes of departments on it that are not withheld, in percent with two decimals; null where withheld.',
  })
  sharePercent!: string | null;

  @Field(() => Boolean, {
    description: 'Whether the figures are withheld, because fewer people than the minimum stand behind them.',
  })
  isWithheld!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'How much the strategy rests on a department: a score, and each part of it. Measures are of departments, never of persons.',
})
export class KeyDepartment {
  departmentId!: string;
  soleSkillIds!: readonly string[];

  @Field(() => Int, { description: 'From 1; ties in the order of ids.' })
  rank!: number;

  @Field(() => Float, { description: 'The mean of the measures by the weights asked for, 0 to 1.' })
  score!: number;

  @Field(() => GraphQLDecimal, {
    description:
      'Its part in the strategy, in percent with two decimals: every objective gives its weight to the departments that work on it, in proportion to their minutes, each by what the objective weighed on that day (UTC): a change of strategy counts from its day on. Days before anything was recorded take what was recorded first; of more than 60 days with changes, each month takes the strategy of its end. Those of fewer people than the minimum share what they do together on an objective in equal parts; where together they are too few as well, it counts only if nobody else works on it.',
  })
  strategicSharePercent!: string;

  @Field(() => Float, {
    description:
      'The share of shortest paths between two others that lead through it, 0 to 1 (Freeman 1977, Brandes 2001). Strong ties are short.',
  })
  betweenness!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Constraint (Burt 1992): high where it works with few who work with each other. Null where it works with nobody.',
  })
  constraint!: number | null;

  @Field(() => Float, {
    description:
      'Effective size (Burt 1992): how many others it works with, without what is redundant among them.',
  })
  effectiveSize!: number;

  @Field(() => Float, {
    description:
      'The share of pairs of others that are apart without it, beyond those that are apart anyhow.',
  })
  fragmentation!: number;

  @Field(() => Boolean, { description: 'Whether those whom it connects fall apart without it.' })
  isArticulationPoint!: boolean;

  @Field(() => Float, {
    nullable: true,
    description:
      'E-I index (Krackhardt and Stern 1988): -1 where all its ties are within its community, 1 where all lead out of it. Null without ties.',
  })
  externalInternalIndex!: number | null;

  @Field(() => Int, {
    description: 'Which community it belongs to by its ties (Louvain), as a number from 0.',
  })
  community!: number;

  @Field(() => Int, { description: 'Minutes of its people on the objectives, without what is withheld.' })
  minutes!: number;

  @Field(() => Int, { description: 'How many people these minutes come from.' })
  people!: number;

  @Field(() => [KeyDepartmentEvidence], {
    description:
      'The objectives it works on, the ones that give it most of its part in the strategy first, then those that are withheld.',
  })
  evidence!: KeyDepartmentEvidence[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'Departments by how much the strategy rests on them, and what the ranking rests on.',
})
export class KeyDepartments {
  @Field(() => [KeyDepartment], { description: 'The highest score first.' })
  departments!: KeyDepartment[];

  @Field(() => Int, { description: 'Pairs of departments that work on something together.' })
  ties!: number;

  @Field(() => Int, {
    description:
      'How many of them are withheld, because fewer people than the minimum stand behind them: no measure knows of them.',
  })
  withheldTies!: number;

  @Field(() => Int, {
    description:
      'The minimum of people that a figure or a tie is shown of. What differs between two ranges, levels or moments may still come from fewer.',
  })
  minimumPeople!: number;

  @Field(() => Float, {
    description: 'The share of pairs of departments that no chain of ties connects, 0 to 1.',
  })
  fragmentation!: number;
}

export const percent = (part: number) => (part * 100).toFixed(2);

export const evidenceOf = ({ share, ...figures }: Evidence): KeyDepartmentEvidence => ({
  ...figures,
  sharePercent: share === null ? null : percent(share),
  isWithheld: share === null,
});

export const keyDepartmentOf = (found: KeyDepartmentFound, index: number): KeyDepartment => ({
  departmentId: found.departmentId,
  soleSkillIds: found.soleSkillIds,
  rank: index + 1,
  score: found.score,
  strategicSharePercent: percent(found.strategicShare),
  betweenness: found.betweenness,
  constraint: found.constraint,
  effectiveSize: found.effectiveSize,
  fragmentation: found.fragmentation,
  isArticulationPoint: found.isArticulation,
  externalInternalIndex: found.externalInternal,
  community: found.community,
  minutes: found.minutes,
  people: found.people,
  evidence: found.evidence.map(evidenceOf),
});
