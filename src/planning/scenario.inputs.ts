import { MaxLength, MinLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { AssignmentProposeInput, AssignmentUpdateInput } from '../assignments/assignment.inputs.js';
import { GraphQLDate, GraphQLDecimal, GraphQLZone } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';
import { WorkPatternInput } from '../workforce/work-pattern.inputs.js';
import { WorkerKind, WorkMode } from '../workforce/worker.js';
import {
  StaffingNeedCreateInput,
  StaffingNeedTransitionInput,
  StaffingNeedUpdateInput,
} from './staffing-need.inputs.js';

@InputType({ description: 'A new scenario, without changes; a DRAFT.' })
export class ScenarioCreateInput {
  @Field(() => String, { description: 'What it is called; 1 to 200 characters.' })
  @MinLength(1)
  @MaxLength(200)
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is about; at most 4,000 characters.' })
  @MaxLength(4_000)
  description?: string | null;
}

@InputType({ description: 'Which scenario, as you have seen it.' })
export class ScenarioTransitionInput {
  @Field(() => ID, { description: 'Which scenario.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}

@InputType({ description: 'What is said of a scenario: what is given is changed, the rest stays.' })
export class ScenarioUpdateInput extends ScenarioTransitionInput {
  @Field(() => String, { nullable: true, description: 'What it is called; 1 to 200 characters.' })
  @MinLength(1)
  @MaxLength(200)
  name?: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it is about; at most 4,000 characters; null for nothing.',
  })
  @MaxLength(4_000)
  description?: string | null;
}

@InputType({ description: 'Somebody is assigned.' })
export class ScenarioAssignmentAddInput {
  @Field(() => AssignmentProposeInput, {
    description:
      'Who, on what, when and how much. A worker that the scenario adds has the id of the change that adds him.',
  })
  @ValidateNested()
  assignment!: AssignmentProposeInput;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether it is confirmed, and takes capacity; else it is proposed.',
  })
  isFirm: boolean = true;
}

@InputType({
  description:
    'An assignment gets other days, another load or another worker: what is given is changed. Another worker takes it over from `from` on; what lies before stays with the first.',
})
export class ScenarioAssignmentMoveInput extends AssignmentUpdateInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Who takes it over. A worker that the scenario adds has the id of the change that adds him.',
  })
  workerId?: string | null;
}

@InputType({ description: 'An assignment is called off; one that has begun is released.' })
export class ScenarioAssignmentRemoveInput {
  @Field(() => ID, { description: 'Which assignment.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The last day worked, for one that has begun; none for another.',
  })
  lastDay?: LocalDate | null;
}

@InputType({ description: 'A worker comes who does not exist yet.' })
export class ScenarioWorkerAddInput {
  @Field(() => WorkerKind, { description: 'Staff or freelancer.' })
  kind!: WorkerKind;

  @Field(() => String, {
    description:
      'The name by which the scenario knows them, such as `Designer in Lisbon`; 1 to 200 characters.',
  })
  @MinLength(1)
  @MaxLength(200)
  name!: string;

  @Field(() => String, { nullable: true, description: 'What they are here; up to 200 characters.' })
  @MaxLength(200)
  title?: string | null;

  @Field(() => GraphQLZone, { description: 'The time zone of their home.' })
  timeZone!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The region of their public holidays, which is loaded; none for none.',
  })
  @MaxLength(20)
  region?: string | null;

  @Field(() => WorkMode, { description: 'Where they work.', defaultValue: WorkMode.ONSITE })
  workMode: WorkMode = WorkMode.ONSITE;

  @Field(() => GraphQLDate, { description: 'Their first day.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'Their last day, included; none while they stay.',
  })
  to?: LocalDate | null;

  @Field(() => WorkPatternInput, { description: 'How much they work on which days.' })
  @ValidateNested()
  pattern!: WorkPatternInput;

  @Field(() => ID, { nullable: true, description: 'The department they belong to; none for none.' })
  departmentId?: string | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description:
      'With what share of their time, in percent: 0.01 to 100, at most two decimals; 100 by default.',
  })
  share?: string | null;
}

@InputType({ description: 'A worker leaves: engagements end, and assignments with them.' })
export class ScenarioWorkerLeaveInput {
  @Field(() => ID, { description: 'Who.' })
  workerId!: string;

  @Field(() => GraphQLDate, { description: 'Their last day.' })
  lastDay!: LocalDate;
}

@InputType({ description: 'A worker belongs to a department from a day on.' })
export class ScenarioWorkerMoveInput {
  @Field(() => ID, { description: 'Who.' })
  workerId!: string;

  @Field(() => GraphQLDate, { description: 'The first day there.' })
  from!: LocalDate;

  @Field(() => ID, { description: 'To which department.' })
  departmentId!: string;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description:
      'With what share of their time, in percent: 0.01 to 100, at most two decimals; 100 by default.',
  })
  share?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether their other memberships go on; else they end the day before.',
  })
  keepsOthers: boolean = false;
}

@InputType({ description: 'An open staffing need is met, or given up.' })
export class ScenarioNeedRemoveInput extends StaffingNeedTransitionInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether somebody does it, so that it is closed; else it is withdrawn.',
  })
  isMet: boolean = false;
}

@InputType({ description: 'A change of a scenario, in exactly one of its forms.' })
export class ScenarioChangeAddInput {
  @Field(() => ID, { description: 'Which scenario.' })
  scenarioId!: string;

  @Field(() => ScenarioAssignmentAddInput, { nullable: true, description: 'Somebody is assigned.' })
  @ValidateNested()
  assignmentAdd?: ScenarioAssignmentAddInput | null;

  @Field(() => ScenarioAssignmentMoveInput, {
    nullable: true,
    description: 'An assignment gets another worker, other days or another load.',
  })
  @ValidateNested()
  assignmentMove?: ScenarioAssignmentMoveInput | null;

  @Field(() => ScenarioAssignmentRemoveInput, { nullable: true, description: 'An assignment is called off.' })
  @ValidateNested()
  assignmentRemove?: ScenarioAssignmentRemoveInput | null;

  @Field(() => ScenarioWorkerAddInput, { nullable: true, description: 'A worker comes.' })
  @ValidateNested()
  workerAdd?: ScenarioWorkerAddInput | null;

  @Field(() => ScenarioWorkerLeaveInput, { nullable: true, description: 'A worker leaves.' })
  @ValidateNested()
  workerLeave?: ScenarioWorkerLeaveInput | null;

  @Field(() => ScenarioWorkerMoveInput, { nullable: true, description: 'A worker changes department.' })
  @ValidateNested()
  workerMove?: ScenarioWorkerMoveInput | null;

  @Field(() => StaffingNeedCreateInput, { nullable: true, description: 'Somebody more is needed.' })
  @ValidateNested()
  needAdd?: StaffingNeedCreateInput | null;

  @Field(() => StaffingNeedUpdateInput, {
    nullable: true,
    description: 'An open staffing need is another one: what is given is changed.',
  })
  @ValidateNested()
  needChange?: StaffingNeedUpdateInput | null;

  @Field(() => ScenarioNeedRemoveInput, {
    nullable: true,
    description: 'An open staffing need is met, or given up.',
  })
  @ValidateNested()
  needRemove?: ScenarioNeedRemoveInput | null;
}

@InputType({ description: 'Which change is taken out of its scenario.' })
export class ScenarioChangeRemoveInput {
  @Field(() => ID, { description: 'Which change.' })
  id!: string;

  @Field(() => Int, {
    description: 'The version of the scenario that you have seen; another one is CONFLICT.',
  })
  expectedVersion!: number;
}
