import { beforeAll, describe, expect, it } from 'vitest';
import type { ObjectiveCreateInput } from '../../schema/generated/test-operations.js';
import { startApi } from '../support/api.js';
import { account, department } from '../support/company.js';
import { graphql } from '../support/graphql.js';

describe('the list of objectives', async () => {
  const api = await startApi();
  const admin = api.as('admin');
  let sales: { id: string };
  let design: { id: string };

  beforeAll(async () => {
    await account(api, 'admin', 'ADMIN');
    sales = await department(api, 'Sales');
    design = await department(api, 'Design');
    const add = (input: ObjectiveCreateInput) =>
      admin.ask(
        graphql(`mutation ($input: ObjectiveCreateInput!) { objectiveCreate(input: $input) { id version } }`),
        { input },
      );
    const spring = await add({
      title: 'Spring',
      ownerId: sales.id,
      weight: 30,
      from: '2027-03-01',
      to: '2027-05-31',
    });
    await add({ title: 'Summer', ownerId: sales.id, weight: 20, from: '2027-06-01', externalId: 'S-2' });
    await add({
      title: 'Autumn',
      description: '100 % of spring',
      ownerId: design.id,
      weight: 10,
      to: '2027-11-30',
    });
    await add({ title: 'Winter', ownerId: sales.id, weight: 10 });
    const { id } = spring.data.objectiveCreate;
    await admin.ask(
      graphql(`mutation ($input: ObjectiveTransitionInput!) { objectiveActivate(input: $input) { id } }`),
      {
        input: { id, expectedVersion: 1 },
      },
    );
    await admin.ask(
      graphql(`mutation ($input: ContributionSetInput!) { contributionSet(input: $input) { id } }`),
      {
        input: { objectiveId: id, departmentId: design.id, role: 'CONTRIBUTOR' },
      },
    );
  });

  const titles = async (args: string, variables: Record<string, unknown> = {}, declared = '') => {
    const { data, errors } = await admin.run(
      `query ${declared} { objectives(${args}) { totalCount nodes { title } } }`,
      variables,
    );
    expect(errors).toBeUndefined();
    expect(data.objectives.totalCount).toBe(data.objectives.nodes.length);
    return data.objectives.nodes.map(({ title }: { title: string }) => title);
  };

  it('is in the order of titles, unless told otherwise', async () => {
    expect(await titles('first: 100')).toEqual(['Autumn', 'Spring', 'Summer', 'Winter']);
    expect(await titles('orderBy: [{ field: WEIGHT, direction: DESC }, { field: TITLE }]')).toEqual([
      'Spring',
      'Summer',
      'Autumn',
      'Winter',
    ]);
    expect(await titles('orderBy: [{ field: FROM }, { field: TITLE }]')).toEqual([
      'Autumn',
      'Winter',
      'Spring',
      'Summer',
    ]);
    expect(await titles('orderBy: [{ field: TO }, { field: TITLE }]')).toEqual([
      'Spring',
      'Autumn',
      'Summer',
      'Winter',
    ]);
    expect(await titles('orderBy: [{ field: CREATED_AT, direction: DESC }]')).toEqual([
      'Winter',
      'Autumn',
      'Summer',
      'Spring',
    ]);
  });

  it.each([
    ['status', '{ status: { in: [ACTIVE] } }', ['Spring']],
    ['owner', '{ not: { ownerId: { eq: $sales } } }', ['Autumn']],
    ['contributor', '{ contributorIds: [$design] }', ['Spring']],
    [
      'period',
      '{ or: [{ from: { gte: "2027-06-01" } }, { to: { lt: "2027-06-01" } }] }',
      ['Spring', 'Summer'],
    ],
    ['open end', '{ to: { isNull: true } }', ['Summer', 'Winter']],
    ['external id', '{ externalId: { eq: "S-2" } }', ['Summer']],
    ['weight', '{ weight: { gt: 10, lt: 30 } }', ['Summer']],
    ['place', '{ parentId: { isNull: false } }', []],
    ['words', '{ search: "SPRING" }', ['Autumn', 'Spring']],
    ['words that are no pattern', '{ search: "0 % of" }', ['Autumn']],
  ])('can be filtered by %s', async (_, filter, expected) => {
    const declared = ['$sales', '$design']
      .filter((name) => filter.includes(name))
      .map((name) => `${name}: ID!`);
    const variables = { sales: sales.id, design: design.id };
    expect(
      await titles(`filter: ${filter}`, variables, declared.length ? `(${declared.join()})` : ''),
    ).toEqual(expected);
  });

  it('goes on where a page ended, also over periods that are open', async () => {
    const pageBehind = async (after: string | null) => {
      const { data } = await admin.ask(
        graphql(
          `query ($after: String) { objectives(first: 1, after: $after, orderBy: [{ field: FROM, direction: DESC }]) { nodes { title } pageInfo { endCursor hasNextPage } } }`,
        ),
        { after },
      );
      return data.objectives;
    };
    const found: string[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 4; pages++) {
      const { nodes, pageInfo } = await pageBehind(after);
      found.push(nodes[0]!.title);
      after = pageInfo.endCursor;
      expect(pageInfo.hasNextPage).toBe(pages < 3);
    }
    expect(found).toEqual(['Summer', 'Spring', 'Winter', 'Autumn']);
  });

  it('is read for many departments in one statement, and their counts in another', async () => {
    const { data, queries } = await admin.ask(
      graphql(`{ departments { nodes { code objectives(first: 2, orderBy: [{ field: WEIGHT, direction: DESC }]) {
        totalCount pageInfo { hasNextPage } nodes { title } } } } }`),
    );
    expect(data.departments.nodes).toEqual([
      {
        code: 'Design',
        objectives: { totalCount: 1, pageInfo: { hasNextPage: false }, nodes: [{ title: 'Autumn' }] },
      },
      {
        code: 'Sales',
        objectives: {
          totalCount: 3,
          pageInfo: { hasNextPage: true },
          nodes: [{ title: 'Spring' }, { title: 'Summer' }],
        },
      },
    ]);
    expect(queries).toBe(3);
  });

  it('of a department can be filtered', async () => {
    const { data } = await admin.ask(
      graphql(
        `{ departmentByCode(code: "Sales") { objectives(filter: { status: { eq: PLANNED } }) { nodes { title } } } }`,
      ),
    );
    expect(data.departmentByCode.objectives.nodes).toEqual([{ title: 'Summer' }, { title: 'Winter' }]);
  });
});
