import Library from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import { addDays, type LocalDate } from '../time/local-date.js';

// What date-holidays says, as CAPACITY.md reads it: `public` entries only, as civil days of the region's own zone.

const WHOLE_DAY = 1_440;

export interface LibraryRegion {
  name: string;
  timeZone: string;
}

/** The part of a day, or all of its 1,440 minutes, that is a public holiday of this name. */
export interface LibraryDay extends PartOfDay {
  name: string;
}

interface PartOfDay {
  day: LocalDate;
  /** Of the civil day, at which it begins. */
  startMinute: number;
  minutes: number;
}

/** A region by its code, such as `CH`, `CH-GE` or `DE-BY-A`; null where the library knows none. */
export function libraryRegion(code: string): LibraryRegion | null {
  const [country = '', state, region, ...more] = code.split('-');
  const library = new Library();
  const countryName = library.getCountries('en')[country];
  if (!countryName || more.length > 0) return null;
  const stateName = state === undefined ? undefined : library.getStates(country, 'en')?.[state];
  if (state !== undefined && !stateName) return null;
  const regionName = region === undefined ? undefined : library.getRegions(country, state!, 'en')?.[region];
  if (region !== undefined && !regionName) return null;
  const names = [countryName, stateName, regionName].filter((name) => name !== undefined);
  return { name: names.join(', '), timeZone: open(code).getTimezones()?.[0] ?? 'UTC' };
}

/** The holidays of a region over whole years, both included, by day and name. */
export function libraryDays(code: string, firstYear: number, lastYear: number): LibraryDay[] {
  const library = open(code);
  const timeZone = library.getTimezones()?.[0] ?? 'UTC';
  const found = new Map<string, LibraryDay>();
  // An entry of the year before may reach into the first.
  for (let year = firstYear - 1; year <= lastYear; year++) {
    for (const entry of library.getHolidays(year) ?? []) {
      if (entry.type !== 'public') continue;
      for (const part of daysOf(entry, timeZone)) {
        const dayYear = Number(part.day.slice(0, 4));
        if (dayYear < firstYear || dayYear > lastYear) continue;
        const key = `${part.day} ${entry.name}`;
        const known = found.get(key)?.minutes ?? 0;
        if (part.minutes > known) found.set(key, { ...part, name: entry.name });
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.day + a.name < b.day + b.name ? -1 : 1));
}

interface Entry {
  date: string;
  start: Date;
  end: Date;
}

/** The civil days that an entry touches, with the wall-clock minutes of each. */
function daysOf({ date, start, end }: Entry, timeZone: string): PartOfDay[] {
  const [from, to] = [wallClock(start, timeZone), wallClock(end, timeZone)];
  // Begins the evening before, at sunset: its days are those that follow.
  if (/[+-]\d{4}$/.test(date)) {
    const first = date.slice(0, 10);
    // By the clock on the wall: three days over a change of the clock are 71 hours, and three days.
    const days = Math.max(1, Math.floor(minutesBetween(from, to) / WHOLE_DAY));
    return Array.from({ length: days }, (_, i) => ({
      day: addDays(first, i),
      startMinute: 0,
      minutes: WHOLE_DAY,
    }));
  }
  const parts: PartOfDay[] = [];
  for (
    let day = from.toPlainDate();
    Temporal.PlainDateTime.compare(day.toPlainDateTime(), to) < 0;
    day = day.add({ days: 1 })
  ) {
    const midnight = day.toPlainDateTime();
    const begins = later(from, midnight);
    const ends = earlier(to, midnight.add({ days: 1 }));
    const minutes = minutesBetween(begins, ends);
    if (minutes > 0)
      parts.push({ day: day.toString(), startMinute: minutesBetween(midnight, begins), minutes });
  }
  return parts;
}

const minutesBetween = (from: Temporal.PlainDateTime, to: Temporal.PlainDateTime) =>
  Math.round(from.until(to).total('minutes'));

const wallClock = (instant: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDateTime();

const later = (a: Temporal.PlainDateTime, b: Temporal.PlainDateTime) =>
  Temporal.PlainDateTime.compare(a, b) > 0 ? a : b;
const earlier = (a: Temporal.PlainDateTime, b: Temporal.PlainDateTime) =>
  Temporal.PlainDateTime.compare(a, b) < 0 ? a : b;

function open(code: string): Library {
  const [country = '', state, region] = code.split('-');
  if (region !== undefined) return new Library(country, state!, region);
  return state === undefined ? new Library(country) : new Library(country, state);
}
