import { type EventSubscriber, EventType, type TransactionEventArgs } from '@mikro-orm/core';
import type { Database } from '../../src/server/database.js';

// Answers are cached by how far the change log is, and streams tell what it holds: whatever is written without an event
// is hidden from both. So the databases of tests note what each transaction changes, and refuse to commit one that
// recorded nothing.

/** Of these no answer is made, or they are made of what has its own event. */
const WITHOUT_EVENTS = [
  // Answers once more what was answered before.
  'idempotency_key',
  // Kept sums of what the log tells, and how far they are kept.
  ...['worker_weeks', 'department_week', 'organisation_week', 'kept_horizon'],
  ...['worker_overbooking', 'judged_horizon'],
  // What was sent to whom, and what it was signed with, which is shown once.
  ...['webhook_delivery', 'webhook_secret'],
  ...['migration', 'change_log', 'change_event'],
];

/** What else of a row no answer is made of: how far a webhook has come in the log, and who delivers for it. */
const COLUMNS_WITHOUT_EVENTS: Readonly<Record<string, readonly string[]>> = {
  webhook: ['position', 'lease', 'leased_until'],
};

/** Makes tables note what is written to them. To be run in the template that databases of tests are cloned from. */
export async function noteWrites(database: Database): Promise<void> {
  await database.run(`
    create function note_event() returns trigger language plpgsql as $$
    begin
      perform set_config('test.events', 'some', true);
      return null;
    end $$;
    create trigger test_event after insert on change_event for each statement execute function note_event();

    create function note_write() returns trigger language plpgsql as $$
    declare
      changed boolean;
      ignored text[] := coalesce(tg_argv, '{}');
    begin
      case tg_op
        when 'INSERT' then changed := exists (select from added);
        when 'DELETE' then changed := exists (select from removed);
        -- What is as it was before is no change.
        else changed := exists (select from (
          select to_jsonb(a) - ignored from added a except all select to_jsonb(r) - ignored from removed r) different);
      end case;
      if changed then
        perform set_config('test.written', concat_ws(' ', nullif(current_setting('test.written', true), ''), tg_table_name), true);
      end if;
      return null;
    end $$`);
  const tables = await database.rows<{ name: string }>(
    'test.tables',
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
     and relname <> all($1) order by 1`,
    [WITHOUT_EVENTS],
  );
  for (const { name } of tables) {
    const ignored = (COLUMNS_WITHOUT_EVENTS[name] ?? []).map((column) => `'${column}'`).join();
    await database.run(`
      create trigger test_insert after insert on ${name} referencing new table as added
        for each statement execute function note_write();
      create trigger test_update after update on ${name} referencing old table as removed new table as added
        for each statement execute function note_write(${ignored});
      create trigger test_delete after delete on ${name} referencing old table as removed
        for each statement execute function note_write()`);
  }
}

const NOTED = `select current_setting('test.written', true) as written, current_setting('test.events', true) as events`;

class RecordingExpected implements EventSubscriber {
  async [EventType.beforeTransactionCommit]({ em, transaction }: TransactionEventArgs): Promise<void> {
    const [noted] = await em
      .getConnection()
      .execute<{ written: string | null; events: string | null }[]>(NOTED, [], 'all', transaction);
    if (!noted?.written || noted.events) return;
    const tables = [...new Set(noted.written.split(' '))].join(', ');
    throw new Error(`A transaction wrote to ${tables}, and recorded no event.`);
  }
}

/** Refuses to commit a transaction, of a mutation or a job, that wrote something and recorded no event. */
export function expectRecording({ orm }: Database): void {
  orm.em.getEventManager().registerSubscriber(new RecordingExpected());
}
