import { beforeAll, describe, expect, it } from 'vitest';
import type { ProgressMode } from '../../schema/generated/test-operations.js';
import { startApi } from '../support/api.js';
import { account, department } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { eventsAfter, latestEvent, objective } from '../support/objectives.js';

type Named = { id: string };

describe('the progress of objectives', async () => {
  const api = await startApi();
  const admin = api.as('admin');
  let owner: Named;

  beforeAll(async () => {
    owner = await department(api, 'Board');
    const design = await department(api, 'Design');
    await account(api, 'admin', 'ADMIN');
    await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: design.id });
  });

  const set = (
    { id }: Named,
    mode: ProgressMode,
    percent: string | null = null,
    { expectedVersion = 1, who = 'admin' } = {},
  ) =>
    api.as(who).ask(
      graphql(`mutation ($id: ID!, $expectedVersion: Int!, $mode: ProgressMode!, $percent: Decimal) {
        objectiveProgressSet(input: { id: $id, expectedVersion: $expectedVersion, mode: $mode, percent: $percent }) {
          version progressMode progressPercent } }`),
      { id, expectedVersion, mode, percent },
    );
  const progress = async ({ id }: Named) =>
    (
      await admin.ask(
        graphql(`query ($id: ID!) { objective(id: $id) { version progressMode progressPercent } }`),
        { id },
      )
    ).data.objective;

  it('is stated, seen by what lies above, and computed again, and each is recorded', async () => {
    const top = await objective(api, 'Top', { owner });
    const one = await objective(api, 'One', { owner, parent: top, weight: 1 });
    const two = await objective(api, 'Two', { owner, parent: top, weight: 3 });
    await set(two, 'MANUAL', '20');
    const seen = await latestEvent(api);
    expect((await set(one, 'MANUAL', '80.5')).data).toEqual({
      objectiveProgressSet: { version: 2, progressMode: 'MANUAL', progressPercent: '80.50' },
    });
    expect(await progress(top)).toEqual({ version: 1, progressMode: 'ROLLUP', progressPercent: '35.12' });
    expect((await set(one, 'ROLLUP', null, { expectedVersion: 2 })).data).toEqual({
      objectiveProgressSet: { version: 3, progressMode: 'ROLLUP', progressPercent: null },
    });
    expect(await progress(top)).toMatchObject({ progressPercent: '20.00' });
    expect(await eventsAfter(api, seen)).toMatchObject([
      {
        kind: 'OBJECTIVE_PROGRESS_SET',
        subjectId: one.id,
        before: { progressMode: 'ROLLUP', manualPercent: null },
        after: { progressMode: 'MANUAL', manualPercent: '80.50' },
      },
      { kind: 'OBJECTIVE_PROGRESS_SET', after: { progressMode: 'ROLLUP', manualPercent: null } },
    ]);
  });

  it('that is set to what it is already is no change', async () => {
    const same = await objective(api, 'Same', { owner });
    await set(same, 'MANUAL', '50');
    const seen = await latestEvent(api);
    const again = await set(same, 'MANUAL', '50.00', { expectedVersion: 2 });
    expect(again.data.objectiveProgressSet.version).toBe(2);
    expect(await eventsAfter(api, seen)).toEqual([]);
  });

  it.each([
    ['MANUAL', null, 'REQUIRED'],
    ['MANUAL', '-0.01', 'MIN'],
    ['MANUAL', '100.01', 'MAX'],
    ['MANUAL', '33.333', 'DECIMALS'],
    ['ROLLUP', '50', 'NOT_STATED'],
  ] as const)('is not %s at %s: %s', async (mode, percent, reason) => {
    const refused = await objective(api, 'Refused', { owner });
    const seen = await latestEvent(api);
    expect((await set(refused, mode, percent)).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', reason, field: ['input', 'percent'] } },
    ]);
    expect(await progress(refused)).toEqual({ version: 1, progressMode: 'ROLLUP', progressPercent: null });
    expect(await eventsAfter(api, seen)).toEqual([]);
  });

  it('is for whoever manages the objective, and has seen how it is', async () => {
    const foreign = await objective(api, 'Foreign', { owner });
    const seen = await latestEvent(api);
    expect((await set(foreign, 'MANUAL', '5', { who: 'head' })).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect((await set(foreign, 'MANUAL', '5', { expectedVersion: 3 })).errors).toMatchObject([
      { extensions: { code: 'CONFLICT', reason: 'STALE_VERSION' } },
    ]);
    expect(await progress(foreign)).toEqual({ version: 1, progressMode: 'ROLLUP', progressPercent: null });
    expect(await eventsAfter(api, seen)).toEqual([]);
  });

  it('of a tree of three levels is read in one statement, however large it is', async () => {
    const { errors, queries } = await admin.ask(
      graphql(
        `{ objectives(first: 50, filter: { parentId: { isNull: true } }) { nodes { progressPercent children { progressPercent children { progressPercent } } } } }`,
      ),
    );
    expect(errors).toBeUndefined();
    // The page, and the children of two levels: the progress of all was read with that of the page.
    expect(queries).toBe(4);
  });
});
