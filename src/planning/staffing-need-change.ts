import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { BulkNewsMessage } from './news.js';
import { StaffingNeedState } from './staffing-need.js';

/** Events of staffing needs, by the end of their kind. */
export enum StaffingNeedChangeKind {
  CREATED = 'CREATED',
  UPDATED = 'UPDATED',
  CLOSED = 'CLOSED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(StaffingNeedChangeKind, {
  name: 'StaffingNeedChangeKind',
  description: 'What happened to a staffing need. Further values will come with other kinds of needs.',
  valuesConfig: {
    CREATED: { description: 'Somebody is needed.' },
    UPDATED: { description: 'It was revised: days, load, skills, role or department.' },
    CLOSED: { description: 'It is met.' },
    WITHDRAWN: { description: 'It was given up.' },
  },
});

@InputType({ description: 'Which changes of staffing needs. All conditions given must hold.' })
export class StaffingNeedChangeFilter {
  @Field(() => ID, { nullable: true, description: 'For this objective, or one below it.' })
  objectiveId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'In this department, or moved out of it.',
  })
  departmentId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether departments below it count as well; they do by default.',
  })
  includeSubtree?: boolean | null;

  @Field(() => [StaffingNeedState], { nullable: true, description: 'It led to one of these states.' })
  states?: StaffingNeedState[] | null;
}

@ObjectType({
  description:
    'A message of the stream of changes of staffing needs, which everyone signed in sees. What is needed is named by a field of its kind: `need` is a placeholder; other kinds will have fields of their own.',
})
export class StaffingNeedChange extends BulkNewsMessage {
  @Field(() => StaffingNeedChangeKind, {
    nullable: true,
    description: 'What happened; null if not a DELTA.',
  })
  change!: StaffingNeedChangeKind | null;

  @Field(() => ID, { nullable: true, description: 'The id of what is needed; null if not a DELTA.' })
  needId!: string | null;
}
