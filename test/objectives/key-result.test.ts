import { beforeAll, describe, expect, it } from 'vitest';
import type {
  KeyResultCreateInput,
  KeyResultRecordInput,
  KeyResultUpdateInput,
} from '../../schema/generated/test-operations.js';
import { addDays } from '../../src/time/local-date.js';
import { startApi } from '../support/api.js';
import { account, department } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { eventsAfter, latestEvent, objective } from '../support/objectives.js';

type Named = { id: string };

describe('a key result', async () => {
  const api = await startApi();
  const admin = api.as('admin');
  const today = new Date().toISOString().slice(0, 10);
  let owner: Named;

  beforeAll(async () => {
    owner = await department(api, 'Board');
    const design = await department(api, 'Design');
    await account(api, 'admin', 'ADMIN');
    await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: design.id });
  });

  const create = (input: KeyResultCreateInput, who = 'admin') =>
    api.as(who).ask(
      graphql(`mutation ($input: KeyResultCreateInput!) { keyResultCreate(input: $input) {
        id version title unit direction start target current weight archivedAt progressPercent objective { title } } }`),
      { input },
    );
  const update = (input: KeyResultUpdateInput, who = 'admin') =>
    api.as(who).ask(
      graphql(`mutation ($input: KeyResultUpdateInput!) { keyResultUpdate(input: $input) {
        version title direction start target current progressPercent } }`),
      { input },
    );
  const record = (input: KeyResultRecordInput, who = 'admin') =>
    api.as(who).ask(
      graphql(`mutation ($input: KeyResultRecordInput!) { keyResultRecord(input: $input) {
        version current progressPercent history { on value } } }`),
      { input },
    );
  const archive = (id: string, expectedVersion: number, who = 'admin') =>
    api.as(who).ask(
      graphql(`mutation ($id: ID!, $expectedVersion: Int!) {
        keyResultArchive(input: { id: $id, expectedVersion: $expectedVersion }) { version archivedAt } }`),
      { id, expectedVersion },
    );
  const of = async ({ id }: Named) =>
    (
      await admin.ask(
        graphql(
          `query ($id: ID!) { objective(id: $id) { progressPercent keyResults { id version title current history { on value } } } }`,
        ),
        { id },
      )
    ).data.objective;
  const made = async (on: Named, more: Partial<KeyResultCreateInput> = {}) =>
    (
      await create({
        objectiveId: on.id,
        title: 'Renewals',
        direction: 'INCREASE',
        start: '80',
        target: '100',
        ...more,
      })
    ).data.keyResultCreate;
  const reasons = (errors: unknown) =>
    (errors as { extensions: { details?: { faults: { reason: string; field: string[] }[] } } }[]).flatMap(
      ({ extensions }) =>
        extensions.details?.faults.map(({ reason, field }) => `${field[1]} ${reason}`) ?? [],
    );

  it('begins at its start, and each change of it is recorded', async () => {
    const renewals = await objective(api, 'Renewals', { owner });
    const seen = await latestEvent(api);
    const input = { objectiveId: renewals.id, title: 'Churn', unit: 'percent', start: '8.5', target: '5' };
    const { data } = await create({ ...input, direction: 'DECREASE', weight: 3 });
    expect(data.keyResultCreate).toEqual({
      id: expect.any(String),
      version: 1,
      title: 'Churn',
      unit: 'percent',
      direction: 'DECREASE',
      start: '8.5',
      target: '5',
      current: '8.5',
      weight: 3,
      archivedAt: null,
      progressPercent: '0.00',
      objective: { title: 'Renewals' },
    });
    const { id } = data.keyResultCreate;
    expect((await update({ id, expectedVersion: 1, title: 'Churn a year', target: '4.5' })).data).toEqual({
      keyResultUpdate: {
        version: 2,
        title: 'Churn a year',
        direction: 'DECREASE',
        start: '8.5',
        target: '4.5',
        current: '8.5',
        progressPercent: '0.00',
      },
    });
    expect((await record({ id, current: '7.5', on: today })).data.keyResultRecord).toMatchObject({
      version: 3,
      progressPercent: '25.00',
    });
    expect((await archive(id, 3)).data).toMatchObject({ keyResultArchive: { version: 4 } });
    expect(await of(renewals)).toEqual({ progressPercent: null, keyResults: [] });
    expect(await eventsAfter(api, seen)).toMatchObject([
      { kind: 'KEY_RESULT_CREATED', subjectId: id, before: null, after: { current: '8.5', target: '5' } },
      { kind: 'KEY_RESULT_UPDATED', before: { target: '5' }, after: { target: '4.5', version: 2 } },
      {
        kind: 'KEY_RESULT_RECORDED',
        before: { current: '8.5' },
        after: { current: '7.5', on: today, value: '7.5' },
      },
      { kind: 'KEY_RESULT_ARCHIVED', before: { isArchived: false }, after: { isArchived: true } },
    ]);
  });

  it('keeps all that was recorded; where it is now is what was recorded last for the latest day', async () => {
    const growth = await objective(api, 'Growth', { owner });
    const { id } = await made(growth);
    const [week, yesterday] = [addDays(today, -7), addDays(today, -1)];
    await record({ id, current: '90', on: yesterday });
    await record({ id, current: '84', on: week });
    await record({ id, current: '91', on: yesterday });
    expect(await of(growth)).toMatchObject({
      progressPercent: '55.00',
      keyResults: [
        {
          current: '91',
          history: [
            { on: week, value: '84' },
            { on: yesterday, value: '90' },
            { on: yesterday, value: '91' },
          ],
        },
      ],
    });
    expect((await record({ id, current: '70' })).data.keyResultRecord).toMatchObject({
      current: '70',
      progressPercent: '0.00',
    });
  });

  it('moves with its start only until something was recorded', async () => {
    const moving = await objective(api, 'Moving', { owner });
    const { id } = await made(moving);
    const moved = await update({ id, expectedVersion: 1, start: '60' });
    expect(moved.data.keyResultUpdate).toMatchObject({ start: '60', current: '60', version: 2 });
    await record({ id, current: '80' });
    expect((await update({ id, expectedVersion: 3, start: '0' })).data.keyResultUpdate).toMatchObject({
      current: '80',
      progressPercent: '80.00',
    });
  });

  it('is refused with all its faults at once, and nothing is written', async () => {
    const refused = await objective(api, 'Refused', { owner });
    const seen = await latestEvent(api);
    const { errors } = await create({
      objectiveId: refused.id,
      title: ' ',
      unit: 'x'.repeat(41),
      direction: 'INCREASE',
      start: '5',
      target: '5',
      weight: -1,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(reasons(errors)).toEqual([
      'title MIN_LENGTH',
      'unit MAX_LENGTH',
      'weight MIN',
      'target DIRECTION',
    ]);
    expect(await of(refused)).toEqual({ progressPercent: null, keyResults: [] });
    expect(await eventsAfter(api, seen)).toEqual([]);
  });

  it('stays as it is where a change would turn it, take something away, or has seen another version', async () => {
    const kept = await objective(api, 'Kept', { owner });
    const { id } = await made(kept);
    const seen = await latestEvent(api);
    const before = await of(kept);
    expect(reasons((await update({ id, expectedVersion: 1, target: '70' })).errors)).toEqual([
      'target DIRECTION',
    ]);
    expect(reasons((await update({ id, expectedVersion: 1, title: null, start: null })).errors)).toEqual([
      'title REQUIRED',
      'start REQUIRED',
    ]);
    for (const { errors } of [await update({ id, expectedVersion: 7, weight: 2 }), await archive(id, 7)])
      expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT', reason: 'STALE_VERSION' } }]);
    expect(reasons((await record({ id, current: '90', on: addDays(today, 2) })).errors)).toEqual([
      'on FUTURE',
    ]);
    for (const { errors } of [
      await update({ id: kept.id, expectedVersion: 1 }),
      await record({ id: kept.id, current: '1' }),
      await archive(kept.id, 1),
    ])
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(await of(kept)).toEqual(before);
    expect(await eventsAfter(api, seen)).toEqual([]);
  });

  it('that was archived is changed no more, and can still be fetched', async () => {
    const past = await objective(api, 'Past', { owner });
    const { id } = await made(past);
    await archive(id, 1);
    const seen = await latestEvent(api);
    for (const { errors } of [
      await update({ id, expectedVersion: 2, weight: 4 }),
      await record({ id, current: '90' }),
      await archive(id, 2),
    ])
      expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT', reason: 'ARCHIVED' } }]);
    expect(await eventsAfter(api, seen)).toEqual([]);
    const { data } = await admin.ask(
      graphql(`query ($id: ID!) { node(id: $id) { ... on KeyResult { title current } } }`),
      { id },
    );
    expect(data).toEqual({ node: { title: 'Renewals', current: '80' } });
  });

  it('is for whoever manages the objective', async () => {
    const foreign = await objective(api, 'Foreign', { owner });
    const { id } = await made(foreign);
    const seen = await latestEvent(api);
    const input = { objectiveId: foreign.id, title: 'Mine', start: '0', target: '1' };
    for (const { errors } of [
      await create({ ...input, direction: 'INCREASE' }, 'head'),
      await update({ id, expectedVersion: 1, weight: 2 }, 'head'),
      await record({ id, current: '90' }, 'head'),
      await archive(id, 1, 'head'),
    ])
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await of(foreign)).keyResults).toMatchObject([{ id, version: 1, current: '80', history: [] }]);
    expect(await eventsAfter(api, seen)).toEqual([]);
  });

  it('is where the last of eight at once has put it, and keeps what all of them said', async () => {
    const contested = await objective(api, 'Contested', { owner });
    const { id } = await made(contested);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => record({ id, current: `${81 + i}`, on: today })),
    );
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    const [after] = (await of(contested)).keyResults;
    expect(after!.version).toBe(9);
    expect(after!.history.map(({ value }) => value).toSorted()).toEqual(
      Array.from({ length: 8 }, (_, i) => `${81 + i}`),
    );
  });
});
