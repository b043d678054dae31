import type { Context } from '../graphql/context.js';
import { Faults, UserError } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import type { DateRange } from '../time/date-range.js';
import { calculated } from './calculations.js';
import { neededWork } from './cover-needs.js';
import { freeWork } from './cover-offers.js';
import type { CoverLack, CoverStatus, MinimalCover } from './minimal-cover.js';
import { objectivesAsked, readGroups, readObjectives, requireLevel } from './strategy-work.js';

const TIME_LIMIT_SECONDS = 5;
const MOST_OBJECTIVES = 100;
/** Kinds of work an offer can be put into, over all offers. */
const MOST_CHOICES = 100_000;

export interface CoverQuestion {
  objectiveIds: readonly string[];
  range: DateRange;
  level: number | null;
}

/**
 * Minutes are those of the whole range: when in it they are wanted, and when free, is not compared. What is confirmed
 * already stays where it is, and is neither a need nor free.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG, LEVEL, TOO_MANY), NOT_FOUND, TOO_COMPLEX, UNAVAILABLE
 */
export async function minimalCover(ctx: Context, question: CoverQuestion): Promise<MinimalCover> {
  check(question);
  const { range, level, objectiveIds } = question;
  const { minimumPeople } = ctx;
  const wanted = objectivesAsked(objectiveIds, await readObjectives(ctx));
  const { groups } = await readGroups(ctx, { level });
  const work = await neededWork(ctx, [...wanted], range);
  const { offers, people, able } = await freeWork(ctx, work, { range, groups });
  if (offers.reduce((sum, { canDo }) => sum + canDo.length, 0) > MOST_CHOICES)
    throw new UserError(
      'TOO_COMPLEX',
      'There are too many ways to do this. Ask for fewer objectives, or for a higher level.',
    );
  const needs = work.map(({ minutes }) => minutes);
  const asked = { needs, offers, timeLimitSeconds: TIME_LIMIT_SECONDS };
  const { departments, status, lowerBound, missing } = await calculated('cover', asked);
  const lacks = missing.flatMap((minutes, need): CoverLack | [] => {
    if (minutes === 0) return [];
    // Of one person who can do it, what is missing would tell what is free.
    const isWithheld = able[need]! > 0 && able[need]! < minimumPeople;
    const { skills, minutes: neededMinutes } = work[need]!;
    const skillIds = skills.map(({ skillId }) => skillId);
    return { skillIds, neededMinutes, missingMinutes: isWithheld ? null : minutes };
  });
  return {
    lowerBound,
    lacks,
    missingMinutes: lacks.reduce((sum, { missingMinutes }) => sum + (missingMinutes ?? 0), 0),
    status: status as CoverStatus,
    departments: departments.map(({ departmentId, minutes }) => {
      const isWithheld = people.get(departmentId)! < minimumPeople;
      return {
        departmentId,
        minutes: isWithheld ? null : minutes,
        people: isWithheld ? null : people.get(departmentId)!,
        isWithheld,
      };
    }),
    neededMinutes: needs.reduce((sum, minutes) => sum + minutes, 0),
    minimumPeople,
  };
}

function check({ range, level, objectiveIds }: CoverQuestion): void {
  const faults = new Faults();
  requireRange(faults, range, ['range']);
  requireLevel(faults, level);
  faults.require(
    objectiveIds.length >= 1 && objectiveIds.length <= MOST_OBJECTIVES,
    ['objectiveIds'],
    'TOO_MANY',
    `From 1 to ${MOST_OBJECTIVES} objectives are asked for at once.`,
  );
  faults.throwIfAny();
}
