import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, department } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { eventsAfter, latestEvent, objective } from '../support/objectives.js';

const MUTATIONS = {
  ACTIVE: 'objectiveActivate',
  ACHIEVED: 'objectiveAchieve',
  MISSED: 'objectiveMiss',
  CANCELLED: 'objectiveCancel',
} as const;
type Status = keyof typeof MUTATIONS | 'PLANNED';

const ALLOWED: Record<Status, (keyof typeof MUTATIONS)[]> = {
  PLANNED: ['ACTIVE', 'CANCELLED'],
  ACTIVE: ['ACHIEVED', 'MISSED', 'CANCELLED'],
  ACHIEVED: [],
  MISSED: [],
  CANCELLED: [],
};

describe('the status of an objective', async () => {
  const api = await startApi();
  const admin = api.as('admin');
  let owner: { id: string };

  beforeAll(async () => {
    owner = await department(api, 'Sales');
    await account(api, 'admin', 'ADMIN');
  });

  const become = (status: keyof typeof MUTATIONS, id: string, expectedVersion = 1, headers = {}) =>
    admin.run(
      `mutation ($input: ObjectiveTransitionInput!) { become: ${MUTATIONS[status]}(input: $input) { status version } }`,
      { input: { id, expectedVersion } },
      headers,
    );
  const statusOf = async (id: string) =>
    (await admin.ask(graphql(`query ($id: ID!) { objective(id: $id) { status version } }`), { id })).data
      .objective;

  for (const from of Object.keys(ALLOWED) as Status[]) {
    for (const to of Object.keys(MUTATIONS) as (keyof typeof MUTATIONS)[]) {
      const isAllowed = ALLOWED[from].includes(to);
      it(`${isAllowed ? 'goes' : 'does not go'} from ${from} to ${to}`, async () => {
        const { id } = await objective(api, `${from} to ${to}`, { owner, status: from });
        const seen = await latestEvent(api);
        const { data, errors } = await become(to, id);
        if (isAllowed) {
          expect(data).toEqual({ become: { status: to, version: 2 } });
          const kind = to === 'ACTIVE' ? 'OBJECTIVE_ACTIVATED' : `OBJECTIVE_${to}`;
          expect(await eventsAfter(api, seen)).toMatchObject([
            { kind, subjectId: id, before: { status: from, version: 1 }, after: { status: to, version: 2 } },
          ]);
        } else {
          expect(errors).toMatchObject([
            {
              extensions: {
                code: 'CONFLICT',
                reason: 'ILLEGAL_TRANSITION',
                details: { state: from, allowed: ALLOWED[from] },
              },
            },
          ]);
          expect(await statusOf(id)).toEqual({ status: from, version: 1 });
          expect(await eventsAfter(api, seen)).toEqual([]);
        }
      });
    }
  }

  it('stays where the caller has seen another version', async () => {
    const { id } = await objective(api, 'Stale', { owner, status: 'PLANNED' });
    const { errors } = await become('ACTIVE', id, 2);
    expect(errors).toMatchObject([
      { extensions: { code: 'CONFLICT', reason: 'STALE_VERSION', details: { currentVersion: 1 } } },
    ]);
    expect(await statusOf(id)).toEqual({ status: 'PLANNED', version: 1 });
  });

  it('of an objective that does not exist is NOT_FOUND', async () => {
    const { errors } = await become('ACTIVE', owner.id);
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('changes once for a request that is repeated with its key', async () => {
    const { id } = await objective(api, 'Repeated', { owner });
    const seen = await latestEvent(api);
    const key = { 'idempotency-key': 'achieve-once' };
    const answers = [await become('ACHIEVED', id, 1, key), await become('ACHIEVED', id, 1, key)];
    expect(answers.map(({ data }) => data)).toEqual(
      Array(2).fill({ become: { status: 'ACHIEVED', version: 2 } }),
    );
    expect(await eventsAfter(api, seen)).toHaveLength(1);
  });

  it('is decided once where nine decide at the same time', async () => {
    const { id } = await objective(api, 'Contested', { owner });
    const seen = await latestEvent(api);
    const ends = ['ACHIEVED', 'MISSED', 'CANCELLED'] as const;
    const answers = await Promise.all(Array.from({ length: 9 }, (_, i) => become(ends[i % 3]!, id)));
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    const refused = answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions.reason);
    expect(refused).toEqual(Array(8).fill('STALE_VERSION'));
    expect((await statusOf(id)).version).toBe(2);
    expect(await eventsAfter(api, seen)).toHaveLength(1);
  });
});
