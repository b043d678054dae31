import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { canSeeScenario, scenarioReach } from '../auth/policy.js';
import { columnsOf } from '../graphql/columns.js';
import { connectionOf } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { notFound } from '../graphql/errors.js';
import {
  containing,
  DateTimeFilter,
  Direction,
  enumFilter,
  IdFilter,
  StringFilter,
} from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { listArgsOf, orderOf } from '../graphql/list-arguments.js';
import { defineLoader } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { rowsOf } from '../graphql/statement.js';

export enum ScenarioState {
  DRAFT = 'DRAFT',
  APPLIED = 'APPLIED',
  DISCARDED = 'DISCARDED',
}
registerEnumType(ScenarioState, {
  name: 'ScenarioState',
  description: 'What has become of a scenario.',
  valuesConfig: {
    DRAFT: { description: 'Being worked on: changes are added to it and removed.' },
    APPLIED: { description: 'Made true, all of it; for good.' },
    DISCARDED: { description: 'Given up; for good.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'What if: changes of plan that are tried on capacity, and then applied as a whole or discarded. Seen by its author, ADMIN, HR and RESOURCE_MANAGER.',
})
@Entity({ tableName: 'scenario' })
export class Scenario extends Node {
  @Field(() => String, { description: 'What it is called; 1 to 200 characters.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is about.' })
  @Property({ type: 'text', nullable: true })
  description: string | null = null;

  @Field(() => ScenarioState, { description: 'What has become of it.' })
  @Property({ type: 'text' })
  state!: ScenarioState;

  @Property({ type: 'uuid' })
  authorId!: string;

  @Field(() => String, {
    description:
      'Where the change log stood when it was drafted: `capacityChanged(after:)` tells what has moved since.',
  })
  @Property({ type: 'text' })
  baseCursor!: string;

  @Field(() => Int, { description: 'How often changes were added to it or removed.' })
  @Property({ type: 'integer' })
  edits!: number;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was applied; null until then.' })
  @Property({ type: 'datetime', nullable: true })
  appliedAt: Date | null = null;
}

/** From each state, the states it may become. */
export const scenarioTransitions: Readonly<Record<ScenarioState, readonly ScenarioState[]>> = {
  DRAFT: [ScenarioState.APPLIED, ScenarioState.DISCARDED],
  APPLIED: [],
  DISCARDED: [],
};

const columns = sql.raw(columnsOf(Scenario, 's'));

/** Null where it does not exist or the viewer may not see it. */
export const scenarioById = defineLoader<string, Scenario | null>(async (ids, ctx) => {
  const found = await rowsOf<Scenario>(
    ctx,
    'scenario.by-id',
    sql`select ${columns} from scenario s where s.id = any(${ids}::uuid[]) and ${scenarioReach(ctx.viewer, 's')}`,
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
});

/** The names of those who drafted scenarios, by their accounts. */
export const authorName = defineLoader<string, string>(async (accountIds, ctx) => {
  const found = await ctx.rows<{ id: string; name: string }>(
    'scenario.authors',
    'select id, name from account where id = any($1::uuid[])',
    [accountIds],
  );
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return accountIds.map((id) => names.get(id)!);
});

/** The row, locked to the end of the transaction. @throws UserError NOT_FOUND where the viewer does not see it */
export async function lockScenario(ctx: Context, id: string): Promise<Scenario> {
  await ctx.rows('scenario.lock', 'select id from scenario where id = $1::uuid for no key update', [id]);
  const scenario = await ctx.em.findOne(Scenario, { id }, { refresh: true });
  if (!scenario || !canSeeScenario(ctx.viewer, scenario)) throw notFound('Scenario', id);
  return scenario;
}

defineNode({ type: 'Scenario', table: 'scenario', load: scenarioById.load });

export const ScenarioConnection = connectionOf(Scenario, 'Scenario');
const ScenarioStateFilter = enumFilter(ScenarioState, 'ScenarioState');

@InputType({ description: 'Which scenarios to list. All conditions given must hold.' })
class ScenarioFilter {
  @Field(() => [ScenarioFilter], { nullable: true, description: 'All of these hold.' })
  and?: ScenarioFilter[];
  @Field(() => [ScenarioFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: ScenarioFilter[];
  @Field(() => ScenarioFilter, { nullable: true, description: 'This does not hold.' })
  not?: ScenarioFilter;
  @Field(() => String, {
    nullable: true,
    description: 'Name or description contains this, in whatever case.',
  })
  search?: string;
  @Field(() => IdFilter, { nullable: true, description: 'By id.' })
  id?: IdFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By name.' })
  name?: StringFilter;
  @Field(() => ScenarioStateFilter, { nullable: true, description: 'By state.' })
  state?: InstanceType<typeof ScenarioStateFilter>;
  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was drafted.' })
  createdAt?: DateTimeFilter;
}

const ScenarioOrder = orderOf({ NAME: 'NAME', CREATED_AT: 'CREATED_AT' } as const, 'Scenario');

export const ScenarioListArgs = listArgsOf(ScenarioFilter, ScenarioOrder, {
  order: 'the newest first by default',
});

export const scenarios: List = {
  name: 'scenario.list',
  from: sql`scenario s`,
  columns,
  id: sql`s.id`,
  filters: {
    search: (text: string) => sql`concat_ws(' ', s.name, s.description) ilike ${containing(text)}`,
    id: sql`s.id`,
    name: sql`s.name`,
    state: sql`s.state`,
    createdAt: sql`s.created_at`,
  },
  orders: { NAME: sql`s.name`, CREATED_AT: sql`s.created_at` },
  defaultOrder: [{ field: 'CREATED_AT', direction: Direction.DESC }],
  visible: ({ viewer }) => scenarioReach(viewer, 's'),
};
