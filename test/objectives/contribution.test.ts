import { beforeAll, describe, expect, it } from 'vitest';
import type {
  ContributionRemoveInput,
  ContributionSetInput,
} from '../../schema/generated/test-operations.js';
import { startApi } from '../support/api.js';
import { account, department } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { eventsAfter, latestEvent, objective } from '../support/objectives.js';

describe('a contribution', async () => {
  const api = await startApi();
  const admin = api.as('admin');
  let sales: { id: string };
  let design: { id: string };
  let legal: { id: string };

  beforeAll(async () => {
    sales = await department(api, 'Sales');
    design = await department(api, 'Design');
    legal = await department(api, 'Legal');
    await account(api, 'admin', 'ADMIN');
    await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: design.id });
  });

  const set = (input: ContributionSetInput, who = 'admin') =>
    api.as(who).ask(
      graphql(`mutation ($input: ContributionSetInput!) { contributionSet(input: $input) {
        id version role plannedMinutes department { code } objective { title } } }`),
      { input },
    );
  const remove = (input: ContributionRemoveInput, who = 'admin') =>
    api
      .as(who)
      .ask(
        graphql(
          `mutation ($input: ContributionRemoveInput!) { contributionRemove(input: $input) { contributions { department { code } } } }`,
        ),
        { input },
      );
  const contributionsOf = async (id: string) =>
    (
      await admin.ask(
        graphql(
          `query ($id: ID!) { objective(id: $id) { contributions { role plannedMinutes version department { code } } } }`,
        ),
        { id },
      )
    ).data.objective.contributions;

  it('is set, changed and taken away again, and each is recorded', async () => {
    const { id: objectiveId } = await objective(api, 'Fair', { owner: sales });
    const seen = await latestEvent(api);
    const key = { objectiveId, departmentId: design.id };

    const first = await set({ ...key, role: 'CONTRIBUTOR', plannedMinutes: 4_800 });
    expect(first.data.contributionSet).toEqual({
      id: expect.any(String),
      version: 1,
      role: 'CONTRIBUTOR',
      plannedMinutes: 4_800,
      department: { code: 'Design' },
      objective: { title: 'Fair' },
    });
    const second = await set({ ...key, role: 'RESPONSIBLE', expectedVersion: 1 });
    expect(second.data.contributionSet).toMatchObject({
      version: 2,
      role: 'RESPONSIBLE',
      plannedMinutes: null,
    });
    expect(second.data.contributionSet.id).toBe(first.data.contributionSet.id);
    expect((await remove({ ...key, expectedVersion: 2 })).data).toEqual({
      contributionRemove: { contributions: [] },
    });

    const subjectId = first.data.contributionSet.id;
    expect(await eventsAfter(api, seen)).toMatchObject([
      {
        kind: 'CONTRIBUTION_SET',
        subjectId,
        before: null,
        after: { ...key, role: 'CONTRIBUTOR', plannedMinutes: 4_800 },
      },
      {
        kind: 'CONTRIBUTION_SET',
        before: { role: 'CONTRIBUTOR', version: 1 },
        after: { role: 'RESPONSIBLE', version: 2 },
      },
      { kind: 'CONTRIBUTION_REMOVED', subjectId, before: { role: 'RESPONSIBLE', version: 2 }, after: null },
    ]);
  });

  it('is listed by role, then by name', async () => {
    const { id: objectiveId } = await objective(api, 'Listed', { owner: sales });
    for (const [departmentId, role] of [
      [legal.id, 'CONSULTED'],
      [sales.id, 'CONTRIBUTOR'],
      [design.id, 'CONTRIBUTOR'],
    ] as const) {
      await set({ objectiveId, departmentId, role });
    }
    expect(await contributionsOf(objectiveId)).toMatchObject([
      { role: 'CONTRIBUTOR', department: { code: 'Design' } },
      { role: 'CONTRIBUTOR', department: { code: 'Sales' } },
      { role: 'CONSULTED', department: { code: 'Legal' } },
    ]);
  });

  it('that is set to what it is already is no change', async () => {
    const { id: objectiveId } = await objective(api, 'Same', { owner: sales });
    const facts = { objectiveId, departmentId: design.id, role: 'CONSULTED', plannedMinutes: 60 } as const;
    await set(facts);
    const seen = await latestEvent(api);
    expect((await set(facts)).data.contributionSet.version).toBe(1);
    expect(await eventsAfter(api, seen)).toEqual([]);
  });

  it('is refused with negative minutes, unknown ids, and of an archived department', async () => {
    const { id: objectiveId } = await objective(api, 'Refused', { owner: sales });
    const archived = await department(api, 'Closed');
    await api.database.rows('test.archive', 'update department set archived_at = now() where id = $1', [
      archived.id,
    ]);
    const seen = await latestEvent(api);
    const role = 'CONTRIBUTOR';
    expect(
      (await set({ objectiveId, departmentId: design.id, role, plannedMinutes: -1 })).errors,
    ).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', reason: 'MIN', field: ['input', 'plannedMinutes'] } },
    ]);
    expect((await set({ objectiveId: design.id, departmentId: design.id, role })).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
    expect((await set({ objectiveId, departmentId: objectiveId, role })).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
    expect((await set({ objectiveId, departmentId: archived.id, role })).errors).toMatchObject([
      { extensions: { code: 'CONFLICT', reason: 'DEPARTMENT_ARCHIVED', field: ['input', 'departmentId'] } },
    ]);
    expect(await contributionsOf(objectiveId)).toEqual([]);
    expect(await eventsAfter(api, seen)).toEqual([]);
  });

  it('stays as it is where the caller has seen another version, or one that is gone', async () => {
    const { id: objectiveId } = await objective(api, 'Stale', { owner: sales });
    const key = { objectiveId, departmentId: design.id };
    await set({ ...key, role: 'CONTRIBUTOR' });
    for (const refused of [
      await set({ ...key, role: 'CONSULTED', expectedVersion: 5 }),
      await remove({ ...key, expectedVersion: 5 }),
    ]) {
      expect(refused.errors).toMatchObject([
        { extensions: { code: 'CONFLICT', reason: 'STALE_VERSION', details: { currentVersion: 1 } } },
      ]);
    }
    expect(await contributionsOf(objectiveId)).toMatchObject([{ role: 'CONTRIBUTOR', version: 1 }]);
    await remove(key);
    expect((await set({ ...key, role: 'CONSULTED', expectedVersion: 1 })).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
    expect((await remove(key)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(await contributionsOf(objectiveId)).toEqual([]);
  });

  it('is set by the head of the owning department, not of the contributing one', async () => {
    const own = await objective(api, 'Own', { owner: design });
    const foreign = await objective(api, 'Foreign', { owner: sales });
    const facts = { departmentId: design.id, role: 'CONTRIBUTOR' } as const;
    expect((await set({ ...facts, objectiveId: own.id }, 'head')).errors).toBeUndefined();
    expect((await set({ ...facts, objectiveId: foreign.id }, 'head')).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(await contributionsOf(foreign.id)).toEqual([]);
    await set({ ...facts, objectiveId: foreign.id });
    expect((await remove({ objectiveId: foreign.id, departmentId: design.id }, 'head')).errors).toMatchObject(
      [{ extensions: { code: 'FORBIDDEN' } }],
    );
    expect(await contributionsOf(foreign.id)).toHaveLength(1);
  });

  it('is one, whoever sets it at the same time', async () => {
    const { id: objectiveId } = await objective(api, 'Contested', { owner: sales });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        set({ objectiveId, departmentId: design.id, role: 'CONTRIBUTOR', plannedMinutes: i }),
      ),
    );
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    expect(await contributionsOf(objectiveId)).toMatchObject([{ version: 8 }]);
  });
});
