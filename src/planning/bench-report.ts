import { Decimal } from 'decimal.js';
import {
  departmentDays,
  KNOWN,
  type MeasuredDays,
  type WorkerFacts,
  workerDays,
} from '../capacity/calendar.js';
import { fullTimeEquivalents, utilisation } from '../capacity/calendar-ratios.js';
import { byDepartmentId, WHOLE_SHARE } from '../capacity/shares.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import { type DateRange, lengthInDays } from '../time/date-range.js';
import type { WorkerKind } from '../workforce/worker.js';
import type { BenchLine, BenchReport, BenchWorker } from './bench.js';
import { workersInUse } from './demand.js';
import { type DepartmentScope, departmentsIn, isWithin, workersInScope } from './scope.js';
import { visitFacts } from './worker-facts.js';

const MOST_WORKERS = 100;

export interface BenchQuestion extends DepartmentScope {
  range: DateRange;
  kinds: readonly WorkerKind[] | null;
  /** On the bench is who has at least this share of his effective minutes free, in percent, ... */
  minFreePercent: string;
  /** ... and at least so many minutes. */
  minFreeMinutes: number;
  first: number;
}

interface Tally {
  people: number;
  benchPeople: number;
  benchMinutes: number;
}

/**
 * Who has little to do, judged by all the days of a person, and counted in each department that has a share of him.
 * Days of unknown capacity offer nothing.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG, PERCENT, MINUTES, PAGE_SIZE), NOT_FOUND
 */
export async function bench(ctx: Context, question: BenchQuestion): Promise<BenchReport> {
  const { range, kinds, minFreeMinutes, first } = question;
  const least = checked(question);
  const departmentIds = await departmentsIn(ctx, question);
  const total: Tally = { people: 0, benchPeople: 0, benchMinutes: 0 };
  const lines = new Map<string | null, Tally>();
  const idle: { workerId: string; free: number; effective: number }[] = [];

  const found = await workersInScope(ctx, { kinds: kinds && [...kinds] }, departmentIds, range);
  const inUse = await workersInUse(ctx, found);
  await visitFacts(ctx, [...inUse.keys()], range, (workers) => {
    for (const facts of workers) addWorker(facts);
  });

  function addWorker(facts: WorkerFacts): void {
    const days = workerDays(facts, range);
    const [free, effective] = [sumOf(days, 'free'), sumOf(days, 'effective')];
    if (effective === 0) return;
    const isIdle = free >= minFreeMinutes && free * WHOLE_SHARE >= least * effective;
    let [isCounted, minutes] = [false, 0];
    for (const part of departmentDays(facts, days)) {
      if (!isWithin(departmentIds, part.departmentId) || sumOf(part, 'effective') === 0) continue;
      isCounted = true;
      minutes += sumOf(part, 'free');
      add(lineOf(part.departmentId), isIdle, sumOf(part, 'free'));
    }
    if (!isCounted) return;
    add(total, isIdle, minutes);
    if (isIdle && inUse.get(facts.workerId)) idle.push({ workerId: facts.workerId, free, effective });
  }

  function lineOf(departmentId: string | null): Tally {
    const line = lines.get(departmentId) ?? { people: 0, benchPeople: 0, benchMinutes: 0 };
    lines.set(departmentId, line);
    return line;
  }

  const days = lengthInDays(range);
  const shown = (departmentId: string | null, tally: Tally): BenchLine => ({
    departmentId,
    ...tally,
    benchFte: decimalOf(fullTimeEquivalents(tally.benchMinutes, days, ctx.standardWeekMinutes)),
  });
  const workers = idle.map(
    ({ workerId, free, effective }): BenchWorker => ({
      workerId,
      freeMinutes: free,
      effectiveMinutes: effective,
      freePercent: decimalOf(utilisation(free, effective)!),
    }),
  );
  return {
    lines: [...lines]
      .map(([departmentId, tally]) => shown(departmentId, tally))
      .sort((a, b) => byDepartmentId(a.departmentId, b.departmentId)),
    total: shown(null, total),
    workers: workers.sort(byFreedom).slice(0, first),
  };
}

function add(tally: Tally, isIdle: boolean, free: number): void {
  tally.people += 1;
  if (!isIdle) return;
  tally.benchPeople += 1;
  tally.benchMinutes += free;
}

const byFreedom = (a: BenchWorker, b: BenchWorker) =>
  b.freeMinutes * a.effectiveMinutes - a.freeMinutes * b.effectiveMinutes ||
  (a.workerId < b.workerId ? -1 : 1);

function sumOf(days: MeasuredDays, measure: 'free' | 'effective'): number {
  let sum = 0;
  for (let day = 0; day < days.length; day++) if (days.states[day] === KNOWN) sum += days[measure][day]!;
  return sum;
}

const decimalOf = (hundredths: number) => new Decimal(hundredths).dividedBy(100).toFixed(2);

/** The least free share in hundredths of a percent. */
function checked({ range, minFreePercent, minFreeMinutes, first }: BenchQuestion): number {
  const least = new Decimal(minFreePercent).times(100);
  const faults = new Faults();
  requireRange(faults, range, ['range']);
  faults.require(
    least.isInteger() && least.gte(0) && least.lte(WHOLE_SHARE),
    ['minFreePercent'],
    'PERCENT',
    `A share is from 0 to 100 percent, with at most two decimals; not ${minFreePercent}.`,
  );
  faults.require(minFreeMinutes >= 1, ['minFreeMinutes'], 'MINUTES', 'Who is free has at least a minute.');
  faults.require(
    first >= 1 && first <= MOST_WORKERS,
    ['first'],
    'PAGE_SIZE',
    `\`first\` is from 1 to ${MOST_WORKERS}, not ${first}.`,
  );
  faults.throwIfAny();
  return least.toNumber();
}
