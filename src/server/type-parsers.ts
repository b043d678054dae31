import pg from 'pg';

const { builtins } = pg.types;

const asText = (text: string) => text;
const asNumber = (text: string) => Number(text);
const asJson = (text: string) => JSON.parse(text);
/** PostgreSQL's `2027-03-01 08:30:00.123456+00`; wide answers hold thousands, so the usual form is read by position. */
function asInstant(text: string): Date {
  if (!text.endsWith('+00') || text[10] !== ' ' || text[4] !== '-')
    return new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
  const digits = (from: number, to: number) => {
    let value = 0;
    for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - 48;
    return value;
  };
  const fraction = text.length > 22 ? text.slice(20, -3).padEnd(3, '0').slice(0, 3) : '0';
  const [year, month, day] = [digits(0, 4), digits(5, 7), digits(8, 10)];
  return new Date(
    Date.UTC(year, month - 1, day, digits(11, 13), digits(14, 16), digits(17, 19), Number(fraction)),
  );
}

const { create: parserOf } = pg.types.arrayParser as unknown as {
  create(text: string, read: (element: string) => unknown): { parse(): unknown[] };
};

/** By the oid of a type and of its arrays, which `pg.types.builtins` does not name. */
const both = (oid: number, arrayOid: number, read: (text: string) => unknown) => ({
  [oid]: read,
  [arrayOid]: (text: string) => parserOf(text, read).parse(),
});

/**
 * How values of a type are read, the same for both databases: their own defaults differ. Days and decimals stay
 * strings, so that neither zone nor floating point touches them; int8 (counts, sequences) stays below 2^53.
 */
export const typeParsers: Readonly<Record<number, (text: string) => unknown>> = {
  ...both(builtins.DATE, 1182, asText),
  ...both(builtins.NUMERIC, 1231, asText),
  ...both(builtins.INT8, 1016, asNumber),
  ...both(builtins.TIMESTAMPTZ, 1185, asInstant),
  ...both(builtins.TIMESTAMP, 1115, asText),
  ...both(builtins.INTERVAL, 1187, asText),
  ...both(builtins.JSONB, 3807, asJson),
  ...both(builtins.JSON, 199, asJson),
};
