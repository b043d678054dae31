import { lengthInDays } from '../src/time/date-range.js';
import { accountPlans, accountRows } from './accounts.js';
import type { DemoAssignment } from './assignments.js';
import { departmentPlans, skillCategories } from './departments.js';
import { objectivePlans } from './objectives.js';
import type { DemoOrganisation } from './organisation.js';
import { places } from './places.js';
import { idOf } from './random.js';
import { statedProgress } from './strategy.js';
import { anchorOf, type DemoWorker, FULL_TIME, FULL_TIME_WINDOWS } from './workers.js';

// The demo organisation as rows of its tables.

const WHOLE = 100;

export const departmentRows = ({ departmentIds }: DemoOrganisation) =>
  departmentPlans.map(({ code, name, parent, places: [place] }) => ({
    id: departmentIds.get(code)!,
    external_id: `department-${code.toLowerCase()}`,
    code,
    name,
    parent_id: parent && departmentIds.get(parent)!,
    time_zone: places[place!].timeZone,
    region: places[place!].region,
  }));

export const skillRows = ({ skillIds }: DemoOrganisation) =>
  Object.entries(skillCategories).flatMap(([category, names]) =>
    names.map((name) => ({ id: skillIds.get(name)!, name, category })),
  );

export const objectiveRows = (
  { objectiveIds, departmentIds, calendar }: DemoOrganisation,
  recordedAt: Date,
) =>
  objectivePlans.map(({ externalId, title, parent, owner, weight, status }) => ({
    id: objectiveIds.get(externalId)!,
    external_id: externalId,
    title,
    parent_id: parent && objectiveIds.get(parent)!,
    owner_id: departmentIds.get(owner)!,
    weight,
    from: calendar.day(status === 'PLANNED' ? 60 : parent ? -200 : -240),
    to: calendar.day(status === 'ACHIEVED' ? -20 : parent ? 220 : 300),
    status,
    progress_mode: statedProgress[externalId] ? 'MANUAL' : 'ROLLUP',
    manual_percent: statedProgress[externalId] ?? null,
    changed_at: recordedAt,
  }));

export const contributionRows = (
  { chance, objectiveIds, departmentIds }: DemoOrganisation,
  recordedAt: Date,
) =>
  objectivePlans.flatMap(({ externalId, owner, contributors, consulted, awaited }) => {
    const row = (code: string, role: string, hours: number | null) => ({
      id: chance.id(),
      objective_id: objectiveIds.get(externalId)!,
      department_id: departmentIds.get(code)!,
      role,
      planned_minutes: hours && hours * 60,
      changed_at: recordedAt,
    });
    return [
      row(owner, 'RESPONSIBLE', chance.between(8, 30) * 100),
      ...contributors.map((code) => row(code, 'CONTRIBUTOR', chance.between(2, 12) * 100)),
      ...consulted.map((code) => row(code, 'CONSULTED', null)),
      ...awaited.map((code) => row(code, 'CONTRIBUTOR', 400)),
    ];
  });

export const workerRows = ({ workers }: DemoOrganisation) =>
  workers.map(({ id, externalId, kind, name, email, title, place, workMode }) => ({
    id,
    external_id: externalId,
    kind,
    name,
    email,
    title,
    time_zone: places[place].timeZone,
    region: places[place].region,
    work_mode: workMode,
  }));

/** Engagements with their patterns, memberships and skills. */
export function employmentRows({ chance, workers, departmentIds, skillIds }: DemoOrganisation) {
  const engagementOf = (worker: DemoWorker) => {
    const { id, engaged, rate, place } = worker;
    const engagement = {
      id: chance.id(),
      worker_id: id,
      ...engaged,
      state: 'ACTIVE',
      rate_amount: rate.amount,
      rate_currency: places[place].currency,
      rate_unit: rate.unit,
    };
    const { from } = engaged;
    const pattern = {
      id: chance.id(),
      engagement_id: engagement.id,
      from,
      anchor: anchorOf(worker),
      minutes: worker.minutes,
      windows: worker.minutes === FULL_TIME ? FULL_TIME_WINDOWS : null,
    };
    return { engagement, pattern };
  };
  const employed = workers.map(engagementOf);
  return {
    engagement: employed.map(({ engagement }) => engagement),
    work_pattern: employed.map(({ pattern }) => pattern),
    membership: workers.flatMap(({ id, memberships }) =>
      memberships.map(({ code, share, from, to }) => ({
        id: chance.id(),
        worker_id: id,
        department_id: departmentIds.get(code)!,
        from,
        to,
        share: share * WHOLE,
      })),
    ),
    worker_skill: workers.flatMap(({ id, skills }) =>
      Object.entries(skills).map(([name, level]) => ({
        id: chance.id(),
        worker_id: id,
        skill_id: skillIds.get(name)!,
        level,
      })),
    ),
  };
}

export const timeOffRows = ({ chance, timeOff }: DemoOrganisation, decidedBy: string, now: Date) =>
  timeOff.map(({ worker, from, to, minutesPerDay, kind, state }) => ({
    id: chance.id(),
    worker_id: worker.id,
    from,
    to,
    minutes_per_day: minutesPerDay,
    kind,
    state,
    decided_by: state === 'REQUESTED' ? null : decidedBy,
    decided_at: state === 'REQUESTED' ? null : now,
  }));

export const assignmentRows = ({ chance, assignments, objectiveIds }: DemoOrganisation) =>
  assignments.map((assignment, i) => ({
    id: chance.id(),
    external_id: `assignment-${i + 1}`,
    worker_id: assignment.worker.id,
    objective_id: objectiveIds.get(assignment.objective)!,
    from: assignment.from,
    to: assignment.to,
    ...loadColumns(assignment, i),
    role: assignment.worker.title,
    state: assignment.state,
    released_on: assignment.releasedOn,
  }));

const NO_LOAD = { minutes_per_day: null, percent: null, total_minutes: null };
/** So that it fits, whatever leave there was. */
const DAYS_A_WEEK = 3;

/** Every third of the rates that are done was agreed as a total. */
function loadColumns({ load, state, from, to }: DemoAssignment, i: number) {
  if ('percent' in load) return { ...NO_LOAD, load: 'PERCENT', percent: load.percent };
  const { minutesPerDay } = load;
  if (state !== 'COMPLETED' || to === null || i % 3 !== 0)
    return { ...NO_LOAD, load: 'RATE', minutes_per_day: minutesPerDay };
  const weeks = Math.ceil(lengthInDays({ from, to }) / 7);
  return { ...NO_LOAD, load: 'TOTAL', total_minutes: minutesPerDay * DAYS_A_WEEK * weeks };
}

export function accessRows({ chance, workers, departmentIds, objectiveIds }: DemoOrganisation) {
  const byExternalId = new Map(workers.map((worker) => [worker.externalId, worker]));
  const account = accountRows(byExternalId, () => chance.id());
  const access_grant = accountPlans.map(({ role, headOf, leads, scopes }, i) => ({
    id: chance.id(),
    account_id: account[i]!.id,
    role: role ?? null,
    department_id: headOf ? departmentIds.get(headOf)! : null,
    objective_id: leads ? objectiveIds.get(leads)! : null,
    scopes: scopes ?? [],
  }));
  return { account, access_grant };
}

/** Staffing needs as they were recorded at an instant. */
export const needRows = ({ needs, objectiveIds, departmentIds, skillIds }: DemoOrganisation, at: Date) =>
  needs.map(({ externalId, objective, department, role, skills, from, to, load }) => ({
    id: idOf(externalId),
    external_id: externalId,
    objective_id: objectiveIds.get(objective)!,
    department_id: departmentIds.get(department)!,
    role,
    skills: Object.entries(skills).map(([name, minLevel]) => ({ skillId: skillIds.get(name)!, minLevel })),
    from,
    to,
    minutes_per_day: 'minutesPerDay' in load ? load.minutesPerDay : null,
    total_minutes: 'totalMinutes' in load ? load.totalMinutes : null,
    state: 'OPEN',
    changed_at: at,
    created_at: at,
    version: 1,
  }));
