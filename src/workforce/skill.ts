import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, InputType, ObjectType } from 'type-graphql';
import { columnsOf } from '../graphql/columns.js';
import { connectionOf } from '../graphql/connection.js';
import { defineConstraint } from '../graphql/constraints.js';
import { containing, Direction, IdFilter, StringFilter } from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { listArgsOf, orderOf } from '../graphql/list-arguments.js';
import { oneById } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Something that workers can do, at a level from 1 to 5.',
})
@Entity({ tableName: 'skill' })
export class Skill extends Node {
  @Field(() => String, { nullable: true, description: 'Its id in the system it was imported from.' })
  @Property({ type: 'text', nullable: true })
  externalId: string | null = null;

  @Field(() => String, { description: 'Its name; unique, in whatever case.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it belongs to, such as `Languages`.' })
  @Property({ type: 'text', nullable: true })
  category: string | null = null;
}

export const skillById = oneById<Skill>(
  'skill.by-id',
  `select ${columnsOf(Skill, 's')} from skill s where s.id = any($1::uuid[])`,
);

defineConstraint('skill_name', {
  reason: 'NAME_TAKEN',
  message: 'Another skill has this name.',
  field: ['input', 'name'],
});
defineConstraint('skill_external_id_key', {
  reason: 'EXTERNAL_ID_TAKEN',
  message: 'Another skill has this external id.',
  field: ['input', 'externalId'],
});

defineNode({ type: 'Skill', table: 'skill', load: skillById.load });

export const SkillConnection = connectionOf(Skill, 'Skill');

@InputType({ description: 'Which skills to list. All conditions given must hold.' })
class SkillFilter {
  @Field(() => [SkillFilter], { nullable: true, description: 'All of these hold.' })
  and?: SkillFilter[];
  @Field(() => [SkillFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: SkillFilter[];
  @Field(() => SkillFilter, { nullable: true, description: 'This does not hold.' })
  not?: SkillFilter;
  @Field(() => String, { nullable: true, description: 'Name or category contains this, in whatever case.' })
  search?: string;
  @Field(() => IdFilter, { nullable: true, description: 'By id.' })
  id?: IdFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By name.' })
  name?: StringFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By category.' })
  category?: StringFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By the id in the system it was imported from.' })
  externalId?: StringFilter;
}

const SkillOrderField = { NAME: 'NAME', CATEGORY: 'CATEGORY', CREATED_AT: 'CREATED_AT' } as const;
const SkillOrder = orderOf(SkillOrderField, 'Skill');

export const SkillListArgs = listArgsOf(SkillFilter, SkillOrder, { order: 'by name by default' });

export const skills: List = {
  name: 'skill.list',
  from: sql`skill s`,
  columns: sql.raw(columnsOf(Skill, 's')),
  id: sql`s.id`,
  filters: {
    search: (text: string) => sql`(s.name || ' ' || coalesce(s.category, '')) ilike ${containing(text)}`,
    id: sql`s.id`,
    name: sql`s.name`,
    category: sql`s.category`,
    externalId: sql`s.external_id`,
  },
  orders: { NAME: sql`s.name`, CATEGORY: sql`coalesce(s.category, '')`, CREATED_AT: sql`s.created_at` },
  defaultOrder: [{ field: 'NAME', direction: Direction.ASC }],
};
