import { beforeAll, describe, expect, it } from 'vitest';
import type {
  ObjectiveDependencyAddInput,
  ObjectiveDependencyKind,
} from '../../schema/generated/test-operations.js';
import { startApi } from '../support/api.js';
import { account, department } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { eventsAfter, latestEvent, objective } from '../support/objectives.js';

type Named = { id: string };

describe('a dependency between objectives', async () => {
  const api = await startApi();
  const admin = api.as('admin');
  let owner: Named;
  let design: Named;

  beforeAll(async () => {
    owner = await department(api, 'Board');
    design = await department(api, 'Design');
    await account(api, 'admin', 'ADMIN');
    await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: design.id });
  });

  const ask = (input: ObjectiveDependencyAddInput, who = 'admin') =>
    api.as(who).ask(
      graphql(`mutation ($input: ObjectiveDependencyAddInput!) { objectiveDependencyAdd(input: $input) {
        id kind objective { id } dependsOn { id } } }`),
      { input },
    );
  const add = (on: Named, other: Named, kind: ObjectiveDependencyKind = 'NEEDS_INPUT', who = 'admin') =>
    ask({ objectiveId: on.id, dependsOnId: other.id, kind }, who);
  const remove = (id: string, who = 'admin') =>
    api
      .as(who)
      .ask(
        graphql(
          `mutation ($id: ID!) { objectiveDependencyRemove(input: { id: $id }) { title dependsOn { kind } } }`,
        ),
        { id },
      );
  const around = async ({ id }: Named) =>
    (
      await admin.ask(
        graphql(`query ($id: ID!) { objective(id: $id) {
          dependsOn { kind objective { title } dependsOn { title } }
          dependents { kind objective { title } dependsOn { title } } } }`),
        { id },
      )
    ).data.objective;
  const move = (it: Named, below: Named) =>
    admin.ask(
      graphql(
        `mutation ($id: ID!, $parentId: ID) { objectiveMove(input: { id: $id, parentId: $parentId, expectedVersion: 1 }) { id } }`,
      ),
      { id: it.id, parentId: below.id },
    );
  const refusal = (reason: string, field = 'dependsOnId') => [
    { extensions: { code: 'CONFLICT', reason, field: ['input', field] } },
  ];

  it('is added, seen from both ends, and removed, and each is recorded', async () => {
    const launch = await objective(api, 'Launch', { owner });
    const brand = await objective(api, 'Brand', { owner });
    const seen = await latestEvent(api);
    const added = (await add(launch, brand)).data.objectiveDependencyAdd;
    expect(added).toEqual({
      id: expect.any(String),
      kind: 'NEEDS_INPUT',
      objective: { id: launch.id },
      dependsOn: { id: brand.id },
    });
    const row = { kind: 'NEEDS_INPUT', objective: { title: 'Launch' }, dependsOn: { title: 'Brand' } };
    expect(await around(launch)).toEqual({ dependsOn: [row], dependents: [] });
    expect(await around(brand)).toEqual({ dependsOn: [], dependents: [row] });
    expect((await remove(added.id)).data).toEqual({
      objectiveDependencyRemove: { title: 'Launch', dependsOn: [] },
    });
    expect((await remove(added.id)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);

    const facts = { objectiveId: launch.id, dependsOnId: brand.id, kind: 'NEEDS_INPUT' };
    expect(await eventsAfter(api, seen)).toMatchObject([
      { kind: 'OBJECTIVE_DEPENDENCY_ADDED', subjectId: added.id, before: null, after: facts },
      { kind: 'OBJECTIVE_DEPENDENCY_REMOVED', subjectId: added.id, before: facts, after: null },
    ]);
  });

  it('that shares a result stands once, whichever side adds it, and is seen from both', async () => {
    const older = await objective(api, 'Older', { owner });
    const newer = await objective(api, 'Newer', { owner });
    const shared = await add(newer, older, 'SHARES_RESULT');
    expect(shared.data.objectiveDependencyAdd).toMatchObject({
      objective: { id: older.id },
      dependsOn: { id: newer.id },
    });
    for (const [one, other] of [
      [older, newer],
      [newer, older],
    ] as const)
      expect((await add(one, other, 'SHARES_RESULT')).errors).toMatchObject(refusal('DEPENDENCY_EXISTS'));
    const row = { kind: 'SHARES_RESULT', objective: { title: 'Older' }, dependsOn: { title: 'Newer' } };
    for (const end of [older, newer])
      expect(await around(end)).toEqual({ dependsOn: [row], dependents: [row] });
  });

  it('that shares a result closes no cycle with one that has a direction', async () => {
    const one = await objective(api, 'One side', { owner });
    const two = await objective(api, 'Other side', { owner });
    await add(one, two, 'BLOCKS');
    expect((await add(two, one, 'SHARES_RESULT')).errors).toBeUndefined();
    expect((await add(one, two, 'NEEDS_INPUT')).errors).toBeUndefined();
    expect((await around(one)).dependsOn.map(({ kind }) => kind)).toEqual([
      'BLOCKS',
      'NEEDS_INPUT',
      'SHARES_RESULT',
    ]);
  });

  it('is refused where it exists, on itself, on what does not exist, and nothing is written', async () => {
    const first = await objective(api, 'First', { owner });
    const second = await objective(api, 'Second', { owner });
    await add(first, second);
    const seen = await latestEvent(api);
    expect((await add(first, second)).errors).toMatchObject(refusal('DEPENDENCY_EXISTS'));
    expect((await add(first, { id: first.id.toUpperCase() })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', reason: 'SAME_OBJECTIVE', field: ['input', 'dependsOnId'] } },
    ]);
    for (const [one, other] of [
      [first, owner],
      [owner, first],
    ] as const)
      expect((await add(one, other)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await around(first)).dependsOn).toHaveLength(1);
    expect(await eventsAfter(api, seen)).toEqual([]);
  });

  it('closes no cycle, over however many, of both kinds together', async () => {
    const [a, b, c] = [
      await objective(api, 'A', { owner }),
      await objective(api, 'B', { owner }),
      await objective(api, 'C', { owner }),
    ];
    await add(a, b, 'NEEDS_INPUT');
    await add(b, c, 'BLOCKS');
    const seen = await latestEvent(api);
    for (const kind of ['NEEDS_INPUT', 'BLOCKS'] as const) {
      expect((await add(c, a, kind)).errors).toMatchObject(refusal('CYCLE'));
      expect((await add(b, a, kind)).errors).toMatchObject(refusal('CYCLE'));
    }
    expect((await around(c)).dependsOn).toEqual([]);
    expect(await eventsAfter(api, seen)).toEqual([]);
    expect((await add(a, c)).errors).toBeUndefined();
  });

  it('is refused between an objective and what lies above it, whichever comes first', async () => {
    const top = await objective(api, 'Top', { owner });
    const middle = await objective(api, 'Middle', { owner, parent: top });
    const bottom = await objective(api, 'Bottom', { owner, parent: middle });
    for (const kind of ['NEEDS_INPUT', 'BLOCKS', 'SHARES_RESULT'] as const) {
      expect((await add(bottom, top, kind)).errors).toMatchObject(refusal('DEPENDS_ON_ANCESTOR'));
      expect((await add(top, bottom, kind)).errors).toMatchObject(refusal('DEPENDS_ON_ANCESTOR'));
    }
    const other = await objective(api, 'Other', { owner });
    await add(bottom, other);
    const seen = await latestEvent(api);
    expect((await move(middle, other)).errors).toMatchObject(refusal('DEPENDS_ON_ANCESTOR', 'parentId'));
    expect((await move(other, bottom)).errors).toMatchObject(refusal('DEPENDS_ON_ANCESTOR', 'parentId'));
    expect(await eventsAfter(api, seen)).toEqual([]);
    expect((await move(other, top)).errors).toBeUndefined();
  });

  it('is for the head of the department that depends; of a shared result, of either', async () => {
    const own = await objective(api, 'Own', { owner: design });
    const foreign = await objective(api, 'Foreign', { owner });
    const seen = await latestEvent(api);
    expect((await add(foreign, own, 'BLOCKS', 'head')).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(await eventsAfter(api, seen)).toEqual([]);
    expect((await add(own, foreign, 'BLOCKS', 'head')).errors).toBeUndefined();
    const shared = await add(foreign, own, 'SHARES_RESULT', 'head');
    expect((await remove(shared.data.objectiveDependencyAdd.id, 'head')).errors).toBeUndefined();
    const board = await objective(api, 'Of the board', { owner });
    const theirs = await add(foreign, board);
    const after = await latestEvent(api);
    expect((await remove(theirs.data.objectiveDependencyAdd.id, 'head')).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(await eventsAfter(api, after)).toEqual([]);
  });

  it('closes no cycle after ten at once that would together close one', async () => {
    const ring: Named[] = [];
    for (let i = 0; i < 10; i++) ring.push(await objective(api, `Ring ${i}`, { owner }));
    const answers = await Promise.all(ring.map((each, i) => add(each, ring[(i + 1) % ring.length]!)));
    expect(answers.flatMap(({ errors }) => errors ?? [])).toMatchObject(refusal('CYCLE'));
    const rows = await api.database.rows(
      'test.ring',
      'select 1 from objective_dependency where objective_id = any($1::uuid[])',
      [ring.map(({ id }) => id)],
    );
    expect(rows).toHaveLength(9);
  });

  it('is read from both ends in three statements, however many there are', async () => {
    const { errors, queries } = await admin.ask(
      graphql(`{ objectives(first: 50) { nodes { dependsOn { kind } dependents { kind } } } }`),
    );
    expect(errors).toBeUndefined();
    // The page, and the dependencies from either end.
    expect(queries).toBe(3);
  });
});
