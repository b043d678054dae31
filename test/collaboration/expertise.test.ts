import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { Similarity } from '../../src/collaboration/expertise.js';
import { countedPercent, reasonsOf } from '../../src/collaboration/expertise-points.js';
import { startApi } from '../support/api.js';
import { account, accountOf, department, skill, staffed, timeOff } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { objective, work } from '../support/objectives.js';

const EXPERTISE =
  graphql(`query ($skillId: ID, $objectiveId: ID, $minLevel: Int, $since: Date, $first: Int, $after: String) {
  expertise(skillId: $skillId, objectiveId: $objectiveId, minLevel: $minLevel, since: $since, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { worker { name } score freeMinutes evidenceCount reasons { criterion points text } skills { level skill { name } }
      evidence { objective { title } similarities minutes countedPercent lastOn } } } }`);

describe('asking who has done similar work', async () => {
  // A Monday; three years back is 2024-02-02.
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const { department: design, ada, bob } = await staffed(api, 'Design', ['Ada', 'Bob']);
  const { department: data, grace, linus } = await staffed(api, 'Data', ['Grace', 'Linus']);
  const { department: ops, kay } = await staffed(api, 'Ops', ['Kay']);
  const board = await department(api, 'Board');
  const sql = await skill(api, 'SQL', [ada, 4], [grace, 5], [kay, 1]);
  const [maps, talks] = [await skill(api, 'Maps', [bob, 3]), await skill(api, 'Talks')];

  const whole = await objective(api, 'Whole', { owner: board });
  const move = await objective(api, 'Move', { owner: design, parent: whole });
  const part = await objective(api, 'Part', { owner: board, parent: move });
  const ground = await objective(api, 'Ground', { owner: board });
  const atlas = await objective(api, 'Atlas', { owner: board });
  const sister = await objective(api, 'Sister', { owner: design });
  const other = await objective(api, 'Other', { owner: ops });
  const need = (on: { id: string }, skillId: string, state = 'OPEN') =>
    api.database.rows(
      'test.need',
      `insert into staffing_need (id, objective_id, role, skills, "from", minutes_per_day, state, changed_at)
       values ($1, $2, 'Help', $3::jsonb, '2027-03-01', 60, $4, now())`,
      [uuidv7(), on.id, JSON.stringify([{ skillId, minLevel: 2 }]), state],
    );
  await need(move, maps.id);
  await need(move, talks.id, 'WITHDRAWN');
  await need(atlas, maps.id, 'CLOSED');
  await api.database.rows(
    'test.dependency',
    `insert into objective_dependency (id, objective_id, depends_on_id, kind) values ($1, $2, $3, 'NEEDS_INPUT')`,
    [uuidv7(), move.id, ground.id],
  );

  const WEEK = { from: '2027-01-04', to: '2027-01-10' };
  await work(api, ada, move, { ...WEEK, minutesPerDay: 60 });
  await work(api, ada, move, { from: '2027-01-29', to: '2027-02-03', minutesPerDay: 30 });
  await work(api, ada, part, { ...WEEK, minutesPerDay: 100, state: 'COMPLETED' });
  await work(api, ada, other, WEEK);
  await work(api, bob, atlas, { from: '2026-01-05', to: '2026-01-09', minutesPerDay: 48 });
  await work(api, grace, ground, { ...WEEK, state: 'RELEASED', releasedOn: '2027-01-05' });
  await work(api, grace, sister, { ...WEEK, minutesPerDay: 10 });
  await work(api, linus, whole, { ...WEEK, state: 'PROPOSED' });
  await work(api, linus, whole, { from: '2023-01-02', to: '2023-01-06' });
  await timeOff(api, ada, '2027-01-05', '2027-01-05');

  const hr = await account(api, 'hr', 'HR');
  await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: data.id });
  await account(api, 'lead', { role: 'PROJECT_LEAD', objectiveId: part.id });
  await accountOf(api, bob, 'bob', 'WORKER');

  type Variables = NonNullable<
    NonNullable<typeof EXPERTISE.types> extends (variables: infer V) => unknown ? V : never
  >;
  const ask = async (variables: Variables, as = hr) => {
    const { data, errors } = await api.as(as).ask(EXPERTISE, variables);
    expect(errors).toBeUndefined();
    return data.expertise;
  };
  const scores = async (variables: Variables, as = hr) =>
    (await ask(variables, as)).nodes.map(({ worker, score }) => [worker.name, score]);
  const refused = async (variables: Variables) => {
    const { errors } = await api.as(hr).ask(EXPERTISE, variables);
    const { code, details } = errors![0]!.extensions;
    return [code, details?.faults.map(({ reason }: { reason: string }) => reason)];
  };

  it('says who, with every part of the score, and what it rests on', async () => {
    const { totalCount, nodes } = await ask({ objectiveId: move.id });
    expect(totalCount).toBe(3);
    expect(nodes[1]).toEqual({
      worker: { name: 'Ada' },
      score: 203,
      // Twenty days of eight hours, less half an hour on three of them.
      freeMinutes: 20 * 480 - 3 * 30,
      evidenceCount: 2,
      reasons: [
        {
          ...{ criterion: 'SKILL_LEVEL', points: 0 },
          text: 'The levels of the skills that are wanted add up to 0 of 5.',
        },
        {
          // 400 * 500 / 62,400, which are 26 weeks.
          ...{ criterion: 'SIMILAR_WORK', points: 3 },
          text: '700 minutes on similar objectives count as 500; 62400 give all points.',
        },
        { criterion: 'RECENT_WORK', points: 200, text: 'Similar work was last done on 2027-02-01.' },
      ],
      skills: [],
      evidence: [
        // An hour on four days, since she was off on one, and half an hour on two until today.
        {
          ...{ objective: { title: 'Move' }, similarities: ['SAME', 'SKILL', 'DEPARTMENT'] },
          ...{ minutes: 300, countedPercent: 100, lastOn: '2027-02-01' },
        },
        {
          ...{ objective: { title: 'Part' }, similarities: ['BELOW'] },
          ...{ minutes: 400, countedPercent: 50, lastOn: '2027-01-08' },
        },
      ],
    });
  });

  it('counts objectives above and below, dependencies, shared skills and departments, each as documented', async () => {
    const { nodes } = await ask({ objectiveId: move.id, since: '2023-01-01' });
    const evidence = nodes.flatMap(({ worker, evidence }) =>
      evidence.map(({ objective, similarities, minutes, countedPercent }) => [
        ...[worker.name, objective.title, similarities.join(), minutes, countedPercent],
      ]),
    );
    expect(evidence).toEqual([
      ['Bob', 'Atlas', 'SKILL', 240, 50],
      ['Ada', 'Move', 'SAME,SKILL,DEPARTMENT', 300, 100],
      ['Ada', 'Part', 'BELOW', 400, 50],
      ['Grace', 'Ground', 'DEPENDENCY', 960, 50],
      ['Grace', 'Sister', 'DEPARTMENT', 50, 20],
      ['Linus', 'Whole', 'ABOVE', 2_400, 50],
    ]);
  });

  it.each([
    [
      'an objective',
      { objectiveId: move.id },
      [
        ['Bob', 369],
        ['Ada', 203],
        ['Grace', 198],
      ],
    ],
    [
      'a skill',
      { skillId: sql.id },
      [
        ['Grace', 400],
        ['Ada', 320],
        ['Kay', 80],
      ],
    ],
    ['a skill that objectives ask for', { skillId: maps.id }, [['Bob', 369]]],
    [
      'a skill from a level on',
      { skillId: sql.id, minLevel: 4 },
      [
        ['Grace', 400],
        ['Ada', 320],
      ],
    ],
    [
      'a skill on an objective',
      { skillId: sql.id, objectiveId: move.id },
      [
        ['Grace', 598],
        ['Ada', 523],
        ['Kay', 80],
      ],
    ],
    ['a skill that nobody has', { skillId: talks.id }, []],
    ['an objective that nobody worked on', { objectiveId: other.id, since: '2027-01-31' }, []],
  ] as const)('ranks for %s', async (_, variables, expected) => {
    expect(await scores(variables)).toEqual(expected);
  });

  it('shows the levels of what is wanted', async () => {
    const { nodes } = await ask({ skillId: sql.id, minLevel: 5 });
    expect(nodes.map(({ skills }) => skills)).toEqual([[{ level: 5, skill: { name: 'SQL' } }]]);
  });

  it('rests on what the viewer sees, and on nothing else', async () => {
    // Of the workers that he sees, and of assignments of his people.
    expect(await scores({ objectiveId: move.id }, 'head')).toEqual([['Grace', 198]]);
    // A lead sees everybody, and who works for what he leads.
    expect(await scores({ objectiveId: move.id }, 'lead')).toEqual([['Ada', 196]]);
    expect((await ask({ objectiveId: move.id }, 'lead')).nodes[0]).toMatchObject({ evidenceCount: 1 });
    expect(await scores({ skillId: sql.id, objectiveId: move.id }, 'lead')).toEqual([
      ['Ada', 516],
      ['Grace', 400],
      ['Kay', 80],
    ]);
    // He sees whom he works with, and his own work.
    expect(await scores({ objectiveId: move.id }, 'bob')).toEqual([['Bob', 369]]);
    expect(await scores({ skillId: sql.id }, 'bob')).toEqual([['Ada', 320]]);
  });

  it('knows nobody who has left', async () => {
    const { zoe } = await staffed(api, 'Past', ['Zoe']);
    await work(api, zoe, other, WEEK);
    expect(await scores({ objectiveId: other.id })).toEqual([
      ['Zoe', 210],
      ['Ada', 207],
    ]);
    await api.database.rows('test.archive', 'update worker set archived_at = now() where id = $1', [zoe.id]);
    expect(await scores({ objectiveId: other.id })).toEqual([['Ada', 207]]);
  });

  it('goes on behind a cursor, without a gap', async () => {
    const seen: unknown[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < 4; pages++) {
      const { nodes, pageInfo } = await ask({ objectiveId: move.id, first: 1, ...(after && { after }) });
      seen.push(...nodes.map(({ worker }) => worker.name));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(['Bob', 'Ada', 'Grace']);
  });

  it('takes as many statements for many as for one', async () => {
    const queriesOf = async (first: number) =>
      (await api.as(hr).ask(EXPERTISE, { objectiveId: move.id, first })).queries;
    expect(await queriesOf(3)).toBe(11);
    expect(await queriesOf(2)).toBe(11);
  });

  it('refuses what cannot be asked, all of it at once', async () => {
    expect(await refused({})).toEqual(['BAD_USER_INPUT', ['REQUIRED']]);
    expect(await refused({ minLevel: 6, since: '2027-02-02', first: 0, after: 'there' })).toEqual([
      'BAD_USER_INPUT',
      ['REQUIRED', 'LEVEL', 'REVERSED_RANGE', 'PAGE_SIZE', 'CURSOR'],
    ]);
    expect(await refused({ objectiveId: move.id, since: '2017-01-01' })).toEqual([
      'BAD_USER_INPUT',
      ['RANGE_TOO_LONG'],
    ]);
    const nothing = uuidv7();
    expect(await refused({ skillId: nothing })).toEqual(['NOT_FOUND', undefined]);
    expect(await refused({ objectiveId: nothing })).toEqual(['NOT_FOUND', undefined]);
  });
});

describe('the points of an expert', () => {
  const measure = { range: { from: '2024-01-01', to: '2026-12-31' }, standardWeekMinutes: 2_400 };
  const done = (minutes: number, similarities: Similarity[], lastOn = '2026-12-31') => ({
    ...{ objectiveId: 'any', minutes, similarities, lastOn },
    countedPercent: countedPercent(similarities),
  });
  const { SAME, ABOVE, DEPARTMENT } = Similarity;

  it.each([
    ['all', [5, 5], [done(62_400, [SAME])], [400, 200, 400].sort(), 1_000],
    ['no more than all', [5], [done(999_999, [SAME])], [400, 200, 400].sort(), 1_000],
    ['half for work above', [5], [done(62_400, [ABOVE])], [400, 200, 200].sort(), 800],
    ['the closest of several', [0], [done(62_400, [ABOVE, DEPARTMENT])], [0, 200, 200].sort(), 400],
    ['work added up', [0], [done(31_200, [SAME]), done(62_400, [ABOVE])], [0, 200, 400].sort(), 600],
    ['none for work of the first day', [0], [done(1, [SAME], '2024-01-01')], [0, 0, 0], 0],
    ['none without anything', [0, 0], [], [0, 0, 0], 0],
    ['a skill of two', [4, 0], [], [0, 0, 160], 160],
    ['no part for skills where none is wanted', [], [done(62_400, [SAME])], [200, 400], 600],
  ] as const)('are %s', (_, levels, evidence, parts, sum) => {
    const points = reasonsOf({ levels, evidence }, measure).map((reason) => reason.points);
    expect(points.toSorted()).toEqual(parts);
    expect(points.reduce((a, b) => a + b, 0)).toBe(sum);
  });
});
