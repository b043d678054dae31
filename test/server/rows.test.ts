import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/graphql/context.js';
import { inTransaction } from '../../src/server/database.js';
import { startApi } from '../support/api.js';
import { account } from '../support/company.js';

const EVERY_TYPE = `select
  date '2028-02-29' as day,
  date '0001-01-01' as "firstDay",
  timestamptz '2027-03-01 08:30:00.123+02' as instant,
  timestamptz '2027-03-01 08:30:00+05:30' as "wholeSecond",
  timestamptz '1850-01-01 00:00:00+00' as "longAgo",
  timestamp '2027-03-01 08:30:00' as "wallClock",
  interval '1 day 2 hours' as span,
  int2 '-5' as small,
  int4 '2147483647' as whole,
  int8 '9007199254740991' as large,
  (select count(*) from generate_series(1, 3)) as counted,
  numeric '12345678901234567890.1200' as exact,
  (select sum(minutes) from (values (480), (0)) as day (minutes)) as summed,
  (select avg(minutes) from (values (1), (2)) as day (minutes)) as average,
  float8 '0.1' as "inexact",
  uuid 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11' as id,
  jsonb '{"b": [1, "two", null], "a": {"c": true}}' as document,
  jsonb '"text"' as "jsonText",
  json '[1]' as json,
  array['one', 'with "quotes", and commas', null, '']::text[] as texts,
  array[]::text[] as "noTexts",
  array[480, 0, -1] as numbers,
  array['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']::uuid[] as ids,
  array[date '2027-01-01', date '2027-12-31'] as days,
  array[int8 '1', int8 '9007199254740991'] as larges,
  array['1.10', null]::numeric[] as exacts,
  array[timestamptz '2027-03-01 08:30:00+00'] as instants,
  array['{"a": [1]}', '"x"']::jsonb[] as documents,
  array[array[1, 2], array[3, 4]] as nested,
  true as yes,
  false as no,
  null::text as "noText",
  null::date as "noDay",
  null::jsonb as "noDocument",
  'naïve – 日本 🙂' as text,
  ''::text as empty,
  'code'::varchar(10) as varied`;

const expected = {
  day: '2028-02-29',
  firstDay: '0001-01-01',
  instant: new Date('2027-03-01T06:30:00.123Z'),
  wholeSecond: new Date('2027-03-01T03:00:00Z'),
  longAgo: new Date('1850-01-01T00:00:00Z'),
  wallClock: '2027-03-01 08:30:00',
  span: '1 day 02:00:00',
  small: -5,
  whole: 2_147_483_647,
  large: 9_007_199_254_740_991,
  counted: 3,
  exact: '12345678901234567890.1200',
  summed: 480,
  average: '1.5000000000000000',
  inexact: 0.1,
  id: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
  document: { b: [1, 'two', null], a: { c: true } },
  jsonText: 'text',
  json: [1],
  texts: ['one', 'with "quotes", and commas', null, ''],
  noTexts: [],
  numbers: [480, 0, -1],
  ids: ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  days: ['2027-01-01', '2027-12-31'],
  larges: [1, 9_007_199_254_740_991],
  exacts: ['1.10', null],
  instants: [new Date('2027-03-01T08:30:00Z')],
  documents: [{ a: [1] }, 'x'],
  nested: [
    [1, 2],
    [3, 4],
  ],
  yes: true,
  no: false,
  noText: null,
  noDay: null,
  noDocument: null,
  text: 'naïve – 日本 🙂',
  empty: '',
  varied: 'code',
};

// The suite runs on both databases: what is exactly the same there is exactly this.
describe('a row of every type', async () => {
  const api = await startApi();
  await account(api, 'admin', 'ADMIN');
  const context = (): Promise<Context> => api.contexts.forSubject('admin', { requestId: 'test' });

  it('is read exactly so, with and without parameters', async () => {
    const [plain] = await api.database.rows<object>('test.every-type', EVERY_TYPE);
    expect({ ...plain }).toStrictEqual(expected);
    const [bound] = await api.database.rows<object>('test.every-type-bound', `${EVERY_TYPE} where $1`, [
      true,
    ]);
    expect({ ...bound }).toStrictEqual(expected);
    // Again, from the prepared statement.
    const [again] = await api.database.rows<object>('test.every-type-bound', `${EVERY_TYPE} where $1`, [
      true,
    ]);
    expect({ ...again }).toStrictEqual(expected);
  });

  it('is read exactly so inside a transaction', async () => {
    const ctx = await context();
    const [row] = await inTransaction(ctx, () => ctx.rows<object>('test.every-type', EVERY_TYPE));
    expect({ ...row }).toStrictEqual(expected);
  });

  it('is read by the ORM with the same parsers', async () => {
    const { em } = await context();
    const [row] = await em.execute<object[]>(EVERY_TYPE);
    expect({ ...row }).toStrictEqual(expected);
  });

  it('is written by parameters and read back as it was', async () => {
    const { document, texts, numbers, ids, instant, exact, day, large } = expected;
    const given = {
      day,
      instant,
      large,
      exact,
      document: JSON.stringify(document),
      texts,
      numbers,
      ids,
      yes: true,
      none: null,
    };
    const [row] = await api.database.rows<object>(
      'test.written',
      `select $1::date as day, $2::timestamptz as instant, $3::int8 as large, $4::numeric as exact, $5::jsonb as document,
        $6::text[] as texts, $7::int[] as numbers, $8::uuid[] as ids, $9::bool as yes, $10::text as none`,
      Object.values(given),
    );
    expect({ ...row }).toStrictEqual({ ...given, document });
  });
});
