import { Field, ObjectType } from 'type-graphql';
import { MessageKind } from '../planning/capacity-change.js';
import { CURSOR } from '../planning/news.js';
import { KeyDepartment } from './key-departments.js';

@ObjectType({
  simpleResolvers: true,
  description: 'A department whose place among those the strategy rests on, or whose score, has changed.',
})
export class KeyDepartmentChange {
  departmentId!: string;

  @Field(() => KeyDepartment, {
    nullable: true,
    description: 'As it was told before; null where it was not among the first.',
  })
  before!: KeyDepartment | null;

  @Field(() => KeyDepartment, {
    nullable: true,
    description: 'As it is now; null where it is not among the first any more.',
  })
  after!: KeyDepartment | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A message of the stream of departments that the strategy rests on.',
})
export class KeyDepartmentsChange {
  @Field(() => MessageKind, {
    description:
      'What this message is: a part of the ranking (SNAPSHOT), or who has changed in it (DELTA). A SNAPSHOT comes anew where the rights of who follows changed, and instead of what somebody was too slow to read.',
  })
  kind!: MessageKind;

  @Field(() => String, { description: CURSOR })
  cursor!: string;

  @Field(() => Boolean, { description: 'False for a part of a SNAPSHOT that others follow.' })
  isComplete!: boolean;

  @Field(() => [KeyDepartment], {
    description: 'In a SNAPSHOT the ranking, or a part of it, the highest score first; else empty.',
  })
  departments!: readonly KeyDepartment[];

  @Field(() => [KeyDepartmentChange], {
    description:
      'In a DELTA who has another rank, or another score to four decimals: as they rank now, then those who are not among the first any more. Else empty.',
  })
  changes!: readonly KeyDepartmentChange[];
}
