import { type RawBuilder, sql } from 'kysely';
import type { Role, Viewer } from '../graphql/context.js';
import type { Standing } from './grants.js';

// Who may do what: every rule, as a pure predicate.

export const has = (viewer: Viewer, ...roles: Role[]): boolean =>
  roles.some((role) => viewer.roles.has(role));

const isSelf = (viewer: Viewer, worker: { id: string }) =>
  viewer.workerId !== null && viewer.workerId === worker.id;

const isHeadOf = (viewer: Viewer, worker: Standing) =>
  worker.departmentIds.some((id) => viewer.headOf.has(id));

/** Roles that see every worker; a worker sees his own departments, a head his subtrees and all freelancers. */
const seesEveryone = (viewer: Viewer) =>
  has(viewer, 'ADMIN', 'HR', 'RESOURCE_MANAGER', 'PROJECT_LEAD', 'FINANCE', 'RISK_OFFICER') ||
  viewer.scopes.has('capacity:read') ||
  viewer.scopes.has('workforce:read') ||
  viewer.scopes.has('assignments:write') ||
  viewer.scopes.has('workforce:write');

/** Name, skills, zone and capacity of a worker. */
export const canSeeWorker = (viewer: Viewer, worker: Standing): boolean =>
  seesEveryone(viewer) ||
  isSelf(viewer, worker) ||
  isHeadOf(viewer, worker) ||
  (has(viewer, 'DEPARTMENT_HEAD') && worker.kind === 'FREELANCER') ||
  (has(viewer, 'WORKER') && worker.departmentIds.some((id) => viewer.departments.has(id)));

/** `canSeeWorker` as a condition on the table `worker` under `alias`, for lists. `today` is a day. */
export function reach(viewer: Viewer, alias: string, today: string): RawBuilder<boolean> {
  if (seesEveryone(viewer)) return sql`true`;
  const departments = [...viewer.headOf, ...(has(viewer, 'WORKER') ? viewer.departments : [])];
  const worker = sql.raw(alias);
  return sql<boolean>`(${worker}.id = ${viewer.workerId}::uuid
    or (${has(viewer, 'DEPARTMENT_HEAD')}::boolean and ${worker}.kind = 'FREELANCER')
    or exists (select 1 from membership seen where seen.worker_id = ${worker}.id
      and seen.department_id = any(${departments}::uuid[]) and (seen."to" is null or seen."to" >= ${today}::date)))`;
}

/** Totals of departments and of objectives, which name nobody. */
export const canSeeTotals = (viewer: Viewer): boolean =>
  !viewer.isClient || viewer.scopes.has('capacity:read');

/** Totals of those with certain skills: few enough of them are persons, so only for who sees everybody. */
export const canSeeTotalsBySkill = (viewer: Viewer): boolean => seesEveryone(viewer);

/** Pay, rates and personal data. */
export const canSeePay = (viewer: Viewer, worker: Standing): boolean =>
  has(viewer, 'HR', 'FINANCE') ||
  isSelf(viewer, worker) ||
  isHeadOf(viewer, worker) ||
  (worker.kind === 'FREELANCER' && worker.objectiveIds.some((id) => viewer.leads.has(id)));

/** `canSeePay` for lists: who may filter or sort everybody by it. */
export const canSeeAllPay = (viewer: Viewer): boolean => has(viewer, 'HR', 'FINANCE');

/** Kind and reason of leave. */
export const canSeeReasonOfLeave = (viewer: Viewer, worker: Standing): boolean =>
  has(viewer, 'HR') || isSelf(viewer, worker) || isHeadOf(viewer, worker);

export const canManageDepartments = (viewer: Viewer): boolean => has(viewer, 'ADMIN');

export const canManageHolidays = (viewer: Viewer): boolean => has(viewer, 'ADMIN');

export const canManageAccess = (viewer: Viewer): boolean => has(viewer, 'ADMIN');

/** Workers, engagements, patterns, memberships, skills. */
export const canManageWorkforce = (viewer: Viewer): boolean =>
  has(viewer, 'HR') || viewer.scopes.has('workforce:write');

export const canRequestTimeOff = (viewer: Viewer, worker: Standing): boolean =>
  canDecideTimeOff(viewer, worker) || isSelf(viewer, worker);

/** Nobody decides about his own leave, whatever else he is. */
export const canDecideTimeOff = (viewer: Viewer, worker: Standing): boolean =>
  !isSelf(viewer, worker) && (canManageWorkforce(viewer) || isHeadOf(viewer, worker));

/** Objectives: an admin all, a head those that his departments own, a lead his own and those below them. */
export const canManageObjective = (
  viewer: Viewer,
  objective: { id: string | null; parentId: string | null; ownerId: string },
): boolean =>
  has(viewer, 'ADMIN') ||
  viewer.headOf.has(objective.ownerId) ||
  [objective.id, objective.parentId].some((id) => id !== null && viewer.leads.has(id));

const managesAssignments = (viewer: Viewer) =>
  has(viewer, 'RESOURCE_MANAGER') || viewer.scopes.has('assignments:write');

/** Who works on what: planners of everybody see all; a lead what his objectives have, a head what his people do. */
const seesAllAssignments = (viewer: Viewer) =>
  has(viewer, 'ADMIN', 'HR', 'RESOURCE_MANAGER', 'FINANCE', 'RISK_OFFICER') ||
  viewer.scopes.has('assignments:write') ||
  viewer.scopes.has('workforce:read') ||
  viewer.scopes.has('workforce:write');

export const canSeeAssignment = (viewer: Viewer, objectiveId: string, worker: Standing): boolean =>
  seesAllAssignments(viewer) ||
  isSelf(viewer, worker) ||
  isHeadOf(viewer, worker) ||
  viewer.leads.has(objectiveId);

/** `canSeeAssignment` as a condition on the table `assignment` under `alias`, for lists. */
export function assignmentReach(viewer: Viewer, alias: string, today: string): RawBuilder<boolean> {
  if (seesAllAssignments(viewer)) return sql`true`;
  const assignment = sql.raw(alias);
  return sql<boolean>`(${assignment}.worker_id = ${viewer.workerId}::uuid
    or ${assignment}.objective_id = any(${[...viewer.leads]}::uuid[])
    or exists (select 1 from membership seen where seen.worker_id = ${assignment}.worker_id
      and seen.department_id = any(${[...viewer.headOf]}::uuid[]) and (seen."to" is null or seen."to" >= ${today}::date)))`;
}

/**
 * What so few people put into an objective that it tells of persons: for who sees what each of them is assigned to. Null
 * is the share of people that belongs to no department.
 */
export const canSeeFewPeople = (
  viewer: Viewer,
  { objectiveId, departmentId }: { objectiveId: string; departmentId: string | null },
): boolean =>
  seesAllAssignments(viewer) ||
  viewer.leads.has(objectiveId) ||
  (departmentId !== null && viewer.headOf.has(departmentId));

export interface Sides {
  fromDepartmentId: string;
  toDepartmentId: string;
  objectiveId: string;
}

/** Requests for help: for heads and members of both departments, leads of the objective, and who sees all assignments. */
export const canSeeCollaboration = (
  viewer: Viewer,
  { fromDepartmentId, toDepartmentId, objectiveId }: Sides,
): boolean =>
  seesAllAssignments(viewer) ||
  viewer.leads.has(objectiveId) ||
  [fromDepartmentId, toDepartmentId].some((id) => viewer.headOf.has(id) || viewer.departments.has(id));

/** `canSeeCollaboration` as a condition on the table `collaboration_request` under `alias`, for lists. */
export function collaborationReach(viewer: Viewer, alias: string): RawBuilder<boolean> {
  if (seesAllAssignments(viewer)) return sql`true`;
  const request = sql.raw(alias);
  const departments = [...viewer.headOf, ...viewer.departments];
  return sql<boolean>`(${request}.objective_id = any(${[...viewer.leads]}::uuid[])
    or ${request}.from_department_id = any(${departments}::uuid[])
    or ${request}.to_department_id = any(${departments}::uuid[]))`;
}

/** Asking for help, giving that up, and saying that it was had. */
export const canAskForCollaboration = (
  viewer: Viewer,
  { fromDepartmentId, objectiveId }: Pick<Sides, 'fromDepartmentId' | 'objectiveId'>,
): boolean =>
  has(viewer, 'ADMIN') ||
  managesAssignments(viewer) ||
  viewer.headOf.has(fromDepartmentId) ||
  viewer.leads.has(objectiveId);

/** Accepting or declining to help, and saying who does. */
export const canAnswerCollaboration = (
  viewer: Viewer,
  { toDepartmentId }: Pick<Sides, 'toDepartmentId'>,
): boolean => has(viewer, 'ADMIN') || managesAssignments(viewer) || viewer.headOf.has(toDepartmentId);

interface NotedObjective {
  id: string;
  parentId: string | null;
  ownerId: string;
  /** Departments that contribute to it. */
  contributorIds: readonly string[];
  /** Whether the viewer works for it. */
  isWorkedOn: boolean;
}

/** Notes on an objective: for who may manage it, heads of what contributes to it, and who works for it. */
export const canWriteNote = (viewer: Viewer, objective: NotedObjective): boolean =>
  canManageObjective(viewer, objective) ||
  objective.contributorIds.some((id) => viewer.headOf.has(id)) ||
  objective.isWorkedOn;

export const canEditNote = (viewer: Viewer, { authorId }: { authorId: string }): boolean =>
  has(viewer, 'ADMIN') || viewer.accountId === authorId;

/** Staffing needs: planners, HR and admins any; a lead those of his objectives, a head those of his departments. */
export const canManageNeed = (
  viewer: Viewer,
  need: { objectiveId: string; departmentId?: string | null | undefined },
): boolean =>
  has(viewer, 'ADMIN', 'HR') ||
  managesAssignments(viewer) ||
  viewer.leads.has(need.objectiveId) ||
  (need.departmentId != null && viewer.headOf.has(need.departmentId));

export const canPropose = (viewer: Viewer, objectiveId: string, worker: Standing): boolean =>
  managesAssignments(viewer) || viewer.leads.has(objectiveId) || isHeadOf(viewer, worker);

/** Confirming, or changing what is confirmed. */
export const canConfirm = (viewer: Viewer, objectiveId: string, worker: Standing): boolean =>
  managesAssignments(viewer) ||
  isHeadOf(viewer, worker) ||
  (worker.kind === 'FREELANCER' && viewer.leads.has(objectiveId));

/** Who may draft what-if scenarios. What a draft would do is for whoever may do it. */
export const canPlan = (viewer: Viewer): boolean =>
  has(viewer, 'ADMIN', 'HR', 'RESOURCE_MANAGER', 'DEPARTMENT_HEAD', 'PROJECT_LEAD');

/** Drafts are private: they are seen by their authors, and by planners who see everybody and all assignments. */
const seesAllScenarios = (viewer: Viewer) => has(viewer, 'ADMIN', 'HR', 'RESOURCE_MANAGER');

export const canSeeScenario = (viewer: Viewer, { authorId }: { authorId: string }): boolean =>
  seesAllScenarios(viewer) || viewer.accountId === authorId;

/** `canSeeScenario` as a condition on the table `scenario` under `alias`, for lists. */
export const scenarioReach = (viewer: Viewer, alias: string): RawBuilder<boolean> =>
  seesAllScenarios(viewer)
    ? sql`true`
    : sql<boolean>`${sql.raw(alias)}.author_id = ${viewer.accountId}::uuid`;

export const canEditScenario = (viewer: Viewer, { authorId }: { authorId: string }): boolean =>
  viewer.accountId === authorId;

/** Confirming in spite of an overbooking, or making one worse. */
export const canOverbook = (viewer: Viewer): boolean => has(viewer, 'RESOURCE_MANAGER');

const READING_SCOPES = ['capacity:read', 'workforce:read', 'workforce:write', 'assignments:write'];

/** Everyone signed in; clients by any scope that reads. */
const readsAnything = (viewer: Viewer) =>
  !viewer.isClient || READING_SCOPES.some((name) => viewer.scopes.has(name));

/** Subjects of changes by who sees them; of all others, and of these too, an ADMIN. */
const SEEN_BY_EVERYONE = words(
  'Department Objective ObjectiveDependency KeyResult Contribution StaffingNeed Skill HolidayRegion Holiday Note',
);
const SEEN_WITH_WORKER = words('Worker Engagement WorkPattern Membership WorkerSkill TimeOff');
const SEEN_WITH_SCENARIOS = words('Scenario ScenarioChange');

function words(text: string): readonly string[] {
  return text.split(' ');
}

interface ChangeFacts {
  subjectType: string;
  /** The worker it is about, where it is about one. */
  worker: Standing | null;
  /** Of an assignment: what it is for. */
  objectiveId: string | null;
  /** Of a request for help. */
  sides: Sides | null;
}

/** A change that was recorded: for who sees what was changed. */
export function canSeeChange(
  viewer: Viewer,
  { subjectType, worker, objectiveId, sides }: ChangeFacts,
): boolean {
  if (has(viewer, 'ADMIN')) return true;
  if (SEEN_BY_EVERYONE.includes(subjectType)) return readsAnything(viewer);
  if (SEEN_WITH_SCENARIOS.includes(subjectType)) return seesAllScenarios(viewer);
  if (subjectType === 'CollaborationRequest') return sides !== null && canSeeCollaboration(viewer, sides);
  if (worker === null) return false;
  if (SEEN_WITH_WORKER.includes(subjectType)) return canSeeWorker(viewer, worker);
  return (
    subjectType === 'Assignment' && objectiveId !== null && canSeeAssignment(viewer, objectiveId, worker)
  );
}

/** `canSeeChange` as a condition on the table `change_event` under `alias`, for lists. */
export function changeReach(viewer: Viewer, alias: string, today: string): RawBuilder<boolean> {
  if (has(viewer, 'ADMIN')) return sql`true`;
  const change = sql.raw(alias);
  const always = [
    ...(readsAnything(viewer) ? SEEN_BY_EVERYONE : []),
    ...(seesAllScenarios(viewer) ? SEEN_WITH_SCENARIOS : []),
  ];
  return sql<boolean>`(${change}.subject_type = any(${always}::text[])
    or (${change}.subject_type = any(${SEEN_WITH_WORKER}::text[]) and exists (
      select 1 from worker w where w.id = ${change}.worker_id and ${reach(viewer, 'w', today)}))
    or (${change}.subject_type = 'Assignment' and exists (
      select 1 from assignment a where a.id = ${change}.subject_id and ${assignmentReach(viewer, 'a', today)}))
    or (${change}.subject_type = 'CollaborationRequest' and exists (
      select 1 from collaboration_request r where r.id = ${change}.subject_id and ${collaborationReach(viewer, 'r')})))`;
}

/** Webhooks carry what their owner sees of the log to another system: a client has its own, an ADMIN manages all. */
export const canManageWebhooks = (viewer: Viewer): boolean =>
  has(viewer, 'ADMIN') || viewer.scopes.has('webhooks:write');

export const canSeeWebhook = (viewer: Viewer, { ownerId }: { ownerId: string }): boolean =>
  has(viewer, 'ADMIN') || (canManageWebhooks(viewer) && viewer.accountId === ownerId);

/** `canSeeWebhook` as a condition on the table `webhook` under `alias`, for lists. */
export const webhookReach = (viewer: Viewer, alias: string): RawBuilder<boolean> =>
  has(viewer, 'ADMIN')
    ? sql`true`
    : sql<boolean>`(${canManageWebhooks(viewer)}::boolean and ${sql.raw(alias)}.owner_id = ${viewer.accountId}::uuid)`;
