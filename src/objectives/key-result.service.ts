import { canManageObjective } from '../auth/policy.js';
import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectVersion, Faults, notFound, UserError } from '../graphql/errors.js';
import { type LocalDate, today } from '../time/local-date.js';
import { KeyResult } from './key-result.js';
import { checkFacts, type KeyResultFacts } from './key-result-facts.js';
import { lockObjective, type Seen } from './objective.service.js';

/** Begins at its start. @throws UserError BAD_USER_INPUT, NOT_FOUND or FORBIDDEN */
export async function keyResultCreate(
  ctx: Context,
  { objectiveId, ...facts }: KeyResultFacts & { objectiveId: string },
): Promise<KeyResult> {
  checkFacts(facts);
  const objective = await lockObjective(ctx, objectiveId);
  authorize(canManageObjective(ctx.viewer, objective));
  const keyResult = ctx.em.create(KeyResult, { objectiveId: objective.id, ...facts, current: facts.start });
  await ctx.em.flush();
  await recordKeyResult(ctx, 'KEY_RESULT_CREATED', keyResult, null);
  return keyResult;
}

/**
 * Changes what is given, and leaves the rest. Where nothing was recorded yet, it is where it begins.
 * @throws UserError BAD_USER_INPUT, NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, ARCHIVED)
 */
export async function keyResultUpdate(
  ctx: Context,
  { id, expectedVersion, ...changes }: Seen & Partial<KeyResultFacts>,
): Promise<KeyResult> {
  const keyResult = await lockKeyResult(ctx, id);
  expectVersion(keyResult, expectedVersion);
  expectCounting(keyResult);
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const { title, unit, direction, start, target, weight } = { ...keyResult, ...given };
  checkFacts({ title, unit, direction, start, target, weight });
  const current = (await latestValue(ctx, id)) ?? start;
  return changing(ctx, 'KEY_RESULT_UPDATED', keyResult, { ...given, current });
}

export interface CheckIn {
  id: string;
  current: string;
  /** Today (UTC) where it is absent. */
  on?: LocalDate | null;
}

/**
 * Notes what a key result was on a day, besides all that was noted before; what was noted last for the latest day is
 * where it is now.
 * @throws UserError BAD_USER_INPUT (FUTURE), NOT_FOUND, FORBIDDEN, or CONFLICT (ARCHIVED)
 */
export async function keyResultRecord(ctx: Context, { id, current, on }: CheckIn): Promise<KeyResult> {
  const now = ctx.now();
  const day = on ?? today('UTC', now);
  const faults = new Faults();
  faults.require(
    day <= today('UTC', now),
    ['input', 'on'],
    'FUTURE',
    `What it is on ${day} is not known yet.`,
  );
  faults.throwIfAny();
  const keyResult = await lockKeyResult(ctx, id);
  expectCounting(keyResult);
  const before = factsOf(keyResult);
  await ctx.rows(
    'key-result.record',
    `insert into key_result_value (key_result_id, "on", value, recorded_at)
      values ($1::uuid, $2::date, $3::numeric, $4::timestamptz)`,
    [keyResult.id, day, current, now],
  );
  keyResult.current = (await latestValue(ctx, keyResult.id))!;
  await ctx.em.flush();
  await recordChange(ctx, {
    kind: 'KEY_RESULT_RECORDED',
    subjectType: 'KeyResult',
    subjectId: keyResult.id,
    before,
    after: { ...factsOf(keyResult), on: day, value: current },
  });
  return keyResult;
}

/** Counts no more from now on; what was recorded of it stays. @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, ARCHIVED) */
export async function keyResultArchive(ctx: Context, { id, expectedVersion }: Seen): Promise<KeyResult> {
  const keyResult = await lockKeyResult(ctx, id);
  expectVersion(keyResult, expectedVersion);
  expectCounting(keyResult);
  return changing(ctx, 'KEY_RESULT_ARCHIVED', keyResult, { archivedAt: ctx.now() });
}

/** All key results of an objective are guarded by its lock. @throws UserError NOT_FOUND or FORBIDDEN */
async function lockKeyResult(ctx: Context, id: string): Promise<KeyResult> {
  const [place] = await ctx.rows<{ objectiveId: string }>(
    'key-result.place',
    'select objective_id as "objectiveId" from key_result where id = $1::uuid',
    [id],
  );
  if (!place) throw notFound('KeyResult', id);
  const objective = await lockObjective(ctx, place.objectiveId);
  authorize(canManageObjective(ctx.viewer, objective));
  return ctx.em.findOneOrFail(KeyResult, { id });
}

function expectCounting({ archivedAt }: KeyResult): void {
  if (!archivedAt) return;
  throw new UserError('CONFLICT', 'This key result was archived.', {
    reason: 'ARCHIVED',
    field: ['input', 'id'],
  });
}

async function latestValue(ctx: Context, id: string): Promise<string | null> {
  const [latest] = await ctx.rows<{ value: string }>(
    'key-result.latest',
    `select value from key_result_value where key_result_id = $1::uuid
      order by "on" desc, id desc limit 1`,
    [id],
  );
  return latest?.value ?? null;
}

/** Writes a change and records it; what leaves everything as it was is no change. */
async function changing(
  ctx: Context,
  kind: string,
  keyResult: KeyResult,
  changes: Partial<Pick<KeyResult, keyof KeyResultFacts | 'current' | 'archivedAt'>>,
): Promise<KeyResult> {
  const before = factsOf(keyResult);
  ctx.em.assign(keyResult, changes);
  await ctx.em.flush();
  if (keyResult.version !== before.version) await recordKeyResult(ctx, kind, keyResult, before);
  return keyResult;
}

const factsOf = (keyResult: KeyResult) => {
  const { objectiveId, direction, start, target, current, weight, archivedAt, version } = keyResult;
  return { objectiveId, direction, start, target, current, weight, isArchived: archivedAt !== null, version };
};

const recordKeyResult = (
  ctx: Context,
  kind: string,
  keyResult: KeyResult,
  before: ReturnType<typeof factsOf> | null,
) =>
  recordChange(ctx, {
    kind,
    subjectType: 'KeyResult',
    subjectId: keyResult.id,
    before,
    after: factsOf(keyResult),
  });
