import { setImmediate as nextTurn } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { freeTimes } from '../capacity/free-time.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import { rowsOf } from '../graphql/statement.js';
import type { DateRange } from '../time/date-range.js';
import { daysBetween } from '../time/local-date.js';
import type { Overlap } from '../time/zone-overlap.js';
import { inReach, type WorkerKind, type WorkMode } from '../workforce/worker.js';
import {
  AvailabilityCriterion,
  type AvailabilityReason,
  type AvailableWorker,
  type AvailableWorkerConnection,
  type OverlapInput,
} from './availability.js';
import { byRank, pageOfRanking, type Ranked, requirePlace } from './ranking.js';
import { hasSkills } from './scope.js';
import { sharedHours } from './shared-hours.js';
import { workersAtOnce } from './worker-facts.js';

const MOST_AT_ONCE = 1_000;
const MOST_SKILLS = 10;

export interface AvailabilityQuestion {
  /** All of these, by name or by id, each at `minLevel` or above. */
  skills: readonly string[];
  minLevel: number;
  range: DateRange;
  minFreeMinutes: number;
  kinds: readonly WorkerKind[] | null;
  workModes: readonly WorkMode[] | null;
  overlapWith: OverlapInput | null;
  first: number;
  after: string | null;
}

/**
 * Who is free, best first, with the reasons. Of the workers in the viewer's reach, those that are not archived, have the
 * skills, and have the free minutes in the range. Days of unknown capacity offer nothing.
 * @throws UserError BAD_USER_INPUT with all faults
 */
export async function availableWorkers(
  ctx: Context,
  question: AvailabilityQuestion,
): Promise<AvailableWorkerConnection> {
  const skillIds = await skillsNamed(ctx, question.skills);
  const place = checked(question, skillIds);
  const candidates = await candidatesFor(
    ctx,
    question,
    [...skillIds.values()].filter((id) => id !== null),
  );
  const { overlapWith, range } = question;
  const hours = overlapWith && sharedHours(overlapWith, range);
  const available: AvailableWorker[] = [];
  const atOnce = workersAtOnce(range, MOST_AT_ONCE);
  for (let start = 0; start < candidates.length; start += atOnce) {
    const some = candidates.slice(start, start + atOnce);
    const times = await freeTimes(
      ctx,
      some.map(({ id }) => id),
      question.range,
    );
    const free = some.flatMap((candidate, i) => {
      const { free: freeMinutes, effective: effectiveMinutes } = times[i]!;
      const isFree = freeMinutes > 0 && freeMinutes >= question.minFreeMinutes;
      return isFree ? [{ candidate, free: { freeMinutes, effectiveMinutes } }] : [];
    });
    const overlaps = await hours?.(
      ctx,
      free.map(({ candidate }) => candidate.id),
    );
    for (const { candidate, free: minutes } of free) {
      const overlap = overlaps?.get(candidate.id) ?? null;
      if ((overlap?.leastMinutes ?? 0) < (overlapWith?.minMinutes ?? 0)) continue;
      available.push(ranked(question, candidate, minutes, overlap));
    }
    // Other requests have their turn.
    await nextTurn();
  }
  return pageOfRanking(available.sort(byRank), question.first, place);
}

interface Candidate {
  id: string;
  timeZone: string;
  /** Sum of the levels of the skills asked for. */
  levels: number;
}

/** The ids of skills by what they were called; null for one that there is not. */
async function skillsNamed(ctx: Context, skills: readonly string[]): Promise<Map<string, string | null>> {
  const found = await ctx.rows<{ asked: string; id: string | null }>(
    'planning.skills-named',
    `select asked, (select id from skill where lower(name) = lower(asked) or id::text = lower(asked) limit 1) as id
     from unnest($1::text[]) asked`,
    [skills.slice(0, MOST_SKILLS)],
  );
  return new Map(found.map(({ asked, id }) => [asked, id]));
}

function candidatesFor(
  ctx: Context,
  { minLevel, kinds, workModes }: AvailabilityQuestion,
  skillIds: readonly string[],
): Promise<Candidate[]> {
  const conditions: RawBuilder<boolean>[] = [
    inReach(ctx, 'w'),
    hasSkills(skillIds.map((skillId) => ({ skillId, minLevel }))),
    kinds ? sql`w.kind = any(${kinds}::text[])` : sql`true`,
    workModes ? sql`w.work_mode = any(${workModes}::text[])` : sql`true`,
  ];
  return rowsOf<Candidate>(
    ctx,
    'planning.candidates',
    sql`select w.id, w.time_zone as "timeZone",
        (select coalesce(sum(s.level), 0) from worker_skill s where s.worker_id = w.id and s.skill_id = any(${skillIds}::uuid[])) as levels
      from worker w where w.archived_at is null and ${sql.join(conditions, sql` and `)}`,
  );
}

const sum = (values: ArrayLike<number>): number =>
  Array.prototype.reduce.call<ArrayLike<number>, [(a: number, b: number) => number, number], number>(
    values,
    (a, b) => a + b,
    0,
  );

type Free = Pick<AvailableWorker, 'freeMinutes' | 'effectiveMinutes'>;

function ranked(
  question: AvailabilityQuestion,
  { id, levels }: Candidate,
  free: Free,
  overlap: Overlap | null,
): AvailableWorker {
  const { skills, overlapWith } = question;
  const reasons: AvailabilityReason[] = [
    {
      criterion: AvailabilityCriterion.FREE_TIME,
      points: Math.floor((500 * free.freeMinutes) / free.effectiveMinutes),
      text: `${free.freeMinutes} of ${free.effectiveMinutes} minutes are free.`,
    },
  ];
  if (skills.length > 0) {
    const highest = 5 * new Set(skills.map((skill) => skill.toLowerCase())).size;
    reasons.push({
      criterion: AvailabilityCriterion.SKILL_LEVEL,
      points: Math.floor((300 * levels) / highest),
      text: `The levels of the skills asked for add up to ${levels} of ${highest}.`,
    });
  }
  if (overlapWith) reasons.push(reasonOf(overlapWith, overlap));
  const score = sum(reasons.map(({ points }) => points));
  return { workerId: id, score, ...free, overlapMinutesPerDay: overlap?.averageMinutes ?? null, reasons };
}

function reasonOf({ startMinute, endMinute }: OverlapInput, overlap: Overlap | null): AvailabilityReason {
  const criterion = AvailabilityCriterion.OVERLAP;
  if (!overlap) return { criterion, points: 0, text: 'At what time of the day they work is not known.' };
  const window = endMinute - startMinute;
  const { averageMinutes, leastMinutes } = overlap;
  return {
    criterion,
    points: Math.floor((200 * averageMinutes) / window),
    text: `${averageMinutes} of ${window} minutes of the working day are shared on average, ${leastMinutes} at least.`,
  };
}

function checked(
  { skills, minLevel, range, minFreeMinutes, overlapWith, first, after }: AvailabilityQuestion,
  skillIds: ReadonlyMap<string, string | null>,
): Ranked | null {
  const faults = new Faults();
  requireRange(faults, range, ['range']);
  faults.require(
    skills.length <= MOST_SKILLS,
    ['skills'],
    'TOO_MANY',
    `At most ${MOST_SKILLS} skills are asked for at once.`,
  );
  const unknown = skills.filter((skill) => skillIds.get(skill) === null);
  faults.require(
    unknown.length === 0,
    ['skills'],
    'UNKNOWN_SKILL',
    `There is no skill ${unknown.map((skill) => `"${skill}"`).join(', ')}.`,
  );
  faults.require(minLevel >= 1 && minLevel <= 5, ['minLevel'], 'LEVEL', 'A level is from 1 to 5.');
  faults.require(minFreeMinutes >= 0, ['minFreeMinutes'], 'NEGATIVE', 'Free minutes are not negative.');
  faults.require(
    !overlapWith || daysBetween(range.from, range.to) < 366,
    ['range'],
    'RANGE_TOO_LONG',
    'Shared working hours are counted over at most a year.',
  );
  faults.require(
    !overlapWith || overlapWith.endMinute > overlapWith.startMinute,
    ['overlapWith', 'endMinute'],
    'REVERSED_RANGE',
    'The day ends after it begins.',
  );
  const place = requirePlace(faults, first, after);
  faults.throwIfAny();
  return place;
}
