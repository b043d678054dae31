import { changingCapacity } from '../capacity/changing-capacity.js';
import { type Change, recordChanges } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { type Faults, notFound } from '../graphql/errors.js';
import { type LocalDate, today } from '../time/local-date.js';
import { engagementFact } from './engagement.js';
import { checkEngagement, createEngagement, type EngagementFacts } from './engagement.service.js';
import { shareRegions } from './holiday-region.js';
import { membershipFact } from './membership.js';
import {
  checkMembership,
  createMembership,
  expectDepartmentsInUse,
  expectShares,
  type MembershipFacts,
} from './membership.service.js';
import { levelOf } from './skill.service.js';
import { Worker, type WorkerKind, type WorkMode, workerFacts } from './worker.js';
import { WorkerSkill } from './worker-skill.js';

export interface NewWorker {
  kind: WorkerKind;
  name: string;
  email?: string | null;
  title?: string | null;
  timeZone: string;
  region?: string | null;
  workMode: WorkMode;
  externalId?: string | null;
  engagement?: EngagementFacts | null;
  memberships?: MembershipFacts[] | null;
  skills?: { skillId: string; level: number }[] | null;
}

/** Notes what is wrong with a new worker and what comes along. */
export function checkWorker(
  faults: Faults,
  { engagement, memberships, skills }: NewWorker,
  field: readonly (string | number)[],
): void {
  if (engagement) checkEngagement(faults, engagement, [...field, 'engagement']);
  for (const [i, membership] of (memberships ?? []).entries())
    checkMembership(faults, membership, [...field, 'memberships', i]);
  const seen = new Set<string>();
  for (const [i, { skillId }] of (skills ?? []).entries()) {
    faults.require(!seen.has(skillId), [...field, 'skills', i], 'SKILL_TWICE', 'A skill is given once.');
    seen.add(skillId);
  }
}

/**
 * Adds workers with what comes along, many in one change. Authorised, and checked by `checkWorker`, before.
 * @throws UserError BAD_USER_INPUT (UNKNOWN_REGION), NOT_FOUND, or CONFLICT (DEPARTMENT_ARCHIVED, SHARES_EXCEED_WHOLE, MEMBERSHIP_OVERLAPS, ...)
 */
export async function addWorkers(ctx: Context, added: readonly NewWorker[]): Promise<Worker[]> {
  await shareRegions(
    ctx,
    added.map(({ region }) => region),
  );
  await expectDepartmentsInUse(
    ctx,
    added.flatMap(({ memberships }) => (memberships ?? []).map(({ departmentId }) => departmentId)),
  );
  await expectSkills(
    ctx,
    added.flatMap(({ skills }) => (skills ?? []).map(({ skillId }) => skillId)),
  );
  const workers = added.map(
    ({ engagement: _engagement, memberships: _memberships, skills: _skills, ...facts }) =>
      ctx.em.create(Worker, {
        kind: facts.kind,
        name: facts.name,
        email: facts.email ?? null,
        title: facts.title ?? null,
        timeZone: facts.timeZone,
        region: facts.region ?? null,
        workMode: facts.workMode,
        externalId: facts.externalId ?? null,
      }),
  );
  await ctx.em.flush();
  const byId = new Map(workers.map((worker) => [worker.id, worker]));
  const alongside = await changingCapacity(ctx, {
    workerIds: [...byId.keys()],
    change: async () => {
      const along = workers.flatMap((worker, i) => createAlongside(ctx, worker, added[i]!));
      await ctx.em.flush();
      if (added.some(({ memberships }) => memberships?.length)) await expectShares(ctx, [...byId.keys()]);
      return along;
    },
    event: (_, id) => ({
      kind: 'WORKER_CREATED',
      subjectType: 'Worker',
      subjectId: id,
      before: null,
      after: workerFacts(byId.get(id)!),
    }),
  });
  await recordChanges(
    ctx,
    alongside.map((change) => change()),
  );
  return workers;
}

/** What is recorded beside the workers; their own events hold the capacity. Read once written: a row has its version then. */
function createAlongside(
  ctx: Context,
  worker: Worker,
  { engagement, memberships, skills }: NewWorker,
): (() => Change)[] {
  const created =
    (
      kind: string,
      subjectType: string,
      row: { id: string },
      after: () => Readonly<Record<string, unknown>>,
    ) =>
    () => ({
      kind,
      subjectType,
      subjectId: row.id,
      workerId: worker.id,
      before: null,
      after: after(),
    });
  const changes: (() => Change)[] = [];
  if (engagement) {
    const state = engagement.state ?? stateFrom(engagement.from, today(worker.timeZone, ctx.now()));
    const row = createEngagement(ctx, worker.id, { ...engagement, state });
    changes.push(created('ENGAGEMENT_CREATED', 'Engagement', row, () => engagementFact.factsOf(row)));
  }
  for (const membership of memberships ?? []) {
    const row = createMembership(ctx, worker.id, membership);
    changes.push(created('MEMBERSHIP_CREATED', 'Membership', row, () => membershipFact.factsOf(row)));
  }
  for (const { skillId, level } of skills ?? []) {
    const row = ctx.em.create(WorkerSkill, { workerId: worker.id, skillId, level });
    changes.push(created('WORKER_SKILL_SET', 'WorkerSkill', row, () => levelOf(row)));
  }
  return changes;
}

const stateFrom = (from: LocalDate, day: LocalDate) => (from <= day ? 'ACTIVE' : 'READY');

async function expectSkills(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await ctx.rows<{ id: string }>(
    'skill.existing',
    'select id from skill where id = any($1::uuid[])',
    [ids],
  );
  const known = new Set(found.map(({ id }) => id));
  const missing = ids.find((id) => !known.has(id.toLowerCase()));
  if (missing) throw notFound('Skill', missing);
}
