import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { columnsOf } from '../graphql/columns.js';
import { defineConstraint } from '../graphql/constraints.js';
import { defineLoader, oneById } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { Objective } from './objective.js';

export const DependencyKind = {
  NEEDS_INPUT: 'NEEDS_INPUT',
  BLOCKS: 'BLOCKS',
  SHARES_RESULT: 'SHARES_RESULT',
} as const;
export type DependencyKind = keyof typeof DependencyKind;
registerEnumType(DependencyKind, {
  name: 'ObjectiveDependencyKind',
  description:
    'How an objective depends on another one. NEEDS_INPUT and BLOCKS have a direction, and together no cycle.',
  valuesConfig: {
    NEEDS_INPUT: { description: 'It goes on with something that the other one delivers.' },
    BLOCKS: { description: 'The other one blocks it: it cannot be reached before the other one is.' },
    SHARES_RESULT: { description: 'Both contribute to one result; neither comes first.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'That an objective depends on another one, somewhere else in the tree. Seen by everyone signed in.',
})
@Entity({ tableName: 'objective_dependency' })
export class ObjectiveDependency extends Node {
  @ManyToOne(() => Objective, { mapToPk: true, fieldName: 'objective_id' })
  objectiveId!: string;

  @ManyToOne(() => Objective, { mapToPk: true, fieldName: 'depends_on_id' })
  dependsOnId!: string;

  @Field(() => DependencyKind, { description: 'How it depends on it.' })
  @Property({ type: 'text' })
  kind!: DependencyKind;
}

const SELECT = `select ${columnsOf(ObjectiveDependency, 'd')} from objective_dependency d`;

export const objectiveDependencyById = oneById<ObjectiveDependency>(
  'objective-dependency.by-id',
  `${SELECT} where d.id = any($1::uuid[])`,
);

/** Rows with the end of theirs that was asked for; what is shared has two such ends. */
const endedBy = (name: string, own: string, other: string) =>
  defineLoader<string, ObjectiveDependency[]>(async (ids, ctx) => {
    const found = await ctx.rows<{ end: string } & ObjectiveDependency>(
      name,
      `select ends.end, ${columnsOf(ObjectiveDependency, 'd')}
        from objective_dependency d
        cross join lateral (
          select d.${own} as end, d.${other} as other
          union all select d.${other}, d.${own} where d.kind = 'SHARES_RESULT') ends
        join objective o on o.id = ends.other
        where (d.objective_id = any($1::uuid[]) or d.depends_on_id = any($1::uuid[])) and ends.end = any($1::uuid[])
        order by o.title, d.kind, d.id`,
      [ids],
    );
    const byEnd = Map.groupBy(found, ({ end }) => end);
    return ids.map((id) => byEnd.get(id) ?? []);
  });

/** What each of these depends on, what it shares with others included; by the title of the others. */
export const dependenciesOf = endedBy('objective-dependency.of', 'objective_id', 'depends_on_id');

/** What depends on each of these, what it shares with others included; by the title of the others. */
export const dependentsOf = endedBy('objective-dependency.on', 'depends_on_id', 'objective_id');

defineConstraint('objective_dependency_once', {
  reason: 'DEPENDENCY_EXISTS',
  message: 'There is this dependency already.',
  field: ['input', 'dependsOnId'],
});

defineNode({
  type: 'ObjectiveDependency',
  table: 'objective_dependency',
  load: objectiveDependencyById.load,
});
