import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import {
  account,
  accountOf,
  department,
  membership,
  type Person,
  skill,
  staffed,
  worker,
} from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { mutate, recordedBy, refusal } from '../support/workforce.js';

const now = () => new Date('2027-03-03T12:00:00Z');

describe('a membership', async () => {
  const api = await startApi({ now });
  let ada: Person;
  let design: { id: string };
  let editing: { id: string };

  const SELECTION = '{ id version share from to }';
  const join = (input: object, as = 'hr') =>
    mutate(api, as, 'membershipCreate', { workerId: ada.id, ...input }, SELECTION);
  const held = async () => {
    const rows = await api.database.rows<{ share: number }>(
      'test.shares',
      'select share from membership where worker_id = $1 order by share',
      [ada.id],
    );
    return rows.map(({ share }) => share);
  };

  beforeAll(async () => {
    await account(api, 'hr', 'HR');
    await account(api, 'finance', 'FINANCE');
    design = await department(api, 'Design');
    editing = await department(api, 'Editing');
  });
  beforeEach(async () => {
    ada = await worker(api, 'Ada');
  });

  it('gives a department its share, and records what became of the capacity', async () => {
    const events = await recordedBy(api, async () => {
      expect(await join({ departmentId: design.id, from: '2027-03-08', share: 64.6 })).toMatchObject({
        share: '64.6',
        to: null,
      });
    });
    expect(events).toMatchObject([
      { kind: 'MEMBERSHIP_CREATED', subject_type: 'Membership', worker_id: ada.id, after: { share: 6460 } },
    ]);
    expect(events[0]!.capacity!.map(({ departmentId, from }) => [departmentId, from])).toEqual(
      expect.arrayContaining([
        [design.id, '2027-03-08'],
        [null, '2027-03-08'],
      ]),
    );
  });

  it('leaves no day with more than the whole, and names the first that would have', async () => {
    await join({ departmentId: design.id, from: '2027-01-01', to: '2027-06-30', share: '70' });
    const whole = { departmentId: editing.id, from: '2027-03-01', share: '30.01' };
    const events = await recordedBy(api, async () => {
      await expect(join(whole)).rejects.toMatchObject(
        refusal('CONFLICT', 'SHARES_EXCEED_WHOLE', {
          details: { workerId: ada.id, day: '2027-03-01', sum: '100.01' },
        }),
      );
    });
    expect(events).toEqual([]);
    expect(await held()).toEqual([7000]);
    await join({ ...whole, share: '30' });
    const after = await join({ departmentId: design.id, from: '2027-07-01', share: '70' });
    await expect(
      mutate(api, 'hr', 'membershipUpdate', { id: after.id, expectedVersion: 1, share: '70.01' }),
    ).rejects.toMatchObject(
      refusal('CONFLICT', 'SHARES_EXCEED_WHOLE', { details: { day: '2027-07-01', sum: '100.01' } }),
    );
    expect(await held()).toEqual([3000, 7000, 7000]);
  });

  it('lets simultaneous ones through up to the whole, and no further', async () => {
    const departments = await Promise.all(
      Array.from({ length: 12 }, (_, i) => department(api, `Race ${i} ${ada.id}`)),
    );
    const results = await Promise.allSettled(
      departments.map(({ id }) => join({ departmentId: id, from: '2027-03-08', share: '25' })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    for (const result of results) {
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject(refusal('CONFLICT', 'SHARES_EXCEED_WHOLE'));
    }
    expect(await held()).toEqual([2500, 2500, 2500, 2500]);
  });

  it('does not overlap another one of the same department', async () => {
    await join({ departmentId: design.id, from: '2027-01-01', to: '2027-06-30', share: '10' });
    await expect(join({ departmentId: design.id, from: '2027-06-30', share: '10' })).rejects.toMatchObject(
      refusal('CONFLICT', 'MEMBERSHIP_OVERLAPS'),
    );
    await join({ departmentId: design.id, from: '2027-07-01', share: '10' });
  });

  it('ends on a day, and can be removed as though it had never been', async () => {
    const { id } = await join({ departmentId: design.id, from: '2027-03-08' });
    const end = (on: string, expectedVersion: number) =>
      mutate(api, 'hr', 'membershipEnd', { id, expectedVersion, on }, SELECTION);
    await expect(end('2027-03-07', 1)).rejects.toMatchObject(refusal('BAD_USER_INPUT', 'REVERSED_RANGE'));
    expect(await end('2027-03-12', 1)).toMatchObject({ version: 2, to: '2027-03-12' });
    const remove = (expectedVersion: number) =>
      mutate(api, 'hr', 'membershipRemove', { id, expectedVersion }, '{ name memberships { id } }');
    await expect(remove(1)).rejects.toMatchObject(refusal('CONFLICT', 'STALE_VERSION'));
    expect(await remove(2)).toEqual({ name: 'Ada', memberships: [] });
    await expect(remove(2)).rejects.toMatchObject(refusal('NOT_FOUND'));
  });

  it('is refused in an archived department, with a share of nothing or too much, and for those who are not HR', async () => {
    const closed = await department(api, `Closed ${ada.id}`);
    await api.database.rows('test.archive', 'update department set archived_at = now() where id = $1', [
      closed.id,
    ]);
    const events = await recordedBy(api, async () => {
      await expect(join({ departmentId: closed.id, from: '2027-03-08' })).rejects.toMatchObject(
        refusal('CONFLICT', 'DEPARTMENT_ARCHIVED'),
      );
      for (const share of ['0', '-5', '100.01', '33.333']) {
        await expect(join({ departmentId: design.id, from: '2027-03-08', share })).rejects.toMatchObject(
          refusal('BAD_USER_INPUT', 'SHARE'),
        );
      }
      await expect(join({ departmentId: design.id, from: '2027-03-08' }, 'finance')).rejects.toMatchObject(
        refusal('FORBIDDEN'),
      );
    });
    expect(events).toEqual([]);
    expect(await held()).toEqual([]);
  });
});

describe('members of departments', async () => {
  const api = await startApi({ now });
  let design: { id: string };
  let ada: Person;

  beforeAll(async () => {
    await account(api, 'admin', 'ADMIN');
    await account(api, 'hr', 'HR');
    const team = await staffed(api, 'Design', ['Ada', 'Grace', 'Olga']);
    design = team.department;
    ada = team.ada;
    const editors = await staffed(api, 'Editing', ['Lin']);
    await membership(api, await worker(api, 'Zoe'), design, { from: '2027-06-01' });
    await skill(api, 'Typography', [team.ada, 4], [team.grace, 3], [editors.lin, 5]);
    await accountOf(api, editors.lin, 'lin', 'WORKER');
  });

  it('are those of a day, page by page, in the reach of the viewer', async () => {
    const members = async (as: string, args = '') => {
      const { data } = await api
        .as(as)
        .run(
          `{ departmentByCode(code: "Design") { members${args} { totalCount pageInfo { hasNextPage } nodes { worker { name } } } } }`,
        );
      const { nodes, totalCount, pageInfo } = data.departmentByCode.members;
      return {
        names: nodes.map((node: { worker: { name: string } }) => node.worker.name).join(' '),
        totalCount,
        ...pageInfo,
      };
    };
    expect(await members('hr')).toEqual({ names: 'Ada Grace Olga', totalCount: 3, hasNextPage: false });
    expect(await members('hr', '(first: 2)')).toEqual({
      names: 'Ada Grace',
      totalCount: 3,
      hasNextPage: true,
    });
    expect(await members('hr', '(at: "2027-06-01")')).toMatchObject({ names: 'Ada Grace Olga Zoe' });
    expect(await members('lin')).toEqual({ names: '', totalCount: 0, hasNextPage: false });
  });

  it('are read with their skills and departments in as many queries for many as for one', async () => {
    const query =
      graphql(`{ workers(first: 50) { nodes { name departments { code } skills { level skill { name } }
      engagements { patterns { minutes } } timeOff(range: { from: "2027-01-01", to: "2027-12-31" }) { nodes { from } } } } }`);
    const { data, errors, queries } = await api.as('hr').ask(query);
    expect(errors).toBeUndefined();
    expect(data.workers.nodes).toHaveLength(5);
    // Workers; their departments; their skills; engagements and patterns; time off.
    expect(queries).toBe(6);
    const page = await api
      .as('hr')
      .ask(
        graphql(
          `{ workers(first: 50) { nodes { name skills { level skill { name } } departments { code } } } }`,
        ),
      );
    expect(page.queries).toBe(3);
    const members = await api
      .as('hr')
      .ask(graphql(`{ departments { nodes { code lead { name } members { nodes { worker { name } } } } } }`));
    expect(members.errors).toBeUndefined();
    expect(members.queries).toBe(3);
  });

  it('is led by nobody who is being archived meanwhile', async () => {
    const rival = await api.database.connect?.();
    if (!rival) {
      // On its one connection nobody comes between.
      expect(api.database.isEmbedded).toBe(true);
      return;
    }
    const leaver = await worker(api, 'Leaver');
    await rival.query('begin');
    await rival.query('update worker set archived_at = now() where id = $1', [leaver.id]);
    const outcome = mutate(api, 'admin', 'departmentLeadSet', {
      id: design.id,
      expectedVersion: 1,
      workerId: leaver.id,
    }).then(
      () => null,
      (error) => error,
    );
    const isWaiting = async () =>
      (await rival.query('select 1 from pg_locks where not granted')).rowCount! > 0;
    const waits = expect.poll(isWaiting, { timeout: 10_000 }).toBe(true);
    await Promise.race([outcome, waits]);
    await rival.query('commit');
    await rival.end();
    expect(await outcome).toMatchObject(refusal('CONFLICT', 'WORKER_ARCHIVED'));
  });

  it('may lead them, which an ADMIN says', async () => {
    const lead = (input: object, as = 'admin') =>
      mutate(api, as, 'departmentLeadSet', { id: design.id, ...input }, '{ version lead { name } }');
    const events = await recordedBy(api, async () => {
      expect(await lead({ expectedVersion: 1, workerId: ada.id })).toEqual({
        version: 2,
        lead: { name: 'Ada' },
      });
      expect(await lead({ expectedVersion: 2, workerId: ada.id })).toMatchObject({ version: 2 });
      await expect(lead({ expectedVersion: 1, workerId: null })).rejects.toMatchObject(
        refusal('CONFLICT', 'STALE_VERSION'),
      );
      await expect(lead({ expectedVersion: 2, workerId: design.id })).rejects.toMatchObject(
        refusal('NOT_FOUND'),
      );
      await expect(lead({ expectedVersion: 2 }, 'hr')).rejects.toMatchObject(refusal('FORBIDDEN'));
    });
    expect(events).toMatchObject([
      { kind: 'DEPARTMENT_LEAD_SET', before: { leadId: null }, after: { leadId: ada.id } },
    ]);
    const { data } = await api
      .as('lin')
      .ask(graphql(`{ departmentByCode(code: "Design") { lead { name } } }`));
    expect(data.departmentByCode).toEqual({ lead: null });
  });
});
