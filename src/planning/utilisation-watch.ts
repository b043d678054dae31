import { departmentWeeksNow } from '../capacity/department-weeks-now.js';
import type { WeekTotals } from '../capacity/week-totals.js';
import type { ChangeEvent } from '../events/change-event.js';
import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import { addDays, daysBetween, type LocalDate, mondayOf } from '../time/local-date.js';
import { linesOf as linesAsked } from './capacity-report.js';
import { linesOf } from './change-lines.js';
import { HeldLevel, type Load, type Threshold, type UtilisationLevel } from './utilisation-level.js';
import type { ThresholdScopeInput } from './utilisation-threshold.js';

export interface Watched {
  readonly scope: ThresholdScopeInput;
  readonly range: DateRange;
  readonly threshold: Threshold;
}

/** How a department, or all together (null, like those of no department), stands. */
export interface Standing extends Load {
  readonly departmentId: string | null;
  readonly level: UtilisationLevel;
}

type Sum = { -readonly [Key in keyof Load]: number };

interface Subject {
  readonly departmentId: string | null;
  readonly load: Sum;
  readonly held: HeldLevel;
}

/** Running totals, from which levels are told: read once, kept by what events add. */
export class UtilisationWatch {
  /** By department, whoever asks: moves in the tree only add them up otherwise. */
  readonly #loads = new Map<string | null, Sum>();
  #subjects: readonly Subject[] = [];
  #byDepartment = new Map<string | null, Subject[]>();
  readonly #watched: Watched;

  private constructor(
    watched: Watched,
    /** The last event that counts already. */
    readonly sequence: number,
  ) {
    this.#watched = watched;
  }

  /** @throws UserError NOT_FOUND, UNAVAILABLE */
  static async read(ctx: Context, watched: Watched): Promise<UtilisationWatch> {
    const { from, to } = watched.range;
    const weeks = { from: mondayOf(from), to: addDays(mondayOf(to), 6) };
    const { sequence, state } = await departmentWeeksNow(ctx, null, weeks);
    const watch = new UtilisationWatch(watched, sequence);
    for (const { departmentId, week, totals } of state)
      add(watch.#loadOf(departmentId), watch.#within(week, totals), 1);
    // The tree behind the sums: whatever moves later than them is an event to come.
    await watch.refresh(ctx);
    return watch;
  }

  /** Adds up anew, after the tree has changed; levels stay, those of new departments begin. */
  async refresh(ctx: Context): Promise<void> {
    const before = new Map(this.#subjects.map((subject) => [subject.departmentId, subject.held]));
    const lines = await linesAsked(ctx, this.#watched.scope, null);
    this.#byDepartment = new Map();
    this.#subjects = lines.map(({ departmentId, memberOf }) => {
      const load: Sum = { confirmed: 0, effective: 0 };
      for (const [id, part] of this.#loads) if (!memberOf || memberOf.has(id)) add(load, part, 1);
      const held = before.get(departmentId) ?? new HeldLevel(this.#watched.threshold, load);
      held.move(load, ctx.now().getTime());
      const subject = { departmentId, load, held };
      for (const id of memberOf ?? [ALL])
        this.#byDepartment.set(id, [...(this.#byDepartment.get(id) ?? []), subject]);
      return subject;
    });
  }

  /** That something happened, at this moment. */
  apply(event: ChangeEvent, at: number): void {
    for (const { departmentId, week, before, after } of linesOf(event)) {
      const [was, is] = [this.#within(week, before), this.#within(week, after)];
      const touched = [
        ...(this.#byDepartment.get(departmentId) ?? []),
        ...(this.#byDepartment.get(ALL) ?? []),
      ];
      for (const load of [this.#loadOf(departmentId), ...touched.map((subject) => subject.load)]) {
        add(load, was, -1);
        add(load, is, 1);
      }
    }
    // Once for the whole of an event, which may take here and give there.
    if (event.capacity?.length) for (const { held, load } of this.#subjects) held.move(load, at);
  }

  /** When a level changes if nothing happens before; null for none. */
  get dueAt(): number | null {
    const due = this.#subjects.map(({ held }) => held.dueAt).filter((at) => at !== null);
    return due.length > 0 ? due.reduce((one, other) => Math.min(one, other)) : null;
  }

  /** Those whose level has changed by this moment. */
  takeDue(at: number): Standing[] {
    return this.#subjects.filter(({ held }) => held.takeDue(at)).map(standingOf);
  }

  get standings(): Standing[] {
    return this.#subjects.map(standingOf);
  }

  #loadOf(departmentId: string | null): Sum {
    let load = this.#loads.get(departmentId);
    if (!load) {
      load = { confirmed: 0, effective: 0 };
      this.#loads.set(departmentId, load);
    }
    return load;
  }

  /** Of a week the days that are asked for. */
  #within(monday: LocalDate, { confirmed, effective }: WeekTotals): Load {
    const { from, to } = this.#watched.range;
    const [first, last] = [Math.max(0, daysBetween(monday, from)), Math.min(6, daysBetween(monday, to))];
    const load: Sum = { confirmed: 0, effective: 0 };
    for (let day = first; day <= last; day++)
      add(load, { confirmed: confirmed[day]!, effective: effective[day]! }, 1);
    return load;
  }
}

/** Whoever is concerned by every department. */
const ALL = 'all';

function add(sum: Sum, { confirmed, effective }: Load, sign: 1 | -1): void {
  sum.confirmed += sign * confirmed;
  sum.effective += sign * effective;
}

const standingOf = ({ departmentId, load, held }: Subject): Standing => ({
  ...load,
  departmentId,
  level: held.level,
});
