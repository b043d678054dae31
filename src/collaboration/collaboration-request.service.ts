import { assignmentPropose } from '../assignments/assignment.service.js';
import { expectAssignable, expectOpenObjective, lockWorker } from '../assignments/assignment-rights.js';
import { canAnswerCollaboration, canAskForCollaboration } from '../auth/policy.js';
import type { Department } from '../departments/department.js';
import { lockDepartment } from '../departments/department.service.js';
import { recordChange } from '../events/change-log.js';
import type { Context, Viewer } from '../graphql/context.js';
import {
  authorize,
  expectTransition,
  expectVersion,
  Faults,
  notFound,
  UserError,
} from '../graphql/errors.js';
import { requireRange } from '../graphql/range.js';
import { expectInUse } from '../objectives/objective.service.js';
import { departmentsOf } from '../planning/scope.js';
import { addDays, type LocalDate, today } from '../time/local-date.js';
import {
  CollaborationRequest,
  CollaborationRequestState,
  collaborationRequestTransitions,
  lockRequest,
} from './collaboration-request.js';

/** Ten years. */
const MOST_DAYS = 3_653;

export interface Asked {
  fromDepartmentId: string;
  toDepartmentId: string;
  objectiveId: string;
  skillId?: string | null | undefined;
  minutes?: number | null | undefined;
  from: LocalDate;
  to: LocalDate;
  message: string;
  expiresOn?: LocalDate | null | undefined;
}

/**
 * Asks another department for help.
 * @throws UserError BAD_USER_INPUT, NOT_FOUND, FORBIDDEN, or CONFLICT (DEPARTMENT_ARCHIVED, OBJECTIVE_CLOSED)
 */
export async function collaborationRequestCreate(ctx: Context, asked: Asked): Promise<CollaborationRequest> {
  const { fromDepartmentId, toDepartmentId, objectiveId, skillId = null } = asked;
  expectOther(asked);
  const locked = new Map<string, Department>();
  // In the order of ids, as whoever locks several does.
  for (const id of [fromDepartmentId, toDepartmentId].sort()) locked.set(id, await lockDepartment(ctx, id));
  const [from, to] = [locked.get(fromDepartmentId)!, locked.get(toDepartmentId)!];
  await expectOpenObjective(ctx, objectiveId);
  authorize(canAskForCollaboration(ctx.viewer, asked));
  expectInUse(from, ['input', 'fromDepartmentId']);
  expectInUse(to, ['input', 'toDepartmentId']);
  if (skillId) await expectSkill(ctx, skillId);
  requireDays(asked, today(to.timeZone, ctx.now()));
  const request = ctx.em.create(CollaborationRequest, {
    ...{ fromDepartmentId, toDepartmentId, objectiveId, skillId },
    minutes: asked.minutes ?? null,
    from: asked.from,
    to: asked.to,
    message: asked.message,
    expiresOn: asked.expiresOn ?? asked.to,
    state: CollaborationRequestState.OPEN,
  });
  await ctx.em.flush();
  await record(ctx, 'COLLABORATION_REQUEST_CREATED', request, null);
  return request;
}

/** A request as the caller has seen it. */
export interface Seen {
  id: string;
  expectedVersion: number;
}

interface Answer extends Seen {
  answer?: string | null | undefined;
}

/** Agrees to help. @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION, TOO_LATE) */
export const collaborationRequestAccept = (ctx: Context, answer: Answer): Promise<CollaborationRequest> =>
  respond(ctx, answer, CollaborationRequestState.ACCEPTED);

/** Declines to help. @throws UserError as `collaborationRequestAccept` */
export const collaborationRequestDecline = (ctx: Context, answer: Answer): Promise<CollaborationRequest> =>
  respond(ctx, answer, CollaborationRequestState.DECLINED);

/** Gives a request up. @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION) */
export const collaborationRequestCancel = (ctx: Context, seen: Seen): Promise<CollaborationRequest> =>
  become(ctx, seen, CollaborationRequestState.CANCELLED, { mayDo: canAskForCollaboration });

/** Says that the help was had. @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT (STALE_VERSION, ILLEGAL_TRANSITION) */
export const collaborationRequestComplete = (ctx: Context, seen: Seen): Promise<CollaborationRequest> =>
  become(ctx, seen, CollaborationRequestState.DONE, { mayDo: canAskForCollaboration });

interface Helper extends Seen {
  workerId: string;
  from?: LocalDate | null | undefined;
  to?: LocalDate | null | undefined;
  minutesPerDay?: number | null | undefined;
  totalMinutes?: number | null | undefined;
  role?: string | null | undefined;
}

/**
 * Proposes one of the asked department's people for an ACCEPTED request, which keeps the assignment.
 * @throws UserError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT (OUTSIDE_REQUEST and as `assignmentPropose`), or CONFLICT
 * (STALE_VERSION, NOT_ACCEPTED, OUTSIDE_DEPARTMENT and as `assignmentPropose`)
 */
export async function collaborationRequestAssign(
  ctx: Context,
  { id, expectedVersion, workerId, ...help }: Helper,
): Promise<CollaborationRequest> {
  const request = await lockRequest(ctx, id);
  authorize(canAnswerCollaboration(ctx.viewer, request));
  expectVersion(request, expectedVersion);
  expectAccepted(request);
  const { from, to } = daysWithin(request, help);
  await expectMember(ctx, workerId, request.toDepartmentId);
  const isLoadStated = help.minutesPerDay != null || help.totalMinutes != null;
  const assignment = await assignmentPropose(ctx, {
    ...{ workerId, objectiveId: request.objectiveId, from, to, role: help.role },
    minutesPerDay: help.minutesPerDay,
    totalMinutes: isLoadStated ? help.totalMinutes : request.minutes,
  });
  ctx.write(
    'collaboration-request.help',
    'insert into collaboration_request_assignment (assignment_id, request_id) values ($1, $2)',
    [assignment.id, id],
  );
  const before = loggedFacts(request);
  // It counts as a change of the request, whose own columns stay as they are.
  await ctx.rows(
    'collaboration-request.touch',
    'update collaboration_request set version = version + 1 where id = $1::uuid',
    [id],
  );
  await ctx.em.refresh(request);
  await record(ctx, 'COLLABORATION_REQUEST_ASSIGNED', request, before);
  return request;
}

const respond = (ctx: Context, { answer = null, ...seen }: Answer, state: CollaborationRequestState) =>
  become(ctx, seen, state, {
    mayDo: canAnswerCollaboration,
    async write(request) {
      await expectInTime(ctx, request);
      Object.assign(request, { answer, answeredAt: ctx.now() });
    },
  });

interface Becoming {
  mayDo: (viewer: Viewer, request: CollaborationRequest) => boolean;
  write?: (request: CollaborationRequest) => Promise<void>;
}

async function become(
  ctx: Context,
  { id, expectedVersion }: Seen,
  state: CollaborationRequestState,
  { mayDo, write }: Becoming,
): Promise<CollaborationRequest> {
  const request = await lockRequest(ctx, id);
  authorize(mayDo(ctx.viewer, request));
  expectVersion(request, expectedVersion);
  expectTransition('The request', request.state, state, collaborationRequestTransitions);
  await write?.(request);
  const before = loggedFacts(request);
  request.state = state;
  await ctx.em.flush();
  await record(ctx, `COLLABORATION_REQUEST_${state}`, request, before);
  return request;
}

/** @throws UserError BAD_USER_INPUT (SAME_DEPARTMENT) */
function expectOther({ fromDepartmentId, toDepartmentId }: Asked): void {
  const faults = new Faults();
  faults.require(
    fromDepartmentId !== toDepartmentId,
    ['input', 'toDepartmentId'],
    'SAME_DEPARTMENT',
    'A department asks another one for help, not itself.',
  );
  faults.throwIfAny();
}

/** @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG, TOO_FAR_AWAY, PAST, EXPIRES_OUTSIDE) */
function requireDays({ from, to, expiresOn }: Asked, day: LocalDate): void {
  const [earliest, latest] = [addDays(day, -MOST_DAYS), addDays(day, MOST_DAYS)];
  const faults = new Faults();
  requireRange(faults, { from, to }, ['input', 'to']);
  faults.require(
    from >= earliest && to <= latest,
    ['input', 'from'],
    'TOO_FAR_AWAY',
    `Help lies within ten years of today, ${earliest} to ${latest}.`,
  );
  faults.require(to >= day, ['input', 'to'], 'PAST', `Help is asked for until today (${day}) or later.`);
  faults.require(
    expiresOn == null || (expiresOn >= day && expiresOn <= to),
    ['input', 'expiresOn'],
    'EXPIRES_OUTSIDE',
    `A request may be answered until a day from today (${day}) to the last day of help (${to}).`,
  );
  faults.throwIfAny();
}

/** @throws UserError NOT_FOUND */
async function expectSkill(ctx: Context, id: string): Promise<void> {
  const found = await ctx.rows('collaboration-request.skill', 'select 1 from skill where id = $1::uuid', [
    id,
  ]);
  if (found.length === 0) throw notFound('Skill', id);
}

/** @throws UserError CONFLICT (TOO_LATE) once its last day has passed, even where it is not EXPIRED yet */
async function expectInTime(
  ctx: Context,
  { toDepartmentId, expiresOn }: CollaborationRequest,
): Promise<void> {
  const [department] = await ctx.rows<{ timeZone: string }>(
    'collaboration-request.zone',
    'select time_zone as "timeZone" from department where id = $1::uuid',
    [toDepartmentId],
  );
  if (expiresOn >= today(department!.timeZone, ctx.now())) return;
  throw new UserError('CONFLICT', `It could be answered until ${expiresOn}.`, { reason: 'TOO_LATE' });
}

/** @throws UserError CONFLICT (NOT_ACCEPTED) */
function expectAccepted({ state }: CollaborationRequest): void {
  if (state === CollaborationRequestState.ACCEPTED) return;
  throw new UserError('CONFLICT', `Nobody is assigned for a request that is ${state}.`, {
    reason: 'NOT_ACCEPTED',
    details: { state, allowed: [CollaborationRequestState.ACCEPTED] },
  });
}

/** The days of the help, those of the request by default. @throws UserError BAD_USER_INPUT (OUTSIDE_REQUEST) */
function daysWithin(request: CollaborationRequest, help: Pick<Helper, 'from' | 'to'>) {
  const from = help.from ?? request.from;
  const to = help.to ?? request.to;
  const faults = new Faults();
  faults.require(
    from >= request.from && to <= request.to,
    ['input', 'from'],
    'OUTSIDE_REQUEST',
    `Help was asked for from ${request.from} to ${request.to}; ${from} to ${to} is not within.`,
  );
  faults.throwIfAny();
  return { from, to };
}

/** @throws UserError NOT_FOUND where the worker is out of reach, CONFLICT (WORKER_ARCHIVED, OUTSIDE_DEPARTMENT) */
async function expectMember(ctx: Context, workerId: string, departmentId: string): Promise<void> {
  const worker = await lockWorker(ctx, workerId);
  expectAssignable(ctx, worker);
  const departments = await departmentsOf(ctx, departmentId, true);
  if (worker.departmentIds.some((id) => departments.has(id))) return;
  throw new UserError('CONFLICT', 'This worker is not a member of the department that was asked.', {
    reason: 'OUTSIDE_DEPARTMENT',
    field: ['input', 'workerId'],
  });
}

/** What the log keeps: no texts, so that they can be erased. */
export const loggedFacts = (request: CollaborationRequest) => ({
  fromDepartmentId: request.fromDepartmentId,
  toDepartmentId: request.toDepartmentId,
  objectiveId: request.objectiveId,
  skillId: request.skillId,
  minutes: request.minutes,
  from: request.from,
  to: request.to,
  expiresOn: request.expiresOn,
  state: request.state,
  version: request.version,
});

const record = (
  ctx: Context,
  kind: string,
  request: CollaborationRequest,
  before: ReturnType<typeof loggedFacts> | null,
) =>
  recordChange(ctx, {
    kind,
    subjectType: 'CollaborationRequest',
    subjectId: request.id,
    before,
    after: loggedFacts(request),
  });
