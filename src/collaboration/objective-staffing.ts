import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({
  simpleResolvers: true,
  description: 'How a department staffs an objective over a range of days.',
})
export class DepartmentStaffing {
  departmentId!: string | null;

  @Field(() => Int, {
    description:
      'Minutes that it plans to put in: what is planned for the whole period of an objective, spread over the period from Monday to Friday, without the public holidays of the department’s region, in proportion to what is worked on each day.',
  })
  plannedMinutes!: number;

  @Field(() => Int, {
    description:
      'Minutes that it plans for objectives whose period is open, or longer than ten years: on no day, and in no other number.',
  })
  unscheduledPlannedMinutes!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes of confirmed assignments of its members, by their dated shares; days of unknown capacity do not count. Null where withheld.',
  })
  confirmedMinutes!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes of proposed assignments, likewise: in no other number. Null where withheld.',
  })
  tentativeMinutes!: number | null;

  @Field(() => Int, { description: 'Minutes of its open staffing needs, from today (UTC) on.' })
  missingMinutes!: number;

  @Field(() => Boolean, {
    description:
      'Whether confirmed or tentative minutes are withheld, because fewer people than the minimum stand behind them.',
  })
  isWithheld!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A skill that an objective asks for over a range of days. Needs count for each skill that they ask for, people with all their minutes for each skill that they have, at whatever level: skills overlap, and do not add up.',
})
export class SkillStaffing {
  skillId!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes of confirmed assignments of people who have it. For who sees everybody; null for others.',
  })
  confirmedMinutes!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes of proposed assignments of people who have it. For who sees everybody; null for others.',
  })
  tentativeMinutes!: number | null;

  @Field(() => Int, { description: 'Minutes of open staffing needs that ask for it, from today (UTC) on.' })
  missingMinutes!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What is planned, done and missing for an objective over a range of days.',
})
export class ObjectiveStaffing {
  objectiveId!: string;

  @Field(() => Int, {
    description: 'How many objectives it is about: itself, and those below it if they count.',
  })
  objectiveCount!: number;

  @Field(() => Int, { description: 'Minutes planned, the sum over the departments.' })
  plannedMinutes!: number;

  @Field(() => Int, {
    description: 'Minutes planned of objectives whose period is open, the sum over the departments.',
  })
  unscheduledPlannedMinutes!: number;

  @Field(() => Int, {
    description: 'Minutes confirmed, the sum over the departments without what is withheld.',
  })
  confirmedMinutes!: number;

  @Field(() => Int, {
    description: 'Minutes proposed, the sum over the departments without what is withheld.',
  })
  tentativeMinutes!: number;

  @Field(() => Int, { description: 'Minutes missing, the sum over the departments.' })
  missingMinutes!: number;

  @Field(() => Int, { description: 'The minimum of people that figures are shown of.' })
  minimumPeople!: number;

  @Field(() => [DepartmentStaffing], {
    description: 'Departments with any plan, work or need, by id; what belongs to none comes last.',
  })
  departments!: DepartmentStaffing[];

  @Field(() => [SkillStaffing], {
    description:
      'Skills that open staffing needs ask for; for who sees everybody also those of the people who work on it. By id; people without any skill, and needs that ask for none, come last.',
  })
  skills!: SkillStaffing[];
}
