import { canSeeTotalsBySkill } from '../auth/policy.js';
import { KNOWN, type WorkerFacts, workerDays } from '../capacity/calendar.js';
import type { Context } from '../graphql/context.js';
import { Faults, notFound } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import type { DateRange } from '../time/date-range.js';
import { type HeldLevel, heldLevels, skillsNamed } from './demand.js';
import { type DepartmentScope, departmentsIn, workersInScope } from './scope.js';
import type { SkillCoverage, SkillCoverageReport } from './skill-coverage.js';
import { visitFacts } from './worker-facts.js';

const MOST_SKILLS = 100;
const LEVELS = [1, 2, 3, 4, 5] as const;

export interface CoverageQuestion extends DepartmentScope {
  /** All by default. */
  skillIds: readonly string[] | null;
  range: DateRange;
  /** Only skills with at most so many holders. */
  maxHolders: number | null;
  first: number;
}

/**
 * Holders, levels and free minutes of skills, as far as the viewer may see the holders.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG, PAGE_SIZE, TOO_MANY_SKILLS, NEGATIVE), NOT_FOUND
 */
export async function skillCoverage(ctx: Context, question: CoverageQuestion): Promise<SkillCoverageReport> {
  const { skillIds, range, maxHolders, first } = question;
  checked(question);
  const skills = await skillsNamed(ctx, skillIds);
  const missing = skillIds?.find((id) => !skills.some((skill) => skill.id === id));
  if (missing) throw notFound('Skill', missing);
  const departmentIds = await departmentsIn(ctx, question);
  const tallies = new Map(skills.map(({ id }) => [id, new Tally(id)]));

  const members = departmentIds && new Set(await workersInScope(ctx, {}, departmentIds, range));
  const held = (await heldLevels(ctx, [...tallies.keys()])).filter(
    ({ workerId }) => !members || members.has(workerId),
  );
  const byWorker = Map.groupBy(held, ({ workerId }) => workerId);
  await visitFacts(ctx, [...byWorker.keys()], range, (workers) => {
    for (const facts of workers.filter(isEngaged)) {
      const freeMinutes = freeMinutesOf(facts, range);
      for (const level of byWorker.get(facts.workerId)!) tallies.get(level.skillId)!.add(level, freeMinutes);
    }
  });

  const counted = skills.map(({ id }) => tallies.get(id)!.coverage());
  const shown = counted.filter(({ holders }) => maxHolders === null || holders <= maxHolders);
  return {
    from: range.from,
    to: range.to,
    isOfEverybody: canSeeTotalsBySkill(ctx.viewer),
    skillCount: counted.length,
    singleHolderCount: counted.filter(({ holders }) => holders === 1).length,
    unheldCount: counted.filter(({ holders }) => holders === 0).length,
    // Stable: those with as many holders stay in the order of their names.
    skills: shown.sort((a, b) => a.holders - b.holders).slice(0, first),
  };
}

/** Facts hold the engagements that count and touch the range. */
const isEngaged = ({ engagements }: WorkerFacts) => engagements.length > 0;

function freeMinutesOf(facts: WorkerFacts, range: DateRange): number {
  const { free, states } = workerDays(facts, range);
  let sum = 0;
  for (let day = 0; day < free.length; day++) if (states[day] === KNOWN) sum += free[day]!;
  return sum;
}

/** What is known of a skill so far. */
class Tally {
  readonly #skillId: string;
  readonly #workerIds: string[] = [];
  readonly #people = new Map<number, number>();
  #freeMinutes = 0;

  constructor(skillId: string) {
    this.#skillId = skillId;
  }

  add({ workerId, level }: HeldLevel, freeMinutes: number): void {
    this.#workerIds.push(workerId);
    this.#people.set(level, (this.#people.get(level) ?? 0) + 1);
    this.#freeMinutes += freeMinutes;
  }

  coverage(): SkillCoverage {
    return {
      skillId: this.#skillId,
      soleHolderId: this.#workerIds.length === 1 ? this.#workerIds[0]! : null,
      holders: this.#workerIds.length,
      levels: LEVELS.map((level) => ({ level, people: this.#people.get(level) ?? 0 })),
      freeMinutes: this.#freeMinutes,
    };
  }
}

function checked({ range, first, skillIds, maxHolders }: CoverageQuestion): void {
  const faults = new Faults();
  requireRange(faults, range, ['range']);
  faults.require(
    first >= 1 && first <= MOST_SKILLS,
    ['first'],
    'PAGE_SIZE',
    `\`first\` is from 1 to ${MOST_SKILLS}, not ${first}.`,
  );
  faults.require(
    (skillIds?.length ?? 0) <= MOST_SKILLS,
    ['skillIds'],
    'TOO_MANY_SKILLS',
    `At most ${MOST_SKILLS} skills are named.`,
  );
  faults.require(
    (maxHolders ?? 0) >= 0,
    ['maxHolders'],
    'NEGATIVE',
    `A skill has no holders or more, not ${maxHolders}.`,
  );
  faults.throwIfAny();
}
