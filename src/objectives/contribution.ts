import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Department } from '../departments/department.js';
import { columnsOf } from '../graphql/columns.js';
import { listBy, oneById } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { Objective } from './objective.js';

export const ContributionRole = {
  RESPONSIBLE: 'RESPONSIBLE',
  CONTRIBUTOR: 'CONTRIBUTOR',
  CONSULTED: 'CONSULTED',
} as const;
export type ContributionRole = keyof typeof ContributionRole;
registerEnumType(ContributionRole, {
  name: 'ContributionRole',
  description: 'What a department is to an objective.',
  valuesConfig: {
    RESPONSIBLE: { description: 'Answers for its part of the result.' },
    CONTRIBUTOR: { description: 'Works on it.' },
    CONSULTED: { description: 'Is asked for its opinion.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'That a department is meant to work on an objective: the plan. What it really does is in the assignments.',
})
@Entity({ tableName: 'contribution' })
export class Contribution extends Node {
  @ManyToOne(() => Objective, { mapToPk: true, fieldName: 'objective_id' })
  objectiveId!: string;

  @ManyToOne(() => Department, { mapToPk: true, fieldName: 'department_id' })
  departmentId!: string;

  @Field(() => ContributionRole, { description: 'What the department is to the objective.' })
  @Property({ type: 'text' })
  role!: ContributionRole;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes the department plans to put in over the whole period; null: not planned yet.',
  })
  @Property({ type: 'integer', nullable: true })
  plannedMinutes: number | null = null;

  /** Since when it is as it is. */
  @Property({ type: 'datetime' })
  changedAt!: Date;
}

const SELECT = `select ${columnsOf(Contribution, 'c')} from contribution c`;

const contributionById = oneById<Contribution>(
  'contribution.by-id',
  `${SELECT} where c.id = any($1::uuid[])`,
);

export const contributionsByObjective = listBy<Contribution>(
  'contribution.by-objective',
  'objectiveId',
  `${SELECT} join department d on d.id = c.department_id where c.objective_id = any($1::uuid[])
    order by array_position(array['RESPONSIBLE', 'CONTRIBUTOR', 'CONSULTED'], c.role), d.name, c.id`,
);

defineNode({ type: 'Contribution', table: 'contribution', load: contributionById.load });
