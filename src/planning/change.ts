import { ArrayMaxSize } from 'class-validator';
import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import type { ChangeEvent } from '../events/change-event.js';
import { connectionOf } from '../graphql/connection.js';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { MessageKind } from './capacity-change.js';
import { CURSOR, KIND } from './news.js';

const MOST = 100;

@ObjectType({ simpleResolvers: true, description: 'What one change made of one fact of its subject.' })
export class ChangedFact {
  @Field(() => String, { description: 'Which fact, such as `state`.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What it was: a text as it is, anything else as JSON, such as `480`; null where there was nothing.',
  })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What it is now, written likewise.' })
  after!: string | null;
}

@ObjectType({
  description:
    'Something that was written: the audit trail, kept for good. Seen by whoever sees its subject: everyone sees departments, objectives, contributions, staffing needs, skills and holidays; with a worker in reach his engagements, patterns, memberships, skills and leave; with an assignment its changes; scenarios are for ADMIN, HR and RESOURCE_MANAGER, all else for ADMIN.',
})
export class Change {
  @Field(() => Float, { description: 'Its number in the log: whole, from 1 on, without a gap.' })
  sequence!: number;

  @Field(() => String, { description: 'What happened, such as `ASSIGNMENT_CONFIRMED`.' })
  kind!: string;

  @Field(() => String, {
    description: 'What it happened to: mostly the name of a GraphQL type, such as `Assignment`.',
  })
  subjectType!: string;

  @Field(() => ID, { description: 'The id of what it happened to.' })
  subjectId!: string;

  workerId!: string | null;
  actorId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Shared by all changes of one bulk change; null for a single one.',
  })
  causeId!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was written.' })
  occurredAt!: Date;

  before!: ChangeEvent['before'];
  after!: ChangeEvent['after'];
}

export const ChangeConnection = connectionOf(Change, 'Change');

@ObjectType({ simpleResolvers: true, description: 'A message of the stream of changes.' })
export class ChangeMessage {
  @Field(() => MessageKind, { description: KIND })
  kind!: MessageKind;

  @Field(() => String, { description: CURSOR })
  cursor!: string;

  @Field(() => Change, { nullable: true, description: 'What was written; null if not a DELTA.' })
  change!: Change | null;
}

@InputType({ description: 'Which changes. All conditions given must hold.' })
export class ChangeFilter {
  @Field(() => [String], { nullable: true, description: 'One of these kinds happened; at most 100.' })
  @ArrayMaxSize(MOST)
  kinds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'It happened to one of these, such as `Assignment`; at most 100.',
  })
  @ArrayMaxSize(MOST)
  subjectTypes?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'It happened to what has one of these ids; at most 100.',
  })
  @ArrayMaxSize(MOST)
  subjectIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'It is about one of these workers; at most 100.' })
  @ArrayMaxSize(MOST)
  workerIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'It is part of this bulk change.' })
  causeId?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'It was written at this instant or later.' })
  occurredFrom?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'It was written before this instant.' })
  occurredBefore?: Date | null;
}

/** The facts that a change made something else of, in the order in which they are recorded. */
export function changedFacts({ before, after }: Pick<Change, 'before' | 'after'>): ChangedFact[] {
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
    .map((name) => ({ name, before: textOf(before?.[name]), after: textOf(after?.[name]) }))
    .filter((fact) => fact.before !== fact.after);
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether an event is one that the filter asks for, as `changes.filters` has it. */
export function matches(filter: ChangeFilter, event: ChangeEvent): boolean {
  const isOneOf = (wanted: readonly string[] | null | undefined, value: string | null) =>
    wanted == null || (value !== null && wanted.includes(value));
  const ids = (wanted: readonly string[] | null | undefined) => wanted?.map((id) => id.toLowerCase());
  const { causeId, occurredFrom, occurredBefore } = filter;
  return (
    isOneOf(filter.kinds, event.kind) &&
    isOneOf(filter.subjectTypes, event.subjectType) &&
    isOneOf(ids(filter.subjectIds), event.subjectId) &&
    isOneOf(ids(filter.workerIds), event.workerId) &&
    (causeId == null || causeId.toLowerCase() === event.causeId) &&
    (occurredFrom == null || event.occurredAt >= occurredFrom) &&
    (occurredBefore == null || event.occurredAt < occurredBefore)
  );
}
