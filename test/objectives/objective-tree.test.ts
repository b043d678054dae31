import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, department } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { eventsAfter, latestEvent, objective } from '../support/objectives.js';

describe('the tree of objectives', async () => {
  const api = await startApi();
  const admin = api.as('admin');
  let owner: { id: string };

  beforeAll(async () => {
    owner = await department(api, 'Board');
    await account(api, 'admin', 'ADMIN');
  });

  const move = (id: string, parentId: string | null, expectedVersion = 1) =>
    admin.ask(
      graphql(
        `mutation ($input: ObjectiveMoveInput!) { objectiveMove(input: $input) { version parent { title } } }`,
      ),
      { input: { id, parentId, expectedVersion } },
    );
  const parentOf = async (id: string) =>
    (await admin.ask(graphql(`query ($id: ID!) { objective(id: $id) { version parent { id } } }`), { id }))
      .data.objective;
  const weightsBelow = async (id: string) =>
    (
      await admin.ask(
        graphql(`query ($id: ID!) { objective(id: $id) { children { title normalisedWeight } } }`),
        {
          id,
        },
      )
    ).data.objective.children;

  it('takes an objective, with all below it, to another place and to the top', async () => {
    const growth = await objective(api, 'Growth', { owner });
    const quality = await objective(api, 'Quality', { owner });
    const north = await objective(api, 'North', { owner, parent: growth });
    const oslo = await objective(api, 'Oslo', { owner, parent: north });
    const seen = await latestEvent(api);

    expect((await move(north.id, quality.id)).data).toEqual({
      objectiveMove: { version: 2, parent: { title: 'Quality' } },
    });
    expect(await parentOf(oslo.id)).toEqual({ version: 1, parent: { id: north.id } });
    expect((await move(north.id, null, 2)).data).toEqual({ objectiveMove: { version: 3, parent: null } });
    expect(await eventsAfter(api, seen)).toMatchObject([
      {
        kind: 'OBJECTIVE_MOVED',
        subjectId: north.id,
        before: { parentId: growth.id },
        after: { parentId: quality.id },
      },
      {
        kind: 'OBJECTIVE_MOVED',
        subjectId: north.id,
        before: { parentId: quality.id },
        after: { parentId: null },
      },
    ]);
  });

  it('records nothing where an objective is moved to where it lies', async () => {
    const above = await objective(api, 'Above', { owner });
    const { id } = await objective(api, 'Still', { owner, parent: above });
    const seen = await latestEvent(api);
    expect((await move(id, above.id)).data).toEqual({
      objectiveMove: { version: 1, parent: { title: 'Above' } },
    });
    expect(await eventsAfter(api, seen)).toEqual([]);
  });

  it('refuses an objective below itself, however deep, and nothing moves', async () => {
    const top = await objective(api, 'Top', { owner });
    const middle = await objective(api, 'Middle', { owner, parent: top });
    const bottom = await objective(api, 'Bottom', { owner, parent: middle });
    const seen = await latestEvent(api);
    for (const below of [top, middle, bottom]) {
      expect((await move(top.id, below.id)).errors).toMatchObject([
        { extensions: { code: 'CONFLICT', reason: 'CYCLE', field: ['input', 'parentId'] } },
      ]);
    }
    expect(await parentOf(top.id)).toEqual({ version: 1, parent: null });
    expect(await eventsAfter(api, seen)).toEqual([]);
  });

  it('refuses a place that does not exist, and a stale version', async () => {
    const { id } = await objective(api, 'Lost', { owner });
    expect((await move(id, owner.id)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await move(id, null, 4)).errors).toMatchObject([
      { extensions: { code: 'CONFLICT', reason: 'STALE_VERSION' } },
    ]);
    expect(await parentOf(id)).toEqual({ version: 1, parent: null });
  });

  it('has no cycle after ten moves at once that would together close one', async () => {
    const ring: { id: string }[] = [];
    for (let i = 0; i < 10; i++) ring.push(await objective(api, `Ring ${i}`, { owner }));
    // Each goes below the next one, the last below the first: any nine of them are a chain, all ten a ring.
    const answers = await Promise.all(ring.map(({ id }, i) => move(id, ring[(i + 1) % ring.length]!.id)));
    const refused = answers.flatMap(({ errors }) => errors ?? []);
    expect(refused).toMatchObject([{ extensions: { code: 'CONFLICT', reason: 'CYCLE' } }]);
    const tops = await api.database.rows(
      'test.ring-tops',
      'select id from objective where id = any($1::uuid[]) and parent_id is null',
      [ring.map(({ id }) => id)],
    );
    expect(tops).toHaveLength(1);
  });

  it('gives siblings their share of the weight, to the last millionth', async () => {
    const parent = await objective(api, 'Weighed', { owner });
    for (const title of ['A', 'B', 'C']) await objective(api, title, { owner, parent, weight: 7 });
    expect(await weightsBelow(parent.id)).toEqual([
      { title: 'A', normalisedWeight: '0.333334' },
      { title: 'B', normalisedWeight: '0.333333' },
      { title: 'C', normalisedWeight: '0.333333' },
    ]);
  });

  it('lets what is cancelled weigh nothing', async () => {
    const parent = await objective(api, 'Half given up', { owner });
    await objective(api, 'Kept', { owner, parent, weight: 300 });
    await objective(api, 'Kept too', { owner, parent, weight: 100, status: 'MISSED' });
    await objective(api, 'Off', { owner, parent, weight: 600, status: 'CANCELLED' });
    expect(await weightsBelow(parent.id)).toEqual([
      { title: 'Kept', normalisedWeight: '0.750000' },
      { title: 'Kept too', normalisedWeight: '0.250000' },
      { title: 'Off', normalisedWeight: '0.000000' },
    ]);
  });

  it('gives nobody a share where nothing weighs anything', async () => {
    const parent = await objective(api, 'Weightless', { owner });
    for (const title of ['A', 'B']) await objective(api, title, { owner, parent, weight: 0 });
    expect(await weightsBelow(parent.id)).toEqual([
      { title: 'A', normalisedWeight: '0.000000' },
      { title: 'B', normalisedWeight: '0.000000' },
    ]);
  });

  it('is read three levels deep in five statements, however many there are', async () => {
    const { errors, queries } = await admin.ask(
      graphql(
        `{ objectives(first: 50, filter: { parentId: { isNull: true } }) { nodes { normalisedWeight children { normalisedWeight children { title } } } } }`,
      ),
    );
    expect(errors).toBeUndefined();
    // The page; then, for each of the two levels below, the children of all, and the weights of the level above them.
    expect(queries).toBe(5);
  });
});
