import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Proposal, ProposalChanges } from '../assignments/assignment-facts.js';
import { scenarioReach } from '../auth/policy.js';
import { columnsOf } from '../graphql/columns.js';
import { defineLoader, listBy } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { rowsOf } from '../graphql/statement.js';
import type { LocalDate } from '../time/local-date.js';
import type { NewWorker } from '../workforce/worker-adding.js';
import { Scenario } from './scenario.js';
import type { NeedFacts } from './staffing-need-facts.js';

export enum ScenarioChangeKind {
  ASSIGNMENT_ADD = 'ASSIGNMENT_ADD',
  ASSIGNMENT_MOVE = 'ASSIGNMENT_MOVE',
  ASSIGNMENT_REMOVE = 'ASSIGNMENT_REMOVE',
  WORKER_ADD = 'WORKER_ADD',
  WORKER_LEAVE = 'WORKER_LEAVE',
  WORKER_MOVE = 'WORKER_MOVE',
  NEED_ADD = 'NEED_ADD',
  NEED_CHANGE = 'NEED_CHANGE',
  NEED_REMOVE = 'NEED_REMOVE',
}
registerEnumType(ScenarioChangeKind, {
  name: 'ScenarioChangeKind',
  description: 'What a change of a scenario does.',
  valuesConfig: {
    ASSIGNMENT_ADD: { description: 'Somebody is assigned, firmly or tentatively.' },
    ASSIGNMENT_MOVE: { description: 'An assignment gets another worker, other days or another load.' },
    ASSIGNMENT_REMOVE: { description: 'An assignment is called off, or released where it has begun.' },
    WORKER_ADD: { description: 'A worker comes who does not exist yet.' },
    WORKER_LEAVE: { description: 'A worker leaves; assignments after the last day end with it.' },
    WORKER_MOVE: { description: 'A worker belongs to a department from a day on.' },
    NEED_ADD: { description: 'Somebody more is needed.' },
    NEED_CHANGE: { description: 'An open staffing need is another one.' },
    NEED_REMOVE: { description: 'An open staffing need is met, or given up.' },
  },
});

export interface AssignmentAdd {
  readonly kind: 'ASSIGNMENT_ADD';
  /** Its worker may be one that the scenario adds: then his id is that of the change. */
  readonly proposal: Proposal;
  /** Confirmed, where it is; else proposed. */
  readonly isFirm: boolean;
}

export interface AssignmentMove {
  readonly kind: 'ASSIGNMENT_MOVE';
  readonly assignmentId: string;
  /** What it is for. */
  readonly objectiveId: string;
  /** Who has it. */
  readonly workerId: string;
  /** Who takes it over, from its new first day on; null where it stays with who has it. */
  readonly toWorkerId: string | null;
  /** What is given is changed. */
  readonly changes: ProposalChanges;
}

export interface AssignmentRemove {
  readonly kind: 'ASSIGNMENT_REMOVE';
  readonly assignmentId: string;
  readonly workerId: string;
  /** Where it has begun: the last day worked. */
  readonly lastDay: LocalDate | null;
}

interface WorkerAdd {
  readonly kind: 'WORKER_ADD';
  readonly person: NewWorker;
}

interface WorkerLeave {
  readonly kind: 'WORKER_LEAVE';
  readonly workerId: string;
  readonly lastDay: LocalDate;
}

export interface WorkerMove {
  readonly kind: 'WORKER_MOVE';
  readonly workerId: string;
  readonly departmentId: string;
  readonly from: LocalDate;
  /** In hundredths of a percent. */
  readonly share: number;
  /** Whether other memberships go on; else they end the day before. */
  readonly keepsOthers: boolean;
}

interface NeedAdd {
  readonly kind: 'NEED_ADD';
  readonly need: NeedFacts;
}

interface NeedChange {
  readonly kind: 'NEED_CHANGE';
  readonly needId: string;
  /** What it is for. */
  readonly objectiveId: string;
  /** What is given is changed. */
  readonly changes: Partial<Omit<NeedFacts, 'objectiveId'>>;
}

interface NeedRemove {
  readonly kind: 'NEED_REMOVE';
  readonly needId: string;
  /** Whether somebody does it; else it is given up. */
  readonly isMet: boolean;
}

/** What a change says, by its kind. */
export type ChangeDetails =
  | AssignmentAdd
  | AssignmentMove
  | AssignmentRemove
  | WorkerAdd
  | WorkerLeave
  | WorkerMove
  | NeedAdd
  | NeedChange
  | NeedRemove;

/** What is kept of a change that was checked. */
export interface Checked {
  readonly details: ChangeDetails;
  /** The versions, by id, of the rows that it changes or ends. */
  readonly seen: Readonly<Record<string, number>>;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'One change of a scenario. Seen by those who see the scenario; what it names, by those who see that.',
})
@Entity({ tableName: 'scenario_change' })
export class ScenarioChange extends Node {
  @ManyToOne(() => Scenario, { mapToPk: true, fieldName: 'scenario_id' })
  scenarioId!: string;

  @Field(() => Int, {
    description: 'Its place among the changes of its scenario, which happen in this order.',
  })
  @Property({ type: 'integer' })
  position!: number;

  @Field(() => ScenarioChangeKind, { description: 'What it does.' })
  @Property({ type: 'text' })
  kind!: ScenarioChangeKind;

  @Property({ type: 'json', columnType: 'jsonb' })
  details!: ChangeDetails;

  /** The versions, by id, of the existing rows that it changes or ends. */
  @Property({ type: 'json', columnType: 'jsonb' })
  seen!: Readonly<Record<string, number>>;

  /** The assignment or the worker that came of it, once it was applied. */
  @Property({ type: 'uuid', nullable: true })
  createdId: string | null = null;
}

const SELECT = `select ${columnsOf(ScenarioChange, 'c')} from scenario_change c`;

export const changesByScenario = listBy<ScenarioChange>(
  'scenario-change.by-scenario',
  'scenarioId',
  `${SELECT} where c.scenario_id = any($1::uuid[]) order by c.position`,
);

const scenarioChangeById = defineLoader<string, ScenarioChange | null>(async (ids, ctx) => {
  const found = await rowsOf<ScenarioChange>(
    ctx,
    'scenario-change.by-id',
    sql`${sql.raw(SELECT)} join scenario s on s.id = c.scenario_id
      where c.id = any(${ids}::uuid[]) and ${scenarioReach(ctx.viewer, 's')}`,
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
});

defineNode({ type: 'ScenarioChange', table: 'scenario_change', load: scenarioChangeById.load });

/** The workers whose capacity a change touches; one that it adds has its own id. */
export function workersOf({ id, details }: Pick<ScenarioChange, 'id' | 'details'>): string[] {
  switch (details.kind) {
    case 'ASSIGNMENT_ADD':
      return [details.proposal.workerId];
    case 'ASSIGNMENT_MOVE':
      return details.toWorkerId ? [details.workerId, details.toWorkerId] : [details.workerId];
    case 'WORKER_ADD':
      return [id];
    case 'NEED_ADD':
    case 'NEED_CHANGE':
    case 'NEED_REMOVE':
      return [];
    default:
      return [details.workerId];
  }
}
