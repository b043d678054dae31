import { changingCapacity } from '../src/capacity/changing-capacity.js';
import { type Change, recordChanges } from '../src/events/change-log.js';
import type { Context } from '../src/graphql/context.js';
import { type Database, inOneTransaction, writeBy } from '../src/server/database.js';
import { libraryDays, libraryRegion } from '../src/workforce/holiday-library.js';
import { noteRows, requestRows } from './knowledge.js';
import { type DemoOrganisation, makeOrganisation } from './organisation.js';
import { places } from './places.js';
import {
  accessRows,
  assignmentRows,
  contributionRows,
  departmentRows,
  employmentRows,
  needRows,
  objectiveRows,
  skillRows,
  timeOffRows,
  workerRows,
} from './rows.js';
import { story } from './story.js';
import { writeStrategy } from './write-strategy.js';

export { story } from './story.js';

// Any constant: advisory locks are per database.
const SEED_LOCK = 7_285_302;

const WEEK_MS = 7 * 24 * 3_600_000;

/** Fills an empty database with the demo organisation, whole or not at all. Answers whether it did. */
export async function seedDemo(database: Database, now: Date): Promise<boolean> {
  return inOneTransaction(database, async () => {
    // Processes that start together take turns.
    await database.rows('seed.lock', 'select pg_advisory_xact_lock($1)', [SEED_LOCK]);
    const [existing] = await database.rows('seed.existing', 'select 1 from account limit 1');
    if (existing) return false;
    await write(database, makeOrganisation(now), now);
    return true;
  });
}

async function write(database: Database, organisation: DemoOrganisation, now: Date): Promise<void> {
  const insert = async (table: string, records: readonly object[]) => {
    const dated = records.map((record) => ({ created_at: now, ...record }));
    const columns = Object.keys(dated[0]!).map((column) => `"${column}"`);
    // The table itself says of what types its columns are.
    await database.rows(
      `seed.${table}`,
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(dated)],
    );
  };
  const departments = departmentRows(organisation);
  const objectives = objectiveRows(organisation, now);
  const { account, access_grant } = accessRows(organisation);
  const [admin, hr] = account;
  const ctx = seedingContext(database, admin!.id, now);

  await insert('department', departments);
  await writeHolidays(organisation, insert);
  await insert('skill', skillRows(organisation));
  await insert('objective', objectives);
  const contributions = contributionRows(organisation, now);
  await insert('contribution', contributions);
  await insert('worker', workerRows(organisation));
  await insert('account', account);
  await insert('access_grant', access_grant);
  await appointLeads(database);
  await writeNeeds(ctx, organisation, insert);
  await writeKnowledge(ctx, organisation, insert);
  await writeStrategy(ctx, organisation, insert);
  await recordChanges(ctx, [
    ...departments.map(departmentCreated),
    ...objectives.map(objectiveCreated),
    ...contributions.map(contributionSet),
  ]);
  const byId = new Map(organisation.workers.map((worker) => [worker.id, worker]));
  await changingCapacity(ctx, {
    workerIds: [...byId.keys()],
    change: async () => {
      for (const [table, records] of Object.entries(employmentRows(organisation)))
        await insert(table, records);
      await insert('time_off', timeOffRows(organisation, hr!.id, now));
      await insert('assignment', assignmentRows(organisation));
    },
    event: (_, id) => workerCreated(byId.get(id)!),
  });
}

/** Whoever seeds acts as the admin, outside of any request: what asks for more than this is not for seeding. */
const seedingContext = ({ orm, rows }: Database, accountId: string, now: Date): Context =>
  ({
    em: orm.em.fork({ useContext: true }),
    viewer: { accountId },
    rows,
    write: writeBy(rows),
    now: () => now,
  }) as unknown as Context;

async function writeHolidays(
  { chance, calendar }: DemoOrganisation,
  insert: (table: string, records: readonly object[]) => Promise<void>,
) {
  const { firstYear, lastYear } = calendar;
  const codes = [...new Set(Object.values(places).map(({ region }) => region))];
  const regions = codes.map((code) => {
    const { name, timeZone } = libraryRegion(code)!;
    return { id: chance.id(), code, name, time_zone: timeZone, first_year: firstYear, last_year: lastYear };
  });
  await insert('holiday_region', regions);
  const days = codes.flatMap((region) =>
    libraryDays(region, firstYear, lastYear).map(({ startMinute, ...day }) => ({
      id: chance.id(),
      region,
      ...day,
      start_minute: startMinute,
    })),
  );
  await insert('holiday', days);
}

/** The first of each department leads it. */
const appointLeads = ({ rows }: Database) =>
  rows(
    'seed.leads',
    `update department d set lead_id = w.id from worker w where w.external_id = 'staff-' || lower(d.code) || '-1'`,
  );

/** One of the needs was for half as much when it was recorded, and has been raised since. */
async function writeNeeds(
  ctx: Context,
  organisation: DemoOrganisation,
  insert: (table: string, records: readonly object[]) => Promise<void>,
) {
  const recordedAt = new Date(ctx.now().getTime() - WEEK_MS);
  const needs = needRows(organisation, recordedAt);
  const raised = needs.find((need) => need.external_id === story.raisedNeed)!;
  const recorded = needs.map((need) =>
    need === raised ? { ...need, minutes_per_day: need.minutes_per_day! / 2 } : need,
  );
  await insert('staffing_need', recorded);
  await ctx.rows(
    'seed.raise-need',
    'update staffing_need set minutes_per_day = $2, changed_at = $3, version = 2 where id = $1',
    [raised.id, raised.minutes_per_day, ctx.now()],
  );
  const before = needFacts(recorded.find(({ id }) => id === raised.id)!);
  await recordChanges(ctx, [
    ...recorded.map((need) => needChanged('STAFFING_NEED_CREATED', need.id, null, needFacts(need))),
    needChanged('STAFFING_NEED_UPDATED', raised.id, before, { ...needFacts(raised), version: 2 }),
  ]);
}

async function writeKnowledge(
  ctx: Context,
  organisation: DemoOrganisation,
  insert: (table: string, records: readonly object[]) => Promise<void>,
) {
  const notes = noteRows(organisation, ctx.viewer.accountId!);
  const requests = requestRows(organisation);
  await insert('note', notes);
  await insert('collaboration_request', requests);
  await recordChanges(ctx, [
    ...notes.map(noteCreated),
    ...requests.flatMap((request) => {
      const asked = requestChanged('COLLABORATION_REQUEST_CREATED', request, null, 'OPEN');
      const isAnswered = request.state === 'ACCEPTED';
      return isAnswered
        ? [asked, requestChanged('COLLABORATION_REQUEST_ACCEPTED', request, 'OPEN', 'ACCEPTED')]
        : [asked];
    }),
  ]);
}

const noteCreated = ({ id, objective_id, kind, links }: ReturnType<typeof noteRows>[number]): Change => ({
  kind: 'NOTE_CREATED',
  subjectType: 'Note',
  subjectId: id,
  before: null,
  after: { objectiveId: objective_id, kind, linkCount: links.length, isArchived: false, version: 1 },
});

type DemoRequest = ReturnType<typeof requestRows>[number];

const requestChanged = (kind: string, request: DemoRequest, from: string | null, to: string): Change => ({
  kind,
  subjectType: 'CollaborationRequest',
  subjectId: request.id,
  before: from === null ? null : requestFacts(request, from, 1),
  after: requestFacts(request, to, from ? 2 : 1),
});

const requestFacts = (request: DemoRequest, state: string, version: number) => ({
  fromDepartmentId: request.from_department_id,
  toDepartmentId: request.to_department_id,
  objectiveId: request.objective_id,
  skillId: request.skill_id,
  minutes: request.minutes,
  from: request.from,
  to: request.to,
  expiresOn: request.expires_on,
  state,
  version,
});

const needFacts = (need: ReturnType<typeof needRows>[number]) => ({
  objectiveId: need.objective_id,
  departmentId: need.department_id,
  role: need.role,
  skills: need.skills,
  from: need.from,
  to: need.to,
  minutesPerDay: need.minutes_per_day,
  totalMinutes: need.total_minutes,
  externalId: need.external_id,
  state: need.state,
  version: 1,
});

type NeedFacts = ReturnType<typeof needFacts>;

const needChanged = (
  kind: string,
  subjectId: string,
  before: NeedFacts | null,
  after: NeedFacts,
): Change => ({
  kind,
  subjectType: 'StaffingNeed',
  subjectId,
  before,
  after,
});

const departmentCreated = ({
  id,
  code,
  parent_id,
  time_zone,
  region,
}: ReturnType<typeof departmentRows>[number]): Change => ({
  kind: 'DEPARTMENT_CREATED',
  subjectType: 'Department',
  subjectId: id,
  before: null,
  after: { code, parentId: parent_id, timeZone: time_zone, region, isArchived: false, version: 1 },
});

const objectiveCreated = ({
  id,
  parent_id,
  owner_id,
  weight,
  from,
  to,
  status,
  progress_mode,
  manual_percent,
}: ReturnType<typeof objectiveRows>[number]): Change => ({
  kind: 'OBJECTIVE_CREATED',
  subjectType: 'Objective',
  subjectId: id,
  before: null,
  after: {
    ...{ parentId: parent_id, ownerId: owner_id, weight, from, to, status },
    ...{ progressMode: progress_mode, manualPercent: manual_percent, version: 1 },
  },
});

const contributionSet = ({
  id,
  objective_id,
  department_id,
  role,
  planned_minutes,
}: ReturnType<typeof contributionRows>[number]): Change => ({
  kind: 'CONTRIBUTION_SET',
  subjectType: 'Contribution',
  subjectId: id,
  before: null,
  after: {
    ...{ objectiveId: objective_id, departmentId: department_id, role },
    ...{ plannedMinutes: planned_minutes, version: 1 },
  },
});

/** Tells of all that the worker comes with: his capacity is told once. */
const workerCreated = ({ id, kind, place, workMode }: DemoOrganisation['workers'][number]) => ({
  kind: 'WORKER_CREATED',
  subjectType: 'Worker',
  subjectId: id,
  before: null,
  after: {
    kind,
    timeZone: places[place].timeZone,
    region: places[place].region,
    workMode,
    isArchived: false,
    version: 1,
  },
});
