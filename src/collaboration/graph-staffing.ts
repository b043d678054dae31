import { byDepartmentId } from '../capacity/shares.js';
import type { PersonalEffort } from './graph-minutes.js';

/** What one person puts in, and what they can do. */
export interface Staffing {
  readonly confirmed: readonly PersonalEffort[];
  readonly tentative: readonly PersonalEffort[];
  readonly skillIds: readonly string[];
}

/** Work that nobody does yet. */
export interface Missing {
  readonly departmentId: string | null;
  readonly skillIds: readonly string[];
  readonly minutes: number;
}

export interface Planned {
  readonly departmentId: string;
  readonly scheduled: number;
  readonly unscheduled: number;
}

/** Minutes, and how many people they come from. */
export interface Put {
  readonly minutes: number;
  readonly people: number;
}

export interface DepartmentSums {
  readonly departmentId: string | null;
  readonly planned: number;
  readonly unscheduled: number;
  readonly confirmed: Put;
  readonly tentative: Put;
  readonly missing: number;
}

export interface SkillSums {
  /** Null for who has none, and what asks for none. */
  readonly skillId: string | null;
  readonly confirmed: number;
  readonly tentative: number;
  readonly missing: number;
}

export interface StaffingParts {
  readonly people: readonly Staffing[];
  readonly planned: readonly Planned[];
  readonly missing: readonly Missing[];
}

const NO_DEPARTMENT_SUMS = {
  planned: 0,
  unscheduled: 0,
  confirmed: { minutes: 0, people: 0 },
  tentative: { minutes: 0, people: 0 },
  missing: 0,
};

/** By department id, none last; each minute of a part in exactly one of them. */
export function staffingByDepartment({ people, planned, missing }: StaffingParts): DepartmentSums[] {
  const sums = new Map<string | null, DepartmentSums>();
  const change = (
    departmentId: string | null,
    changed: (known: DepartmentSums) => Partial<DepartmentSums>,
  ) => {
    const known = sums.get(departmentId) ?? { departmentId, ...NO_DEPARTMENT_SUMS };
    sums.set(departmentId, { ...known, ...changed(known) });
  };
  for (const person of people)
    for (const firmness of ['confirmed', 'tentative'] as const)
      for (const [departmentId, efforts] of Map.groupBy(person[firmness], (effort) => effort.departmentId))
        change(departmentId, (known) => ({
          [firmness]: {
            minutes: known[firmness].minutes + minutesOf(efforts),
            people: known[firmness].people + 1,
          },
        }));
  for (const { departmentId, scheduled, unscheduled } of planned)
    change(departmentId, (known) => ({
      planned: known.planned + scheduled,
      unscheduled: known.unscheduled + unscheduled,
    }));
  for (const { departmentId, minutes } of missing)
    change(departmentId, (known) => ({ missing: known.missing + minutes }));
  return [...sums.values()]
    .filter(({ planned, unscheduled, confirmed, tentative, missing }) =>
      [planned, unscheduled, confirmed.minutes, tentative.minutes, missing].some((minutes) => minutes > 0),
    )
    .sort((a, b) => byDepartmentId(a.departmentId, b.departmentId));
}

/** By skill id, none last; a minute counts for each skill of who does it, or of what is asked for. */
export function staffingBySkill({ people, missing }: Omit<StaffingParts, 'planned'>): SkillSums[] {
  const sums = new Map<string | null, { confirmed: number; tentative: number; missing: number }>();
  const add = (
    skillIds: readonly string[],
    measure: 'confirmed' | 'tentative' | 'missing',
    minutes: number,
  ) => {
    if (minutes === 0) return;
    for (const skillId of skillIds.length > 0 ? skillIds : [null]) {
      const known = sums.get(skillId) ?? { confirmed: 0, tentative: 0, missing: 0 };
      known[measure] += minutes;
      sums.set(skillId, known);
    }
  };
  for (const { skillIds, confirmed, tentative } of people) {
    add(skillIds, 'confirmed', minutesOf(confirmed));
    add(skillIds, 'tentative', minutesOf(tentative));
  }
  for (const { skillIds, minutes } of missing) add(skillIds, 'missing', minutes);
  return [...sums]
    .map(([skillId, measures]) => ({ skillId, ...measures }))
    .sort((a, b) => byDepartmentId(a.skillId, b.skillId));
}

const minutesOf = (efforts: readonly PersonalEffort[]) =>
  efforts.reduce((sum, { minutes }) => sum + minutes, 0);
