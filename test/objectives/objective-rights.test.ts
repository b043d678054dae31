import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, department } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { eventsAfter, latestEvent, objective } from '../support/objectives.js';

describe('the right to manage objectives', async () => {
  const api = await startApi();
  let sales: { id: string };
  let north: { id: string };
  let design: { id: string };
  let growth: { id: string };
  let fairs: { id: string };
  let brand: { id: string };

  beforeAll(async () => {
    sales = await department(api, 'Sales');
    north = await department(api, 'North', { parentId: sales.id });
    design = await department(api, 'Design');
    growth = await objective(api, 'Growth', { owner: sales });
    fairs = await objective(api, 'Fairs', { owner: north, parent: growth });
    brand = await objective(api, 'Brand', { owner: design });
    await account(api, 'admin', 'ADMIN');
    await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: sales.id });
    await account(api, 'lead', { role: 'PROJECT_LEAD', objectiveId: growth.id });
    await account(api, 'worker', 'WORKER');
    await account(api, 'hr', 'HR');
    await account(api, 'risk', 'RISK_OFFICER');
  });

  const create = (who: string, ownerId: string, parentId?: string) =>
    api
      .as(who)
      .ask(
        graphql(
          `mutation ($input: ObjectiveCreateInput!) { objectiveCreate(input: $input) { owner { code } } }`,
        ),
        {
          input: { title: 'New', ownerId, parentId },
        },
      );
  const versionOf = async (id: string): Promise<number> =>
    (await api.as('admin').ask(graphql(`query ($id: ID!) { objective(id: $id) { version } }`), { id })).data
      .objective.version;
  const update = async (who: string, id: string, changes: object) =>
    api
      .as(who)
      .ask(
        graphql(`mutation ($input: ObjectiveUpdateInput!) { objectiveUpdate(input: $input) { version } }`),
        {
          input: { id, expectedVersion: await versionOf(id), ...changes },
        },
      );
  const move = async (who: string, id: string, parentId: string | null) =>
    api
      .as(who)
      .ask(graphql(`mutation ($input: ObjectiveMoveInput!) { objectiveMove(input: $input) { version } }`), {
        input: { id, expectedVersion: await versionOf(id), parentId },
      });
  const isRefused = async (answer: Promise<{ errors?: unknown }>) => {
    const seen = await latestEvent(api);
    expect((await answer).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await eventsAfter(api, seen)).toEqual([]);
  };

  it('lets a head create what his departments own, and nothing else', async () => {
    expect((await create('head', sales.id)).data).toEqual({ objectiveCreate: { owner: { code: 'Sales' } } });
    expect((await create('head', north.id)).data).toEqual({ objectiveCreate: { owner: { code: 'North' } } });
    await isRefused(create('head', design.id));
  });

  it('lets a lead create below what he leads, whoever owns it, and nothing at the top', async () => {
    expect((await create('lead', design.id, growth.id)).data).toEqual({
      objectiveCreate: { owner: { code: 'Design' } },
    });
    expect((await create('lead', design.id, fairs.id)).errors).toBeUndefined();
    await isRefused(create('lead', sales.id));
    await isRefused(create('lead', sales.id, brand.id));
  });

  it('lets a head change what his departments own, but not give it away', async () => {
    expect((await update('head', fairs.id, { title: 'Trade fairs' })).errors).toBeUndefined();
    expect((await update('head', fairs.id, { ownerId: sales.id })).errors).toBeUndefined();
    await isRefused(update('head', fairs.id, { ownerId: design.id }));
    await isRefused(update('head', brand.id, { title: 'Mine' }));
    await isRefused(update('head', brand.id, { ownerId: sales.id }));
  });

  it('lets a lead change what lies below his objective', async () => {
    expect((await update('lead', fairs.id, { weight: 9 })).errors).toBeUndefined();
    await isRefused(update('lead', brand.id, { weight: 9 }));
  });

  it('lets a lead move within what he leads, not out of it', async () => {
    const one = await objective(api, 'One', { owner: design, parent: growth });
    expect((await move('lead', one.id, fairs.id)).errors).toBeUndefined();
    await isRefused(move('lead', one.id, brand.id));
    await isRefused(move('lead', one.id, null));
    await isRefused(move('lead', brand.id, growth.id));
  });

  for (const who of ['worker', 'hr', 'risk']) {
    it(`is not ${who}'s, who reads all objectives`, async () => {
      await isRefused(create(who, sales.id));
      await isRefused(update(who, growth.id, { title: 'X' }));
      await isRefused(move(who, growth.id, null));
      const transition = graphql(
        `mutation ($input: ObjectiveTransitionInput!) { objectiveCancel(input: $input) { id } }`,
      );
      await isRefused(api.as(who).ask(transition, { input: { id: growth.id, expectedVersion: 1 } }));
      const { data } = await api
        .as(who)
        .ask(graphql(`{ objectives(filter: { title: { in: ["Growth", "Brand"] } }) { nodes { title } } }`));
      expect(data.objectives.nodes).toEqual([{ title: 'Brand' }, { title: 'Growth' }]);
    });
  }
});
