import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, department, membership, staffed, worker } from '../support/company.js';
import { refusal } from '../support/workforce.js';

const BENCH = `query ($range: DateRangeInput!, $departmentId: ID, $includeSubtree: Boolean, $minFreePercent: Decimal, $minFreeMinutes: Int, $kinds: [WorkerKind!], $first: Int) {
  bench(range: $range, departmentId: $departmentId, includeSubtree: $includeSubtree, minFreePercent: $minFreePercent, minFreeMinutes: $minFreeMinutes, kinds: $kinds, first: $first) {
    lines { department { code } people benchPeople benchMinutes benchFte } total { people benchPeople benchMinutes benchFte }
    workers { worker { name } freeMinutes effectiveMinutes freePercent } } }`;

describe('the bench', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const hr = api.as(await account(api, 'hr', 'HR'));
  const range = { from: '2027-02-08', to: '2027-02-14' };
  const ask = async (variables: Record<string, unknown> = {}, as = hr) => {
    const { data, errors } = await as.run(BENCH, { range, ...variables });
    expect(errors).toBeUndefined();
    return data.bench;
  };
  const names = ({ workers }: { workers: { worker: { name: string } }[] }) =>
    workers.map(({ worker }) => worker.name);

  const top = await department(api, 'TOP');
  const {
    department: design,
    ada,
    grace,
  } = await staffed(api, 'Design', ['Ada', 'Grace'], { parentId: top.id });
  const ops = await department(api, 'Ops');
  const linus = await worker(api, 'Linus', { kind: 'FREELANCER' });
  await membership(api, linus, ops, { share: 4_000 });
  await membership(api, linus, design, { share: 5_000 });
  const launch = await objectiveOf(api, design, 'Launch');
  // Half of Ada is taken, all but an hour a day of Grace, and a day of Linus.
  await assigned(api, ada, launch, { ...range, minutesPerDay: 240 });
  await assigned(api, grace, launch, { ...range, minutesPerDay: 420 });
  await assigned(api, linus, launch, { from: '2027-02-08', to: '2027-02-08' });
  const mystery = await worker(api, 'Mystery', { minutes: null });
  await membership(api, mystery, design);
  const old = await worker(api, 'Old');
  await api.database.rows('', 'update worker set archived_at = now() where id = $1', [old.id]);

  it('has those with half of their time free, by department, each once in all', async () => {
    const answer = await ask();
    expect(answer.lines).toEqual([
      {
        department: { code: 'Design' },
        people: 3,
        benchPeople: 2,
        benchMinutes: 1_200 + 960,
        benchFte: '0.90',
      },
      { department: { code: 'Ops' }, people: 1, benchPeople: 1, benchMinutes: 768, benchFte: '0.32' },
      { department: null, people: 1, benchPeople: 1, benchMinutes: 192, benchFte: '0.08' },
    ]);
    expect(answer.total).toEqual({ people: 3, benchPeople: 2, benchMinutes: 3_120, benchFte: '1.30' });
    expect(answer.workers).toEqual([
      { worker: { name: 'Linus' }, freeMinutes: 1_920, effectiveMinutes: 2_400, freePercent: '80.00' },
      { worker: { name: 'Ada' }, freeMinutes: 1_200, effectiveMinutes: 2_400, freePercent: '50.00' },
    ]);
  });

  it('begins where it is said to', async () => {
    expect(names(await ask({ minFreePercent: '50.01' }))).toEqual(['Linus']);
    expect(names(await ask({ minFreePercent: '12.5' }))).toEqual(['Linus', 'Ada', 'Grace']);
    expect(names(await ask({ minFreePercent: '0', minFreeMinutes: 301 }))).toEqual(['Linus', 'Ada']);
    expect(names(await ask({ minFreePercent: '0', first: 1 }))).toEqual(['Linus']);
    expect(names(await ask({ kinds: ['STAFF'] }))).toEqual(['Ada']);
  });

  it('of a department counts those below it, unless told otherwise', async () => {
    expect((await ask({ departmentId: top.id })).total).toMatchObject({
      people: 3,
      benchPeople: 2,
      benchMinutes: 2_160,
    });
    expect((await ask({ departmentId: top.id, includeSubtree: false })).total).toMatchObject({
      people: 0,
      benchPeople: 0,
    });
  });

  it('names nobody whom the viewer may not see, and counts them all the same', async () => {
    const outsider = api.as(await account(api, 'outsider', 'WORKER'));
    const answer = await ask({}, outsider);
    expect(answer.workers).toEqual([]);
    expect(answer.total).toMatchObject({ people: 3, benchPeople: 2 });
  });

  it.each([
    [{ minFreePercent: '100.01', minFreeMinutes: 0, first: 0 }, ['PERCENT', 'MINUTES', 'PAGE_SIZE']],
    [
      { minFreePercent: '1.234', range: { from: '2027-02-02', to: '2027-02-01' } },
      ['REVERSED_RANGE', 'PERCENT'],
    ],
  ])('is refused for %j', async (wrong, reasons) => {
    expect((await hr.run(BENCH, { range, ...wrong })).errors).toMatchObject(
      refusal('BAD_USER_INPUT', reasons[0]!, { details: { faults: reasons.map((reason) => ({ reason })) } }),
    );
  });

  it('of no department that exists is not found', async () => {
    expect((await hr.run(BENCH, { range, departmentId: uuidv7() })).errors).toMatchObject(
      refusal('NOT_FOUND'),
    );
  });
});
