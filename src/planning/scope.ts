import { ArrayMaxSize, Max, Min, ValidateNested } from 'class-validator';
import { sql } from 'kysely';
import { Field, ID, InputType, Int } from 'type-graphql';
import { type Standing, standingById } from '../auth/grants.js';
import { canSeeWorker } from '../auth/policy.js';
import type { Context } from '../graphql/context.js';
import { type Faults, notFound } from '../graphql/errors.js';
import { rowsOf } from '../graphql/statement.js';
import type { DateRange } from '../time/date-range.js';
import { WorkerKind } from '../workforce/worker.js';

const MOST_WORKERS = 100;

@InputType({ description: 'A skill that is asked for, at a level.' })
export class SkillRequirementInput {
  @Field(() => ID, { description: 'Which skill.' })
  skillId!: string;

  @Field(() => Int, { description: 'At least at this level, 1 to 5.', defaultValue: 1 })
  @Min(1)
  @Max(5)
  minLevel: number = 1;
}

@InputType({
  description: 'Whose changes of capacity: at most one of workers and department; everybody’s by default.',
})
export class ChangeScopeInput {
  @Field(() => [ID], { nullable: true, description: 'These workers, at most 100.' })
  @ArrayMaxSize(MOST_WORKERS)
  workerIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'The members of this department.' })
  departmentId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether departments below it count as well; they do by default.',
  })
  includeSubtree?: boolean | null;
}

@InputType({
  description:
    'Whose capacity: at most one of workers, department and all departments; the whole organisation by default. Filters apply to each.',
})
export class CapacityScopeInput {
  @Field(() => [ID], { nullable: true, description: 'A line for each of these workers, at most 100.' })
  @ArrayMaxSize(MOST_WORKERS)
  workerIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'One line, for this department.' })
  departmentId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'A line for each department, and one for the share of people that belongs to none.',
  })
  allDepartments?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether departments below count as well: by default they do for one department, and do not for all.',
  })
  includeSubtree?: boolean | null;

  @Field(() => [SkillRequirementInput], {
    nullable: true,
    description:
      'Only workers who have all of these skills. For viewers who see everybody; FORBIDDEN for others.',
  })
  @ArrayMaxSize(10)
  @ValidateNested()
  skills?: SkillRequirementInput[] | null;

  @Field(() => [WorkerKind], { nullable: true, description: 'Only workers of these kinds.' })
  kinds?: WorkerKind[] | null;
}

type Subject = ChangeScopeInput & Pick<CapacityScopeInput, 'allDepartments'>;

/** Notes a scope that names more than one subject (SCOPE). */
export function requireOneSubject(
  faults: Faults,
  { workerIds, departmentId, allDepartments }: Subject,
): void {
  const subjects = [workerIds, departmentId, allDepartments || null].filter((subject) => subject != null);
  faults.require(
    subjects.length <= 1,
    ['scope'],
    'SCOPE',
    'A scope is of workers, of one department, or of all: name one of them.',
  );
}

/** @throws UserError NOT_FOUND for a worker that does not exist or is out of reach */
export async function expectInReach(ctx: Context, workerIds: readonly string[]): Promise<void> {
  const standings = await standingById.loadMany(ctx, workerIds);
  const missing = standings.findIndex((standing) => !isVisible(ctx, standing));
  if (missing >= 0) throw notFound('Worker', workerIds[missing]!);
}

const isVisible = (ctx: Context, standing: Standing | null) =>
  standing !== null && canSeeWorker(ctx.viewer, standing);

const SUBTREE = `with recursive tree as (
  select id from department where id = $1::uuid
  union select d.id from department d join tree on d.parent_id = tree.id)
  select id from tree`;

/** A department and, if wanted, all below it. @throws UserError NOT_FOUND */
export async function departmentsOf(
  ctx: Context,
  departmentId: string,
  includeSubtree: boolean,
): Promise<Set<string>> {
  const tree = await ctx.rows<{ id: string }>('planning.subtree', SUBTREE, [departmentId]);
  if (tree.length === 0) throw notFound('Department', departmentId);
  return new Set(includeSubtree ? tree.map(({ id }) => id) : [departmentId]);
}

/** One department with or without its subtree, or everybody. */
export interface DepartmentScope {
  departmentId?: string | null | undefined;
  includeSubtree: boolean;
}

/** The departments of a scope; null for everybody. @throws UserError NOT_FOUND */
export const departmentsIn = async (
  ctx: Context,
  scope: DepartmentScope | null,
): Promise<ReadonlySet<string> | null> =>
  scope?.departmentId ? departmentsOf(ctx, scope.departmentId, scope.includeSubtree) : null;

/** Whether what belongs to a department, or to none (null), is in a scope. */
export const isWithin = (departmentIds: ReadonlySet<string> | null, departmentId: string | null): boolean =>
  departmentIds === null || (departmentId !== null && departmentIds.has(departmentId));

/** The workers that a scope can concern in the range; archived ones too, whose past counts. In the order of ids. */
export async function workersInScope(
  ctx: Context,
  scope: CapacityScopeInput,
  departmentIds: ReadonlySet<string> | null,
  range: DateRange,
): Promise<string[]> {
  const members = departmentIds
    ? sql`exists (select 1 from membership m where m.worker_id = w.id and m.department_id = any(${[...departmentIds]}::uuid[])
        and m."from" <= ${range.to}::date and (m."to" is null or m."to" >= ${range.from}::date))`
    : sql`true`;
  const named = scope.workerIds ? sql`w.id = any(${scope.workerIds}::uuid[])` : sql`true`;
  const kinds = scope.kinds ? sql`w.kind = any(${scope.kinds}::text[])` : sql`true`;
  const found = await rowsOf<{ id: string }>(
    ctx,
    'planning.workers-in-scope',
    sql`select w.id from worker w where ${members} and ${named} and ${kinds} and ${hasSkills(scope.skills ?? [])} order by w.id`,
  );
  return found.map(({ id }) => id);
}

/**
 * Having all of these skills, as a condition on the table `worker` under the alias `w`. One condition for each, so that
 * who has a rare one is found by it, instead of asking everybody for what he has.
 */
export const hasSkills = (skills: readonly SkillRequirementInput[]) =>
  skills.length === 0
    ? sql<boolean>`true`
    : sql<boolean>`${sql.join(
        skills.map(
          ({ skillId, minLevel }) =>
            sql`w.id in (select s.worker_id from worker_skill s where s.skill_id = ${skillId}::uuid and s.level >= ${minLevel}::int)`,
        ),
        sql` and `,
      )}`;
