import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Account } from '../auth/account.js';
import { columnsOf } from '../graphql/columns.js';
import { connectionOf } from '../graphql/connection.js';
import {
  BooleanFilter,
  containing,
  DateTimeFilter,
  Direction,
  enumFilter,
  IdFilter,
} from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { listArgsOf, orderOf } from '../graphql/list-arguments.js';
import { oneById } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { pageBy } from '../graphql/page.js';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { Objective } from '../objectives/objective.js';

export enum NoteKind {
  NOTE = 'NOTE',
  DECISION = 'DECISION',
}
registerEnumType(NoteKind, {
  name: 'NoteKind',
  description: 'What is written down about an objective.',
  valuesConfig: {
    NOTE: { description: 'Something worth knowing.' },
    DECISION: { description: 'Something that was decided, and why.' },
  },
});

@ObjectType({ description: 'Where a note points to.' })
export class NoteLink {
  @Field(() => String, { description: 'An address that begins with https:// or http://.' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'What is there; null where nothing is said.' })
  title!: string | null;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A note or a decision on an objective. Everyone who sees objectives sees them.',
})
@Entity({ tableName: 'note' })
export class Note extends Node {
  @ManyToOne(() => Objective, { mapToPk: true, fieldName: 'objective_id' })
  objectiveId!: string;

  @ManyToOne(() => Account, { mapToPk: true, fieldName: 'author_id' })
  authorId!: string;

  @Field(() => NoteKind, { description: 'What it is.' })
  @Property({ type: 'text' })
  kind!: NoteKind;

  @Field(() => String, { description: 'What it is about, in a few words.' })
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { description: 'What it says: plain text, or the source of Markdown.' })
  @Property({ type: 'text' })
  text!: string;

  @Field(() => [NoteLink], { description: 'Where it points to.' })
  @Property({ type: 'json' })
  links!: NoteLink[];

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was archived; null while it is in use.',
  })
  @Property({ type: 'datetime', nullable: true })
  archivedAt: Date | null = null;
}

const columns = columnsOf(Note, 'n');

export const noteById = oneById<Note>(
  'note.by-id',
  `select ${columns} from note n where n.id = any($1::uuid[])`,
);

defineNode({ type: 'Note', table: 'note', load: noteById.load });

export const NoteConnection = connectionOf(Note, 'Note');
const NoteKindFilter = enumFilter(NoteKind, 'NoteKind');

@InputType({ description: 'Which notes to list. All conditions given must hold.' })
class NoteFilter {
  @Field(() => [NoteFilter], { nullable: true, description: 'All of these hold.' })
  and?: NoteFilter[];
  @Field(() => [NoteFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: NoteFilter[];
  @Field(() => NoteFilter, { nullable: true, description: 'This does not hold.' })
  not?: NoteFilter;
  @Field(() => String, { nullable: true, description: 'Title or text contains this, in whatever case.' })
  search?: string;
  @Field(() => IdFilter, { nullable: true, description: 'By id.' })
  id?: IdFilter;
  @Field(() => NoteKindFilter, { nullable: true, description: 'By kind.' })
  kind?: InstanceType<typeof NoteKindFilter>;
  @Field(() => BooleanFilter, {
    nullable: true,
    description: 'Whether it is archived; those in use by default.',
  })
  isArchived?: BooleanFilter;
  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was written.' })
  createdAt?: DateTimeFilter;
}

const NoteOrder = orderOf({ CREATED_AT: 'CREATED_AT', TITLE: 'TITLE' } as const, 'Note');

export const NoteListArgs = listArgsOf(NoteFilter, NoteOrder, {
  order: 'the newest first by default',
  which: 'those in use by default',
});

const notes: List = {
  name: 'note.list',
  from: sql`note n`,
  columns: sql.raw(columns),
  id: sql`n.id`,
  filters: {
    search: (text: string) => sql`(n.title || ' ' || n.text) ilike ${containing(text)}`,
    id: sql`n.id`,
    kind: sql`n.kind`,
    isArchived: sql`(n.archived_at is not null)`,
    createdAt: sql`n.created_at`,
  },
  orders: { CREATED_AT: sql`n.created_at`, TITLE: sql`n.title` },
  defaultOrder: [{ field: 'CREATED_AT', direction: Direction.DESC }],
};

export const notesByObjective = pageBy<Note>(notes, sql`n.objective_id`);
