import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../src/server/database.js';
import { inOneTransaction } from '../src/server/database.js';

// Any constant: advisory locks are per database.
const SEED_LOCK = 7_285_302;

/** Fills an empty database with the demo organisation, whole or not at all. Answers whether it did. */
export async function seedDemo(database: Database, _now: Date): Promise<boolean> {
  return inOneTransaction(database, async () => {
    // Processes that start together take turns.
    await database.rows('seed.lock', 'select pg_advisory_xact_lock($1)', [SEED_LOCK]);
    const [existing] = await database.rows('seed.existing', 'select 1 from account limit 1');
    if (existing) return false;
    await seedAccounts(database);
    return true;
  });
}

async function seedAccounts({ rows }: Database): Promise<void> {
  const [departmentId, objectiveId, workerId] = [uuidv7(), uuidv7(), uuidv7()];
  await rows(
    'seed.department',
    `insert into department (id, code, name, time_zone) values ($1, 'ORG', 'Organisation', 'UTC')`,
    [departmentId],
  );
  await rows(
    'seed.objective',
    `insert into objective (id, title, owner_id, status) values ($1, 'Stand up', $2, 'ACTIVE')`,
    [objectiveId, departmentId],
  );
  await rows(
    'seed.worker',
    `insert into worker (id, kind, name, time_zone, work_mode) values ($1, 'STAFF', 'Wanda Worker', 'UTC', 'REMOTE')`,
    [workerId],
  );
  const people: [subject: string, role: string, departmentId?: string | null, objectiveId?: string | null][] =
    [
      ['admin', 'ADMIN'],
      ['hr', 'HR'],
      ['manager', 'RESOURCE_MANAGER'],
      ['head', 'DEPARTMENT_HEAD', departmentId],
      ['lead', 'PROJECT_LEAD', null, objectiveId],
      ['finance', 'FINANCE'],
      ['risk', 'RISK_OFFICER'],
      ['worker', 'WORKER'],
    ];
  for (const [subject, role, headed = null, led = null] of people) {
    const id = uuidv7();
    await rows(
      'seed.account',
      `insert into account (id, subject, name, kind, worker_id) values ($1, $2, $2, 'PERSON', $3)`,
      [id, subject, subject === 'worker' ? workerId : null],
    );
    await rows(
      'seed.grant',
      'insert into access_grant (id, account_id, role, department_id, objective_id) values ($1, $2, $3, $4, $5)',
      [uuidv7(), id, role, headed, led],
    );
  }
  const client = uuidv7();
  await rows(
    'seed.client',
    `insert into account (id, subject, name, kind) values ($1, 'client', 'client', 'CLIENT')`,
    [client],
  );
  await rows('seed.scopes', 'insert into access_grant (id, account_id, scopes) values ($1, $2, $3)', [
    uuidv7(),
    client,
    ['capacity:read', 'events:subscribe'],
  ]);
}
