import { Decimal } from 'decimal.js';
import { canSeeTotalsBySkill } from '../auth/policy.js';
import {
  assignmentDays,
  departmentDays,
  KNOWN,
  UNKNOWN,
  type WorkerFacts,
  workerDays,
} from '../capacity/calendar.js';
import { WHOLE_SHARE } from '../capacity/shares.js';
import type { Context } from '../graphql/context.js';
import { authorize, Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import { bucketsOf, type DateRange, lengthInDays } from '../time/date-range.js';
import { dayNumber } from '../time/local-date.js';
import { takeCells } from './answer-cells.js';
import type { Bucket } from './capacity.js';
import { type Callings, callingsOf, openNeeds } from './demand.js';
import { gapOf, type Standard } from './gap.js';
import { type NeedGroup, type NeedMeasure, NeedSums } from './need-sums.js';
import { placeholderDays } from './placeholder.js';
import { departmentsIn, isWithin, workersInScope } from './scope.js';
import { visitFacts } from './worker-facts.js';
import {
  NeedDimension,
  type WorkforceNeedBucket,
  type WorkforceNeedReport,
  type WorkforceNeedScopeInput,
} from './workforce-need.js';

export interface NeedQuestion {
  range: DateRange;
  scope: WorkforceNeedScopeInput | null;
  bucket: Bucket;
  groupBy: readonly NeedDimension[];
  targetUtilisationPercent: string;
  /**
   * Needs are counted as they stood then, and from its civil day (UTC) on; null for now, whatever the clocks of others
   * say. Work and people are taken as they are known now.
   */
  asOf: Date | null;
}

/**
 * Demand, supply and gap by group, bucket by bucket, computed from the facts.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG, TARGET), FORBIDDEN, NOT_FOUND, TOO_COMPLEX (NEED_CELLS)
 */
export async function workforceNeed(ctx: Context, question: NeedQuestion): Promise<WorkforceNeedReport> {
  const { range, scope, bucket, groupBy } = question;
  const target = checked(question);
  if (groupBy.includes(NeedDimension.SKILL) || groupBy.includes(NeedDimension.ROLE))
    authorize(canSeeTotalsBySkill(ctx.viewer), 'Need by skill or role is for who sees everybody.');
  const departmentIds = await departmentsIn(ctx, scope);
  const buckets = bucketsOf(range, bucket);
  const sums = new NeedSums(buckets, groupBy, (cells) => takeCells(ctx, cells, 'NEED_CELLS'));
  const counts = (departmentId: string | null) => isWithin(departmentIds, departmentId);

  await addPlaceholders(ctx, sums, question, counts);
  const workerIds = await workersInScope(ctx, {}, departmentIds, range);
  let unknownWorkers = 0;
  await visitFacts(ctx, workerIds, range, async (workers) => {
    const callings = await callingsOf(
      ctx,
      workers.map(({ workerId }) => workerId),
      range,
    );
    for (const facts of workers) if (addWorker(sums, facts, { range, callings, counts })) unknownWorkers += 1;
  });

  const standard = { target, weekMinutes: ctx.standardWeekMinutes };
  return {
    asOf: question.asOf ?? ctx.now(),
    targetUtilisationPercent: new Decimal(target).dividedBy(100).toFixed(2),
    standardWeekMinutes: ctx.standardWeekMinutes,
    unknownWorkers,
    lines: sums.groups().map((group) => ({
      departmentId: group.departmentId,
      skillId: group.skillId,
      role: group.role,
      buckets: buckets.map((days, index) => bucketOf(group, days, [index], standard)),
      total: bucketOf(group, range, [...buckets.keys()], standard),
    })),
  };
}

type Counts = (departmentId: string | null) => boolean;

async function addPlaceholders(
  ctx: Context,
  sums: NeedSums,
  { range, asOf }: NeedQuestion,
  counts: Counts,
): Promise<void> {
  const firstDay = dayNumber(range.from);
  const unmetFrom = dayNumber((asOf ?? ctx.now()).toISOString().slice(0, 10)) - firstDay;
  for (const need of await openNeeds(ctx, range, asOf)) {
    if (!counts(need.departmentId)) continue;
    const minutes = placeholderDays(need, range, ctx.standardWeekMinutes);
    // What was not done before is no longer asked for on days that have passed.
    sums.add(need, 'placeholder', { minutes, firstDay, counts: (day) => day >= unmetFrom });
  }
}

interface Adding {
  range: DateRange;
  callings: Callings;
  counts: Counts;
}

/** Whether the worker has a day of unknown capacity in a department that counts. */
function addWorker(sums: NeedSums, facts: WorkerFacts, { range, callings, counts }: Adding): boolean {
  const { workerId } = facts;
  const days = workerDays(facts, range);
  const { firstDay, states } = days;
  const skillIds = callings.skillIds.get(workerId) ?? [];
  const title = callings.titles.get(workerId) ?? null;
  const isKnown = (day: number) => states[day] === KNOWN;
  let isUnknown = false;
  for (const { departmentId, effective, states: member } of departmentDays(facts, days)) {
    if (!counts(departmentId)) continue;
    isUnknown ||= member.includes(UNKNOWN);
    const place = { departmentId, skillIds, role: title };
    sums.add(place, 'supply', { minutes: effective, firstDay, counts: isKnown });
  }
  for (const { assignment, departments } of assignmentDays(facts, days)) {
    const role = callings.roles.get(assignment.id) ?? title;
    const measure: NeedMeasure = assignment.firmness === 'HARD' ? 'confirmed' : 'tentative';
    for (const { departmentId, minutes } of departments)
      if (counts(departmentId))
        sums.add({ departmentId, skillIds, role }, measure, { minutes, firstDay, counts: isKnown });
  }
  return isUnknown;
}

function bucketOf(
  { roles }: NeedGroup,
  days: DateRange,
  indices: readonly number[],
  standard: Standard,
): WorkforceNeedBucket {
  const total = { confirmed: 0, tentative: 0, placeholder: 0, supply: 0 };
  const balances = Array.from(roles.values(), (sums) => {
    const of = (measure: NeedMeasure) => indices.reduce((sum, index) => sum + sums[measure][index]!, 0);
    const [confirmed, placeholder, supply] = [of('confirmed'), of('placeholder'), of('supply')];
    total.confirmed += confirmed;
    total.placeholder += placeholder;
    total.supply += supply;
    total.tentative += of('tentative');
    return { demand: confirmed + placeholder, supply, pipeline: 0 };
  });
  const gap = gapOf(balances, lengthInDays(days), standard);
  return {
    from: days.from,
    to: days.to,
    demandMinutes: total.confirmed + total.placeholder,
    confirmedMinutes: total.confirmed,
    placeholderMinutes: total.placeholder,
    tentativeMinutes: total.tentative,
    supplyMinutes: total.supply,
    pipelineMinutes: 0,
    requiredMinutes: gap.requiredMinutes,
    gapMinutes: gap.gapMinutes,
    requiredFte: decimalOf(gap.requiredFte),
    supplyFte: decimalOf(gap.supplyFte),
    gapFte: decimalOf(gap.gapFte),
    gapHeads: gap.heads,
  };
}

const decimalOf = (hundredths: number) => new Decimal(hundredths).dividedBy(100).toFixed(2);

/** The target in hundredths of a percent. */
function checked({ range, targetUtilisationPercent }: NeedQuestion): number {
  const target = new Decimal(targetUtilisationPercent).times(100);
  const faults = new Faults();
  requireRange(faults, range, ['range']);
  faults.require(
    target.isInteger() && target.gte(1) && target.lte(WHOLE_SHARE),
    ['targetUtilisationPercent'],
    'TARGET',
    `A target is from 0.01 to 100 percent, with at most two decimals; not ${targetUtilisationPercent}.`,
  );
  faults.throwIfAny();
  return target.toNumber();
}
