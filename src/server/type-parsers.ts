import pg from 'pg';

const { builtins } = pg.types;

const asText = (text: string) => text;
const asNumber = (text: string) => Number(text);
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
