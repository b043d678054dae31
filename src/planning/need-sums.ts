import type { DateRange } from '../time/date-range.js';
import { type DayNumber, dayNumber } from '../time/local-date.js';

/** Where minutes belong. Those of several skills count for each of them. */
export interface Place {
  departmentId: string | null;
  skillIds: readonly string[];
  role: string | null;
}

export type NeedMeasure = 'confirmed' | 'tentative' | 'placeholder' | 'supply';

/** Minutes by bucket. */
type Sums = Record<NeedMeasure, Float64Array>;

export interface NeedGroup {
  /** Null where it is not grouped by, and for what belongs to none; so are the others. */
  departmentId: string | null;
  skillId: string | null;
  role: string | null;
  /** Role by role, whether or not it is grouped by them. */
  roles: Map<string | null, Sums>;
}

export type Dimension = 'DEPARTMENT' | 'SKILL' | 'ROLE';

/** Adds up demand and supply by group, role and bucket. Roles are compared in whatever case. */
export class NeedSums {
  readonly #groups = new Map<string, NeedGroup>();
  readonly #buckets: readonly { first: DayNumber; last: DayNumber }[];
  readonly #groupBy: ReadonlySet<Dimension>;
  readonly #takeCells: (cells: number) => void;

  /** `takeCells` hears of each group and role, before there is room for its buckets, and may refuse it. */
  constructor(
    buckets: readonly DateRange[],
    groupBy: readonly Dimension[],
    takeCells: (cells: number) => void,
  ) {
    this.#buckets = buckets.map(({ from, to }) => ({ first: dayNumber(from), last: dayNumber(to) }));
    this.#groupBy = new Set(groupBy);
    this.#takeCells = takeCells;
  }

  /** Adds minutes of days from `firstDay` on; `counts` leaves days out. */
  add(
    place: Place,
    measure: NeedMeasure,
    days: { minutes: Int32Array; firstDay: DayNumber; counts?: (day: number) => boolean },
  ): void {
    const sums = this.#buckets.map((bucket) => sumOf(days, bucket));
    if (sums.every((sum) => sum === 0)) return;
    for (const skillId of this.#skillsOf(place)) {
      const target = this.#sumsOf(place, skillId)[measure];
      for (const [bucket, sum] of sums.entries()) target[bucket]! += sum;
    }
  }

  /** By department, skill and role, nulls last. */
  groups(): NeedGroup[] {
    return [...this.#groups.values()].sort(
      (a, b) =>
        nullsLast(a.departmentId, b.departmentId) ||
        nullsLast(a.skillId, b.skillId) ||
        nullsLast(a.role, b.role),
    );
  }

  #skillsOf({ skillIds }: Place): readonly (string | null)[] {
    if (!this.#groupBy.has('SKILL')) return [null];
    return skillIds.length > 0 ? skillIds : [null];
  }

  #sumsOf(place: Place, skillId: string | null): Sums {
    const role = place.role?.trim() || null;
    const roleKey = role?.toLowerCase() ?? null;
    const departmentId = this.#groupBy.has('DEPARTMENT') ? place.departmentId : null;
    const isByRole = this.#groupBy.has('ROLE');
    const key = JSON.stringify([departmentId, skillId, isByRole ? roleKey : null]);
    let group = this.#groups.get(key);
    if (!group) {
      group = { departmentId, skillId, role: isByRole ? role : null, roles: new Map() };
      this.#groups.set(key, group);
    }
    let sums = group.roles.get(roleKey);
    if (!sums) {
      sums = this.#blank();
      group.roles.set(roleKey, sums);
    }
    return sums;
  }

  #blank(): Sums {
    const { length } = this.#buckets;
    this.#takeCells(length);
    const blank = () => new Float64Array(length);
    return { confirmed: blank(), tentative: blank(), placeholder: blank(), supply: blank() };
  }
}

function sumOf(
  {
    minutes,
    firstDay,
    counts,
  }: { minutes: Int32Array; firstDay: DayNumber; counts?: (day: number) => boolean },
  { first, last }: { first: DayNumber; last: DayNumber },
): number {
  let sum = 0;
  for (let i = first - firstDay; i <= last - firstDay; i++) if (!counts || counts(i)) sum += minutes[i]!;
  return sum;
}

function nullsLast(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
