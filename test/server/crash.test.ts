import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { issueToken } from '../../src/auth/token.js';
import { type Database, openDatabase } from '../../src/server/database.js';
import { migrate } from '../../src/server/migrations.js';
import { cloneDatabase } from '../support/database.js';
import { dataFolder, type Run, run } from './process.js';

const JWT_SECRET = 'a secret for tests, of 32 characters and more';
const STARTS_WITHIN_MS = 60_000;
const WRITERS = 16;

const CREATE = `mutation ($input: DepartmentCreateInput!) { departmentCreate(input: $input) { id code } }`;

/** Where a server keeps its organisation: how it is told, and how a test looks into it while no server runs. */
interface Place {
  environment: Record<string, string>;
  inside<T>(look: (database: Database) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

/** An organisation whose only account is an ADMIN, on whichever database the suite runs. */
async function place(): Promise<Place> {
  const { database, url, drop } = await cloneDatabase();
  const found = (empty: Database) =>
    empty.rows(
      'test.admin',
      `with admin as (insert into account (id, subject, name, kind) values ($1, 'admin', 'Admin', 'PERSON') returning id)
       insert into access_grant (id, account_id, role) select $2, id, 'ADMIN' from admin`,
      [uuidv7(), uuidv7()],
    );
  const folder = dataFolder();
  const environment = { MUSTER_DATA: folder, MUSTER_DEMO: 'off', JWT_SECRET };
  if (url) {
    await found(database);
    return {
      environment: { ...environment, DATABASE_URL: url },
      inside: (look) => look(database),
      remove: drop,
    };
  }
  await drop();
  const inside: Place['inside'] = async (look) => {
    const opened = await openDatabase({ folder });
    try {
      return await look(opened);
    } finally {
      await opened.close();
    }
  };
  await inside(async (empty) => {
    await migrate(empty);
    await found(empty);
  });
  return { environment, inside, remove: async () => {} };
}

/** As `run`, once it says where it listens. */
async function listening(environment: Record<string, string>): Promise<Run & { url: string }> {
  const started = run(environment);
  const deadline = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < deadline && started.child.exitCode === null) {
    const url = /"url":"([^"]+)","msg":"listening"/.exec(started.output().stdout)?.[1];
    if (url) return { ...started, url };
    await sleep(50);
  }
  throw new Error(`Muster did not start:\n${started.output().stdout}${started.output().stderr}`);
}

const token = issueToken('admin', { issuer: 'muster', audience: 'muster', secret: JWT_SECRET }, 3_600);

/** Creates a department under its code as idempotency key; null where the server did not answer any more. */
async function create(url: string, code: string): Promise<string | null> {
  const variables = { input: { code, name: `Department ${code}`, timeZone: 'UTC' } };
  try {
    const reply = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': code,
      },
      body: JSON.stringify({ query: CREATE, variables }),
    });
    const { data, errors } = (await reply.json()) as {
      data: { departmentCreate: { id: string } } | null;
      errors?: unknown;
    };
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data.departmentCreate.id;
  } catch (error) {
    // What `fetch` throws where a connection breaks, or is refused, or ends within the body.
    if (error instanceof TypeError || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Writes from many clients at once, and kills the server at the `killAt`th answer. */
async function burst(server: Run & { url: string }, prefix: string, killAt: number) {
  const acknowledged = new Map<string, string>();
  const inDoubt: string[] = [];
  let isOver = false;
  let next = 0;
  const writer = async () => {
    while (!isOver) {
      const code = `${prefix}-${++next}`;
      const id = await create(server.url, code);
      if (id === null) {
        inDoubt.push(code);
        isOver = true;
        return;
      }
      acknowledged.set(code, id);
      if (acknowledged.size === killAt) server.child.kill('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  expect(await server.exit).toBe('SIGKILL');
  return { acknowledged, inDoubt };
}

interface State {
  departments: Map<string, string>;
  events: string[];
  keys: string[];
  sequences: (number | null)[];
}

async function stateOf({ rows }: Database): Promise<State> {
  const departments = await rows<{ code: string; id: string }>(
    'test.codes',
    'select code, id from department',
  );
  const events = await rows<{ type: string; subject: string; sequence: number | null }>(
    'test.events',
    'select subject_type as type, subject_id as subject, sequence from change_event order by sequence nulls last, id',
  );
  const keys = await rows<{ id: string }>(
    'test.keys',
    `select result ->> 'id' as id from idempotency_key order by 1`,
  );
  return {
    departments: new Map(departments.map(({ code, id }) => [code, id])),
    // The server itself says which weeks it stores.
    events: events
      .filter(({ type }) => type === 'Department')
      .map(({ subject }) => subject)
      .sort(),
    keys: keys.map(({ id }) => id),
    sequences: events.map(({ sequence }) => sequence),
  };
}

describe('a server killed in a burst of writes', () => {
  it('has every acknowledged write after its restart, none half done, and a log without a gap', async () => {
    const { environment, inside, remove } = await place();
    const promised = new Map<string, string>();
    const doubtful: string[] = [];
    for (const [round, killAt] of [40, 140].entries()) {
      const { acknowledged, inDoubt } = await burst(await listening(environment), `R${round}`, killAt);
      for (const [code, id] of acknowledged) promised.set(code, id);
      doubtful.push(...inDoubt);

      const { departments, events, keys, sequences } = await inside(stateOf);
      for (const [code, id] of promised) expect([code, departments.get(code)]).toEqual([code, id]);
      // A department, its event and its idempotency key are one transaction.
      const ids = [...departments.values()].sort();
      expect(events).toEqual(ids);
      expect(keys).toEqual(ids);
      for (const code of departments.keys()) expect(promised.has(code) || doubtful.includes(code)).toBe(true);
      // What was numbered is numbered without a gap; the rest is numbered by whoever comes next.
      const numbered = sequences.filter((sequence) => sequence !== null);
      expect(numbered).toEqual(numbered.map((_, index) => index + 1));
    }
    expect(doubtful.length).toBeGreaterThan(0);

    // Whoever was not answered asks again under the same key, and has one department whether it was written or not.
    const server = await listening(environment);
    for (const code of doubtful) promised.set(code, (await create(server.url, code))!);
    server.child.kill('SIGTERM');
    expect(await server.exit).toBe(0);
    const { departments, events, sequences } = await inside(stateOf);
    expect([...departments].sort()).toEqual([...promised].sort());
    expect(events).toEqual([...promised.values()].sort());
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    await remove();
  }, 240_000);
});
