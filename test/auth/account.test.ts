import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, department, worker } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { objective } from '../support/objectives.js';
import { mutate, recordedBy, refusal } from '../support/workforce.js';

const NOBODY = '0198c0de-0000-7000-8000-000000000000';
const RIGHTS_LIVE_MS = 1_000;

describe('accounts and grants', async () => {
  const api = await startApi();
  const admin = api.as('admin');
  let design: { id: string };
  let launch: { id: string };

  beforeAll(async () => {
    await account(api, 'admin', 'ADMIN');
    await account(api, 'anna', 'HR');
    design = await department(api, 'Design');
    launch = await objective(api, 'Launch', { owner: design });
  });

  const idOf = async (subject: string) => {
    const { data } = await admin.ask(
      graphql(
        `query ($subject: String!) { accounts(filter: { subject: { eq: $subject } }) { nodes { id } } }`,
      ),
      { subject },
    );
    return data.accounts.nodes[0]!.id;
  };
  const create = (input: object, selection?: string) =>
    mutate(api, 'admin', 'accountCreate', { kind: 'PERSON', name: 'Somebody', ...input }, selection);
  const grant = (input: object, selection?: string) => mutate(api, 'admin', 'grantCreate', input, selection);

  describe('an account', () => {
    it('is made for a worker, and the log keeps neither name nor address', async () => {
      const ada = await worker(api, 'Ada');
      const input = {
        subject: 'ada@example.org',
        name: 'Ada L.',
        email: 'ada@example.org',
        workerId: ada.id,
      };
      let made: object = {};
      const [recorded, ...others] = await recordedBy(api, async () => {
        made = await create(input, '{ id subject name email kind disabledAt worker { name } grants { id } }');
      });
      expect(made).toEqual({
        id: expect.any(String),
        subject: 'ada@example.org',
        name: 'Ada L.',
        email: 'ada@example.org',
        kind: 'PERSON',
        disabledAt: null,
        worker: { name: 'Ada' },
        grants: [],
      });
      expect(others).toEqual([]);
      expect(recorded).toMatchObject({
        kind: 'ACCOUNT_CREATED',
        subject_type: 'Account',
        before: null,
        after: { kind: 'PERSON', workerId: ada.id, isDisabled: false, version: 1 },
      });
      expect(JSON.stringify(recorded)).not.toMatch(/example\.org|Ada/);
    });

    it.each([
      ['a subject that is taken', { subject: 'anna' }, 'CONFLICT', 'SUBJECT_TAKEN'],
      ['an address that is taken, in other letters', { email: 'ADA@example.org' }, 'CONFLICT', 'EMAIL_TAKEN'],
      ['a worker who does not exist', { workerId: NOBODY }, 'NOT_FOUND', undefined],
      [
        'a client that is a worker',
        { kind: 'CLIENT', workerId: NOBODY },
        'BAD_USER_INPUT',
        'CLIENT_IS_NO_WORKER',
      ],
      ['a subject that begins with a blank', { subject: ' x' }, 'BAD_USER_INPUT', 'BLANK_AT_THE_EDGE'],
      ['no subject', { subject: '' }, 'BAD_USER_INPUT', 'MIN_LENGTH'],
      ['no address', { email: 'ada' }, 'BAD_USER_INPUT', 'IS_EMAIL'],
    ])('is refused with %s, and nothing is written', async (_, input, code, reason) => {
      const recorded = await recordedBy(api, async () => {
        await expect(create({ subject: 'new', ...input })).rejects.toMatchObject(refusal(code, reason));
      });
      expect(recorded).toEqual([]);
    });

    it('of a worker is the only one', async () => {
      const grace = await worker(api, 'Grace');
      await create({ subject: 'grace', workerId: grace.id });
      await expect(create({ subject: 'grace-2', workerId: grace.id })).rejects.toMatchObject(
        refusal('CONFLICT', 'WORKER_HAS_ACCOUNT'),
      );
    });

    it('takes another name, address and worker, and keeps the rest', async () => {
      const [bob, mallory] = [await worker(api, 'Bob'), await worker(api, 'Mallory')];
      await create({ subject: 'mallory', workerId: mallory.id, email: 'mallory@example.org' });
      const { id } = await create({ subject: 'bob', name: 'Bob', email: 'bob@example.org' });
      const update = (expectedVersion: number, changes: object) =>
        mutate(
          api,
          'admin',
          'accountUpdate',
          { id, expectedVersion, ...changes },
          '{ version subject name email worker { name } }',
        );
      const recorded = await recordedBy(api, async () => {
        expect(await update(1, { name: 'Robert', workerId: bob.id })).toEqual({
          version: 2,
          subject: 'bob',
          name: 'Robert',
          email: 'bob@example.org',
          worker: { name: 'Bob' },
        });
        expect(await update(2, { name: 'Robert' })).toMatchObject({ version: 2 });
        expect(await update(2, { email: null, workerId: null })).toMatchObject({
          version: 3,
          email: null,
          worker: null,
        });
      });
      expect(recorded).toMatchObject([
        { kind: 'ACCOUNT_UPDATED', before: { workerId: null }, after: { workerId: bob.id, version: 2 } },
        { kind: 'ACCOUNT_UPDATED', before: { workerId: bob.id }, after: { workerId: null, version: 3 } },
      ]);
      expect(JSON.stringify(recorded)).not.toMatch(/Robert|example/);
      const refused = await recordedBy(api, async () => {
        for (const [version, changes, code, reason] of [
          [2, { name: 'Rob' }, 'CONFLICT', 'STALE_VERSION'],
          [3, { email: 'Mallory@example.org' }, 'CONFLICT', 'EMAIL_TAKEN'],
          [3, { workerId: mallory.id }, 'CONFLICT', 'WORKER_HAS_ACCOUNT'],
          [3, { workerId: NOBODY }, 'NOT_FOUND', undefined],
          [3, { name: ' ' }, 'BAD_USER_INPUT', 'MIN_LENGTH'],
          [3, { name: null }, 'BAD_USER_INPUT', 'REQUIRED'],
        ] as const) {
          await expect(update(version, changes)).rejects.toMatchObject(refusal(code, reason));
        }
      });
      expect(refused).toEqual([]);
      const robot = await create({ subject: 'robot', kind: 'CLIENT' });
      await expect(
        mutate(api, 'admin', 'accountUpdate', { id: robot.id, expectedVersion: 1, workerId: bob.id }),
      ).rejects.toMatchObject(refusal('BAD_USER_INPUT', 'CLIENT_IS_NO_WORKER'));
    });

    it('signs in no more within a second after it was disabled, and again once enabled', async () => {
      await account(api, 'bea', 'HR');
      const bea = () => api.as('bea').ask(graphql(`{ viewer { subject } }`));
      expect((await bea()).errors).toBeUndefined();
      const id = await idOf('bea');
      const turn = (field: string, expectedVersion: number) =>
        mutate(
          api,
          'admin',
          field,
          { id, expectedVersion },
          '{ version disabledAt }',
          'AccountTransitionInput',
        );
      const recorded = await recordedBy(api, async () => {
        expect(await turn('accountDisable', 1)).toEqual({ version: 2, disabledAt: expect.any(String) });
      });
      expect(recorded).toMatchObject([
        {
          kind: 'ACCOUNT_DISABLED',
          before: { isDisabled: false, version: 1 },
          after: { isDisabled: true, version: 2 },
        },
      ]);
      await new Promise((resolve) => setTimeout(resolve, RIGHTS_LIVE_MS));
      expect((await bea()).errors).toMatchObject(refusal('UNAUTHENTICATED'));
      await expect(turn('accountEnable', 1)).rejects.toMatchObject(refusal('CONFLICT', 'STALE_VERSION'));
      expect(await turn('accountEnable', 2)).toEqual({ version: 3, disabledAt: null });
      await new Promise((resolve) => setTimeout(resolve, RIGHTS_LIVE_MS));
      expect((await bea()).errors).toBeUndefined();
    });

    it('is nobody where there is none', async () => {
      const input = { id: NOBODY, expectedVersion: 1 };
      await expect(mutate(api, 'admin', 'accountUpdate', input)).rejects.toMatchObject(refusal('NOT_FOUND'));
      for (const field of ['accountDisable', 'accountEnable']) {
        await expect(
          mutate(api, 'admin', field, input, '{ id }', 'AccountTransitionInput'),
        ).rejects.toMatchObject(refusal('NOT_FOUND'));
      }
    });
  });

  describe('the list of accounts', () => {
    it('is filtered, ordered, counted and read page by page', async () => {
      await account(api, 'zoe', 'FINANCE', 'RISK_OFFICER');
      await account(api, 'zora', 'FINANCE');
      const query = graphql(`query ($after: String) {
        accounts(filter: { search: "ZO", roles: [FINANCE] }, orderBy: [{ field: SUBJECT, direction: DESC }], first: 1, after: $after) {
          totalCount pageInfo { hasNextPage endCursor } nodes { subject grants { role account { subject } } }
        } }`);
      const { data } = await admin.ask(query);
      expect(data.accounts).toMatchObject({
        totalCount: 2,
        pageInfo: { hasNextPage: true },
        nodes: [{ subject: 'zora', grants: [{ role: 'FINANCE', account: { subject: 'zora' } }] }],
      });
      const next = await admin.ask(query, { after: data.accounts.pageInfo.endCursor });
      expect(next.data.accounts).toMatchObject({
        pageInfo: { hasNextPage: false },
        nodes: [{ subject: 'zoe', grants: [{ role: 'FINANCE' }, { role: 'RISK_OFFICER' }] }],
      });
    });

    it('takes three statements with grants and workers, however long it is', async () => {
      const { queries, errors } = await admin.ask(
        graphql(`{ accounts(first: 100) { nodes { subject grants { role } worker { name } } } }`),
      );
      expect(errors).toBeUndefined();
      expect(queries).toBe(3);
    });
  });

  describe('a grant', () => {
    it('gives a role within a second, and takes it within a second', async () => {
      await account(api, 'carl');
      const carl = () => api.as('carl').ask(graphql(`{ viewer { roles } }`));
      const mayManage = async () =>
        (await api.as('carl').ask(graphql(`{ accounts { totalCount } }`))).errors === undefined;
      expect((await carl()).data).toEqual({ viewer: { roles: [] } });
      const accountId = await idOf('carl');
      let granted = { id: '' };
      const given = await recordedBy(api, async () => {
        granted = await grant(
          { accountId, role: 'ADMIN' },
          '{ id role scopes department { id } account { subject } }',
        );
      });
      expect(granted).toEqual({
        id: expect.any(String),
        role: 'ADMIN',
        scopes: [],
        department: null,
        account: { subject: 'carl' },
      });
      const facts = {
        accountId,
        role: 'ADMIN',
        departmentId: null,
        objectiveId: null,
        scopes: [],
        version: 1,
      };
      expect(given).toMatchObject([
        { kind: 'GRANT_CREATED', subject_type: 'Grant', subject_id: granted.id, before: null, after: facts },
      ]);
      await new Promise((resolve) => setTimeout(resolve, RIGHTS_LIVE_MS));
      expect((await carl()).data).toEqual({ viewer: { roles: ['ADMIN'] } });
      expect(await mayManage()).toBe(true);
      const taken = await recordedBy(api, async () => {
        const left = await mutate(
          api,
          'admin',
          'grantRevoke',
          { id: granted.id },
          '{ subject grants { id } }',
        );
        expect(left).toEqual({ subject: 'carl', grants: [] });
      });
      expect(taken).toMatchObject([
        { kind: 'GRANT_REVOKED', subject_type: 'Grant', subject_id: granted.id, before: facts, after: null },
      ]);
      await new Promise((resolve) => setTimeout(resolve, RIGHTS_LIVE_MS));
      expect((await carl()).data).toEqual({ viewer: { roles: [] } });
      expect(await mayManage()).toBe(false);
      await expect(mutate(api, 'admin', 'grantRevoke', { id: granted.id })).rejects.toMatchObject(
        refusal('NOT_FOUND'),
      );
    });

    it('of a head names the department, of a lead the objective, of a client its scopes', async () => {
      await account(api, 'dora');
      const client = await create({ subject: 'board', kind: 'CLIENT' }, '{ id kind }');
      const dora = await idOf('dora');
      const selection = '{ role scopes department { name } objective { title } }';
      expect(
        await grant({ accountId: dora, role: 'DEPARTMENT_HEAD', departmentId: design.id }, selection),
      ).toEqual({
        role: 'DEPARTMENT_HEAD',
        scopes: [],
        department: { name: 'Design' },
        objective: null,
      });
      expect(
        await grant({ accountId: dora, role: 'PROJECT_LEAD', objectiveId: launch.id }, selection),
      ).toEqual({
        role: 'PROJECT_LEAD',
        scopes: [],
        department: null,
        objective: { title: 'Launch' },
      });
      const scopes = ['events:subscribe', 'capacity:read', 'capacity:read'];
      expect(await grant({ accountId: client.id, scopes }, selection)).toEqual({
        role: null,
        scopes: ['capacity:read', 'events:subscribe'],
        department: null,
        objective: null,
      });
      await expect(
        grant({ accountId: client.id, scopes: ['capacity:read', 'events:subscribe'] }),
      ).rejects.toMatchObject(refusal('CONFLICT', 'GRANTED_ALREADY'));
    });

    it.each([
      ['of a department that does not exist', { role: 'DEPARTMENT_HEAD', departmentId: NOBODY }, 'anna'],
      ['of an objective that does not exist', { role: 'PROJECT_LEAD', objectiveId: NOBODY }, 'anna'],
      ['to an account that does not exist', { role: 'HR', accountId: NOBODY }, 'anna'],
    ])('%s is NOT_FOUND, and nothing is written', async (_, input, subject) => {
      const accountId = await idOf(subject);
      const recorded = await recordedBy(api, async () => {
        await expect(grant({ accountId, ...input })).rejects.toMatchObject(refusal('NOT_FOUND'));
      });
      expect(recorded).toEqual([]);
    });

    it.each([
      ['of nothing', {}, ['ROLE_OR_SCOPES']],
      [
        'of a role and scopes',
        { role: 'HR', scopes: ['capacity:read'] },
        ['ROLE_OR_SCOPES', 'SCOPES_OF_PERSON'],
      ],
      ['of a head without a department', { role: 'DEPARTMENT_HEAD' }, ['HEAD_AND_DEPARTMENT']],
      ['of a lead without an objective', { role: 'PROJECT_LEAD' }, ['LEAD_AND_OBJECTIVE']],
      [
        'of everything at once',
        { role: 'HR', scopes: ['x:y'], departmentId: NOBODY, objectiveId: NOBODY },
        ['ROLE_OR_SCOPES', 'SCOPES_OF_PERSON', 'UNKNOWN_SCOPE', 'HEAD_AND_DEPARTMENT', 'LEAD_AND_OBJECTIVE'],
      ],
    ])('%s is refused, with everything that is wrong', async (_, input, reasons) => {
      const accountId = await idOf('anna');
      const recorded = await recordedBy(api, async () => {
        await expect(grant({ accountId, ...input })).rejects.toMatchObject([
          {
            extensions: {
              code: 'BAD_USER_INPUT',
              reason: reasons[0],
              details: { faults: reasons.map((reason) => ({ reason })) },
            },
          },
        ]);
      });
      expect(recorded).toEqual([]);
    });

    it('of a role is refused to a client', async () => {
      const { id } = await create({ subject: 'importer', kind: 'CLIENT' });
      await expect(grant({ accountId: id, role: 'HR' })).rejects.toMatchObject(
        refusal('BAD_USER_INPUT', 'ROLE_OF_CLIENT'),
      );
    });
  });

  describe('an ADMIN', () => {
    it('cannot take from himself what makes him one', async () => {
      const id = await idOf('admin');
      const { data } = await admin.ask(
        graphql(`query ($id: ID!) { account(id: $id) { version grants { id } } }`),
        {
          id,
        },
      );
      const { version, grants } = data.account;
      const recorded = await recordedBy(api, async () => {
        await expect(mutate(api, 'admin', 'grantRevoke', { id: grants[0]!.id })).rejects.toMatchObject(
          refusal('CONFLICT', 'OWN_ADMIN'),
        );
        await expect(
          mutate(
            api,
            'admin',
            'accountDisable',
            { id, expectedVersion: version },
            '{ id }',
            'AccountTransitionInput',
          ),
        ).rejects.toMatchObject(refusal('CONFLICT', 'OWN_ADMIN'));
      });
      expect(recorded).toEqual([]);
    });

    // Eight times: the first two may miss each other by luck.
    it.each([1, 2, 3, 4, 5, 6, 7, 8])(
      'stays, where two take it from each other at once: %i',
      async (round) => {
        const pair = [`left-${round}`, `right-${round}`];
        for (const subject of pair) {
          await account(api, subject, 'ADMIN');
          // Both come in with the rights they had before.
          await api.as(subject).ask(graphql(`{ viewer { subject } }`));
        }
        await api.database.rows(
          'test.only-admins',
          `delete from access_grant g using account a
          where a.id = g.account_id and g.role = 'ADMIN' and a.subject <> all($1)`,
          [pair],
        );
        const grants = await api.database.rows<{ id: string }>(
          'test.admin-grants',
          `select g.id from access_grant g join account a on a.id = g.account_id where g.role = 'ADMIN' order by a.subject`,
        );
        const outcomes = await Promise.allSettled([
          mutate(api, pair[0]!, 'grantRevoke', { id: grants[1]!.id }),
          mutate(api, pair[1]!, 'grantRevoke', { id: grants[0]!.id }),
        ]);
        const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
        expect(refused).toHaveLength(1);
        expect(refused[0]!.reason).toMatchObject(refusal('CONFLICT', 'LAST_ADMIN'));
      },
    );
  });
});
