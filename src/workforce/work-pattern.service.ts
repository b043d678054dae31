import { canManageWorkforce } from '../auth/policy.js';
import { changingCapacity } from '../capacity/changing-capacity.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectVersion, Faults, notFound } from '../graphql/errors.js';
import type { LocalDate } from '../time/local-date.js';
import { type Engagement, engagementFact } from './engagement.js';
import { checkPattern, type PatternFacts, patternOf } from './pattern-facts.js';
import { WorkPattern } from './work-pattern.js';
import { factInReach } from './worker-fact.js';

/** Adds a pattern to what is written next. */
export const createPattern = (
  ctx: Context,
  engagementId: string,
  from: LocalDate,
  pattern: PatternFacts,
): WorkPattern => ctx.em.create(WorkPattern, { engagementId, ...patternOf(from, pattern) });

export interface PatternSetting extends PatternFacts {
  engagementId: string;
  from: LocalDate;
  /** Of the pattern that begins on this day, where there is one. */
  expectedVersion?: number | null;
}

/**
 * From a day on, this pattern is in force, until another one begins; one that began on the same day is replaced.
 * @throws UserError BAD_USER_INPUT, FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION)
 */
export async function workPatternSet(ctx: Context, setting: PatternSetting): Promise<WorkPattern> {
  const faults = new Faults();
  checkPattern(faults, setting, ['input']);
  faults.throwIfAny();
  const { row: engagement } = await factInReach(ctx, engagementFact, setting.engagementId);
  authorize(canManageWorkforce(ctx.viewer));
  const { pattern } = await changingCapacity(ctx, {
    workerIds: [engagement.workerId],
    change: () => writePattern(ctx, setting),
    event: ({ pattern, before }) => {
      if (before?.version === pattern.version) return null;
      return {
        kind: 'WORK_PATTERN_SET',
        subjectType: 'WorkPattern',
        subjectId: pattern.id,
        before,
        after: factsOf(pattern),
      };
    },
  });
  return pattern;
}

async function writePattern(ctx: Context, setting: PatternSetting) {
  const { engagementId, from, expectedVersion } = setting;
  const replaced = await ctx.em.findOne(WorkPattern, { engagementId, from }, { refresh: true });
  if (!replaced) {
    const pattern = createPattern(ctx, engagementId, from, setting);
    await ctx.em.flush();
    return { pattern, before: null };
  }
  if (expectedVersion != null) expectVersion(replaced, expectedVersion);
  const before = factsOf(replaced);
  ctx.em.assign(replaced, patternOf(from, setting));
  await ctx.em.flush();
  return { pattern: replaced, before };
}

/**
 * Takes a pattern away, as though it had never been; the one before it stays in force instead.
 * @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION)
 */
export async function workPatternRemove(
  ctx: Context,
  { id, expectedVersion }: { id: string; expectedVersion: number },
): Promise<Engagement> {
  const pattern = await ctx.em.findOne(WorkPattern, { id });
  if (!pattern) throw notFound('Work pattern', id);
  const { row: engagement } = await factInReach(ctx, engagementFact, pattern.engagementId).catch(() => {
    throw notFound('Work pattern', id);
  });
  authorize(canManageWorkforce(ctx.viewer));
  await changingCapacity(ctx, {
    workerIds: [engagement.workerId],
    change: async () => {
      const locked = await ctx.em.findOne(WorkPattern, { id }, { refresh: true });
      if (!locked) throw notFound('Work pattern', id);
      expectVersion(locked, expectedVersion);
      await ctx.em.remove(locked).flush();
      return factsOf(locked);
    },
    event: (before) => ({
      kind: 'WORK_PATTERN_REMOVED',
      subjectType: 'WorkPattern',
      subjectId: id,
      before,
      after: null,
    }),
  });
  return engagement;
}

const factsOf = (pattern: WorkPattern) => ({
  engagementId: pattern.engagementId,
  from: pattern.from,
  anchor: pattern.anchor,
  minutes: [...pattern.minutes],
  windows: pattern.windows,
  weeklyMinutes: pattern.weeklyMinutes,
  workingDays: pattern.workingDays,
  version: pattern.version,
});
