import type { Context } from '../graphql/context.js';
import { Faults, notFound } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import type { DateRange } from '../time/date-range.js';
import { calculated } from './calculations.js';
import { strategyWeights } from './graph-strategy.js';
import { buffersOf, WorkCollection } from './graph-work.js';
import { keptMinutes } from './kept-minutes.js';
import { type KeyDepartments, type KeyDepartmentWeightsInput, keyDepartmentOf } from './key-departments.js';
import { turns } from './objective-minutes.js';
import { soleSkills } from './sole-skills.js';

export interface KeyDepartmentsQuestion {
  range: DateRange;
  /** Counted from the top, which is 1; null: departments as they are. */
  level: number | null;
  /** Null for all. */
  objectiveIds: readonly string[] | null;
  weights: KeyDepartmentWeightsInput;
  first: number;
  includeTentative: boolean;
}

interface DepartmentRow {
  id: string;
  parentId: string | null;
  isArchived: boolean;
}
const DEPARTMENTS = `select id, parent_id as "parentId", archived_at is not null as "isArchived" from department order by id`;

interface ObjectiveRow {
  id: string;
  parentId: string | null;
  weight: number;
  isCancelled: boolean;
}
const OBJECTIVES = `select id, parent_id as "parentId", weight, status = 'CANCELLED' as "isCancelled" from objective order by id`;

/**
 * Departments by how much the strategy rests on them.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG, LEVEL, WEIGHTS, PAGE_SIZE), NOT_FOUND, UNAVAILABLE
 */
export async function keyDepartments(
  ctx: Context,
  question: KeyDepartmentsQuestion,
): Promise<KeyDepartments> {
  check(question);
  const { range, includeTentative, weights, first } = question;
  const objectives = await ctx.rows<ObjectiveRow>('collaboration.objectives', OBJECTIVES);
  const wanted = objectivesAsked(question.objectiveIds, objectives);
  const departments = await ctx.rows<DepartmentRow>('collaboration.departments', DEPARTMENTS);
  const groupOf = groupsAt(departments, question.level);
  const minutes = await keptMinutes(ctx, { range: { from: range.from, to: range.to }, includeTentative });

  // What is kept changes while others have their turn; what each person put in, as of now, does not.
  const people = [...minutes.byWorker().values()];
  const inUse = departments.filter(({ isArchived }) => !isArchived).map(({ id }) => groupOf(id));
  const worked = people.flatMap((efforts) => efforts.map(({ departmentId }) => departmentId));
  const groups = new Set([...inUse, ...new Set(worked)].map((id) => (id === null ? null : groupOf(id))));
  const collection = new WorkCollection(
    [...groups].filter((id) => id !== null),
    groupOf,
  );
  const turn = turns();
  for (const efforts of people) {
    collection.addWorker(efforts.filter(({ objectiveId }) => wanted.has(objectiveId)));
    await turn();
  }
  const work = collection.work();
  const inStrategy = strategyWeights(objectives);
  const asked = {
    work,
    strategyWeights: work.objectiveIds.map((id) => inStrategy.get(id) ?? 0),
    soleSkills: await soleSkills(ctx, [...wanted], range, groupOf),
    weights: { ...weights },
    minimumPeople: ctx.minimumPeople,
    first,
  };
  const { departments: ranked, ...network } = await calculated('keyDepartments', asked, buffersOf(work));
  return { ...network, minimumPeople: ctx.minimumPeople, departments: ranked.map(keyDepartmentOf) };
}

function check({ range, level, weights, first }: KeyDepartmentsQuestion): void {
  const faults = new Faults();
  requireRange(faults, range, ['range']);
  faults.require(
    level === null || level >= 1,
    ['level'],
    'LEVEL',
    `A level is counted from 1, the top; not ${level}.`,
  );
  faults.require(
    Object.values(weights).some((weight) => weight > 0),
    ['weights'],
    'WEIGHTS',
    'At least one measure has a weight above 0.',
  );
  faults.require(
    first >= 1 && first <= 100,
    ['first'],
    'PAGE_SIZE',
    `\`first\` is from 1 to 100, not ${first}.`,
  );
  faults.throwIfAny();
}

/** With all that lies below those named. @throws UserError NOT_FOUND */
function objectivesAsked(named: readonly string[] | null, objectives: readonly ObjectiveRow[]): Set<string> {
  if (!named) return new Set(objectives.map(({ id }) => id));
  const children = Map.groupBy(objectives, ({ parentId }) => parentId);
  const known = new Set(objectives.map(({ id }) => id));
  const wanted = new Set<string>();
  const next = named.map((id) => id.toLowerCase());
  const missing = next.findIndex((id) => !known.has(id));
  if (missing >= 0) throw notFound('Objective', named[missing]!);
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (wanted.has(id)) continue;
    wanted.add(id);
    next.push(...(children.get(id) ?? []).map((child) => child.id));
  }
  return wanted;
}

/** As part of which department one counts: its ancestor at the level, or itself where it lies higher. */
function groupsAt(
  departments: readonly DepartmentRow[],
  level: number | null,
): (id: string) => string | null {
  const parents = new Map(departments.map(({ id, parentId }) => [id, parentId]));
  const groups = new Map<string, string>();
  for (const { id } of departments) {
    const path = [id];
    for (let above = parents.get(id); above != null; above = parents.get(above)) path.unshift(above);
    groups.set(id, path[Math.min(level ?? path.length, path.length) - 1]!);
  }
  return (id) => groups.get(id) ?? null;
}
