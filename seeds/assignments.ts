import type { LocalDate } from '../src/time/local-date.js';
import type { DemoCalendar } from './calendar.js';
import { type ObjectivePlan, objectivePlans } from './objectives.js';
import type { Chance } from './random.js';
import { story } from './story.js';
import type { DemoWorker } from './workers.js';

type State = 'PROPOSED' | 'CONFIRMED' | 'ACTIVE' | 'COMPLETED' | 'REJECTED' | 'CANCELLED' | 'RELEASED';

export interface DemoAssignment {
  readonly worker: DemoWorker;
  /** External id. */
  readonly objective: string;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly load: Load;
  readonly state: State;
  readonly releasedOn: LocalDate | null;
}

type Load = { readonly minutesPerDay: number } | { readonly percent: number };

/** Three of each worker: nine hundred in all. Nobody is overbooked by them but in the overloaded department. */
export function makeAssignments(
  chance: Chance,
  calendar: DemoCalendar,
  workers: readonly DemoWorker[],
): DemoAssignment[] {
  return workers.flatMap((worker, i) => {
    const maker = new Maker(chance, calendar, worker, i % 3 === 0);
    const makers: Readonly<Record<string, () => DemoAssignment[]>> = {
      [story.freeFreelancers[0]]: () => maker.onlyPast(),
      [story.freeFreelancers[1]]: () => maker.onlyPast(),
      [story.busyFreelancer]: () => maker.busy('objective-asia-4', 0.95),
      [story.rareSkillHolder]: () => maker.busy(story.rareSkillObjective, 0.9),
    };
    const make = makers[worker.externalId];
    if (make) return make();
    if (worker.externalId.startsWith('staff-dat'))
      return maker.overloaded(Number(worker.externalId.split('-')[2]) <= 22);
    if (worker.kind === 'FREELANCER' && chance.happens(0.25)) return maker.onlyPast();
    return maker.usual();
  });
}

class Maker {
  constructor(
    readonly chance: Chance,
    readonly calendar: DemoCalendar,
    readonly worker: DemoWorker,
    /** Those who may have half days off: a rate could be more than what is left of such a day. */
    readonly onlyPercents: boolean,
  ) {}

  /** Something done, something going on, something to come; what is firm adds up to less than the worker. */
  usual(): DemoAssignment[] {
    const { chance, worker } = this;
    const now = chance.between(30, 60) / 100;
    const next = chance.between(20, 35) / 100;
    const isShared = isSharing(worker);
    const objective = isShared ? story.sharedObjective : this.objective();
    const nextState = chance.oneOf(['CONFIRMED', 'CONFIRMED', 'PROPOSED'] as const);
    return [
      this.past(-190, -45),
      this.make(objective, -chance.between(5, 40), chance.between(60, 130), this.load(now), 'ACTIVE'),
      this.make(this.objective(), chance.between(5, 60), chance.between(90, 200), this.load(next), nextState),
    ];
  }

  onlyPast(): DemoAssignment[] {
    return [this.past(-390, -290), this.past(-280, -170), this.past(-160, -45)];
  }

  /** Taken up by one objective for a good while; more is asked for. */
  busy(objective: string, part: number): DemoAssignment[] {
    return [
      this.past(-190, -45),
      this.make(objective, -30, 140, { percent: Math.round(part * 10_000) }, 'ACTIVE'),
      this.make(objective, 100, 200, { percent: 5_000 }, 'PROPOSED'),
    ];
  }

  /** Nearly taken up until the end of next month, and in that month with more on top. */
  overloaded(isOver: boolean): DemoAssignment[] {
    const { chance, calendar } = this;
    const { from, to } = calendar.nextMonth;
    const current = this.make(this.objective(), -chance.between(5, 40), 0, { percent: 8_000 }, 'ACTIVE');
    const next = this.make(this.objective(), 0, 0, this.rate(0.45), isOver ? 'CONFIRMED' : 'PROPOSED');
    return [this.past(-190, -45), { ...current, to }, { ...next, from, to }];
  }

  private past(earliest: number, latest: number): DemoAssignment {
    const { chance, calendar } = this;
    const state = chance.oneOf([
      'COMPLETED',
      'COMPLETED',
      'COMPLETED',
      'RELEASED',
      'CANCELLED',
      'REJECTED',
    ] as const);
    const from = earliest + chance.between(0, 30);
    const to = latest - chance.between(0, 15);
    const part = chance.between(30, 90) / 100;
    const made = this.make(this.objective(), from, to, this.load(part), state);
    return state === 'RELEASED' ? { ...made, releasedOn: calendar.day(to - chance.between(5, 20)) } : made;
  }

  private make(objective: string, from: number, to: number, load: Load, state: State): DemoAssignment {
    const { calendar, worker } = this;
    const { to: leaves } = worker.engaged;
    const end = calendar.day(to);
    const isCut = leaves !== null && leaves < end;
    return {
      worker,
      objective,
      from: calendar.day(from),
      to: isCut ? leaves : end,
      load,
      state,
      releasedOn: null,
    };
  }

  private load(part: number): Load {
    const isRate = !this.onlyPercents && this.chance.happens(0.5);
    return isRate ? this.rate(part) : { percent: Math.floor(part * 100) * 100 };
  }

  /** Of the worker's shortest day, so that it fits into every one. */
  private rate(part: number): Load {
    const shortest = Math.min(...this.worker.minutes.filter((minutes) => minutes > 0));
    return { minutesPerDay: Math.max(15, Math.floor((shortest * part) / 15) * 15) };
  }

  /** One that the worker's department works on; of those who belong nowhere any. */
  private objective(): string {
    const code = this.worker.memberships.at(-1)?.code;
    return this.chance.oneOf(code ? objectivesOf(code) : openObjectives).externalId;
  }
}

const openObjectives = objectivePlans.filter(
  ({ externalId, parent, status }) =>
    parent !== null && status === 'ACTIVE' && externalId !== story.sharedObjective,
);

const objectivesOf = (code: string): ObjectivePlan[] =>
  openObjectives.filter(({ owner, contributors }) => owner === code || contributors.includes(code));

/** The first six of each sharing department, who belong to no other one. */
function isSharing({ externalId }: DemoWorker): boolean {
  const [kind, code, number] = externalId.split('-');
  return (
    kind === 'staff' &&
    story.sharingDepartments.some((sharing) => sharing.toLowerCase() === code) &&
    Number(number) <= 6
  );
}
