import { beforeAll, describe, expect, it } from 'vitest';
import type { ObjectiveCreateInput, ObjectiveUpdateInput } from '../../schema/generated/test-operations.js';
import { startApi } from '../support/api.js';
import { account, department } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { eventsAfter, latestEvent } from '../support/objectives.js';

describe('an objective', async () => {
  const api = await startApi();
  const admin = api.as('admin');
  let sales: { id: string };
  let design: { id: string };

  beforeAll(async () => {
    sales = await department(api, 'Sales');
    design = await department(api, 'Design');
    await account(api, 'admin', 'ADMIN');
  });

  const create = (input: ObjectiveCreateInput) =>
    admin.ask(
      graphql(`mutation ($input: ObjectiveCreateInput!) { objectiveCreate(input: $input) {
        id version title description externalId weight from to status normalisedWeight
        owner { code } parent { title } children { title } contributions { role } } }`),
      { input },
    );
  const update = (input: ObjectiveUpdateInput) =>
    admin.ask(
      graphql(
        `mutation ($input: ObjectiveUpdateInput!) { objectiveUpdate(input: $input) { version title weight from to description owner { code } } }`,
      ),
      { input },
    );
  const rowOf = async (id: string) =>
    (await api.database.rows('test.objective-row', 'select * from objective where id = $1', [id]))[0];
  const countOf = async () =>
    (await api.database.rows('test.objective-count', 'select id from objective')).length;

  it('is created with all its facts, and the change is recorded', async () => {
    const seen = await latestEvent(api);
    const { data, errors } = await create({
      title: 'Win the north',
      description: 'Ten clients',
      ownerId: sales.id,
      weight: 250,
      from: '2027-01-01',
      to: '2027-12-31',
      externalId: 'N-1',
    });
    expect(errors).toBeUndefined();
    const { id, ...rest } = data.objectiveCreate;
    expect(rest).toEqual({
      version: 1,
      title: 'Win the north',
      description: 'Ten clients',
      externalId: 'N-1',
      weight: 250,
      from: '2027-01-01',
      to: '2027-12-31',
      status: 'PLANNED',
      normalisedWeight: '1.000000',
      owner: { code: 'Sales' },
      parent: null,
      children: [],
      contributions: [],
    });
    expect(await eventsAfter(api, seen)).toMatchObject([
      {
        kind: 'OBJECTIVE_CREATED',
        subjectId: id,
        before: null,
        after: {
          parentId: null,
          ownerId: sales.id,
          weight: 250,
          from: '2027-01-01',
          to: '2027-12-31',
          status: 'PLANNED',
          version: 1,
        },
      },
    ]);
  });

  it('hears of everything that is wrong with it at once, and is not created', async () => {
    const before = await countOf();
    const { errors } = await create({
      title: ' ',
      ownerId: sales.id,
      weight: 1001,
      from: '2027-06-01',
      to: '2027-05-31',
      externalId: 'x'.repeat(201),
    });
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          details: {
            faults: [
              { field: ['input', 'title'], reason: 'MIN_LENGTH' },
              { field: ['input', 'externalId'], reason: 'MAX_LENGTH' },
              { field: ['input', 'weight'], reason: 'MAX' },
              { field: ['input', 'to'], reason: 'REVERSED_RANGE' },
            ],
          },
        },
      },
    ]);
    expect(await countOf()).toBe(before);
  });

  it('needs an owner that exists and is in use, and a parent that exists', async () => {
    const before = await countOf();
    const unknown = '00000000-0000-7000-8000-000000000000';
    const archived = await department(api, 'Closed');
    await api.database.rows('test.archive', 'update department set archived_at = now() where id = $1', [
      archived.id,
    ]);
    expect((await create({ title: 'A', ownerId: unknown })).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
    expect((await create({ title: 'A', ownerId: sales.id, parentId: unknown })).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
    expect((await create({ title: 'A', ownerId: archived.id })).errors).toMatchObject([
      { extensions: { code: 'CONFLICT', reason: 'DEPARTMENT_ARCHIVED' } },
    ]);
    expect(await countOf()).toBe(before);
  });

  it('shares its external id with no other', async () => {
    const before = await countOf();
    const { errors } = await create({ title: 'Another', ownerId: sales.id, externalId: 'N-1' });
    expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT', reason: 'EXTERNAL_ID_TAKEN' } }]);
    expect(await countOf()).toBe(before);
  });

  it('changes what is given, and keeps the rest', async () => {
    const { id } = (await create({ title: 'Old', description: 'Kept', ownerId: sales.id, weight: 3 })).data
      .objectiveCreate;
    const seen = await latestEvent(api);
    const { data } = await update({ id, expectedVersion: 1, title: 'New', ownerId: design.id });
    expect(data.objectiveUpdate).toEqual({
      version: 2,
      title: 'New',
      weight: 3,
      from: null,
      to: null,
      description: 'Kept',
      owner: { code: 'Design' },
    });
    expect(await eventsAfter(api, seen)).toMatchObject([
      {
        kind: 'OBJECTIVE_UPDATED',
        subjectId: id,
        before: { ownerId: sales.id, version: 1 },
        after: { ownerId: design.id, version: 2 },
      },
    ]);
  });

  it('that is changed to what it is already stays at its version, and no event is recorded', async () => {
    const { id } = (await create({ title: 'Same', ownerId: sales.id, from: '2027-01-01' })).data
      .objectiveCreate;
    const seen = await latestEvent(api);
    const { data } = await update({
      id,
      expectedVersion: 1,
      title: 'Same',
      from: '2027-01-01',
      ownerId: sales.id,
    });
    expect(data.objectiveUpdate.version).toBe(1);
    expect(await eventsAfter(api, seen)).toEqual([]);
  });

  it('refuses a period that the change would reverse, a title taken away, and a stale version', async () => {
    const { id } = (await create({ title: 'Firm', ownerId: sales.id, from: '2027-03-01' })).data
      .objectiveCreate;
    const [before, seen] = [await rowOf(id), await latestEvent(api)];
    expect((await update({ id, expectedVersion: 1, to: '2027-02-28' })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', reason: 'REVERSED_RANGE', field: ['input', 'to'] } },
    ]);
    expect((await update({ id, expectedVersion: 1, title: null, weight: null })).errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          details: { faults: [{ reason: 'REQUIRED' }, { reason: 'REQUIRED' }] },
        },
      },
    ]);
    expect((await update({ id, expectedVersion: 7, title: 'Late' })).errors).toMatchObject([
      { extensions: { code: 'CONFLICT', reason: 'STALE_VERSION', details: { currentVersion: 1 } } },
    ]);
    expect((await update({ id: sales.id, expectedVersion: 1, title: 'X' })).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
    expect(await rowOf(id)).toEqual(before);
    expect(await eventsAfter(api, seen)).toEqual([]);
  });

  it('that does not exist is null', async () => {
    const { data } = await admin.ask(graphql(`query ($id: ID!) { objective(id: $id) { title } }`), {
      id: sales.id,
    });
    expect(data).toEqual({ objective: null });
  });
});
