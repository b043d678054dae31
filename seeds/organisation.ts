import { type DemoAssignment, makeAssignments } from './assignments.js';
import { type DemoCalendar, demoCalendar } from './calendar.js';
import { departmentPlans, skillCategories } from './departments.js';
import { type DemoNeed, makeNeeds } from './needs.js';
import { objectivePlans } from './objectives.js';
import { Chance, idOf } from './random.js';
import { type DemoTimeOff, makeTimeOff } from './time-off.js';
import { type DemoWorker, makeFreelancers, makeStaff, NameGiver } from './workers.js';

/** The demo organisation as it shall be, before anything is written. */
export interface DemoOrganisation {
  readonly chance: Chance;
  readonly calendar: DemoCalendar;
  /** Ids by code, by name, and by external id. */
  readonly departmentIds: ReadonlyMap<string, string>;
  readonly skillIds: ReadonlyMap<string, string>;
  readonly objectiveIds: ReadonlyMap<string, string>;
  readonly workers: readonly DemoWorker[];
  readonly timeOff: readonly DemoTimeOff[];
  readonly assignments: readonly DemoAssignment[];
  readonly needs: readonly DemoNeed[];
}

const SEED = 20_270_301;

/** The same on the same day. */
export function makeOrganisation(now: Date): DemoOrganisation {
  const calendar = demoCalendar(now);
  const chance = new Chance(SEED, new Date(calendar.today));
  const named = (names: readonly string[]) => new Map(names.map((name) => [name, idOf(name)]));
  const departmentIds = named(departmentPlans.map(({ code }) => code));
  const skillIds = named(Object.values(skillCategories).flat());
  const objectiveIds = named(objectivePlans.map(({ externalId }) => externalId));
  const names = new NameGiver(chance);
  const workers = [...makeStaff(chance, calendar, names), ...makeFreelancers(chance, calendar, names)];
  const timeOff = makeTimeOff(chance, calendar, workers);
  const assignments = makeAssignments(chance, calendar, workers);
  const needs = makeNeeds(calendar);
  return { chance, calendar, departmentIds, skillIds, objectiveIds, workers, timeOff, assignments, needs };
}
