import type { Context } from '../graphql/context.js';
import type { PlannedWorker } from './worker-plan.js';

const WORKERS = `insert into worker (id, external_id, kind, name, email, title, time_zone, region, work_mode, created_at)
  select * from jsonb_to_recordset($1::jsonb) as row (id uuid, external_id text, kind text, name text, email text, title text,
    time_zone text, region text, work_mode text, created_at timestamptz)
  on conflict (id) do update set name = excluded.name, email = excluded.email, title = excluded.title,
    time_zone = excluded.time_zone, region = excluded.region, work_mode = excluded.work_mode, version = worker.version + 1`;

const ENGAGEMENTS = `insert into engagement (id, worker_id, "from", "to", state, created_at)
  select * from jsonb_to_recordset($1::jsonb) as row (id uuid, worker_id uuid, "from" date, "to" date, state text, created_at timestamptz)
  on conflict (id) do update set "to" = excluded."to", version = engagement.version + 1`;

const PATTERNS = `insert into work_pattern (id, engagement_id, "from", anchor, minutes, created_at)
  select id, engagement_id, "from", anchor, array(select jsonb_array_elements_text(minutes)::integer), created_at
  from jsonb_to_recordset($1::jsonb) as row (id uuid, engagement_id uuid, "from" date, anchor date, minutes jsonb, created_at timestamptz)
  on conflict (id) do update set minutes = excluded.minutes, windows = null, weekly_minutes = null, working_days = null,
    version = work_pattern.version + 1`;

/** Adds the new among the workers, and changes the others. */
export async function writeWorkers(ctx: Context, planned: readonly PlannedWorker[]): Promise<void> {
  const records = planned
    .filter(({ isChanged }) => isChanged)
    .map(({ id, columns }) => ({
      id,
      external_id: columns.externalId,
      kind: columns.kind,
      name: columns.name,
      email: columns.email,
      title: columns.title,
      time_zone: columns.timeZone,
      region: columns.region,
      work_mode: columns.workMode,
      created_at: ctx.now(),
    }));
  await write(ctx, 'exchange.workers-write', WORKERS, records);
}

/** Adds and changes their engagements, and the patterns of these. */
export async function writeEngagements(ctx: Context, planned: readonly PlannedWorker[]): Promise<void> {
  const created_at = ctx.now();
  const meant = planned.flatMap(({ id, engagement }) => (engagement ? [{ worker_id: id, engagement }] : []));
  const engagements = meant
    .filter(({ engagement }) => engagement.isChanged)
    .map(({ worker_id, engagement: { id, from, to, state } }) => ({
      id,
      worker_id,
      from,
      to,
      state,
      created_at,
    }));
  const patterns = meant.flatMap(({ engagement: { id: engagement_id, pattern } }) => {
    if (!pattern) return [];
    const { id, from, anchor, minutes } = pattern;
    return [{ id, engagement_id, from, anchor, minutes, created_at }];
  });
  await write(ctx, 'exchange.engagements-write', ENGAGEMENTS, engagements);
  await write(ctx, 'exchange.patterns-write', PATTERNS, patterns);
}

async function write(
  ctx: Context,
  name: string,
  statement: string,
  records: readonly object[],
): Promise<void> {
  if (records.length > 0) await ctx.rows(name, statement, [JSON.stringify(records)]);
}
