import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../../support/api.js';
import { objectiveOf } from '../../support/assignments.js';
import { account, accountOf, membership, type Person, staffed, worker } from '../../support/company.js';
import { mutate } from '../../support/workforce.js';
import { changed, following } from './following.js';

const ASSIGNMENTS = 'subscription { assignmentChanged { kind assignment { worker { name } } } }';
const CHANGES = 'subscription { changes { kind change { kind worker { name } } } }';

describe('the rights by which somebody follows', async () => {
  let day = Date.parse('2027-02-01T12:00:00Z');
  const api = await startApi({ now: () => new Date(day) });
  const { department: design, ada, grace } = await staffed(api, 'Design', ['Ada', 'Grace']);
  const { department: ops } = await staffed(api, 'Ops', []);
  const [linus, kay] = [await worker(api, 'Linus'), await worker(api, 'Kay')];
  const objective = await objectiveOf(api, ops, 'Move');
  beforeAll(async () => {
    await account(api, 'admin', 'ADMIN', 'HR', 'RESOURCE_MANAGER');
    await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: ops.id });
    for (const [name, person] of Object.entries({ ada, grace, linus, kay }))
      await accountOf(api, person, name, 'WORKER');
  });
  const follow = (subject: string) => following(api, api.as(subject).authorization);
  const change = (week: string) => changed(api, { worker: ada, department: design, week });

  it('go by the departments that he is a member of at each change', async () => {
    const [moving, staying] = [await follow('linus'), await follow('kay')];
    await change('2027-03-01');
    expect(await moving.told()).toEqual([null, '2027-03-01']);
    await mutate(api, 'admin', 'membershipCreate', {
      ...{ workerId: linus.id, departmentId: design.id, from: '2027-02-01' },
    });
    await change('2027-03-08');
    // Joining is a change of his own capacity.
    expect(await moving.told()).toEqual(['Linus', '2027-02-01']);
    expect(await moving.told()).toEqual(['Ada', '2027-03-08']);
    for (const week of ['2027-03-01', '2027-02-01', '2027-03-08'])
      expect(await staying.told()).toEqual([null, week]);
  });

  it('go by what lies below a head’s department at each change', async () => {
    const head = await follow('head');
    await change('2027-03-15');
    expect(await head.told()).toEqual([null, '2027-03-15']);
    const moved = { id: design.id, expectedVersion: 1 };
    const { version } = await mutate(api, 'admin', 'departmentMove', { ...moved, parentId: ops.id });
    await change('2027-03-22');
    expect(await head.told()).toEqual(['Ada', '2027-03-22']);
    await mutate(api, 'admin', 'departmentMove', { ...moved, parentId: null, expectedVersion: version });
    await change('2027-03-29');
    expect(await head.told()).toEqual([null, '2027-03-29']);
  });

  it('go by the day: a membership that is over shows him nobody any more', async () => {
    await membership(api, kay, design, { to: '2027-02-01' });
    const kays = await follow('kay');
    await change('2027-04-05');
    expect(await kays.told()).toEqual(['Ada', '2027-04-05']);
    day += 86_400_000;
    await change('2027-04-12');
    expect(await kays.told()).toEqual([null, '2027-04-12']);
  });

  /** Of whom he is told, whatever it is. */
  const names = async (subject: string, query: string, field: 'assignmentChanged' | 'changes') => {
    const stream = await api.as(subject).follow(query);
    const next = async (): Promise<string> => {
      const { assignment, change, kind } = (await stream.next()).value.data[field];
      return kind === 'DELTA' ? (assignment ?? change).worker.name : kind;
    };
    expect(await next()).toBe('CAUGHT_UP');
    return { next, leave: () => stream.return?.() };
  };
  const propose = ({ id }: Person) =>
    mutate(api, 'admin', 'assignmentPropose', {
      ...{ workerId: id, objectiveId: objective.id, from: '2027-05-03', to: '2027-05-03', minutesPerDay: 60 },
    });

  it.each([
    ['assignmentChanged', ASSIGNMENTS],
    ['changes', CHANGES],
  ] as const)(
    'are his own, in `%s`, beside a colleague’s of the same role and departments',
    async (field, query) => {
      await expect.poll(() => api.streams.groups, { timeout: 5_000 }).toBe(0);
      const [adas, graces] = [await names('ada', query, field), await names('grace', query, field)];
      expect(api.streams.groups).toBe(1);
      for (const person of [ada, grace, grace, ada]) await propose(person);
      for (const { next, name } of [
        { ...adas, name: 'Ada' },
        { ...graces, name: 'Grace' },
      ])
        expect([await next(), await next()]).toEqual([name, name]);
      // Nothing of the other's is on its way: what comes next is again their own.
      await propose(grace);
      await propose(ada);
      expect([await adas.next(), await graces.next()]).toEqual(['Ada', 'Grace']);
      await Promise.all([adas.leave(), graces.leave()]);
    },
  );
});
