import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { columnsOf } from '../graphql/columns.js';
import { listBy, oneById } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { GraphQLDate, GraphQLDateTime, GraphQLDecimal } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';
import { Objective } from './objective.js';

export const KeyResultDirection = { INCREASE: 'INCREASE', DECREASE: 'DECREASE' } as const;
export type KeyResultDirection = keyof typeof KeyResultDirection;
registerEnumType(KeyResultDirection, {
  name: 'KeyResultDirection',
  description: 'Which way a key result is to go.',
  valuesConfig: {
    INCREASE: { description: 'Up: its target is more than its start.' },
    DECREASE: { description: 'Down: its target is less than its start.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Something measured, by which it is seen how far an objective is. Seen by everyone signed in.',
})
@Entity({ tableName: 'key_result' })
export class KeyResult extends Node {
  @ManyToOne(() => Objective, { mapToPk: true, fieldName: 'objective_id' })
  objectiveId!: string;

  @Field(() => String, { description: 'What is measured, in a few words.' })
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { description: 'In what it is measured, such as "percent"; empty for a mere number.' })
  @Property({ type: 'text' })
  unit!: string;

  @Field(() => KeyResultDirection, { description: 'Which way it is to go.' })
  @Property({ type: 'text' })
  direction!: KeyResultDirection;

  @Field(() => GraphQLDecimal, { description: 'Where it began, in its unit.' })
  @Property({ type: 'decimal' })
  start!: string;

  @Field(() => GraphQLDecimal, { description: 'Where it is to go, in its unit.' })
  @Property({ type: 'decimal' })
  target!: string;

  @Field(() => GraphQLDecimal, {
    description:
      'Where it is, in its unit: what was recorded for the latest day, last; until then its start.',
  })
  @Property({ type: 'decimal' })
  current!: string;

  @Field(() => Int, {
    description: 'How much it counts, 0 to 1000, relative to the others of its objective.',
  })
  @Property({ type: 'integer' })
  weight!: number;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was given up: since then it counts no more, and is not listed. Null: it counts.',
  })
  @Property({ type: 'datetime', nullable: true })
  archivedAt: Date | null = null;
}

@ObjectType({ simpleResolvers: true, description: 'What a key result was on a day.' })
export class KeyResultValue {
  @Field(() => GraphQLDate, { description: 'The day.' })
  on!: LocalDate;

  @Field(() => GraphQLDecimal, { description: 'What it was, in its unit.' })
  value!: string;

  @Field(() => GraphQLDateTime, { description: 'When that was recorded.' })
  recordedAt!: Date;

  keyResultId!: string;
}

const SELECT = `select ${columnsOf(KeyResult, 'k')} from key_result k`;

export const keyResultById = oneById<KeyResult>('key-result.by-id', `${SELECT} where k.id = any($1::uuid[])`);

export const keyResultsByObjective = listBy<KeyResult>(
  'key-result.by-objective',
  'objectiveId',
  `${SELECT} where k.objective_id = any($1::uuid[]) and k.archived_at is null order by k.title, k.id`,
);

export const valuesByKeyResult = listBy<KeyResultValue>(
  'key-result.values',
  'keyResultId',
  `select key_result_id as "keyResultId", "on", value, recorded_at as "recordedAt" from key_result_value
    where key_result_id = any($1::uuid[]) order by "on", id`,
);

defineNode({ type: 'KeyResult', table: 'key_result', load: keyResultById.load });
