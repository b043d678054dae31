import type { LocalDate } from '../src/time/local-date.js';
import type { DemoCalendar } from './calendar.js';
import { story } from './story.js';

export interface DemoNeed {
  readonly externalId: string;
  /** External id. */
  readonly objective: string;
  /** Code. */
  readonly department: string;
  readonly role: string;
  /** Least levels by name. */
  readonly skills: Readonly<Record<string, number>>;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly load: { readonly minutesPerDay: number } | { readonly totalMinutes: number };
}

/** Whom the organisation lacks: what the story runs short of. */
export function makeNeeds({ nextMonth, day }: DemoCalendar): DemoNeed[] {
  const [localisation, japanese] = story.wantedSkills;
  const engineers = {
    objective: 'objective-data-2',
    department: story.overloadedDepartment,
    role: 'Data engineer',
    skills: { SQL: 3 },
    ...nextMonth,
  };
  return [
    {
      externalId: story.raisedNeed,
      objective: story.sharedObjective,
      department: story.freelancersDepartment,
      role: 'Japanese localisation specialist',
      skills: { [localisation]: story.wantedLevel, [japanese]: story.wantedLevel },
      from: nextMonth.from,
      to: day(200),
      load: { minutesPerDay: 480 },
    },
    {
      externalId: 'need-mainframe',
      objective: story.rareSkillObjective,
      department: 'PLT',
      role: 'Mainframe developer',
      skills: { [story.rareSkill]: 3 },
      from: nextMonth.from,
      to: null,
      load: { minutesPerDay: 480 },
    },
    { externalId: 'need-data-1', ...engineers, load: { minutesPerDay: 480 } },
    { externalId: 'need-data-2', ...engineers, load: { totalMinutes: 80 * 60 } },
  ];
}
