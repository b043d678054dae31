import { columnsOf } from '../graphql/columns.js';
import type { Context } from '../graphql/context.js';
import { Assignment } from './assignment.js';

// Written without the ORM, whose statements PostgreSQL plans at each call. Whoever writes has locked the worker.

type Value = (assignment: Assignment) => unknown;

/** What an update may write; what an assignment is made of besides is written once. */
const CHANGEABLE: Readonly<Record<string, Value>> = {
  '"from"': ({ from }) => from,
  '"to"': ({ to }) => to,
  load: ({ load }) => load,
  minutes_per_day: ({ minutesPerDay }) => minutesPerDay,
  percent: ({ percent }) => percent,
  total_minutes: ({ totalMinutes }) => totalMinutes,
  days: ({ days }) => days && JSON.stringify(days),
  include_non_working: ({ includeNonWorking }) => includeNonWorking,
  kept_minutes: ({ keptMinutes }) => keptMinutes,
  override_reason: ({ overrideReason }) => overrideReason,
  role: ({ role }) => role,
  state: ({ state }) => state,
  released_on: ({ releasedOn }) => releasedOn,
};
const ALL: Readonly<Record<string, Value>> = {
  id: ({ id }) => id,
  version: ({ version }) => version,
  created_at: ({ createdAt }) => createdAt,
  external_id: ({ externalId }) => externalId,
  worker_id: ({ workerId }) => workerId,
  objective_id: ({ objectiveId }) => objectiveId,
  ...CHANGEABLE,
};

const valuesOf = (columns: Readonly<Record<string, Value>>, assignment: Assignment) =>
  Object.values(columns).map((value) => value(assignment));

const SELECT = `select ${columnsOf(Assignment, 'a')} from assignment a where a.id = $1::uuid`;

/** Null where there is none. */
export async function readAssignment(ctx: Context, id: string): Promise<Assignment | null> {
  const [row] = await ctx.rows<Assignment>('assignment.read', SELECT, [id]);
  return row ?? null;
}

const INSERT = `insert into assignment (${Object.keys(ALL)}) values (${Object.keys(ALL).map((_, i) => `$${i + 1}`)})`;

/** Adds an assignment that nobody has seen yet. */
export async function insertAssignment(
  ctx: Context,
  facts: Partial<Omit<Assignment, 'id' | 'version' | 'createdAt'>>,
): Promise<Assignment> {
  const assignment: Assignment = Object.assign(new Assignment(), { version: 1 }, facts);
  const values = valuesOf(ALL, assignment);
  // Only an id from elsewhere can be taken; all else that could be refused has been, so that nobody needs to wait.
  if (assignment.externalId === null) ctx.write('assignment.insert', INSERT, values);
  else await ctx.rows('assignment.insert', INSERT, values);
  return assignment;
}

// What does not find its row divides by zero, and undoes the change.
const UPDATE = `
  with updated as (
  update assignment set version = $2::int + 1, ${Object.keys(CHANGEABLE).map((column, i) => `${column} = $${i + 3}`)}
  where id = $1::uuid and version = $2::int
  returning 1)
  select 1 / count(*) as "isComplete" from updated`;

/** Lets `change` work on an assignment, and writes what came of it, as its next version; as it was, it stays. */
export async function changeAssignment(
  ctx: Context,
  assignment: Assignment,
  change: () => void | Promise<void>,
): Promise<void> {
  const before = JSON.stringify(valuesOf(CHANGEABLE, assignment));
  await change();
  const values = valuesOf(CHANGEABLE, assignment);
  if (JSON.stringify(values) === before) return;
  ctx.write('assignment.update', UPDATE, [assignment.id, assignment.version, ...values]);
  Object.assign(assignment, { version: assignment.version + 1 });
}
