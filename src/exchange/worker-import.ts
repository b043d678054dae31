import { v7 as uuidv7 } from 'uuid';
import { cutAssignments, type EarlierEnd } from '../assignments/engagement-termination.js';
import { canManageWorkforce } from '../auth/policy.js';
import { changingCapacity } from '../capacity/changing-capacity.js';
import { recordChanges } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize } from '../graphql/errors.js';
import { moveIntervals } from '../workforce/time-off-days.js';
import type { ImportResult } from './import.js';
import { reportOf, writes } from './report.js';
import { RowFaults } from './row-faults.js';
import { eventsOf } from './worker-events.js';
import { type PlannedWorker, planWorkers, type StoredWorker } from './worker-plan.js';
import { type ReadWorker, readWorkers, type WorkersImportInput } from './worker-row.js';
import { writeEngagements, writeWorkers } from './worker-writing.js';

/**
 * Adds and changes workers, with an engagement each, as another system has them, all in the surrounding transaction.
 * @throws UserError FORBIDDEN, or CONFLICT (EXTERNAL_ID_TAKEN, EMAIL_TAKEN) where somebody else adds the same meanwhile
 */
export async function workersImport(ctx: Context, input: WorkersImportInput): Promise<ImportResult> {
  authorize(canManageWorkforce(ctx.viewer));
  const faults = new RowFaults(input.rows);
  const read = readWorkers(faults, input);
  const regions = await shareRegions(ctx, read);
  const stored = await lockStored(ctx, read);
  const emails = await emailsTaken(ctx, read);
  const planned = planWorkers(faults, read, { stored, regions, emails, now: ctx.now() });
  if (writes(faults, input))
    await write(
      ctx,
      planned.filter(({ outcome }) => outcome !== 'UNCHANGED'),
    );
  return reportOf(faults, planned, input);
}

async function write(ctx: Context, planned: readonly PlannedWorker[]): Promise<void> {
  const causeId = uuidv7();
  const events = new Map(planned.map((worker) => [worker.id, eventsOf(worker)]));
  await writeWorkers(
    ctx,
    planned.filter(({ stored }) => stored === null),
  );
  await changingCapacity(ctx, {
    workerIds: [...events.keys()],
    newWorkerIds: new Set(planned.filter(({ stored }) => stored === null).map(({ id }) => id)),
    causeId,
    change: async () => {
      await cutAssignments(ctx, planned.flatMap(earlierEnd), causeId);
      await writeWorkers(
        ctx,
        planned.filter(({ stored }) => stored !== null),
      );
      await moveIntervals(ctx, planned.flatMap(movedToZone));
      await writeEngagements(ctx, planned);
    },
    event: (_, workerId) => events.get(workerId)![0]!,
  });
  const others = Array.from(events, ([workerId, [, ...more]]) =>
    more.map((event) => ({ ...event, workerId, causeId })),
  );
  await recordChanges(ctx, others.flat());
}

const movedToZone = ({ id, stored, columns: { timeZone } }: PlannedWorker) =>
  stored && stored.timeZone !== timeZone ? [{ id, timeZone }] : [];

/** Of an engagement that loses days by its row. */
function earlierEnd({ id, engagement }: PlannedWorker): EarlierEnd[] {
  const agreedEnd = engagement?.stored?.to ?? null;
  const lastDay = engagement?.to ?? null;
  if (!engagement?.stored || lastDay === null || (agreedEnd !== null && lastDay >= agreedEnd)) return [];
  return [{ workerId: id, lastDay, agreedEnd }];
}

/** Time zones of the loaded regions among those that rows say; their holidays stay as they are until the end. */
async function shareRegions(ctx: Context, read: readonly ReadWorker[]): Promise<Map<string, string>> {
  const found = await ctx.rows<{ code: string; timeZone: string }>(
    'exchange.regions',
    'select code, time_zone as "timeZone" from holiday_region where code = any($1) order by code for share',
    [[...new Set(read.flatMap(({ region }) => region ?? []))]],
  );
  return new Map(found.map(({ code, timeZone }) => [code, timeZone]));
}

const LOCK = `select id from worker where external_id = any($1) order by id for no key update`;

const STORED = `select w.id, w.version, w.external_id as "externalId", w.kind, w.name, w.email, w.title, w.time_zone as "timeZone",
    w.region, w.work_mode as "workMode", w.archived_at is not null as "isArchived",
    coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'from', e."from", 'to', e."to", 'state', e.state, 'version', e.version,
        'patterns', coalesce((select jsonb_agg(jsonb_build_object(
            'id', p.id, 'from', p."from", 'anchor', p.anchor, 'minutes', p.minutes, 'version', p.version))
          from work_pattern p where p.engagement_id = e.id), '[]')))
      from engagement e where e.worker_id = w.id and e.state in ('READY', 'ACTIVE', 'ENDED', 'TERMINATED')), '[]') as engagements
  from worker w where w.external_id = any($1)`;

/** Those that rows name, by external id; read after they are locked, in a statement of its own. */
async function lockStored(ctx: Context, read: readonly ReadWorker[]): Promise<Map<string, StoredWorker>> {
  const externalIds = read.map(({ externalId }) => externalId);
  const locked = await ctx.rows('exchange.workers-lock', LOCK, [externalIds]);
  if (locked.length === 0) return new Map();
  const stored = await ctx.rows<StoredWorker>('exchange.workers-stored', STORED, [externalIds]);
  return new Map(stored.map((worker) => [worker.externalId, worker]));
}

async function emailsTaken(ctx: Context, read: readonly ReadWorker[]): Promise<Map<string, string>> {
  const emails = read.flatMap(({ email }) => email?.toLowerCase() ?? []);
  if (emails.length === 0) return new Map();
  const found = await ctx.rows<{ email: string; id: string }>(
    'exchange.emails',
    'select lower(email) as email, id from worker where lower(email) = any($1)',
    [emails],
  );
  return new Map(found.map(({ email, id }) => [email, id]));
}
