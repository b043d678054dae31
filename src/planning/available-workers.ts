import { setImmediate as nextTurn } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { freeTimes } from '../capacity/free-time.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { rowsOf } from '../graphql/page.js';
import { requireRange } from '../graphql/range.js';
import type { DateRange } from '../time/date-range.js';
import { daysBetween } from '../time/local-date.js';
import type { Window } from '../time/windows.js';
import { type Overlap, type WorkingHours, zoneOverlap } from '../time/zone-overlap.js';
import { inReach, type WorkerKind, type WorkMode } from '../workforce/worker.js';
import {
  AvailabilityCriterion,
  type AvailabilityReason,
  type AvailableWorker,
  type AvailableWorkerConnection,
  type OverlapInput,
} from './availability.js';
import { hasSkills } from './scope.js';

const WORKERS_AT_ONCE = 1_000;
const MOST_SKILLS = 10;

/** Minutes from midnight of the day that a candidate is taken to work. */
const OFFICE_HOURS: Window = [540, 1_020];

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
  const position = checked(question, skillIds);
  const candidates = await candidatesFor(
    ctx,
    question,
    [...skillIds.values()].filter((id) => id !== null),
  );
  const overlapOf = overlapIn(question);
  const available: AvailableWorker[] = [];
  for (let start = 0; start < candidates.length; start += WORKERS_AT_ONCE) {
    const some = candidates.slice(start, start + WORKERS_AT_ONCE);
    const times = await freeTimes(
      ctx,
      some.map(({ id }) => id),
      question.range,
    );
    for (const [i, candidate] of some.entries()) {
      const { free: freeMinutes, effective: effectiveMinutes } = times[i]!;
      const free = { freeMinutes, effectiveMinutes };
      if (free.freeMinutes < question.minFreeMinutes || free.freeMinutes === 0) continue;
      const overlap = overlapOf?.(candidate.timeZone) ?? null;
      if (overlap && overlap.leastMinutes < question.overlapWith!.minMinutes) continue;
      available.push(ranked(question, candidate, free, overlap));
    }
    // Other requests have their turn.
    await nextTurn();
  }
  return pageOf(available.sort(byRank), question.first, position);
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

/** Of everybody in a zone with the window asked for, over the days of the range; computed once for each zone. */
function overlapIn({ overlapWith, range }: AvailabilityQuestion): ((timeZone: string) => Overlap) | null {
  if (!overlapWith) return null;
  const { timeZone, startMinute, endMinute } = overlapWith;
  const other = everyDay(timeZone, [startMinute, endMinute]);
  const known = new Map<string, Overlap>();
  return (timeZone) => {
    let overlap = known.get(timeZone);
    if (!overlap) {
      overlap = zoneOverlap(everyDay(timeZone, OFFICE_HOURS), other, range)!;
      known.set(timeZone, overlap);
    }
    return overlap;
  };
}

const everyDay = (timeZone: string, window: Window): WorkingHours => ({
  timeZone,
  windowsOn: () => [window],
});

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
  if (overlap) {
    const window = overlapWith!.endMinute - overlapWith!.startMinute;
    reasons.push({
      criterion: AvailabilityCriterion.OVERLAP,
      points: Math.floor((200 * overlap.averageMinutes) / window),
      text: `${overlap.averageMinutes} of ${window} minutes of the working day are shared on average, ${overlap.leastMinutes} at least.`,
    });
  }
  const score = sum(reasons.map(({ points }) => points));
  return { workerId: id, score, ...free, overlapMinutesPerDay: overlap?.averageMinutes ?? null, reasons };
}

interface Position {
  score: number;
  workerId: string;
}

const byRank = (a: Position, b: Position) => b.score - a.score || (a.workerId < b.workerId ? -1 : 1);

const cursorOf = ({ score, workerId }: Position) => Buffer.from(`${score} ${workerId}`).toString('base64url');

function positionOf(cursor: string): Position | undefined {
  const [, score, workerId] =
    /^(\d{1,4}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return workerId ? { score: Number(score), workerId } : undefined;
}

function pageOf(
  available: AvailableWorker[],
  first: number,
  position: Position | null,
): AvailableWorkerConnection {
  const start = position ? available.findIndex((each) => byRank(position, each) < 0) : 0;
  const rest = start < 0 ? [] : available.slice(start);
  const edges = rest.slice(0, first).map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: rest.length > first,
      hasPreviousPage: position !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: available.length,
  };
}

function checked(
  { skills, minLevel, range, minFreeMinutes, overlapWith, first, after }: AvailabilityQuestion,
  skillIds: ReadonlyMap<string, string | null>,
): Position | null {
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
    `There is no skill ${unknown.join(', ')}.`,
  );
  faults.require(minLevel >= 1 && minLevel <= 5, ['minLevel'], 'LEVEL', 'A level is from 1 to 5.');
  faults.require(minFreeMinutes >= 0, ['minFreeMinutes'], 'NEGATIVE', 'Free minutes are not negative.');
  faults.require(
    first >= 1 && first <= 100,
    ['first'],
    'PAGE_SIZE',
    `\`first\` is from 1 to 100, not ${first}.`,
  );
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
  const position = after === null ? null : positionOf(after);
  faults.require(position !== undefined, ['after'], 'CURSOR', '`after` is not a cursor of this list.');
  faults.throwIfAny();
  return position ?? null;
}
