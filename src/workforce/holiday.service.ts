import { v7 as uuidv7 } from 'uuid';
import { canManageHolidays } from '../auth/policy.js';
import { changingCapacity } from '../capacity/changing-capacity.js';
import { recordChange } from '../events/change-log.js';
import type { Context } from '../graphql/context.js';
import { authorize, expectVersion, Faults, notFound, UserError } from '../graphql/errors.js';
import type { LocalDate } from '../time/local-date.js';
import { Holiday } from './holiday.js';
import { libraryDays, libraryRegion } from './holiday-library.js';
import { type HolidayRegion, lockRegion, unknownRegion } from './holiday-region.js';

const WHOLE_DAY = 1_440;
const [EARLIEST, LATEST, MOST_YEARS] = [1970, 2100, 30];

/**
 * Loads the public holidays of a region from the library, and years between those loaded before and these. What the
 * library said before for these years is replaced; local holidays stay. Loading the same again changes nothing.
 * @throws UserError BAD_USER_INPUT (UNKNOWN_REGION, REVERSED_RANGE, YEARS), FORBIDDEN
 */
export async function holidayRegionLoad(
  ctx: Context,
  { code, from, to }: { code: string; from: number; to: number },
): Promise<HolidayRegion> {
  const found = libraryRegion(code);
  const faults = new Faults();
  faults.require(found !== null, ['input', 'code'], 'UNKNOWN_REGION', `There is no region ${code}.`);
  faults.require(
    to >= from,
    ['input', 'to'],
    'REVERSED_RANGE',
    `The years cannot end (${to}) before they begin (${from}).`,
  );
  faults.require(
    from >= EARLIEST && to <= LATEST,
    ['input', 'from'],
    'YEARS',
    `Years are from ${EARLIEST} to ${LATEST}.`,
  );
  faults.require(
    to - from < MOST_YEARS,
    ['input', 'to'],
    'YEARS',
    `At most ${MOST_YEARS} years are loaded at once.`,
  );
  faults.throwIfAny();
  authorize(canManageHolidays(ctx.viewer));

  const isNew = !(await lockRegion(ctx, code)) && (await addRegion(ctx, code, from, to));
  const region = (await lockRegion(ctx, code))!;
  // The years between two loads would otherwise pass for years without a holiday.
  const firstYear = Math.min(from, region.lastYear + 1);
  const lastYear = Math.max(to, region.firstYear - 1);
  const days = libraryDays(code, firstYear, lastYear);
  const before = factsOf(region);
  const causeId = uuidv7();
  const written = await changingHolidays(ctx, region, causeId, () =>
    replaceDays(ctx, code, firstYear, lastYear, days),
  );
  region.firstYear = Math.min(region.firstYear, firstYear);
  region.lastYear = Math.max(region.lastYear, lastYear);
  if (written === 0 && !isNew && region.firstYear === before.firstYear && region.lastYear === before.lastYear)
    return region;
  region.loadedAt = ctx.now();
  await ctx.em.flush();
  await recordChange(ctx, {
    kind: 'HOLIDAY_REGION_LOADED',
    subjectType: 'HolidayRegion',
    subjectId: region.id,
    causeId,
    before: isNew ? null : before,
    after: factsOf(region),
  });
  return region;
}

/** Whether it was this one who added it: another one who does so at the same time is waited for. */
async function addRegion(ctx: Context, code: string, firstYear: number, lastYear: number): Promise<boolean> {
  const { name, timeZone } = libraryRegion(code)!;
  const added = await ctx.rows(
    'holiday-region.add',
    `insert into holiday_region (id, code, name, time_zone, first_year, last_year, loaded_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (code) do nothing returning id`,
    [uuidv7(), code, name, timeZone, firstYear, lastYear, ctx.now()],
  );
  return added.length > 0;
}

const REPLACE = `
  with said as (
    select * from jsonb_to_recordset($4::jsonb) as said (id uuid, day date, name text, minutes integer, "startMinute" integer)
  ), gone as (
    delete from holiday h where h.region = $1 and not h.is_local
      and h.day between make_date($2, 1, 1) and make_date($3, 12, 31)
      and not exists (select 1 from said where said.day = h.day and said.name = h.name)
    returning 1
  ), written as (
    insert into holiday (id, region, day, name, minutes, start_minute) select id, $1, day, name, minutes, "startMinute" from said
    on conflict (region, day, name) do update
      set minutes = excluded.minutes, start_minute = excluded.start_minute, version = holiday.version + 1
      where not holiday.is_local and (holiday.minutes, holiday.start_minute) <> (excluded.minutes, excluded.start_minute)
    returning 1
  )
  select (select count(*) from gone) + (select count(*) from written) as count`;

/** How many days were written or taken away. */
async function replaceDays(
  ctx: Context,
  code: string,
  firstYear: number,
  lastYear: number,
  days: readonly object[],
): Promise<number> {
  const said = JSON.stringify(days.map((day) => ({ id: uuidv7(), ...day })));
  const [row] = await ctx.rows<{ count: number }>('holiday.replace', REPLACE, [
    code,
    firstYear,
    lastYear,
    said,
  ]);
  return row!.count;
}

export interface LocalHoliday {
  region: string;
  day: LocalDate;
  name: string;
  minutes?: number | null;
  /** By default it lasts until midnight. */
  startMinute?: number | null;
}

/** @throws UserError BAD_USER_INPUT (PAST_MIDNIGHT, UNKNOWN_REGION), FORBIDDEN, or CONFLICT (HOLIDAY_TAKEN) */
export async function holidayCreate(
  ctx: Context,
  { region: code, day, name, ...part }: LocalHoliday,
): Promise<Holiday> {
  const minutes = part.minutes ?? WHOLE_DAY;
  const startMinute = part.startMinute ?? WHOLE_DAY - minutes;
  const faults = new Faults();
  faults.require(
    startMinute + minutes <= WHOLE_DAY,
    ['input', 'startMinute'],
    'PAST_MIDNIGHT',
    `From minute ${startMinute} on the day has no ${minutes} minutes.`,
  );
  faults.throwIfAny();
  authorize(canManageHolidays(ctx.viewer));
  const region = await lockRegion(ctx, code);
  if (!region) throw unknownRegion(code);
  const causeId = uuidv7();
  const holiday = ctx.em.create(Holiday, {
    region: code,
    day,
    name,
    minutes,
    startMinute,
    isLocal: true,
  });
  await changingHolidays(ctx, region, causeId, async () => {
    await ctx.em.flush();
    return 1;
  });
  await recordChange(ctx, {
    kind: 'HOLIDAY_CREATED',
    subjectType: 'Holiday',
    subjectId: holiday.id,
    causeId,
    before: null,
    after: dayFacts(holiday),
  });
  return holiday;
}

/**
 * Takes a local holiday away; those of the library would come back with the next load.
 * @throws UserError FORBIDDEN, NOT_FOUND, or CONFLICT (STALE_VERSION, NOT_LOCAL)
 */
export async function holidayRemove(
  ctx: Context,
  { id, expectedVersion }: { id: string; expectedVersion: number },
): Promise<HolidayRegion> {
  authorize(canManageHolidays(ctx.viewer));
  const seen = await ctx.em.findOne(Holiday, { id });
  if (!seen) throw notFound('Holiday', id);
  const region = (await lockRegion(ctx, seen.region))!;
  const holiday = await ctx.em.findOne(Holiday, { id }, { refresh: true });
  if (!holiday) throw notFound('Holiday', id);
  expectVersion(holiday, expectedVersion);
  if (!holiday.isLocal)
    throw new UserError('CONFLICT', 'Only local holidays can be removed.', { reason: 'NOT_LOCAL' });
  const causeId = uuidv7();
  const before = dayFacts(holiday);
  await changingHolidays(ctx, region, causeId, async () => {
    await ctx.em.remove(holiday).flush();
    return 1;
  });
  await recordChange(ctx, {
    kind: 'HOLIDAY_REMOVED',
    subjectType: 'Holiday',
    subjectId: id,
    causeId,
    before,
    after: null,
  });
  return region;
}

/** Changes the capacity of everyone in the region, with one cause. `write` answers how many days it changed. */
async function changingHolidays(
  ctx: Context,
  { id, code }: HolidayRegion,
  causeId: string,
  write: () => Promise<number>,
): Promise<number> {
  const workers = await ctx.rows<{ id: string }>(
    'holiday.workers',
    'select id from worker where region = $1 order by id',
    [code],
  );
  return changingCapacity(ctx, {
    workerIds: workers.map((worker) => worker.id),
    causeId,
    change: write,
    event: (written) =>
      written === 0
        ? null
        : {
            kind: 'HOLIDAYS_CHANGED',
            subjectType: 'HolidayRegion',
            subjectId: id,
            before: null,
            after: { region: code },
          },
  });
}

const factsOf = ({ code, firstYear, lastYear, version }: HolidayRegion) => ({
  code,
  firstYear,
  lastYear,
  version,
});

const dayFacts = ({ region, day, name, minutes, startMinute }: Holiday) => ({
  region,
  day,
  name,
  minutes,
  startMinute,
});
