import { canSeeFewPeople, canSeeTotalsBySkill } from '../auth/policy.js';
import { readFacts } from '../capacity/facts.js';
import type { Context } from '../graphql/context.js';
import { checkedRange } from '../graphql/range.js';
import { callingsOf, openNeeds } from '../planning/demand.js';
import { placeholderDays } from '../planning/placeholder.js';
import type { DateRange } from '../time/date-range.js';
import { addDays } from '../time/local-date.js';
import { effortsOf, type PersonalEffort } from './graph-minutes.js';
import {
  type DepartmentSums,
  type Missing,
  type Put,
  type Staffing,
  staffingByDepartment,
  staffingBySkill,
} from './graph-staffing.js';
import { turns, workersAssigned } from './objective-minutes.js';
import type { DepartmentStaffing, ObjectiveStaffing } from './objective-staffing.js';
import { plannedMinutes } from './planned-minutes.js';
import { objectivesAsked, readObjectives } from './strategy-work.js';

const WORKERS_AT_ONCE = 100;

export interface StaffingQuestion {
  objectiveId: string;
  range: DateRange;
  /** Whether the objectives below it count as well. */
  descendants: boolean;
}

/**
 * What is planned, confirmed, tentative and missing of an objective. What is withheld is in no sum, or it could be told
 * from the difference.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG), NOT_FOUND
 */
export async function objectiveStaffing(
  ctx: Context,
  { objectiveId: asked, range: given, descendants }: StaffingQuestion,
): Promise<ObjectiveStaffing> {
  const range = checkedRange(given);
  const objectiveId = asked.toLowerCase();
  const withBelow = objectivesAsked([objectiveId], await readObjectives(ctx));
  const objectiveIds = descendants ? [...withBelow] : [objectiveId];
  const parts = {
    people: await staffingOf(ctx, objectiveIds, range),
    planned: await plannedMinutes(ctx, objectiveIds, range),
    missing: await missingWork(ctx, new Set(objectiveIds), range),
  };
  const departments = staffingByDepartment(parts).map((sums) => told(ctx, objectiveId, sums));
  const sum = (measure: Measure) =>
    departments.reduce((all, { [measure]: minutes }) => all + (minutes ?? 0), 0);
  return {
    objectiveId,
    objectiveCount: objectiveIds.length,
    plannedMinutes: sum('plannedMinutes'),
    unscheduledPlannedMinutes: sum('unscheduledPlannedMinutes'),
    confirmedMinutes: sum('confirmedMinutes'),
    tentativeMinutes: sum('tentativeMinutes'),
    missingMinutes: sum('missingMinutes'),
    minimumPeople: ctx.minimumPeople,
    departments,
    skills: canSeeTotalsBySkill(ctx.viewer)
      ? staffingBySkill(parts).map(({ skillId, confirmed, tentative, missing }) => ({
          ...{ skillId, confirmedMinutes: confirmed, tentativeMinutes: tentative, missingMinutes: missing },
        }))
      : staffingBySkill({ people: [], missing: parts.missing }).map(({ skillId, missing }) => ({
          ...{ skillId, confirmedMinutes: null, tentativeMinutes: null, missingMinutes: missing },
        })),
  };
}

type Measure =
  | 'plannedMinutes'
  | 'unscheduledPlannedMinutes'
  | 'confirmedMinutes'
  | 'tentativeMinutes'
  | 'missingMinutes';

function told(ctx: Context, objectiveId: string, sums: DepartmentSums): DepartmentStaffing {
  const { departmentId, planned, unscheduled, missing } = sums;
  const seesFew = canSeeFewPeople(ctx.viewer, { objectiveId, departmentId });
  const shown = ({ minutes, people }: Put) =>
    people === 0 || people >= ctx.minimumPeople || seesFew ? minutes : null;
  const [confirmed, tentative] = [shown(sums.confirmed), shown(sums.tentative)];
  return {
    departmentId,
    plannedMinutes: planned,
    unscheduledPlannedMinutes: unscheduled,
    confirmedMinutes: confirmed,
    tentativeMinutes: tentative,
    missingMinutes: missing,
    isWithheld: confirmed === null || tentative === null,
  };
}

/** Everybody assigned; facts are read some hundred people at a time, each lot at the state of its own moment. */
async function staffingOf(
  ctx: Context,
  objectiveIds: readonly string[],
  range: DateRange,
): Promise<Staffing[]> {
  const workerIds = await workersAssigned(ctx, { range, includeTentative: true, objectiveIds });
  const question = { range, objectiveIds: new Set(objectiveIds) };
  const turn = turns();
  const people: Staffing[] = [];
  for (let start = 0; start < workerIds.length; start += WORKERS_AT_ONCE) {
    const lot = workerIds.slice(start, start + WORKERS_AT_ONCE);
    const facts = await readFacts(ctx, lot, range);
    const { skillIds } = await callingsOf(ctx, lot, range);
    for (const worker of facts.values()) {
      const confirmed = effortsOf(worker, { ...question, includeTentative: false });
      const all = effortsOf(worker, { ...question, includeTentative: true });
      people.push({
        confirmed,
        tentative: beyond(confirmed, all),
        skillIds: skillIds.get(worker.workerId) ?? [],
      });
      await turn();
    }
  }
  return people;
}

/** What is in `all` and not in these. */
function beyond(
  efforts: readonly PersonalEffort[],
  all: readonly PersonalEffort[],
): readonly PersonalEffort[] {
  const keyOf = ({ objectiveId, departmentId }: PersonalEffort) => `${objectiveId} ${departmentId}`;
  const known = new Map(efforts.map((effort) => [keyOf(effort), effort.minutes]));
  return all
    .map((effort) => ({ ...effort, minutes: effort.minutes - (known.get(keyOf(effort)) ?? 0) }))
    .filter(({ minutes }) => minutes > 0);
}

/** What open needs ask for; what was not done before today is no longer asked for on days that have passed. */
async function missingWork(
  ctx: Context,
  objectiveIds: ReadonlySet<string>,
  range: DateRange,
): Promise<Missing[]> {
  const today = ctx.now().toISOString().slice(0, 10);
  const needs = await openNeeds(ctx, range, null);
  return needs
    .filter(({ objectiveId }) => objectiveIds.has(objectiveId))
    .map((need) => {
      const days = placeholderDays(need, range, ctx.standardWeekMinutes);
      const minutes = days.reduce(
        (sum, ofDay, day) => (addDays(range.from, day) >= today ? sum + ofDay : sum),
        0,
      );
      return { departmentId: need.departmentId, skillIds: need.skillIds, minutes };
    });
}
