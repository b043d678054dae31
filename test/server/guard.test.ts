import { getIntrospectionQuery } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { Documents } from '../../src/server/documents.js';
import { guardOf } from '../../src/server/guard.js';
import { createSchema } from '../../src/server/schema.js';
import { startApi } from '../support/api.js';
import { account } from '../support/company.js';
import { graphql } from '../support/graphql.js';

const documents = new Documents(await createSchema(), { allowsIntrospection: true });
const guard = guardOf(documents);
const costOf = (query: string, variables = {}) => {
  const admitted = guard({ query, variables });
  return 'document' in admitted ? admitted.cost : admitted.map(({ message }) => message);
};
const refusal = (query: string, variables = {}) => {
  try {
    return costOf(query, variables);
  } catch (error) {
    const { code, reason, details } = (error as { extensions: Record<string, unknown> }).extensions;
    expect(code).toBe('TOO_COMPLEX');
    return { reason, details };
  }
};
const repeated = (text: (index: number) => string, times: number) =>
  Array.from({ length: times }, (_, index) => text(index)).join(' ');
const nested = (depth: number) =>
  `{ departments { nodes ${'{ parent '.repeat(depth - 3)}{ id }${' }'.repeat(depth - 3)} } }`;

describe('the cost of a request', () => {
  it.each([
    ['one object', '{ department(id: "x") { id } }', 1],
    ['a page of the usual size', '{ departments { nodes { id } } }', 25],
    ['a page of ten', '{ departments(first: 10) { nodes { id } } }', 10],
    ['a page by its edges', '{ departments(first: 10) { edges { cursor node { id } } } }', 10],
    [
      'nothing but the count of a list',
      '{ departments(first: 10) { totalCount pageInfo { endCursor } } }',
      0,
    ],
    ['objects of the objects of a page', '{ departments(first: 10) { nodes { parent { id } } } }', 20],
    ['lists of unknown length', '{ departments(first: 10) { nodes { children { id } } } }', 110],
    [
      'a fragment wherever it is spread',
      'query { a: departments(first: 3) { ...P } b: departments(first: 4) { ...P } } fragment P on DepartmentConnection { nodes { id } }',
      7,
    ],
    [
      'the deepest of it all',
      '{ departments(first: 10) { nodes { children { children { parent { id } } } } } }',
      10 + 100 + 1000 + 1000,
    ],
  ])('counts %s', (_, query, cost) => {
    expect(costOf(query)).toBe(cost);
  });

  it('takes the size of a page from the variables, and from their defaults', () => {
    const query = 'query ($first: Int = 7) { departments(first: $first) { nodes { id } } }';
    expect(costOf(query)).toBe(7);
    expect(costOf(query, { first: 12 })).toBe(12);
    expect(costOf(query, { first: null })).toBe(25);
  });
});

describe('the guard', () => {
  it.each([
    [
      'a document over 20 KB',
      `{ departments { totalCount } } # ${'x'.repeat(20_480)}`,
      'DOCUMENT_SIZE',
      20_480,
      20_513,
    ],
    [
      'a document of more than 1,500 tokens',
      `{ ${repeated(() => 'departments { totalCount }', 400)} }`,
      'TOKENS',
      1_500,
      1_602,
    ],
    ['fields deeper than 12', nested(13), 'DEPTH', 12, 13],
    [
      'more than 30 aliases',
      `{ ${repeated((index) => `a${index}: departments { totalCount }`, 31)} }`,
      'ALIASES',
      30,
      31,
    ],
    [
      'more than 20 directives',
      `{ departments { ${repeated(() => 'totalCount @include(if: true)', 21)} } }`,
      'DIRECTIVES',
      20,
      21,
    ],
    ['more than 400 fields', `{ departments { ${repeated(() => 'totalCount', 400)} } }`, 'FIELDS', 400, 401],
    [
      'more than 10,000 objects',
      '{ departments(first: 100) { nodes { children { children { id } } } } }',
      'COST',
      10_000,
      11_100,
    ],
    [
      'brackets upon brackets',
      `{ departments(filter: ${'{ not: '.repeat(80)}{}${' }'.repeat(80)}) { totalCount } }`,
      'NESTING',
      60,
      83,
    ],
  ])('refuses %s', (_, query, reason, limit, actual) => {
    expect(refusal(query)).toEqual({ reason, details: { limit, actual } });
  });

  it('lets pass what reaches the limits', () => {
    expect(costOf(nested(12))).toBe(25 * 10);
    expect(costOf(`{ ${repeated((index) => `a${index}: departments { totalCount }`, 30)} }`)).toBe(0);
    expect(costOf(`{ departments { ${repeated(() => 'totalCount', 399)} } }`)).toBe(0);
  });

  it('counts a page whose size comes in a variable', () => {
    const query = 'query ($n: Int) { departments(first: $n) { nodes { children { children { id } } } } }';
    expect(refusal(query, { n: 90 })).toBe(9_990);
    expect(refusal(query, { n: 91 })).toMatchObject({ reason: 'COST' });
    expect(refusal(query, { n: 1e300 })).toMatchObject({
      reason: 'COST',
      details: { actual: Number.MAX_SAFE_INTEGER },
    });
  });

  it('refuses variables that lie too deep inside each other', () => {
    let deep: object = {};
    for (let depth = 0; depth < 100_000; depth++) deep = { not: deep };
    const query = 'query ($filter: DepartmentFilter) { departments(filter: $filter) { totalCount } }';
    expect(refusal(query, { filter: deep })).toMatchObject({ reason: 'NESTING' });
  });

  it('refuses fragments that double at every step, without expanding them', () => {
    const bomb = `{ departments { ...F0 } } ${repeated((index) => `fragment F${index} on DepartmentConnection { ...F${index + 1} ...F${index + 1} }`, 100)} fragment F100 on DepartmentConnection { totalCount }`;
    expect(refusal(bomb)).toMatchObject({ reason: 'FIELDS', details: { actual: Number.MAX_SAFE_INTEGER } });
  });

  it('leaves fragments that spread themselves to validation', () => {
    const cycle =
      '{ departments { ...A } } fragment A on DepartmentConnection { totalCount ...B } fragment B on DepartmentConnection { ...A }';
    expect(costOf(cycle)).toEqual([expect.stringContaining('Cannot spread fragment')]);
  });

  it('refuses brackets that would overflow the parser', () => {
    expect(refusal(`{ departments(filter: ${'['.repeat(1_490)}`)).toMatchObject({ reason: 'NESTING' });
    expect(refusal('{a'.repeat(740))).toMatchObject({ reason: 'NESTING' });
  });

  it('lets tools ask for the whole schema, but not without end', () => {
    expect(costOf(getIntrospectionQuery())).toBe(0);
    const endless = `{ __schema { types { ${'fields { type { '.repeat(6)} name ${'} }'.repeat(6)} } } }`;
    expect(refusal(endless)).toEqual([expect.stringContaining('introspection depth')]);
  });

  it('says what is wrong with a document that is none', () => {
    expect(costOf('{ departments {')).toEqual([expect.stringContaining('Syntax Error')]);
    expect(costOf('"')).toEqual([expect.stringContaining('Syntax Error')]);
    expect(costOf('{ nothing }')).toEqual([expect.stringContaining('Cannot query field "nothing"')]);
  });
});

describe('documents', () => {
  it('are read once, however often they are sent', () => {
    const query = '{ departments { totalCount } } # once';
    const first = documents.read(query);
    expect(documents.read(`${query}`)).toBe(first);
  });

  it('are forgotten when there are too many', () => {
    const own = new Documents(documents.schema, { allowsIntrospection: false });
    const first = own.read('{ departments { totalCount } }');
    for (let index = 0; index < 1_000; index++) own.read(`{ departments { totalCount } } # ${index}`);
    const again = own.read('{ departments { totalCount } }');
    expect(again).not.toBe(first);
    expect(again).toHaveProperty('document');
  });

  it('do not describe the schema where that is switched off', () => {
    const own = new Documents(documents.schema, { allowsIntrospection: false });
    expect(own.read('{ __schema { queryType { name } } }')).toHaveLength(2);
    expect(own.read('{ departments { totalCount } }')).toHaveProperty('document');
  });
});

describe('a guarded API', async () => {
  const api = await startApi();
  beforeAll(() => account(api, 'anna', 'HR'));

  it('answers with the cost', async () => {
    const { extensions } = await api.as('anna').ask(graphql(`{ departments(first: 3) { nodes { id } } }`));
    expect(extensions).toEqual({ cost: 3 });
  });

  it('refuses what is too much, as status 400', async () => {
    const { authorization } = api.as('anna');
    const payload = { query: nested(13) };
    const reply = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization },
      payload,
    });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toEqual({
      errors: [
        {
          message: 'This asks for 13 fields inside each other; the limit is 12.',
          extensions: { code: 'TOO_COMPLEX', reason: 'DEPTH', details: { limit: 12, actual: 13 } },
        },
      ],
    });
  });

  it('refuses it over GET as well', async () => {
    const { authorization } = api.as('anna');
    const reply = await api.app.inject({
      url: '/graphql',
      headers: { authorization },
      query: { query: nested(13) },
    });
    expect(reply.json()).toMatchObject({ errors: [{ extensions: { code: 'TOO_COMPLEX' } }] });
  });

  it('takes no hash in place of a document', async () => {
    const { authorization } = api.as('anna');
    const payload = { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } };
    const reply = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization },
      payload,
    });
    expect(reply.json()).toMatchObject({ errors: [{ message: 'PersistedQueryNotSupported' }] });
  });
});
