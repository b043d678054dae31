import { certificate, type Overbooking } from '../assignments/overbooking.js';
import { type Standing, standingById } from '../auth/grants.js';
import { canSeeWorker } from '../auth/policy.js';
import { departmentDays, type WorkerFacts, workerDays } from '../capacity/calendar.js';
import { lastJudgedDay } from '../capacity/calendar-items.js';
import { overbookings } from '../capacity/calendar-overbookings.js';
import { GroupSums } from '../capacity/calendar-sums.js';
import { horizonOf } from '../capacity/horizon.js';
import type { Context } from '../graphql/context.js';
import { bucketsOf, type DateRange } from '../time/date-range.js';
import type { LocalDate } from '../time/local-date.js';
import { takeCells } from './answer-cells.js';
import { type AsIf, asIfOf, type NewPerson, type Touched } from './as-if.js';
import { type Bucket, bucketOf, type CapacityBucket, type CapacityLine } from './capacity.js';
import { capacityReports } from './capacity-report.js';
import {
  COMPARED,
  type ComparedMeasure,
  type MeasureDifference,
  type ScenarioDepartmentDiff,
  type ScenarioDiff,
  type ScenarioDiffBucket,
  type ScenarioWorkerDiff,
} from './scenario-diff.js';
import { needDiffs } from './scenario-needs.js';

/** What capacity is asked about. */
interface Question {
  readonly range: DateRange;
  readonly bucket: Bucket;
}

/**
 * What a scenario changes of capacity, for this viewer: workers out of his reach are one line.
 * @throws UserError NOT_FOUND, and as `capacityReport`
 */
export async function scenarioDiff(
  ctx: Context,
  scenarioId: string,
  { range, bucket }: Question,
): Promise<ScenarioDiff> {
  const asIf = await asIfOf(ctx, scenarioId);
  const { before, after } = await capacityReports(ctx, { allDepartments: true }, range, bucket, asIf);
  const buckets = bucketsOf(range, bucket);
  takeCells(ctx, asIf.touched.length * buckets.length, 'CAPACITY_CELLS');
  return {
    departments: before.lines.flatMap((line, index) => departmentDiff(line, after.lines[index]!)),
    workers: await workerDiffs(ctx, asIf, range, buckets),
    needs: await needDiffs(ctx, asIf.changes, range, buckets),
  };
}

function departmentDiff(before: CapacityLine, after: CapacityLine): ScenarioDepartmentDiff[] {
  const diff = { departmentId: before.departmentId, ...diffOf(before, after) };
  return diff.buckets.length > 0 ? [diff] : [];
}

type Measured = Pick<CapacityLine, 'buckets' | 'total'>;

const diffOf = (before: Measured, after: Measured) => ({
  buckets: before.buckets
    .map((bucket, index) => diffOfBucket(bucket, after.buckets[index]!))
    .filter(({ differences }) => differences.length > 0),
  total: diffOfBucket(before.total, after.total),
});

const diffOfBucket = (before: CapacityBucket, after: CapacityBucket): ScenarioDiffBucket => ({
  from: before.from,
  to: before.to,
  before,
  after,
  differences: (Object.keys(COMPARED) as ComparedMeasure[]).flatMap((measure): MeasureDifference[] => {
    const [was, is] = [before[COMPARED[measure]], after[COMPARED[measure]]];
    if (was === is) return [];
    return [{ measure, before: was, after: is, delta: was === null || is === null ? null : is - was }];
  }),
});

async function workerDiffs(
  ctx: Context,
  { touched, newPeople }: AsIf,
  range: DateRange,
  buckets: readonly DateRange[],
): Promise<ScenarioWorkerDiff[]> {
  const standings = await standingById.loadMany(
    ctx,
    touched.flatMap(({ workerId, before }) => (before ? [workerId] : [])),
  );
  const byId = new Map(standings.flatMap((standing) => (standing ? [[standing.id, standing]] : [])));
  const lines: ScenarioWorkerDiff[] = [];
  const hidden: Touched[] = [];
  for (const each of touched.toSorted(byExistence)) {
    const person = newPeople.get(each.workerId);
    const standing = person ? standingOfNew(person) : byId.get(each.workerId);
    if (!standing || !(person || canSeeWorker(ctx.viewer, standing))) hidden.push(each);
    else
      lines.push({
        workerId: each.workerId,
        name: person?.name ?? null,
        isOthers: false,
        ...capacityDiff([each], range, buckets),
        ...overbookingDiff(ctx, each, standing, range),
      });
  }
  if (hidden.length > 0) lines.push(othersDiff(ctx, hidden, range, buckets));
  return lines.filter(isDifferent);
}

/** Those who exist first, each by id. */
const byExistence = (a: Touched, b: Touched) =>
  Number(a.before === null) - Number(b.before === null) || (a.workerId < b.workerId ? -1 : 1);

const standingOfNew = ({ id, kind }: NewPerson): Standing => ({
  id,
  kind,
  isArchived: false,
  departmentIds: [],
  objectiveIds: [],
});

const isDifferent = ({ buckets, overbookingsOpened, overbookingsClosed }: ScenarioWorkerDiff) =>
  buckets.length > 0 || overbookingsOpened.length > 0 || overbookingsClosed.length > 0;

/** Of these workers together. */
function capacityDiff(touched: readonly Touched[], range: DateRange, buckets: readonly DateRange[]) {
  const ranges = [...buckets, range];
  const measured = (facts: readonly (WorkerFacts | null)[]): Measured => {
    const sums = new GroupSums(ranges);
    for (const each of facts) if (each) sums.addWorker(departmentDays(each, workerDays(each, range)));
    const filled = sums.sums().map((sum, index) => bucketOf(ranges[index]!, sum));
    return { total: filled.pop()!, buckets: filled };
  };
  return diffOf(measured(touched.map(({ before }) => before)), measured(touched.map(({ after }) => after)));
}

function overbookingDiff(ctx: Context, { before, after }: Touched, standing: Standing, range: DateRange) {
  const horizon = judgedTo(ctx, { before, after });
  const windowsOf = (facts: WorkerFacts | null) =>
    facts ? certificate(ctx, facts, standing, range, horizon) : [];
  const [was, is] = [windowsOf(before), windowsOf(after)];
  return {
    overbookingsOpened: is.filter((window) => !was.some((other) => isSameWindow(window, other))),
    overbookingsClosed: was.filter((window) => !is.some((other) => isSameWindow(window, other))),
    minutesOverBefore: minutesOver(was),
    minutesOverAfter: minutesOver(is),
  };
}

const judgedTo = (ctx: Context, { before, after }: Pick<Touched, 'before' | 'after'>): LocalDate =>
  lastJudgedDay(horizonOf(ctx.now()).to, ...[before, after].filter((facts) => facts !== null));

const isSameWindow = (a: Overbooking, b: Overbooking) =>
  a.from === b.from && a.to === b.to && a.minutesOver === b.minutesOver;

const minutesOver = (windows: readonly { minutesOver: number }[]) =>
  windows.reduce((sum, { minutesOver }) => sum + minutesOver, 0);

function othersDiff(
  ctx: Context,
  hidden: readonly Touched[],
  range: DateRange,
  buckets: readonly DateRange[],
): ScenarioWorkerDiff {
  const over = (facts: WorkerFacts | null, both: Touched) =>
    facts ? minutesOver(overbookings(facts, range, judgedTo(ctx, both))) : 0;
  return {
    workerId: null,
    name: null,
    isOthers: true,
    ...capacityDiff(hidden, range, buckets),
    overbookingsOpened: [],
    overbookingsClosed: [],
    minutesOverBefore: hidden.reduce((sum, both) => sum + over(both.before, both), 0),
    minutesOverAfter: hidden.reduce((sum, both) => sum + over(both.after, both), 0),
  };
}
