import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { Assignment, AssignmentDay, assignmentById } from '../assignments/assignment.js';
import type { DatedLoad } from '../assignments/load.js';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { GraphQLDate, GraphQLDecimal } from '../graphql/scalars.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import type { LocalDate } from '../time/local-date.js';
import { percentOf, shareOf } from '../workforce/membership.service.js';
import { Worker, workerById } from '../workforce/worker.js';
import { ScenarioChangeAddInput, ScenarioChangeRemoveInput } from './scenario.inputs.js';
import { Scenario, scenarioById } from './scenario.js';
import { type ChangeDetails, changesByScenario, ScenarioChange } from './scenario-change.js';
import { scenarioChangeAdd, scenarioChangeRemove } from './scenario-change.service.js';
import { StaffingNeed, staffingNeedById } from './staffing-need.js';

const NULL = 'null where the change says nothing of it.';

@Resolver(() => ScenarioChange)
export class ScenarioChangeResolver {
  @FieldResolver(() => Scenario, { description: 'The scenario it belongs to.' })
  scenario(@Ctx() ctx: Context, @Root() { scenarioId }: ScenarioChange): Promise<Scenario | null> {
    return scenarioById.load(ctx, scenarioId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'WORKER_ADD: the name by which the scenario knows the new worker. Null otherwise.',
  })
  name(@Root() { details }: ScenarioChange): string | null {
    return details.kind === 'WORKER_ADD' ? details.person.name : null;
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description:
      'Whom it is about: who is assigned, has the assignment, leaves or moves; who came, once it is applied. Null for one who does not exist yet, and where the viewer does not see them.',
  })
  worker(@Ctx() ctx: Context, @Root() { details, createdId }: ScenarioChange): Promise<Worker | null> | null {
    const id = details.kind === 'WORKER_ADD' ? createdId : workerIdOf(details);
    return id ? workerById.load(ctx, id) : null;
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description:
      'ASSIGNMENT_MOVE: who takes it over. Null where nobody does, for one who does not exist yet, and where the viewer does not see them.',
  })
  toWorker(@Ctx() ctx: Context, @Root() { details }: ScenarioChange): Promise<Worker | null> | null {
    return details.kind === 'ASSIGNMENT_MOVE' && details.toWorkerId
      ? workerById.load(ctx, details.toWorkerId)
      : null;
  }

  @FieldResolver(() => ScenarioChange, {
    nullable: true,
    description:
      'The WORKER_ADD of this scenario whose worker is assigned, or takes over; null for one who exists.',
  })
  async newWorker(@Ctx() ctx: Context, @Root() change: ScenarioChange): Promise<ScenarioChange | null> {
    const { details } = change;
    const id =
      details.kind === 'ASSIGNMENT_ADD'
        ? details.proposal.workerId
        : details.kind === 'ASSIGNMENT_MOVE' && details.toWorkerId;
    const changes = await changesByScenario.load(ctx, change.scenarioId);
    return changes.find((other) => other.id === id) ?? null;
  }

  @FieldResolver(() => Assignment, {
    nullable: true,
    description:
      'Which assignment is moved or removed; which one came of it, once it is applied. Null otherwise, and where the viewer does not see it.',
  })
  assignment(
    @Ctx() ctx: Context,
    @Root() { details, createdId }: ScenarioChange,
  ): Promise<Assignment | null> | null {
    const came = details.kind === 'ASSIGNMENT_ADD' ? createdId : null;
    const id = 'assignmentId' in details ? details.assignmentId : came;
    return id ? assignmentById.load(ctx, id) : null;
  }

  @FieldResolver(() => StaffingNeed, {
    nullable: true,
    description:
      'Which staffing need is changed or removed; which one came of it, once it is applied. Null otherwise.',
  })
  need(
    @Ctx() ctx: Context,
    @Root() { details, createdId }: ScenarioChange,
  ): Promise<StaffingNeed | null> | null {
    const came = details.kind === 'NEED_ADD' ? createdId : null;
    const id = 'needId' in details ? details.needId : came;
    return id ? staffingNeedById.load(ctx, id) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: `Assignments and needs: as what; ${NULL}` })
  role(@Root() { details }: ScenarioChange): string | null {
    return statedBy(details).role ?? null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: `NEED_REMOVE: whether it is met, not given up; ${NULL}`,
  })
  isMet(@Root() { details }: ScenarioChange): boolean | null {
    return details.kind === 'NEED_REMOVE' ? details.isMet : null;
  }

  @FieldResolver(() => Objective, {
    nullable: true,
    description: `ASSIGNMENT_ADD, NEED_ADD: on what; ${NULL}`,
  })
  objective(@Ctx() ctx: Context, @Root() { details }: ScenarioChange): Promise<Objective | null> | null {
    const id = objectiveIdOf(details);
    return id ? objectiveById.load(ctx, id) : null;
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description: `WORKER_ADD, WORKER_MOVE: to which department; NEED_ADD, NEED_CHANGE: whose need; ${NULL}`,
  })
  department(@Ctx() ctx: Context, @Root() { details }: ScenarioChange): Promise<Department | null> | null {
    const id = departmentIdOf(details);
    return id ? departmentById.load(ctx, id) : null;
  }

  @FieldResolver(() => GraphQLDate, { nullable: true, description: `The first day; ${NULL}` })
  from(@Root() { details }: ScenarioChange): LocalDate | null {
    return statedBy(details).from ?? null;
  }

  @FieldResolver(() => GraphQLDate, {
    nullable: true,
    description: `The last day, included, of an assignment or a need, of a worker who comes or leaves; ${NULL}`,
  })
  to(@Root() { details }: ScenarioChange): LocalDate | null {
    return statedBy(details).to ?? null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: `Assignments and needs: minutes on every day that is worked; ${NULL}`,
  })
  minutesPerDay(@Root() { details }: ScenarioChange): number | null {
    return statedBy(details).minutesPerDay ?? null;
  }

  @FieldResolver(() => GraphQLDecimal, {
    nullable: true,
    description: `ASSIGNMENT_ADD, ASSIGNMENT_MOVE: share of each day in percent; ${NULL}`,
  })
  percent(@Root() { details }: ScenarioChange): string | null {
    const { percent } = statedBy(details);
    return percent == null ? null : (percent / 100).toFixed(2);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: `Assignments and needs: minutes in all; ${NULL}`,
  })
  totalMinutes(@Root() { details }: ScenarioChange): number | null {
    return statedBy(details).totalMinutes ?? null;
  }

  @FieldResolver(() => [AssignmentDay], {
    nullable: true,
    description: `ASSIGNMENT_ADD, ASSIGNMENT_MOVE: minutes day by day; ${NULL}`,
  })
  days(@Root() { details }: ScenarioChange): readonly AssignmentDay[] | null {
    return statedBy(details).days ?? null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: `ASSIGNMENT_ADD, ASSIGNMENT_MOVE: whether days without capacity are worked as well; ${NULL}`,
  })
  includeNonWorking(@Root() { details }: ScenarioChange): boolean | null {
    return statedBy(details).includeNonWorking ?? null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: `ASSIGNMENT_ADD: whether it is confirmed; ${NULL}`,
  })
  isFirm(@Root() { details }: ScenarioChange): boolean | null {
    return details.kind === 'ASSIGNMENT_ADD' ? details.isFirm : null;
  }

  @FieldResolver(() => GraphQLDecimal, {
    nullable: true,
    description: `WORKER_ADD, WORKER_MOVE: percentage of their time in the department; ${NULL}`,
  })
  share(@Root() { details }: ScenarioChange): string | null {
    if (details.kind === 'WORKER_MOVE') return percentOf(details.share);
    const membership = details.kind === 'WORKER_ADD' ? details.person.memberships?.[0] : undefined;
    return membership ? percentOf(shareOf(membership.share)) : null;
  }

  @Mutation(() => ScenarioChange, {
    description:
      'Adds a change to a draft, behind the others. It is checked like the real thing; whether you may do it is asked when the scenario is applied. For its author.',
  })
  scenarioChangeAdd(
    @Ctx() ctx: Context,
    @Arg('input', () => ScenarioChangeAddInput, { description: 'To which scenario, and what.' })
    input: ScenarioChangeAddInput,
  ): Promise<ScenarioChange> {
    return scenarioChangeAdd(ctx, input);
  }

  @Mutation(() => Scenario, { description: 'Takes a change out of a draft. For its author.' })
  scenarioChangeRemove(
    @Ctx() ctx: Context,
    @Arg('input', () => ScenarioChangeRemoveInput, { description: 'Which change.' })
    input: ScenarioChangeRemoveInput,
  ): Promise<Scenario> {
    return scenarioChangeRemove(ctx, input);
  }
}

function workerIdOf(details: ChangeDetails): string | null {
  if (details.kind === 'ASSIGNMENT_ADD') return details.proposal.workerId;
  return 'workerId' in details ? details.workerId : null;
}

function objectiveIdOf(details: ChangeDetails): string | null {
  if (details.kind === 'ASSIGNMENT_ADD') return details.proposal.objectiveId;
  return details.kind === 'NEED_ADD' ? details.need.objectiveId : null;
}

function departmentIdOf(details: ChangeDetails): string | null | undefined {
  switch (details.kind) {
    case 'WORKER_MOVE':
      return details.departmentId;
    case 'WORKER_ADD':
      return details.person.memberships?.[0]?.departmentId;
    case 'NEED_ADD':
      return details.need.departmentId;
    case 'NEED_CHANGE':
      return details.changes.departmentId;
    default:
      return null;
  }
}

interface Stated extends Omit<DatedLoad, 'from'> {
  from?: LocalDate | null | undefined;
  role?: string | null | undefined;
}

/** Days, load and role, as far as a change states them. */
function statedBy(details: ChangeDetails): Stated {
  switch (details.kind) {
    case 'ASSIGNMENT_ADD':
      return details.proposal;
    case 'ASSIGNMENT_MOVE':
    case 'NEED_CHANGE':
      return details.changes;
    case 'NEED_ADD':
      return details.need;
    case 'ASSIGNMENT_REMOVE':
    case 'WORKER_LEAVE':
      return { to: details.lastDay };
    case 'WORKER_ADD':
      return { from: details.person.engagement?.from, to: details.person.engagement?.to };
    case 'WORKER_MOVE':
      return { from: details.from };
    case 'NEED_REMOVE':
      return {};
  }
}
