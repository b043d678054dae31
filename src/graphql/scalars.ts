import { Decimal as DecimalNumber } from 'decimal.js';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO, GraphQLTimeZone } from 'graphql-scalars';
import { isLocalDate, type LocalDate } from '../time/local-date.js';

function parseDate(value: unknown): LocalDate {
  if (typeof value === 'string' && isLocalDate(value)) return value;
  throw new GraphQLError(`${JSON.stringify(value)} is not a day of the calendar, YYYY-MM-DD.`);
}

export const GraphQLDate = new GraphQLScalarType<LocalDate, string>({
  name: 'Date',
  description: 'A day of the calendar without time or zone, `YYYY-MM-DD` (ISO 8601).',
  serialize: (value) => value as string,
  parseValue: parseDate,
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : undefined),
});

const MINUTES_PER_HOUR = 60;

function parseTimeOfDay(value: unknown): number {
  const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(typeof value === 'string' ? value : '') ?? [];
  const minute = Number(hours) * MINUTES_PER_HOUR + Number(minutes);
  if (minute <= 1_440) return minute;
  throw new GraphQLError(`${JSON.stringify(value)} is not a time of day, 00:00 to 24:00.`);
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** Inside, minutes from midnight by the clock on the wall. */
export const GraphQLTimeOfDay = new GraphQLScalarType<number, string>({
  name: 'TimeOfDay',
  description: 'A time by the clock on the wall without day or zone, `HH:MM`, from `00:00` to `24:00`.',
  serialize: (value) =>
    `${twoDigits(Math.floor((value as number) / MINUTES_PER_HOUR))}:${twoDigits((value as number) % MINUTES_PER_HOUR)}`,
  parseValue: parseTimeOfDay,
  parseLiteral: (node) => parseTimeOfDay(node.kind === Kind.STRING ? node.value : undefined),
});

const dateTime = GraphQLDateTimeISO.toConfig();

/** The databases differ in how they read the years before the first and after the last that a date can have. */
function expectInCalendar(instant: Date): Date {
  const year = instant.getUTCFullYear();
  if (year >= 1 && year <= 9_999) return instant;
  throw new GraphQLError('An instant lies in the years 0001 to 9999 (UTC).');
}

export const GraphQLDateTime = new GraphQLScalarType<Date, string>({
  ...dateTime,
  name: 'DateTime',
  description: 'An instant in UTC, such as `2027-03-01T08:30:00.000Z` (RFC 3339).',
  parseValue: (value) => expectInCalendar(dateTime.parseValue(value) as Date),
  parseLiteral: (node, variables) => expectInCalendar(dateTime.parseLiteral(node, variables) as Date),
});

function parseDecimal(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && /^-?\d{1,20}(\.\d{1,10})?$/.test(text)) return text;
  throw new GraphQLError(`${JSON.stringify(value)} is not a decimal number such as "1234.50".`);
}

export const GraphQLDecimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'An exact decimal number, as a string such as `"1234.50"`. Never rounded on the way.',
  // Text keeps its decimals: 50.00 percent is not 50 percent measured roughly.
  serialize: (value) => (typeof value === 'string' ? value : new DecimalNumber(value as number).toFixed()),
  parseValue: parseDecimal,
  parseLiteral: (node) =>
    parseDecimal(
      node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT
        ? node.value
        : undefined,
    ),
});

export const GraphQLZone = new GraphQLScalarType({
  ...GraphQLTimeZone.toConfig(),
  name: 'TimeZone',
  description: 'A time zone by its IANA name, such as `Europe/Zurich`.',
  // What is stored was read by this scalar: trying it out once more cost as much as all else of a small answer.
  serialize: (value) => value as string,
});

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
function parseCurrency(value: unknown): string {
  if (typeof value === 'string' && CURRENCIES.has(value)) return value;
  throw new GraphQLError(`${JSON.stringify(value)} is not a currency code such as "CHF".`);
}

export const GraphQLCurrency = new GraphQLScalarType<string, string>({
  name: 'Currency',
  description: 'A currency by its ISO 4217 code, such as `CHF`.',
  serialize: (value) => value as string,
  parseValue: parseCurrency,
  parseLiteral: (node) => parseCurrency(node.kind === Kind.STRING ? node.value : undefined),
});
