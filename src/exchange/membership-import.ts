import { v7 as uuidv7 } from 'uuid';
import { canManageWorkforce } from '../auth/policy.js';
import { changingCapacity } from '../capacity/changing-capacity.js';
import { recordChanges } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize } from '../graphql/errors.js';
import { departmentsNamed, type Named, workersNamed } from './external-ids.js';
import type { ImportResult } from './import.js';
import type { MembershipFacts, PlannedMembership, StoredMembership } from './membership-plan.js';
import { planMemberships } from './membership-planner.js';
import { type MembershipsImportInput, readMemberships } from './membership-row.js';
import { reportOf, writes } from './report.js';
import { RowFaults } from './row-faults.js';

/**
 * Adds and changes memberships as another system has them, all in the surrounding transaction.
 * @throws UserError FORBIDDEN
 */
export async function membershipsImport(ctx: Context, input: MembershipsImportInput): Promise<ImportResult> {
  authorize(canManageWorkforce(ctx.viewer));
  const departments = await departmentsNamed(ctx, namesOf(input.rows, 'departmentExternalId'));
  const workers = await workersNamed(ctx, namesOf(input.rows, 'workerExternalId'));
  const decide = async () => {
    const faults = new RowFaults(input.rows);
    const read = readMemberships(faults, input);
    const stored = await readStored(
      ctx,
      workers,
      read.flatMap(({ externalId }) => externalId ?? []),
    );
    return { faults, planned: planMemberships(faults, read, { workers, departments, stored }) };
  };
  if (input.dryRun) {
    const { faults, planned } = await decide();
    return reportOf(faults, planned, input);
  }
  const causeId = uuidv7();
  const { faults, planned, events } = await changingCapacity(ctx, {
    workerIds: Array.from(workers.values(), ({ id }) => id),
    causeId,
    change: async () => {
      const decided = await decide();
      const changes = changesOf(decided, input);
      await write(ctx, changes);
      const byWorker = Map.groupBy(changes, ({ facts }) => facts.workerId);
      return { ...decided, events: new Map(Array.from(byWorker, ([id, mine]) => [id, eventsOf(mine)])) };
    },
    event: ({ events }, workerId) => events.get(workerId)?.[0] ?? null,
  });
  const others = Array.from(events, ([workerId, [, ...more]]) =>
    more.map((event) => ({ ...event, workerId, causeId })),
  );
  await recordChanges(ctx, others.flat());
  return reportOf(faults, planned, input);
}

const namesOf = <Row extends object>(rows: readonly Row[], column: keyof Row) =>
  rows.map((row) => String(row[column]).trim());

function changesOf(
  { faults, planned }: { faults: RowFaults; planned: PlannedMembership[] },
  input: MembershipsImportInput,
) {
  if (!writes(faults, input)) return [];
  return planned.filter(({ index, outcome }) => outcome !== 'UNCHANGED' && faults.isRight(index));
}

/** All of the workers, and those of others that have one of the external ids. */
function readStored(ctx: Context, workers: ReadonlyMap<string, Named>, externalIds: readonly string[]) {
  const columns = `id, version, external_id as "externalId", worker_id as "workerId", department_id as "departmentId", "from", "to", share`;
  return ctx.rows<StoredMembership>(
    'exchange.memberships',
    `select ${columns} from membership where worker_id = any($1::uuid[])
     union select ${columns} from membership where external_id = any($2)`,
    [Array.from(workers.values(), ({ id }) => id), externalIds],
  );
}

async function write(ctx: Context, changes: readonly PlannedMembership[]): Promise<void> {
  if (changes.length === 0) return;
  const replaced = changes.flatMap(({ stored }) => stored?.id ?? []);
  // Not updated in place: on the way from one set of ranges to another, two could overlap for a moment.
  const before = await ctx.rows<{ id: string; created_at: Date }>(
    'exchange.memberships-replace',
    'delete from membership where id = any($1::uuid[]) returning id, created_at',
    [replaced],
  );
  const createdAt = new Map(before.map(({ id, created_at }) => [id, created_at]));
  const records = changes.map(({ id, stored, facts }) => ({
    id,
    external_id: facts.externalId,
    worker_id: facts.workerId,
    department_id: facts.departmentId,
    from: facts.from,
    to: facts.to,
    share: facts.share,
    version: (stored?.version ?? 0) + 1,
    created_at: createdAt.get(id) ?? ctx.now(),
  }));
  await ctx.rows(
    'exchange.memberships-insert',
    `insert into membership (id, external_id, worker_id, department_id, "from", "to", share, version, created_at)
     select * from jsonb_to_recordset($1::jsonb) as row (id uuid, external_id text, worker_id uuid, department_id uuid,
       "from" date, "to" date, share integer, version integer, created_at timestamptz)`,
    [JSON.stringify(records)],
  );
}

/** What happened to the memberships of a worker, in the words of `workforce/`. The first event tells of the capacity. */
function eventsOf(changes: readonly PlannedMembership[]) {
  return changes.map(({ id, stored, facts }) => ({
    kind: stored ? 'MEMBERSHIP_UPDATED' : 'MEMBERSHIP_CREATED',
    subjectType: 'Membership',
    subjectId: id,
    before: stored && factsOf(stored, stored.version),
    after: factsOf(facts, (stored?.version ?? 0) + 1),
  }));
}

const factsOf = ({ workerId, departmentId, from, to, share }: MembershipFacts, version: number) => ({
  workerId,
  departmentId,
  from,
  to,
  share,
  version,
});
