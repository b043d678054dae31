import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { HeadcountSums } from '../../src/planning/headcount-sums.js';
import { dayNumber } from '../../src/time/local-date.js';
import { startApi } from '../support/api.js';
import { account, department, membership, staffed, worker } from '../support/company.js';
import { refusal } from '../support/workforce.js';

const HEADCOUNT = `query ($range: DateRangeInput!, $departmentId: ID, $includeSubtree: Boolean, $bucket: Bucket, $kinds: [WorkerKind!]) {
  headcount(range: $range, departmentId: $departmentId, includeSubtree: $includeSubtree, bucket: $bucket, kinds: $kinds) {
    lines { department { code } range { ...Counts } buckets { ...Counts } } total { department { code } range { ...Counts } buckets { ...Counts } } } }
  fragment Counts on HeadcountBucket { openingPeople joins leaves closingPeople people contractedMinutes contractedFte }`;

interface Counts {
  openingPeople: number;
  joins: number;
  leaves: number;
  closingPeople: number;
  people: number;
}
interface Line {
  department: { code: string } | null;
  range: Counts;
  buckets: Counts[];
}

describe('headcount', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const anyone = api.as(await account(api, 'anyone', 'WORKER'));
  // February and March are eight weeks and three days.
  const range = { from: '2027-02-01', to: '2027-03-31' };
  const ask = async (variables: Record<string, unknown> = {}) => {
    const { data, errors } = await anyone.run(HEADCOUNT, { range, ...variables });
    expect(errors).toBeUndefined();
    return data.headcount as { lines: Line[]; total: Line };
  };
  const counted = ({ openingPeople, joins, leaves, closingPeople, people }: Counts) => [
    openingPeople,
    joins,
    leaves,
    closingPeople,
    people,
  ];

  const top = await department(api, 'TOP');
  const { department: design } = await staffed(api, 'Design', ['Ada'], { parentId: top.id });
  const ops = await department(api, 'Ops', { parentId: top.id });
  // Comes on the first of March.
  const grace = await worker(api, 'Grace', { from: '2027-03-01' });
  await membership(api, grace, design, { from: '2027-03-01' });
  // Goes on the last of February.
  const linus = await worker(api, 'Linus', { to: '2027-02-28' });
  await membership(api, linus, design);
  // Moves from one department to the other within February.
  const alan = await worker(api, 'Alan');
  await membership(api, alan, design, { to: '2027-02-14' });
  await membership(api, alan, ops, { from: '2027-02-15' });
  // Half of her belongs to none.
  const mary = await worker(api, 'Mary', { kind: 'FREELANCER' });
  await membership(api, mary, ops, { share: 5_000 });

  it('tells who comes and who goes, month by month', async () => {
    const { lines, total } = await ask();
    expect(
      lines.map(({ department, buckets, range }) => [
        department?.code,
        ...buckets.map(counted),
        counted(range),
      ]),
    ).toEqual([
      // Ada, Linus and Alan; two go, Grace comes.
      ['Design', [3, 0, 2, 1, 3], [1, 1, 0, 2, 2], [3, 1, 2, 2, 4]],
      // Mary; Alan comes.
      ['Ops', [1, 1, 0, 2, 2], [2, 0, 0, 2, 2], [1, 1, 0, 2, 2]],
      // Half of Mary.
      [undefined, [1, 0, 0, 1, 1], [1, 0, 0, 1, 1], [1, 0, 0, 1, 1]],
    ]);
    expect([total.department, ...total.buckets.map(counted), counted(total.range)]).toEqual([
      null,
      [4, 0, 1, 3, 4],
      [3, 1, 0, 4, 4],
      [4, 1, 1, 4, 5],
    ]);
  });

  it('measures them in full-time equivalents, which add up by share', async () => {
    const { lines, total } = await ask({ range: { from: '2027-02-15', to: '2027-02-21' }, bucket: 'WEEK' });
    expect(lines.map(({ range }) => range)).toMatchObject([
      { contractedMinutes: 4_800, contractedFte: '2.00' },
      { contractedMinutes: 3_600, contractedFte: '1.50' },
      { contractedMinutes: 1_200, contractedFte: '0.50' },
    ]);
    expect(total.range).toMatchObject({ contractedMinutes: 9_600, contractedFte: '4.00' });
  });

  it('goes on from bucket to bucket, and closes what it opened with, and who came, less who went', async () => {
    for (const bucket of ['DAY', 'WEEK', 'MONTH', 'QUARTER']) {
      const { lines, total } = await ask({ bucket });
      for (const { buckets, range } of [...lines, total]) {
        for (const each of [...buckets, range])
          expect(each.closingPeople).toBe(each.openingPeople + each.joins - each.leaves);
        expect(buckets.slice(1).map((each) => each.openingPeople)).toEqual(
          buckets.slice(0, -1).map((each) => each.closingPeople),
        );
        expect(buckets.reduce((sum, { joins }) => sum + joins, 0)).toBe(range.joins);
        expect(buckets.reduce((sum, { leaves }) => sum + leaves, 0)).toBe(range.leaves);
      }
    }
  });

  it('can be of a department alone, of all below it, and of freelancers', async () => {
    const below = await ask({ departmentId: top.id });
    expect(below.lines.map(({ department }) => department?.code)).toEqual(['Design', 'Ops']);
    // Whoever moves within it neither comes nor goes.
    expect(counted(below.total.range)).toEqual([4, 1, 1, 4, 5]);
    expect((await ask({ departmentId: top.id, includeSubtree: false })).total.range.people).toBe(0);
    expect((await ask({ kinds: ['FREELANCER'] })).total.range.people).toBe(1);
  });

  it('counts somebody who comes back twice, and a single day as both', () => {
    const sums = new HeadcountSums([{ from: '2027-02-02', to: '2027-02-08' }]);
    sums.add(Uint8Array.of(0, 1, 0, 0, 1, 1, 1, 0, 0), new Int32Array(9).fill(10), dayNumber('2027-02-01'));
    expect(sums.counts()).toEqual([
      { opening: 0, joins: 2, leaves: 2, closing: 0, people: 1, contracted: 40 },
    ]);
  });

  it('goes on to either end of the calendar, where nobody comes or goes for that', async () => {
    const last = await ask({ range: { from: '9999-12-01', to: '9999-12-31' } });
    const { openingPeople, closingPeople } = last.total.range;
    expect(counted(last.total.range)).toEqual([openingPeople, 0, 0, openingPeople, openingPeople]);
    expect(closingPeople).toBeGreaterThan(0);
    const first = await ask({ range: { from: '0001-01-01', to: '0001-01-31' } });
    expect(counted(first.total.range)).toEqual([0, 0, 0, 0, 0]);
  });

  it('is refused for a reversed range, and not found of no department', async () => {
    const reversed = { range: { from: '2027-02-02', to: '2027-02-01' } };
    expect((await anyone.run(HEADCOUNT, reversed)).errors).toMatchObject(
      refusal('BAD_USER_INPUT', 'REVERSED_RANGE'),
    );
    const unknown = await anyone.run(HEADCOUNT, { range, departmentId: uuidv7() });
    expect(unknown.errors).toMatchObject(refusal('NOT_FOUND'));
  });
});
