import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { NewsMessage } from '../planning/news.js';
import { CollaborationRequestState } from './collaboration-request.js';

/** Events of requests for help, by the end of their kind. */
export enum CollaborationRequestChangeKind {
  CREATED = 'CREATED',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
  ASSIGNED = 'ASSIGNED',
  EXPIRED = 'EXPIRED',
  CANCELLED = 'CANCELLED',
  DONE = 'DONE',
}
registerEnumType(CollaborationRequestChangeKind, {
  name: 'CollaborationRequestChangeKind',
  description: 'What happened to a request for help.',
  valuesConfig: {
    CREATED: { description: 'A department asked another one for help.' },
    ACCEPTED: { description: 'The asked department agreed to help.' },
    DECLINED: { description: 'The asked department declined to help.' },
    ASSIGNED: { description: 'Somebody was proposed to help.' },
    EXPIRED: { description: 'It was not answered in time.' },
    CANCELLED: { description: 'The asking department gave it up.' },
    DONE: { description: 'The asking department has had the help.' },
  },
});

@InputType({ description: 'Which changes of requests for help. All conditions given must hold.' })
export class CollaborationRequestChangeFilter {
  @Field(() => ID, { nullable: true, description: 'For this objective, or one below it.' })
  objectiveId?: string | null;

  @Field(() => ID, { nullable: true, description: 'This department, or one below it, asks.' })
  fromDepartmentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'This department, or one below it, is asked.' })
  toDepartmentId?: string | null;

  @Field(() => [CollaborationRequestState], { nullable: true, description: 'It led to one of these states.' })
  states?: CollaborationRequestState[] | null;
}

@ObjectType({
  description:
    'A message of the stream of changes of requests for help. A DELTA is for whoever may see the request when it happens.',
})
export class CollaborationRequestChange extends NewsMessage {
  @Field(() => CollaborationRequestChangeKind, {
    nullable: true,
    description: 'What happened; null if not a DELTA.',
  })
  change!: CollaborationRequestChangeKind | null;

  @Field(() => ID, { nullable: true, description: 'The id of the request; null if not a DELTA.' })
  requestId!: string | null;
}
