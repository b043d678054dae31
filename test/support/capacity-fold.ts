import type { TestApi } from './api.js';

/** What is compared, by its name in the stream and in `capacity`. */
const MEASURES = {
  contractedMinutes: 'contractedMinutes',
  holidayMinutes: 'holidayMinutes',
  timeOffMinutes: 'timeOffMinutes',
  effectiveMinutes: 'effectiveMinutes',
  confirmedMinutes: 'confirmedMinutes',
  tentativeMinutes: 'tentativeMinutes',
  freeMinutes: 'freeMinutes',
  overAllocatedMinutes: 'overAllocatedMinutes',
  outsideCapacityMinutes: 'outsideCapacityMinutes',
  unknownConfirmedMinutes: 'unknownConfirmedMinutes',
  unknownPeople: 'unknownWorkers',
} as const;
type Measure = keyof typeof MEASURES;
const measures = Object.keys(MEASURES) as Measure[];
const NEVER_NULL: readonly Measure[] = ['unknownConfirmedMinutes', 'unknownPeople'];

const FIELDS = [...measures, 'knownPeople'].join(' ');
const FOLLOW = `subscription ($scope: ChangeScopeInput, $range: DateRangeInput, $after: String) {
  capacityChanged(scope: $scope, range: $range, after: $after) {
    kind cursor isComplete isScopeChanged lines { worker { id } department { id } week before { ${FIELDS} } after { ${FIELDS} } } } }`;
export const CAPACITY = `query ($scope: CapacityScopeInput, $range: DateRangeInput!) { capacity(scope: $scope, range: $range, bucket: DAY) {
  lines { worker { id } department { id } buckets { from ${Object.values(MEASURES).join(' ')} } } } }`;

type Days = Record<Measure | 'knownPeople', number[]>;
type Values = Record<Measure | 'knownPeople', (number | null)[]>;
export type Day = Record<string, number | null>;

/** A cell is of a department, of a worker in a department, or of whatever its key says. */
type Cells = Map<string, { workerId: string | null; departmentId: string | null; week: string; days: Days }>;

interface Moment {
  cursor: string;
  cells: Cells;
}

interface Beginning {
  /** Resumes what somebody held. */
  from?: Moment;
  remembers?: boolean;
}

export interface Wanted {
  scope: { workerIds?: string[]; departmentId?: string; includeSubtree?: boolean };
  range: { from: string; to: string };
}

const sequenceOf = (cursor: string): number => Number(cursor.split('.')[1]);

/** A client that applies what it is sent, by the rule that the description of `capacityChanged` states. */
export class Folding {
  readonly #cells: Cells;
  #stream: AsyncIterableIterator<{ data: Record<string, never> }>;
  /** What it held behind each message, if it remembers: somewhere among them a client may be cut off. */
  readonly moments: Moment[] = [];
  readonly #remembers: boolean;
  #isBehindSnapshot = false;

  private constructor(
    readonly as: ReturnType<TestApi['as']>,
    readonly wanted: Wanted,
    stream: AsyncIterableIterator<never>,
    { from, remembers = false }: Beginning,
  ) {
    this.#stream = stream;
    this.#cells = structuredClone(from?.cells ?? new Map());
    this.#remembers = remembers;
  }

  static async of(
    as: ReturnType<TestApi['as']>,
    wanted: Wanted,
    beginning: Beginning = {},
  ): Promise<Folding> {
    const stream = await as.follow(FOLLOW, { ...wanted, after: beginning.from?.cursor ?? null });
    return new Folding(as, wanted, stream as never, beginning);
  }

  /** Applies messages until one with this sequence or a later one, and answers which. */
  async until(sequence: number): Promise<number> {
    for (;;) {
      const { value } = await this.#stream.next();
      const { kind, cursor, lines, isComplete, isScopeChanged } = value.data.capacityChanged;
      if (isScopeChanged) {
        await this.#beginAnew();
        continue;
      }
      if (kind === 'SNAPSHOT' && !this.#isBehindSnapshot) this.#cells.clear();
      this.#isBehindSnapshot = true;
      for (const line of lines) this.#apply(line);
      if (this.#remembers && isComplete) this.moments.push({ cursor, cells: structuredClone(this.#cells) });
      if (sequenceOf(cursor) >= sequence && kind !== 'SNAPSHOT') return sequenceOf(cursor);
    }
  }

  /** Other departments belong to the scope than those that it was told of. */
  async #beginAnew(): Promise<void> {
    await this.leave();
    this.#stream = (await this.as.follow(FOLLOW, { ...this.wanted, after: null })) as never;
    this.#isBehindSnapshot = false;
  }

  async leave(): Promise<void> {
    await this.#stream.return?.();
  }

  #apply({ worker, department, week, before, after }: Line): void {
    // Of a scope of workers, cells are theirs; else they are of departments, whoever changed.
    const workerId = this.wanted.scope.workerIds ? worker!.id : null;
    const departmentId = department?.id ?? null;
    const key = `${workerId} ${departmentId} ${week}`;
    const cell = this.#cells.get(key) ?? { workerId, departmentId, week, days: {} as Days };
    this.#cells.set(key, cell);
    for (const measure of [...measures, 'knownPeople'] as const) {
      cell.days[measure] ??= [0, 0, 0, 0, 0, 0, 0];
      for (let day = 0; day < 7; day++)
        cell.days[measure][day]! += (after[measure][day] ?? 0) - (before[measure][day] ?? 0);
    }
  }

  /** Day by day what the cells of a line come to together, as `capacity` says it; a worker counts once among the unknown. */
  days(isOf: (cell: { workerId: string | null; departmentId: string | null }) => boolean): Map<string, Day> {
    const sums = new Map<string, Day>();
    for (const cell of this.#cells.values()) {
      if (!isOf(cell)) continue;
      for (let day = 0; day < 7; day++) {
        const date = new Date(Date.parse(cell.week) + day * 86_400_000).toISOString().slice(0, 10);
        const sum = sums.get(date) ?? {};
        sums.set(date, sum);
        for (const [measure, [...values]] of Object.entries(cell.days))
          sum[measure] = (sum[measure] ?? 0) + values[day]!;
      }
    }
    return sums;
  }
}

interface Line {
  worker: { id: string } | null;
  department: { id: string } | null;
  week: string;
  before: Values;
  after: Values;
}

/** A folded day, or one of which nothing was ever told, by the names and with the nulls of `capacity`. */
export function asAsked(day: Day | undefined, { isOfWorker }: { isOfWorker: boolean }): Day {
  const isNull = (day?.knownPeople ?? 0) === 0 && (day?.unknownPeople ?? 0) > 0;
  return Object.fromEntries(
    measures.map((measure) => {
      const value = day?.[measure] ?? 0;
      const shown = measure === 'unknownPeople' && isOfWorker ? Math.min(1, value) : value;
      return [MEASURES[measure], isNull && !NEVER_NULL.includes(measure) ? null : shown];
    }),
  );
}
