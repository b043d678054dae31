import type { Context } from '../graphql/context.js';
import { type Faults, notFound } from '../graphql/errors.js';
import type { DateRange } from '../time/date-range.js';
import type { Asked, Found, Measure } from './calculation.js';
import { measured } from './calculations.js';
import { strategyWeights } from './graph-strategy.js';
import { onKeptMinutes } from './kept-minutes.js';
import { readStrategyOver } from './strategy-history.js';

interface DepartmentRow {
  id: string;
  parentId: string | null;
  isArchived: boolean;
}
const DEPARTMENTS = `select id, parent_id as "parentId", archived_at is not null as "isArchived" from department order by id`;

export interface ObjectiveRow {
  id: string;
  parentId: string | null;
  ownerId: string;
  weight: number;
  isCancelled: boolean;
  /** Neither planned yet nor given up. */
  isBegun: boolean;
}
const OBJECTIVES = `
  select id, parent_id as "parentId", owner_id as "ownerId", weight, status = 'CANCELLED' as "isCancelled",
    status not in ('PLANNED', 'CANCELLED') as "isBegun"
  from objective order by id`;

export interface StrategyAsked {
  range: DateRange;
  includeTentative: boolean;
  /** With all that lies below them; null for all. */
  objectiveIds: readonly string[] | null;
  /** Counted from the top, which is 1; null: departments as they are. */
  level: number | null;
  /** A department that counts with all below it. */
  whole?: string;
}

/** The strategy, and what is measured of who works on it. */
export interface Strategy {
  /** Those asked for, in the order of ids. */
  readonly objectives: readonly ObjectiveRow[];
  /** The weight of every objective in the whole strategy as it is now, 0 to 1. */
  readonly weights: ReadonlyMap<string, number>;
  /** As part of which department one counts. */
  readonly groupOf: GroupOf;
  /**
   * Measures the work on these objectives as of now, by the strategy as it stood when it was done; departments in use are among its departments without any work.
   * @throws UserError UNAVAILABLE
   */
  readonly measured: <K extends Measure>(kind: K, asked: Asked[K]) => Promise<Found[K]>;
}

/** @throws UserError NOT_FOUND for an objective or a whole department that there is not */
export async function readStrategy(ctx: Context, asked: StrategyAsked): Promise<Strategy> {
  const all = await readObjectives(ctx);
  const wanted = objectivesAsked(asked.objectiveIds, all);
  const { departments, groups } = await readGroups(ctx, asked);
  const { range, includeTentative } = asked;
  const { history, partStarts } = await readStrategyOver(ctx, range);
  const work = {
    history,
    objectiveIds: asked.objectiveIds && [...wanted],
    groups,
    inUse: departments.filter(({ isArchived }) => !isArchived).map(({ id }) => groups.get(id)!),
  };
  const minutes = { range: { from: range.from, to: range.to }, includeTentative, partStarts };
  return {
    objectives: all.filter(({ id }) => wanted.has(id)),
    weights: strategyWeights(all),
    groupOf: (id) => groups.get(id) ?? null,
    measured: (kind, rest) =>
      onKeptMinutes(ctx, minutes, (keptId) => measured(kind, rest, { ...work, keptId })),
  };
}

export const readObjectives = (ctx: Context): Promise<ObjectiveRow[]> =>
  ctx.rows<ObjectiveRow>('collaboration.objectives', OBJECTIVES);

type Grouping = Pick<StrategyAsked, 'level' | 'whole'>;

/** Null for a department that there was not yet. */
type GroupOf = (departmentId: string) => string | null;

/**
 * The departments, and as part of which of them each one counts.
 * @throws UserError NOT_FOUND for a whole department that there is not
 */
export async function readGroups(
  ctx: Context,
  grouping: Grouping,
): Promise<{ departments: DepartmentRow[]; groups: ReadonlyMap<string, string> }> {
  const departments = await ctx.rows<DepartmentRow>('collaboration.departments', DEPARTMENTS);
  return { departments, groups: groupsAt(departments, grouping) };
}

/** With all that lies below those named. @throws UserError NOT_FOUND */
export function objectivesAsked(
  named: readonly string[] | null,
  objectives: readonly ObjectiveRow[],
): Set<string> {
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

/** Notes what is wrong with a level (LEVEL), beside the other faults of a question. */
export function requireLevel(faults: Faults, level: number | null): void {
  faults.require(
    level === null || level >= 1,
    ['level'],
    'LEVEL',
    `A level is counted from 1, the top; not ${level}.`,
  );
}

/**
 * As part of which department one counts: its ancestor at the level, or itself where it lies higher.
 * @throws UserError NOT_FOUND
 */
function groupsAt(
  departments: readonly DepartmentRow[],
  { level, whole }: Grouping,
): ReadonlyMap<string, string> {
  const parents = new Map(departments.map(({ id, parentId }) => [id, parentId]));
  if (whole !== undefined && !parents.has(whole)) throw notFound('Department', whole);
  const groups = new Map<string, string>();
  for (const { id } of departments) {
    const path = [id];
    for (let above = parents.get(id); above != null; above = parents.get(above)) path.unshift(above);
    if (whole !== undefined && path.includes(whole)) groups.set(id, whole);
    else groups.set(id, path[Math.min(level ?? path.length, path.length) - 1]!);
  }
  return groups;
}
