import { canManageWorkforce } from '../auth/policy.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectTransition, Faults, UserError } from '../graphql/errors.js';
import type { LocalDate } from '../time/local-date.js';
import {
  Engagement,
  EngagementState,
  engagementFact,
  engagementTransitions,
  type RateUnit,
} from './engagement.js';
import { checkPattern, type PatternFacts } from './pattern-facts.js';
import { createPattern } from './work-pattern.service.js';
import { dayAtHome, standingInReach } from './worker.js';
import { addFact, changeFact, factInReach } from './worker-fact.js';

export interface Rate {
  amount: { amount: string; currency: string };
  unit: RateUnit;
}

export interface EngagementFacts {
  from: LocalDate;
  to?: LocalDate | null;
  state?: EngagementState | null;
  rate?: Rate | null;
  externalId?: string | null;
  pattern?: PatternFacts | null;
}

type Path = readonly (string | number)[];

const INITIAL: readonly EngagementState[] = ['DRAFT', 'OFFERED', 'READY', 'ACTIVE'];

/** Notes what is wrong with an engagement: REVERSED_RANGE, RATE, INITIAL_STATE, and what `checkPattern` notes. */
export function checkEngagement(faults: Faults, facts: EngagementFacts, field: Path): void {
  const { from, to, state, rate, pattern } = facts;
  requireOrder(faults, from, to, field);
  if (rate) checkRate(faults, rate, [...field, 'rate']);
  faults.require(
    state == null || INITIAL.includes(state),
    [...field, 'state'],
    'INITIAL_STATE',
    `An engagement begins as ${INITIAL.join(', ')}, not as ${state}.`,
  );
  if (pattern) checkPattern(faults, pattern, [...field, 'pattern']);
}

export function requireOrder(
  faults: Faults,
  from: LocalDate,
  to: LocalDate | null | undefined,
  field: Path,
): void {
  faults.require(
    to == null || to >= from,
    [...field, 'to'],
    'REVERSED_RANGE',
    `It cannot end (${to}) before it begins (${from}).`,
  );
}

function checkRate(faults: Faults, { amount: { amount } }: Rate, field: Path): void {
  faults.require(
    /^\d{1,10}(\.\d{1,4})?$/.test(amount),
    [...field, 'amount', 'amount'],
    'RATE',
    `A rate is from 0 to 9999999999 with at most four decimals, not ${amount}.`,
  );
}

/** Adds an engagement, with its pattern, to what is written next. */
export function createEngagement(ctx: Context, workerId: string, facts: EngagementFacts): Engagement {
  const { from, to = null, state, rate, externalId = null, pattern } = facts;
  const engagement = ctx.em.create(Engagement, {
    workerId,
    from,
    to,
    state: state ?? 'DRAFT',
    externalId,
    ...rateColumns(rate),
  });
  if (pattern) createPattern(ctx, engagement.id, from, pattern);
  return engagement;
}

const rateColumns = (rate: Rate | null | undefined) => ({
  rateAmount: rate?.amount.amount ?? null,
  rateCurrency: rate?.amount.currency ?? null,
  rateUnit: rate?.unit ?? null,
});

/** @throws UserError BAD_USER_INPUT, FORBIDDEN, NOT_FOUND, or CONFLICT (ENGAGEMENT_OVERLAPS, WORKER_ARCHIVED) */
export async function engagementCreate(
  ctx: Context,
  { workerId, ...facts }: EngagementFacts & { workerId: string },
): Promise<Engagement> {
  const faults = new Faults();
  checkEngagement(faults, facts, ['input']);
  faults.throwIfAny();
  expectInUse(await standingInReach(ctx, workerId));
  authorize(canManageWorkforce(ctx.viewer));
  return addFact(ctx, engagementFact, {
    workerId,
    event: 'ENGAGEMENT_CREATED',
    create: () => createEngagement(ctx, workerId, facts),
  });
}

/** @throws UserError CONFLICT (WORKER_ARCHIVED) */
export function expectInUse({ isArchived }: { isArchived: boolean }): void {
  if (isArchived)
    throw new UserError('CONFLICT', 'The worker is archived: restore them first.', {
      reason: 'WORKER_ARCHIVED',
    });
}

export interface EngagementChanges {
  id: string;
  expectedVersion: number;
  from?: LocalDate;
  to?: LocalDate | null;
  rate?: Rate | null;
  externalId?: string | null;
}

const CLOSED: readonly EngagementState[] = ['ENDED', 'TERMINATED', 'CANCELLED'];

/** Those under which somebody works, or will: assignments rest on them. */
const COUNTING: readonly EngagementState[] = ['READY', 'ACTIVE'];

/**
 * Changes what is given, and leaves the rest. Where it is to end earlier, `truncate` cuts what rests on its later days,
 * under the same lock and in the same change of capacity.
 * @throws UserError BAD_USER_INPUT, FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION, ENGAGEMENT_OVERLAPS, ENGAGEMENT_CLOSED)
 */
export async function engagementUpdate(
  ctx: Context,
  { id, expectedVersion, rate, ...changes }: EngagementChanges,
  truncate: (engagement: Engagement, lastDay: LocalDate) => Promise<void>,
): Promise<Engagement> {
  const faults = new Faults();
  faults.require(changes.from !== null, ['input', 'from'], 'REQUIRED', 'An engagement has a first day.');
  if (rate) checkRate(faults, rate, ['input', 'rate']);
  faults.throwIfAny();
  const { row } = await factInReach(ctx, engagementFact, id);
  authorize(canManageWorkforce(ctx.viewer));
  return changeFact(ctx, engagementFact, {
    row,
    expectedVersion,
    event: 'ENGAGEMENT_UPDATED',
    change: async (engagement) => {
      if (CLOSED.includes(engagement.state)) {
        throw new UserError('CONFLICT', `The engagement is ${engagement.state}; it is no longer changed.`, {
          reason: 'ENGAGEMENT_CLOSED',
        });
      }
      const { from = engagement.from, to = engagement.to } = changes;
      requireOrder(faults, from, to, ['input']);
      faults.throwIfAny();
      const endsEarlier = to !== null && (engagement.to === null || to < engagement.to);
      // First, since what rests on the engagement is cut as it was while that went on.
      if (endsEarlier && COUNTING.includes(engagement.state)) await truncate(engagement, to);
      ctx.em.assign(engagement, { ...changes, ...(rate !== undefined && rateColumns(rate)) });
    },
  });
}

interface Transition {
  id: string;
  expectedVersion: number;
}

/** @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION) */
export const engagementOffer = (ctx: Context, input: Transition) => move(ctx, input, 'OFFERED');

/** From here on it gives capacity. @throws UserError as `engagementOffer`, and CONFLICT (ENGAGEMENT_OVERLAPS) */
export const engagementReady = (ctx: Context, input: Transition) =>
  move(ctx, input, 'READY', (engagement) => expectAlone(ctx, engagement));

/** @throws UserError as `engagementOffer` */
export const engagementActivate = (ctx: Context, input: Transition) => move(ctx, input, 'ACTIVE');

/** @throws UserError as `engagementOffer` */
export const engagementCancel = (ctx: Context, input: Transition) => move(ctx, input, 'CANCELLED');

/** Closes what has come to its agreed end. @throws UserError as `engagementOffer`, and CONFLICT (NOT_OVER) */
export const engagementEnd = (ctx: Context, input: Transition) =>
  move(ctx, input, 'ENDED', async ({ workerId, to }) => {
    if (to !== null && to < (await dayAtHome(ctx, workerId))) return;
    throw new UserError(
      'CONFLICT',
      to === null
        ? 'The engagement has no end: terminate it.'
        : `The engagement runs to ${to}: terminate it to end it earlier.`,
      {
        reason: 'NOT_OVER',
      },
    );
  });

/** Those that are being prepared may overlap others; one that counts may not. The database says so too, without the days. */
async function expectAlone(ctx: Context, { id, workerId, from, to }: Engagement): Promise<void> {
  const [other] = await ctx.rows<{ from: LocalDate; to: LocalDate | null }>(
    'engagement.overlapping',
    `select "from", "to" from engagement
     where worker_id = $1::uuid and id <> $2::uuid and state in ('READY', 'ACTIVE', 'ENDED', 'TERMINATED')
       and daterange("from", "to", '[]') && daterange($3::date, $4::date, '[]')
     order by "from" limit 1`,
    [workerId, id, from, to],
  );
  if (!other) return;
  const days = other.to === null ? `from ${other.from} on` : `from ${other.from} to ${other.to}`;
  throw new UserError('CONFLICT', `The worker is engaged already ${days}: move the days of one of the two.`, {
    reason: 'ENGAGEMENT_OVERLAPS',
    field: ['input', 'id'],
    details: { from: other.from, to: other.to },
  });
}

export interface Termination extends Transition {
  /** The last day, included; not after the agreed end. */
  on: LocalDate;
  reason: string;
}

/**
 * Ends an engagement early. `truncate` cuts what rests on its later days, under the same lock and in the same change
 * of capacity; this folder does not know what that is.
 * @throws UserError BAD_USER_INPUT, and as `engagementOffer`
 */
export const terminateEngagement = (
  ctx: Context,
  { on, reason, ...input }: Termination,
  truncate: (engagement: Engagement, agreedEnd: LocalDate | null) => Promise<void>,
): Promise<Engagement> =>
  move(ctx, input, 'TERMINATED', async (engagement) => {
    const faults = new Faults();
    const { from, to } = engagement;
    requireOrder(faults, from, on, ['input']);
    faults.require(
      to === null || on <= to,
      ['input', 'on'],
      'AFTER_END',
      `The engagement ends on ${to} anyway.`,
    );
    faults.throwIfAny();
    // First, since what rests on the engagement is cut as it was while that went on.
    await truncate(engagement, to);
    ctx.em.assign(engagement, { to: on, terminationReason: reason });
  });

async function move(
  ctx: Context,
  { id, expectedVersion }: Transition,
  to: EngagementState,
  also?: (engagement: Engagement) => Promise<void>,
) {
  const { row } = await factInReach(ctx, engagementFact, id);
  authorize(canManageWorkforce(ctx.viewer));
  return changeFact(ctx, engagementFact, {
    row,
    expectedVersion,
    event: `ENGAGEMENT_${to}`,
    change: async (engagement) => {
      expectTransition('Engagement', engagement.state, to, engagementTransitions);
      await also?.(engagement);
      engagement.state = EngagementState[to];
    },
  });
}
