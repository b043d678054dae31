import { type LocalDate, mondayOf } from '../src/time/local-date.js';
import type { DemoCalendar } from './calendar.js';
import { type DepartmentPlan, departmentPlans } from './departments.js';
import { type PlaceName, places } from './places.js';
import { type Chance, idOf } from './random.js';
import { story } from './story.js';

/** Who works here, with all that is theirs but time off and assignments. */
export interface DemoWorker {
  readonly id: string;
  readonly externalId: string;
  readonly kind: 'STAFF' | 'FREELANCER';
  readonly name: string;
  readonly email: string;
  readonly title: string;
  readonly place: PlaceName;
  readonly workMode: 'ONSITE' | 'HYBRID' | 'REMOTE';
  readonly engaged: { readonly from: LocalDate; readonly to: LocalDate | null };
  readonly rate: { readonly amount: string; readonly unit: 'HOUR' | 'DAY' | 'MONTH' };
  /** Minutes for each day of one or two weeks, Monday first. */
  readonly minutes: readonly number[];
  /** Codes of departments, with the share in percent. */
  readonly memberships: readonly {
    readonly code: string;
    readonly share: number;
    readonly from: LocalDate;
    readonly to: LocalDate | null;
  }[];
  readonly skills: Readonly<Record<string, number>>;
}

const week = (...hours: number[]) => [...hours, 0, 0].map((hour) => hour * 60);
export const FULL_TIME = week(8, 8, 8, 8, 8);
/** When those work who work full time, in minutes from midnight: from nine to six, but for the hour at noon. */
export const FULL_TIME_WINDOWS = FULL_TIME.map((minutes) =>
  minutes === 0
    ? []
    : [
        [540, 720],
        [780, 1_080],
      ],
);
const PATTERNS = [
  ...Array<number[]>(8).fill(FULL_TIME),
  week(8.5, 8.5, 8.5, 8.5, 6),
  week(8, 8, 8, 8, 0),
  week(8, 8, 0, 8, 8),
  week(4, 4, 4, 4, 4),
  [...week(8, 8, 8, 8, 8), ...week(8, 8, 8, 8, 0)],
];

/** Two hundred and forty people employed, department by department. */
export function makeStaff(chance: Chance, calendar: DemoCalendar, names: NameGiver): DemoWorker[] {
  return departmentPlans.flatMap((plan) =>
    Array.from({ length: plan.staff }, (_, i) => makeStaffMember(chance, calendar, names, plan, i)),
  );
}

function makeStaffMember(
  chance: Chance,
  calendar: DemoCalendar,
  names: NameGiver,
  plan: DepartmentPlan,
  i: number,
): DemoWorker {
  const place = plan.places[i % plan.places.length]!;
  // The first of each department leads it, and has been here for long.
  const from = i === 0 ? calendar.day(-2_600) : calendar.day(-chance.between(200, 2_400));
  const isLeaving = i > 20 && plan.code !== story.overloadedDepartment && chance.happens(0.15);
  const to = isLeaving ? calendar.day(chance.between(150, 400)) : null;
  const isMainframer = plan.code === 'PLT' && i === 3;
  const externalId = isMainframer ? story.rareSkillHolder : `staff-${plan.code.toLowerCase()}-${i + 1}`;
  return {
    id: idOf(externalId),
    externalId,
    kind: 'STAFF',
    ...names.next(place),
    title: isMainframer ? 'Mainframe developer' : plan.titles[i % plan.titles.length]!,
    place,
    workMode: chance.oneOf(['ONSITE', 'HYBRID', 'HYBRID', 'HYBRID', 'REMOTE']),
    engaged: { from, to },
    rate: { amount: String(chance.between(38, 96) * 100), unit: 'MONTH' },
    minutes: i === 0 ? FULL_TIME : chance.oneOf(PATTERNS),
    memberships: membershipsOf(chance, plan, i, from, to, calendar),
    skills: { ...skillsOf(chance, plan.skills), ...(isMainframer && { [story.rareSkill]: 5 }) },
  };
}

/** Most belong to one department, some to two, and some came from another one. */
function membershipsOf(
  chance: Chance,
  { code, parent }: DepartmentPlan,
  i: number,
  from: LocalDate,
  to: LocalDate | null,
  calendar: DemoCalendar,
) {
  if (parent === null || i < 6) return [{ code, share: 100, from, to }];
  const fate = chance.number();
  const moved = calendar.day(-chance.between(60, 190));
  if (fate < 0.06)
    return [
      { code: parent, share: 100, from, to: calendarBefore(moved) },
      { code, share: 100, from: moved, to },
    ];
  if (fate < 0.14 && code !== story.overloadedDepartment)
    return [
      { code, share: 60, from, to },
      { code: parent, share: 40, from, to },
    ];
  return [{ code, share: 100, from, to }];
}

const calendarBefore = (day: LocalDate): LocalDate =>
  new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

const skillsOf = (chance: Chance, skills: readonly string[]) =>
  Object.fromEntries(
    chance.several(skills, chance.between(2, 4)).map((skill) => [skill, chance.between(2, 5)]),
  );

const FREELANCE_PLACES: readonly PlaceName[] = [
  'losAngeles',
  'newYork',
  'saoPaulo',
  'london',
  'lisbon',
  'warsaw',
  'lagos',
  'nairobi',
  'dubai',
  'mumbai',
  'singapore',
  'sydney',
];
const CALLINGS: readonly [title: string, skills: readonly string[]][] = [
  ['Freelance developer', ['TypeScript', 'Go', 'Kubernetes', 'SQL']],
  ['Mobile consultant', ['Swift', 'Kotlin', 'Test automation']],
  ['Product designer', ['Interaction design', 'Design systems', 'UX research']],
  ['Translator and localiser', ['Localisation', 'Copywriting', 'Spanish', 'French']],
  ['Data consultant', ['SQL', 'Machine learning', 'Financial modelling']],
];

/** Sixty freelancers, five in each of twelve time zones; three of them are fit for the launch in Japan. */
export function makeFreelancers(chance: Chance, calendar: DemoCalendar, names: NameGiver): DemoWorker[] {
  return Array.from({ length: 60 }, (_, i) => {
    const [title, skills] = CALLINGS[i % CALLINGS.length]!;
    const role = PARTS[i];
    const from = calendar.day(-chance.between(420, 900));
    const to = role || chance.happens(0.7) ? null : calendar.day(chance.between(200, 500));
    const place = FREELANCE_PLACES[i % FREELANCE_PLACES.length]!;
    const home = chance.oneOf(departmentPlans).code;
    return {
      id: idOf(role ?? `freelancer-${i + 1}`),
      externalId: role ?? `freelancer-${i + 1}`,
      kind: 'FREELANCER',
      ...names.next(place),
      title: role ? 'Japanese localisation specialist' : title,
      place,
      workMode: role || chance.happens(0.8) ? 'REMOTE' : 'HYBRID',
      engaged: { from, to },
      rate: { amount: String(chance.between(45, 140)), unit: 'HOUR' },
      minutes: role
        ? FULL_TIME
        : chance.oneOf([FULL_TIME, week(8, 8, 8, 0, 0), week(6, 6, 6, 6, 0), week(0, 8, 8, 8, 0)]),
      // Those of the story belong to a department, whose followers see what is done with them.
      memberships: role
        ? [{ code: story.freelancersDepartment, share: 100, from, to }]
        : home === story.overloadedDepartment || chance.happens(0.6)
          ? []
          : [{ code: home, share: 50, from, to }],
      skills: role
        ? { Localisation: 5, Japanese: role === story.freeFreelancers[1] ? 4 : 5, Copywriting: 3 }
        : skillsOf(chance, skills),
    };
  });
}

/** Which of the freelancers play a part in the story: in São Paulo, Lisbon and Singapore. */
const PARTS: Readonly<Record<number, string>> = {
  2: story.busyFreelancer,
  4: story.freeFreelancers[0],
  10: story.freeFreelancers[1],
};

/** Gives out names that are heard in a place, none of them twice. */
export class NameGiver {
  readonly #given = new Set<string>();

  constructor(readonly chance: Chance) {}

  next(place: PlaceName): { name: string; email: string } {
    const { given, family } = places[place];
    for (;;) {
      const name = `${this.chance.oneOf(given)} ${this.chance.oneOf(family)}`;
      const email = `${slug(name)}@muster.example`;
      if (this.#given.has(email)) continue;
      this.#given.add(email);
      return { name, email };
    }
  }
}

const slug = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .toLowerCase()
    .replaceAll(' ', '.')
    .replace(/[^a-z.-]/g, '');

/** When the first week of a worker's pattern begins. */
export const anchorOf = ({ engaged }: DemoWorker): LocalDate => mondayOf(engaged.from);
