import { Decimal } from 'decimal.js';
import { canManageWorkforce } from '../auth/policy.js';
import { WHOLE_SHARE } from '../capacity/shares.js';
import type { Context } from '../graphql/context.js';
import { authorize, Faults, notFound, UserError } from '../graphql/errors.js';
import type { OpenDateRange } from '../time/date-range.js';
import { addDays, type LocalDate } from '../time/local-date.js';
import { expectInUse, requireOrder } from './engagement.service.js';
import { Membership, membershipFact } from './membership.js';
import { standingInReach, Worker } from './worker.js';
import { addFact, changeFact, factInReach, removeFact } from './worker-fact.js';

export interface MembershipFacts {
  departmentId: string;
  from: LocalDate;
  to?: LocalDate | null;
  /** A percentage with at most two decimals, such as `64.6`; all of the worker by default. */
  share?: string | null;
  externalId?: string | null;
}

type Path = readonly (string | number)[];

/** Notes what is wrong with a membership: REVERSED_RANGE, SHARE. */
export function checkMembership(faults: Faults, { from, to, share }: MembershipFacts, field: Path): void {
  requireOrder(faults, from, to, field);
  if (share != null) checkShare(faults, share, field);
}

/** Notes what is wrong with a share: SHARE. */
export function checkShare(faults: Faults, share: string, field: Path): void {
  const hundredths = hundredthsOf(share);
  faults.require(
    Number.isInteger(hundredths) && hundredths >= 1 && hundredths <= WHOLE_SHARE,
    [...field, 'share'],
    'SHARE',
    `A share is from 0.01 to 100 percent, with at most two decimals, not ${share}.`,
  );
}

const hundredthsOf = (percent: string) => new Decimal(percent).times(100).toNumber();

/** A share as it is kept: `64.6` is 6460, and all of the worker where it is not stated. */
export const shareOf = (percent: string | null | undefined): number =>
  percent == null ? WHOLE_SHARE : hundredthsOf(percent);

/** A share, as kept, as a percentage: 6460 is `64.6`. */
export const percentOf = (hundredths: number): string => new Decimal(hundredths).dividedBy(100).toFixed();

/** Adds a membership to what is written next. Call `expectShares` once it is written. */
export const createMembership = (
  ctx: Context,
  workerId: string,
  { departmentId, from, to = null, share, externalId = null }: MembershipFacts,
) =>
  ctx.em.create(Membership, {
    workerId,
    departmentId,
    from,
    to,
    share: shareOf(share),
    externalId,
  });

/** @throws UserError BAD_USER_INPUT, FORBIDDEN, NOT_FOUND, or CONFLICT (SHARES_EXCEED_WHOLE, MEMBERSHIP_OVERLAPS, DEPARTMENT_ARCHIVED, WORKER_ARCHIVED) */
export async function membershipCreate(
  ctx: Context,
  { workerId, ...facts }: MembershipFacts & { workerId: string },
): Promise<Membership> {
  const faults = new Faults();
  checkMembership(faults, facts, ['input']);
  faults.throwIfAny();
  expectInUse(await standingInReach(ctx, workerId));
  authorize(canManageWorkforce(ctx.viewer));
  await expectDepartmentsInUse(ctx, [facts.departmentId]);
  return addFact(ctx, membershipFact, {
    workerId,
    event: 'MEMBERSHIP_CREATED',
    create: async () => {
      const membership = createMembership(ctx, workerId, facts);
      await expectShares(ctx, [workerId]);
      return membership;
    },
  });
}

export interface MembershipChanges {
  id: string;
  expectedVersion: number;
  from?: LocalDate;
  to?: LocalDate | null;
  share?: string;
  externalId?: string | null;
}

/**
 * Changes what is given, and leaves the rest.
 * @throws UserError BAD_USER_INPUT, FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION, SHARES_EXCEED_WHOLE, MEMBERSHIP_OVERLAPS)
 */
export async function membershipUpdate(
  ctx: Context,
  { id, expectedVersion, share, ...changes }: MembershipChanges,
): Promise<Membership> {
  const faults = new Faults();
  faults.require(changes.from !== null, ['input', 'from'], 'REQUIRED', 'A membership has a first day.');
  faults.require(share !== null, ['input', 'share'], 'REQUIRED', 'A membership has a share.');
  if (share != null) checkShare(faults, share, ['input']);
  faults.throwIfAny();
  const { row } = await factInReach(ctx, membershipFact, id);
  authorize(canManageWorkforce(ctx.viewer));
  return changeFact(ctx, membershipFact, {
    row,
    expectedVersion,
    event: 'MEMBERSHIP_UPDATED',
    change: async (membership) => {
      ctx.em.assign(membership, { ...changes, ...(share !== undefined && { share: hundredthsOf(share) }) });
      requireOrder(faults, membership.from, membership.to, ['input']);
      faults.throwIfAny();
      await expectShares(ctx, [membership.workerId]);
    },
  });
}

/** Its last day is `on`, included. @throws UserError as `membershipUpdate` */
export async function membershipEnd(
  ctx: Context,
  { id, expectedVersion, on }: { id: string; expectedVersion: number; on: LocalDate },
): Promise<Membership> {
  const { row } = await factInReach(ctx, membershipFact, id);
  authorize(canManageWorkforce(ctx.viewer));
  return changeFact(ctx, membershipFact, {
    row,
    expectedVersion,
    event: 'MEMBERSHIP_ENDED',
    change: (membership) => {
      const faults = new Faults();
      faults.require(
        on >= membership.from,
        ['input', 'on'],
        'REVERSED_RANGE',
        `It cannot end (${on}) before it begins (${membership.from}).`,
      );
      faults.throwIfAny();
      membership.to = on;
      return expectShares(ctx, [membership.workerId]);
    },
  });
}

/** As though it had never been. @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION) */
export async function membershipRemove(
  ctx: Context,
  { id, expectedVersion }: { id: string; expectedVersion: number },
): Promise<Worker> {
  const { row } = await factInReach(ctx, membershipFact, id);
  authorize(canManageWorkforce(ctx.viewer));
  await removeFact(ctx, membershipFact, { row, expectedVersion, event: 'MEMBERSHIP_REMOVED' });
  return ctx.em.findOneOrFail(Worker, { id: row.workerId });
}

/**
 * Departments that take members; they cannot be archived before the transaction ends.
 * @throws UserError NOT_FOUND, or CONFLICT (DEPARTMENT_ARCHIVED)
 */
export async function expectDepartmentsInUse(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await ctx.rows<{ id: string; code: string; isArchived: boolean }>(
    'membership.departments-in-use',
    `select id, code, archived_at is not null as "isArchived" from department where id = any($1::uuid[]) order by id for share`,
    [ids],
  );
  const known = new Set(found.map(({ id }) => id));
  const missing = ids.find((id) => !known.has(id.toLowerCase()));
  if (missing) throw notFound('Department', missing);
  const archived = found.find(({ isArchived }) => isArchived);
  if (archived)
    throw new UserError('CONFLICT', `Department ${archived.code} is archived.`, {
      reason: 'DEPARTMENT_ARCHIVED',
    });
}

type SharedRange = OpenDateRange & { share: number };

/** Writes, then judges: under the lock of the workers. @throws UserError CONFLICT (SHARES_EXCEED_WHOLE) */
export async function expectShares(ctx: Context, workerIds: readonly string[]): Promise<void> {
  await ctx.em.flush();
  const held = await ctx.rows<SharedRange & { workerId: string }>(
    'membership.shares',
    `select worker_id as "workerId", "from", "to", share from membership where worker_id = any($1::uuid[])`,
    [workerIds],
  );
  for (const [workerId, ranges] of Map.groupBy(held, (range) => range.workerId)) {
    const excess = firstExcess(ranges);
    if (!excess) continue;
    const sum = percentOf(excess.share);
    throw new UserError(
      'CONFLICT',
      `The shares of ${excess.day} would add up to ${sum} %, more than the whole.`,
      {
        reason: 'SHARES_EXCEED_WHOLE',
        field: ['input', 'share'],
        details: { workerId, day: excess.day, sum },
      },
    );
  }
}

/** The first day whose shares add up to more than the whole. */
export function firstExcess(ranges: readonly SharedRange[]): { day: LocalDate; share: number } | null {
  const steps = ranges.flatMap(({ from, to, share }) => [
    { day: from, share },
    ...(to === null || to === '9999-12-31' ? [] : [{ day: addDays(to, 1), share: -share }]),
  ]);
  // What ends counts before what begins on the same day.
  steps.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.share - b.share));
  let sum = 0;
  for (const [i, { day, share }] of steps.entries()) {
    sum += share;
    if (sum > WHOLE_SHARE && steps[i + 1]?.day !== day) return { day, share: sum };
  }
  return null;
}
