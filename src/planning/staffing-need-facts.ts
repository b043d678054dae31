import type { Context } from '../graphql/context.js';
import { type Faults, notFound } from '../graphql/errors.js';
import { addDays, type LocalDate } from '../time/local-date.js';
import type { SkillRequirementInput } from './scope.js';
import type { StaffingNeed } from './staffing-need.js';

/** What is needed, and when: `minutesPerDay` or `totalMinutes`. */
export interface NeedFacts {
  objectiveId: string;
  departmentId?: string | null | undefined;
  role: string;
  skills: readonly SkillRequirementInput[];
  from: LocalDate;
  to?: LocalDate | null | undefined;
  minutesPerDay?: number | null | undefined;
  totalMinutes?: number | null | undefined;
  externalId?: string | null | undefined;
}

const MOST_DAYS = 3_653;

/** Notes what is wrong: REQUIRED, TOO_FAR_AWAY, REVERSED_RANGE, LOAD_MODE, TOTAL_NEEDS_END, SKILL_TWICE. */
export function requireNeed(faults: Faults, facts: NeedFacts, now: Date): void {
  const { role, skills, from, to, minutesPerDay, totalMinutes } = facts;
  const today = now.toISOString().slice(0, 10);
  const [earliest, latest] = [addDays(today, -MOST_DAYS), addDays(today, MOST_DAYS)];
  faults.require(role?.trim() !== '' && role != null, ['input', 'role'], 'REQUIRED', 'A need has a role.');
  faults.require(from != null, ['input', 'from'], 'REQUIRED', 'A need has a first day.');
  faults.require(
    from >= earliest && from <= latest && (to == null || to <= latest),
    ['input', 'from'],
    'TOO_FAR_AWAY',
    `A need lies within ten years of today, ${earliest} to ${latest}.`,
  );
  faults.require(
    to == null || to >= from,
    ['input', 'to'],
    'REVERSED_RANGE',
    `It cannot end (${to}) before it begins (${from}).`,
  );
  faults.require(
    (minutesPerDay == null) !== (totalMinutes == null),
    ['input', 'minutesPerDay'],
    'LOAD_MODE',
    'State the load once: as `minutesPerDay` or as `totalMinutes`.',
  );
  faults.require(
    totalMinutes == null || to != null,
    ['input', 'to'],
    'TOTAL_NEEDS_END',
    'A total needs a last day.',
  );
  faults.require(
    new Set(skills.map(({ skillId }) => skillId)).size === skills.length,
    ['input', 'skills'],
    'SKILL_TWICE',
    'A skill is asked for once, at one level.',
  );
}

/** @throws UserError NOT_FOUND for a skill that does not exist */
export async function expectSkills(ctx: Context, skills: readonly SkillRequirementInput[]): Promise<void> {
  if (skills.length === 0) return;
  const ids = skills.map(({ skillId }) => skillId);
  const found = await ctx.rows<{ id: string }>(
    'staffing-need.skills',
    'select id from skill where id = any($1::uuid[])',
    [ids],
  );
  const known = new Set(found.map(({ id }) => id));
  const missing = ids.find((id) => !known.has(id));
  if (missing) throw notFound('Skill', missing);
}

/** The columns of what is needed, in one form: skills by id. */
export const columnsOfNeed = (facts: NeedFacts) => ({
  objectiveId: facts.objectiveId,
  departmentId: facts.departmentId ?? null,
  role: facts.role,
  skills: facts.skills
    .map(({ skillId, minLevel }) => ({ skillId, minLevel }))
    .sort((a, b) => (a.skillId < b.skillId ? -1 : 1)),
  from: facts.from,
  to: facts.to ?? null,
  minutesPerDay: facts.minutesPerDay ?? null,
  totalMinutes: facts.totalMinutes ?? null,
  externalId: facts.externalId ?? null,
});

/** What the log keeps. */
export const loggedFacts = (need: StaffingNeed) => ({
  ...columnsOfNeed(need),
  state: need.state,
  version: need.version,
});
