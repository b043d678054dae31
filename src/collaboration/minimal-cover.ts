import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum CoverStatus {
  OPTIMAL = 'OPTIMAL',
  TIME_LIMIT = 'TIME_LIMIT',
  INSUFFICIENT = 'INSUFFICIENT',
}
registerEnumType(CoverStatus, {
  name: 'CoverStatus',
  description: 'How far a set of departments is known to be the smallest.',
  valuesConfig: {
    OPTIMAL: { description: 'No smaller one carries the needs.' },
    TIME_LIMIT: { description: 'It carries them, but a smaller one may exist: see `lowerBound`.' },
    INSUFFICIENT: { description: 'All departments together cannot carry them.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A department of the smallest set, and what it carries.' })
export class CoverDepartment {
  departmentId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes it carries in one way to divide the needs; null where withheld.',
  })
  minutes!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of its people are free and can do any of it; null where withheld.',
  })
  people!: number | null;

  @Field(() => Boolean, {
    description: 'Whether the figures are withheld, because fewer people than the minimum stand behind them.',
  })
  isWithheld!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'Work that all departments together cannot carry.' })
export class CoverLack {
  skillIds!: readonly string[];

  @Field(() => Int, { description: 'Minutes of it that the open staffing needs ask for in the range.' })
  neededMinutes!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes of it that are missing; null where withheld, because somebody can do it, but fewer people than the minimum.',
  })
  missingMinutes!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'The smallest set of departments whose people have the skills and the free minutes for the open staffing needs of objectives.',
})
export class MinimalCover {
  @Field(() => CoverStatus, { description: 'Whether the set is known to be the smallest.' })
  status!: CoverStatus;

  @Field(() => [CoverDepartment], {
    description: 'The set, in the order of ids; empty where none is enough.',
  })
  departments!: CoverDepartment[];

  @Field(() => Int, { description: 'No set of fewer departments than this carries the needs.' })
  lowerBound!: number;

  @Field(() => Int, { description: 'Minutes that the open staffing needs ask for in the range.' })
  neededMinutes!: number;

  @Field(() => Int, {
    description:
      'Minutes of them that all departments together cannot carry, without what is withheld: see `lacks`.',
  })
  missingMinutes!: number;

  @Field(() => [CoverLack], {
    description: 'Which work all departments together cannot carry, in one way to divide it; else empty.',
  })
  lacks!: CoverLack[];

  @Field(() => Int, { description: 'The minimum of people that a figure is shown of.' })
  minimumPeople!: number;
}
