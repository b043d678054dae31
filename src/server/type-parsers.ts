import pg from 'pg';

const { builtins } = pg.types;

const asText = (text: string) => text;
const asNumber = (text: string) => Number(text);
/** PostgreSQL's `2027-03-01 08:30:00.123+00`. */
const asInstant = (text: string) => new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));

/**
 * How values of a type are read, the same for both databases: their own defaults differ. Days and decimals stay
 * strings, so that neither zone nor floating point touches them; int8 (counts, sequences) stays below 2^53.
 */
export const typeParsers: Readonly<Record<number, (text: string) => unknown>> = {
  [builtins.DATE]: asText,
  [builtins.NUMERIC]: asText,
  [builtins.INT8]: asNumber,
  [builtins.TIMESTAMPTZ]: asInstant,
  [builtins.TIMESTAMP]: asText,
  [builtins.INTERVAL]: asText,
  [builtins.JSONB]: (text) => JSON.parse(text),
  [builtins.JSON]: (text) => JSON.parse(text),
};
