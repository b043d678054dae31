import { v7 as uuidv7 } from 'uuid';
import type { Role } from '../../src/graphql/context.js';
import type { TestApi } from './api.js';

interface Rights {
  role: Role;
  departmentId?: string;
  objectiveId?: string;
}

/** Someone who may sign in, by the `sub` of their token. */
export async function account(
  { database }: TestApi,
  subject: string,
  ...rights: (Role | Rights)[]
): Promise<string> {
  const id = uuidv7();
  await database.rows(
    'test.account',
    `insert into account (id, subject, name, kind) values ($1, $2, $2, 'PERSON')`,
    [id, subject],
  );
  for (const right of rights) {
    const {
      role,
      departmentId = null,
      objectiveId = null,
    } = typeof right === 'string' ? { role: right } : right;
    await database.rows(
      'test.grant',
      'insert into access_grant (id, account_id, role, department_id, objective_id) values ($1, $2, $3, $4, $5)',
      [uuidv7(), id, role, departmentId, objectiveId],
    );
  }
  return subject;
}

/** As `account`, for someone who is a worker. */
export async function accountOf(
  api: TestApi,
  { id }: { id: string },
  subject: string,
  ...rights: (Role | Rights)[]
): Promise<string> {
  await account(api, subject, ...rights);
  await api.database.rows('test.account-of', 'update account set worker_id = $2 where subject = $1', [
    subject,
    id,
  ]);
  return subject;
}

interface DepartmentFacts {
  parentId?: string;
  timeZone?: string;
  region?: string;
}

/** A department by its name, which is its code as well. */
export async function department(
  { database }: TestApi,
  name: string,
  facts: DepartmentFacts = {},
): Promise<{ id: string }> {
  const id = uuidv7();
  await database.rows(
    'test.department',
    'insert into department (id, code, name, parent_id, time_zone, region) values ($1, $2, $2, $3, $4, $5)',
    [id, name, facts.parentId ?? null, facts.timeZone ?? 'Europe/Zurich', facts.region ?? null],
  );
  return { id };
}

interface WorkerFacts {
  kind?: 'STAFF' | 'FREELANCER';
  timeZone?: string;
  workMode?: 'ONSITE' | 'HYBRID' | 'REMOTE';
  /** Of a region that is loaded: see `holidays`. */
  region?: string;
  /** First day of engagement and pattern; a Monday. */
  from?: string;
  to?: string;
  /** Of the work pattern, Monday first; null for an engagement without one. */
  minutes?: number[] | null;
  /** When on each day of the pattern, in minutes from midnight; add up to `minutes`. */
  windows?: [start: number, end: number][][];
}

export interface Person {
  id: string;
  engagementId: string;
}

/** Nine to five, without a break. */
export const OFFICE_HOURS: [number, number][][] = [
  ...Array.from({ length: 5 }, (): [number, number][] => [[540, 1_020]]),
  [],
  [],
];

const MONDAY_TO_FRIDAY = [480, 480, 480, 480, 480, 0, 0];

/** A worker with an engagement that counts and, unless told otherwise, 8 hours from Monday to Friday. */
export async function worker({ database }: TestApi, name: string, facts: WorkerFacts = {}): Promise<Person> {
  const { kind = 'STAFF', timeZone = 'Europe/Zurich', workMode = 'HYBRID', region = null } = facts;
  const { from = '2020-01-06', to = null, minutes = MONDAY_TO_FRIDAY, windows = null } = facts;
  const [id, engagementId] = [uuidv7(), uuidv7()];
  await database.rows(
    'test.worker',
    'insert into worker (id, kind, name, time_zone, work_mode, region) values ($1, $2, $3, $4, $5, $6)',
    [id, kind, name, timeZone, workMode, region],
  );
  await database.rows(
    'test.engagement',
    `insert into engagement (id, worker_id, "from", "to", state) values ($1, $2, $3, $4, 'ACTIVE')`,
    [engagementId, id, from, to],
  );
  if (minutes) {
    await database.rows(
      'test.work-pattern',
      'insert into work_pattern (id, engagement_id, "from", anchor, minutes, windows) values ($1, $2, $3, $3, $4, $5::jsonb)',
      [uuidv7(), engagementId, from, minutes, windows && JSON.stringify(windows)],
    );
  }
  return { id, engagementId };
}

/** A membership from 2020-01-06 on, unless told otherwise; the share in hundredths of a percent. */
export async function membership(
  { database }: TestApi,
  person: { id: string },
  inDepartment: { id: string },
  {
    share = 10_000,
    from = '2020-01-06',
    to = null,
  }: { share?: number; from?: string; to?: string | null } = {},
): Promise<{ id: string }> {
  const id = uuidv7();
  await database.rows(
    'test.membership',
    'insert into membership (id, worker_id, department_id, "from", "to", share) values ($1, $2, $3, $4, $5, $6)',
    [id, person.id, inDepartment.id, from, to, share],
  );
  return { id };
}

type Staffed<Name extends string> = { department: { id: string } } & Record<Lowercase<Name>, Person>;

/** A department whose members are these, wholly: `const { department, ada } = await staffed(api, 'Design', ['Ada'])`. */
export async function staffed<const Name extends string>(
  api: TestApi,
  name: string,
  people: readonly Name[],
  facts: WorkerFacts & { parentId?: string } = {},
): Promise<Staffed<Name>> {
  const team: Record<string, { id: string }> = {
    department: await department(api, name, facts.parentId === undefined ? {} : { parentId: facts.parentId }),
  };
  for (const person of people) {
    const joined = await worker(api, person, facts);
    await membership(api, joined, team.department!);
    team[person.toLowerCase()] = joined;
  }
  return team as unknown as Staffed<Name>;
}

/** A skill by its name, and who has it at which level. */
export async function skill(
  { database }: TestApi,
  name: string,
  ...levels: [Person, number][]
): Promise<{ id: string }> {
  const id = uuidv7();
  await database.rows('test.skill', 'insert into skill (id, name) values ($1, $2)', [id, name]);
  for (const [person, level] of levels) {
    await database.rows(
      'test.worker-skill',
      'insert into worker_skill (id, worker_id, skill_id, level) values ($1, $2, $3, $4)',
      [uuidv7(), person.id, id, level],
    );
  }
  return { id };
}

/** A region of public holidays, and its days, off as a whole. */
export async function holidays({ database }: TestApi, code: string, ...days: string[]): Promise<string> {
  await database.rows(
    'test.holiday-region',
    `insert into holiday_region (id, code, name, time_zone, first_year, last_year) values ($1, $2, $2, 'Europe/Zurich', 2020, 2040)`,
    [uuidv7(), code],
  );
  for (const day of days) {
    await database.rows(
      'test.holiday',
      'insert into holiday (id, region, day, name, minutes) values ($1, $2, $3, $4, 1440)',
      [uuidv7(), code, day, day],
    );
  }
  return code;
}

/** Approved days off, the first and the last included. */
export async function timeOff(
  { database }: TestApi,
  person: { id: string },
  from: string,
  to: string,
): Promise<{ id: string }> {
  const id = uuidv7();
  await database.rows(
    'test.time-off',
    `insert into time_off (id, worker_id, "from", "to", kind, state) values ($1, $2, $3, $4, 'VACATION', 'APPROVED')`,
    [id, person.id, from, to],
  );
  return { id };
}
