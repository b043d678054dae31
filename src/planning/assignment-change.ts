import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { AssignmentState } from '../assignments/assignment.js';
import { BulkNewsMessage } from './news.js';

/** Events of assignments, by the end of their kind. */
export enum AssignmentChangeKind {
  PROPOSED = 'PROPOSED',
  UPDATED = 'UPDATED',
  CONFIRMED = 'CONFIRMED',
  REJECTED = 'REJECTED',
  CANCELLED = 'CANCELLED',
  ACTIVATED = 'ACTIVATED',
  COMPLETED = 'COMPLETED',
  RELEASED = 'RELEASED',
  TRUNCATED = 'TRUNCATED',
}
registerEnumType(AssignmentChangeKind, {
  name: 'AssignmentChangeKind',
  description: 'What happened to an assignment.',
  valuesConfig: {
    PROPOSED: { description: 'It was asked for.' },
    UPDATED: { description: 'Its days, load or role were changed.' },
    CONFIRMED: { description: 'It was agreed to.' },
    REJECTED: { description: 'It was declined.' },
    CANCELLED: { description: 'It was called off before it began.' },
    ACTIVATED: { description: 'It began.' },
    COMPLETED: { description: 'Its last day was worked.' },
    RELEASED: { description: 'It was ended early.' },
    TRUNCATED: { description: 'It was cut to the earlier end of the engagement it rests on.' },
  },
});

@InputType({ description: 'Which changes of assignments. All conditions given must hold.' })
export class AssignmentChangeFilter {
  @Field(() => [ID], { nullable: true, description: 'Of these workers, at most 100.' })
  @ArrayMaxSize(100)
  workerIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'For this objective, or one below it.' })
  objectiveId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Of workers who are, or will be, members of this department when it happens.',
  })
  departmentId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether departments below it count as well; they do by default.',
  })
  includeSubtree?: boolean | null;

  @Field(() => [AssignmentState], { nullable: true, description: 'It led to one of these states.' })
  states?: AssignmentState[] | null;
}

@ObjectType({
  description:
    'A message of the stream of changes of assignments. A DELTA is for whoever may see the assignment when it happens: planners, the lead of the objective, the head of the worker, and the worker.',
})
export class AssignmentChange extends BulkNewsMessage {
  @Field(() => AssignmentChangeKind, {
    nullable: true,
    description: 'What happened; null if not a DELTA.',
  })
  change!: AssignmentChangeKind | null;

  @Field(() => ID, { nullable: true, description: 'The id of the assignment; null if not a DELTA.' })
  assignmentId!: string | null;
}
