import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, department, skill, staffed, timeOff, worker } from '../support/company.js';
import { refusal } from '../support/workforce.js';

const COVERAGE = `query ($skillIds: [ID!], $departmentId: ID, $includeSubtree: Boolean, $range: DateRangeInput, $maxHolders: Int, $first: Int) {
  skillCoverage(skillIds: $skillIds, departmentId: $departmentId, includeSubtree: $includeSubtree, range: $range, maxHolders: $maxHolders, first: $first) {
    from to isOfEverybody skillCount singleHolderCount unheldCount
    skills { skill { name } soleHolder { name } holders levels { level people } freeMinutes } } }`;
const HOLDERS = `query ($skillId: ID!, $minLevel: Int, $first: Int, $after: String) {
  skillHolders(skillId: $skillId, minLevel: $minLevel, first: $first, after: $after) {
    totalCount nodes { level worker { name } skill { name } } pageInfo { hasNextPage endCursor } } }`;

describe('skills', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const hr = api.as(await account(api, 'hr', 'HR'));
  const week = { from: '2027-02-08', to: '2027-02-14' };
  const ask = async (variables: Record<string, unknown> = {}, as = hr) => {
    const { data, errors } = await as.run(COVERAGE, { range: week, ...variables });
    expect(errors).toBeUndefined();
    return data.skillCoverage;
  };
  const named = ({ skills }: { skills: { skill: { name: string }; holders: number }[] }) =>
    skills.map(({ skill, holders }) => [skill.name, holders]);

  const top = await department(api, 'TOP');
  const {
    department: design,
    ada,
    grace,
  } = await staffed(api, 'Design', ['Ada', 'Grace'], { parentId: top.id });
  const { linus } = await staffed(api, 'Ops', ['Linus']);
  const gone = await worker(api, 'Gone', { to: '2027-02-07' });
  const old = await worker(api, 'Old');
  await api.database.rows('', 'update worker set archived_at = now() where id = $1', [old.id]);
  const sql = await skill(api, 'SQL', [ada, 4], [linus, 2], [gone, 5], [old, 5]);
  const go = await skill(api, 'Go', [grace, 3]);
  await skill(api, 'COBOL', [gone, 5]);
  await skill(api, 'Ada', [ada, 5], [grace, 5], [linus, 1]);
  const launch = await objectiveOf(api, design, 'Launch');
  await assigned(api, ada, launch, { from: '2027-02-08', to: '2027-02-09' });
  await timeOff(api, grace, '2027-02-12', '2027-02-12');

  it('are covered by those who are there in the range, with levels and free minutes, the scarcest first', async () => {
    const { skills, ...counts } = await ask();
    expect(counts).toEqual({
      ...week,
      isOfEverybody: true,
      skillCount: 4,
      singleHolderCount: 1,
      unheldCount: 1,
    });
    const levels = (...people: number[]) => people.map((count, i) => ({ level: i + 1, people: count }));
    expect(skills).toEqual([
      {
        skill: { name: 'COBOL' },
        soleHolder: null,
        holders: 0,
        levels: levels(0, 0, 0, 0, 0),
        freeMinutes: 0,
      },
      {
        skill: { name: 'Go' },
        soleHolder: { name: 'Grace' },
        holders: 1,
        levels: levels(0, 0, 1, 0, 0),
        freeMinutes: 4 * 480,
      },
      {
        skill: { name: 'SQL' },
        soleHolder: null,
        holders: 2,
        levels: levels(0, 1, 0, 1, 0),
        freeMinutes: 3 * 480 + 5 * 480,
      },
      {
        skill: { name: 'Ada' },
        soleHolder: null,
        holders: 3,
        levels: levels(1, 0, 0, 0, 2),
        freeMinutes: 3 * 480 + 4 * 480 + 5 * 480,
      },
    ]);
  });

  it('are covered otherwise while somebody else is engaged, and by default in the coming four weeks', async () => {
    const before = await ask({ range: { from: '2027-02-01', to: '2027-02-07' } });
    expect(named(before)).toEqual([
      ['COBOL', 1],
      ['Go', 1],
      ['Ada', 3],
      ['SQL', 3],
    ]);
    expect(await ask({ range: null })).toMatchObject({ from: '2027-02-01', to: '2027-02-28' });
  });

  it('can be asked for by id, by department, and by how few have them', async () => {
    expect(named(await ask({ skillIds: [sql.id, go.id] }))).toEqual([
      ['Go', 1],
      ['SQL', 2],
    ]);
    expect(named(await ask({ departmentId: top.id, skillIds: [sql.id] }))).toEqual([['SQL', 1]]);
    expect(named(await ask({ departmentId: top.id, includeSubtree: false, skillIds: [sql.id] }))).toEqual([
      ['SQL', 0],
    ]);
    expect(named(await ask({ maxHolders: 1 }))).toEqual([
      ['COBOL', 0],
      ['Go', 1],
    ]);
    const one = await ask({ first: 1 });
    expect([one.skillCount, named(one)]).toEqual([4, [['COBOL', 0]]]);
  });

  it('are told of the people whom the viewer may see, and of no others', async () => {
    const head = api.as(await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: design.id }));
    const coverage = await ask({ skillIds: [sql.id] }, head);
    expect(coverage).toMatchObject({ isOfEverybody: false, singleHolderCount: 1 });
    expect(coverage.skills[0]).toMatchObject({
      holders: 1,
      soleHolder: { name: 'Ada' },
      freeMinutes: 3 * 480,
    });
    const outsider = api.as(await account(api, 'outsider', 'WORKER'));
    expect(named(await ask({ skillIds: [sql.id] }, outsider))).toEqual([['SQL', 0]]);
    expect((await outsider.run(HOLDERS, { skillId: sql.id })).data.skillHolders).toMatchObject({
      totalCount: 0,
      nodes: [],
    });
  });

  it('are held by whom, the best first, page by page', async () => {
    const holders = async (variables: Record<string, unknown>) => {
      const { data, errors } = await hr.run(HOLDERS, { skillId: sql.id, ...variables });
      expect(errors).toBeUndefined();
      return data.skillHolders;
    };
    const first = await holders({ first: 2 });
    // Of those who are archived nobody is told; who has left is still one who has it.
    expect(first.nodes).toEqual([
      { level: 5, worker: { name: 'Gone' }, skill: { name: 'SQL' } },
      { level: 4, worker: { name: 'Ada' }, skill: { name: 'SQL' } },
    ]);
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const rest = await holders({ first: 2, after: first.pageInfo.endCursor });
    expect(rest.nodes).toEqual([{ level: 2, worker: { name: 'Linus' }, skill: { name: 'SQL' } }]);
    expect((await holders({ minLevel: 4 })).totalCount).toBe(2);
    const { errors } = await hr.run(HOLDERS, { skillId: sql.id, minLevel: 6 });
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', reason: 'LEVEL', field: ['minLevel'] } },
    ]);
    const { data } = await hr.run(
      `query ($id: ID!) { worker(id: $id) { skills { skill { name holders(minLevel: 3) { nodes { worker { name } } } } } } }`,
      { id: linus.id },
    );
    const names = data.worker.skills.map(
      ({ skill }: { skill: { name: string; holders: { nodes: { worker: { name: string } }[] } } }) => [
        skill.name,
        skill.holders.nodes.map((each) => each.worker.name).sort(),
      ],
    );
    expect(names).toEqual([
      ['Ada', ['Ada', 'Grace']],
      ['SQL', ['Ada', 'Gone']],
    ]);
  });

  it.each([
    [{ first: 0, range: { from: '2027-02-02', to: '2027-02-01' } }, ['REVERSED_RANGE', 'PAGE_SIZE']],
    [{ first: 101 }, ['PAGE_SIZE']],
    [{ maxHolders: -1 }, ['NEGATIVE']],
    [{ skillIds: Array.from({ length: 101 }, () => uuidv7()) }, ['TOO_MANY_SKILLS']],
  ])('are not told for %j', async (wrong, reasons) => {
    expect((await hr.run(COVERAGE, { range: week, ...wrong })).errors).toMatchObject(
      refusal('BAD_USER_INPUT', reasons[0]!, { details: { faults: reasons.map((reason) => ({ reason })) } }),
    );
  });

  it('that do not exist are not found, nor is a department', async () => {
    expect((await hr.run(COVERAGE, { skillIds: [uuidv7()] })).errors).toMatchObject(refusal('NOT_FOUND'));
    expect((await hr.run(COVERAGE, { departmentId: uuidv7() })).errors).toMatchObject(refusal('NOT_FOUND'));
  });
});
