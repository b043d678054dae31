import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, department } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { mutate } from '../support/workforce.js';

const SEARCH =
  graphql(`query ($text: String!, $kinds: [KnowledgeKind!], $objectiveId: ID, $first: Int, $after: String) {
  knowledgeSearch(text: $text, kinds: $kinds, objectiveId: $objectiveId, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { kind excerpt subjectId objective { title } note { title } request { message } keyResult { title } } } }`);

describe('searching what is known', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const [design, data, ops] = [
    await department(api, 'Design'),
    await department(api, 'Data'),
    await department(api, 'Ops'),
  ];
  const [move, fair] = [await objectiveOf(api, design, 'Move'), await objectiveOf(api, design, 'Fair')];
  await account(api, 'admin', 'ADMIN');
  await account(api, 'asked', { role: 'DEPARTMENT_HEAD', departmentId: data.id });
  await account(api, 'elsewhere', { role: 'DEPARTMENT_HEAD', departmentId: ops.id });
  const write = (objective: { id: string }, title: string, text: string, kind = 'NOTE') =>
    mutate(api, 'admin', 'noteCreate', { objectiveId: objective.id, title, text, kind });
  await write(move, 'Grey paper', 'Paper that is grey saves money.');
  await write(move, 'Printing', 'We print on paper of whatever colour, and one day on grey.', 'DECISION');
  await write(fair, 'Größe', 'Der Stand braucht Papier <b>und</b> Licht.');
  const old = await write(fair, 'Old paper', 'Nobody needs grey paper.');
  await mutate(api, 'admin', 'noteArchive', { id: old.id, expectedVersion: 1 });
  const asked = await mutate(api, 'admin', 'collaborationRequestCreate', {
    ...{ fromDepartmentId: design.id, toDepartmentId: data.id, objectiveId: fair.id },
    ...{ from: '2027-03-01', to: '2027-03-12', message: 'Count our paper, please.' },
  });
  await mutate(
    api,
    'admin',
    'collaborationRequestAccept',
    { id: asked.id, expectedVersion: 1, answer: 'Gladly: all of the cardboard.' },
    '{ id }',
    'CollaborationRequestAnswerInput',
  );

  await mutate(api, 'admin', 'objectiveUpdate', {
    ...{ id: fair.id, expectedVersion: 1 },
    description: 'A stand of 40 square metres.',
  });
  const results: { id: string }[] = [];
  for (const title of ['Visitors of the stand', 'Metres of cable'])
    results.push(
      await mutate(api, 'admin', 'keyResultCreate', {
        ...{ objectiveId: fair.id, title, unit: 'n', direction: 'INCREASE' },
        ...{ start: '0', target: '100' },
      }),
    );
  await mutate(
    api,
    'admin',
    'keyResultArchive',
    { id: results[1]!.id, expectedVersion: 1 },
    '{ id }',
    'KeyResultSeenInput',
  );

  type Variables = NonNullable<
    NonNullable<typeof SEARCH.types> extends (variables: infer V) => unknown ? V : never
  >;
  const search = async (text: string, more: Partial<Variables> = {}, as = 'admin') => {
    const { data, errors } = await api.as(as).ask(SEARCH, { text, ...more });
    expect(errors).toBeUndefined();
    return data.knowledgeSearch;
  };
  const names = async (...question: Parameters<typeof search>) =>
    (await search(...question)).nodes.map(
      ({ note, request, keyResult, objective }) =>
        note?.title ?? request?.message ?? keyResult?.title ?? objective.title,
    );

  it('ranks what covers the words more closely first, and shows where they are', async () => {
    expect(await search('grey paper')).toMatchObject({
      totalCount: 2,
      nodes: [
        {
          ...{ kind: 'NOTE', objective: { title: 'Move' }, note: { title: 'Grey paper' }, request: null },
          excerpt: '«Grey» «paper»: «Paper» that is «grey» saves money',
        },
        { kind: 'DECISION', note: { title: 'Printing' } },
      ],
    });
  });

  it.each([
    ['of whatever case and language', 'GRÖSSE or größe', {}, ['Größe']],
    ['in this order', '"grey saves"', {}, ['Grey paper']],
    ['without others', 'paper -money -count', {}, ['Printing']],
    ['one of several', 'cardboard or licht', {}, ['Größe', 'Count our paper, please.']],
    ['of an answer', 'cardboard', {}, ['Count our paper, please.']],
    ['of one kind', 'paper', { kinds: ['DECISION'] }, ['Printing']],
    ['of no kind', 'paper', { kinds: [] }, []],
    ['about one objective', 'paper', { objectiveId: fair.id }, ['Count our paper, please.']],
    ['of an objective', 'fair', {}, ['Fair']],
    ['of its description', 'square', {}, ['Fair']],
    ['of a key result', 'visitors', {}, ['Visitors of the stand']],
    ['of several kinds', 'stand', {}, ['Fair', 'Größe', 'Visitors of the stand']],
    ['of objectives only', 'stand', { kinds: ['OBJECTIVE'] }, ['Fair']],
    ['of what is archived', 'nobody or cable', {}, []],
    ['that do not occur', 'zebra', {}, []],
    ['that are none', '"', {}, []],
  ] as const)('finds words %s', async (_, text, more, expected) => {
    expect((await names(text, more as Partial<Variables>)).sort()).toEqual([...expected].sort());
  });

  it('says which objective or key result it is', async () => {
    expect((await search('metres or visitors')).nodes.toSorted((a, b) => (a.kind < b.kind ? 1 : -1))).toEqual(
      [
        {
          ...{ kind: 'OBJECTIVE', subjectId: fair.id, objective: { title: 'Fair' } },
          ...{ note: null, request: null, keyResult: null },
          excerpt: 'Fair: A stand of 40 square «metres»',
        },
        {
          ...{ kind: 'KEY_RESULT', subjectId: results[0]!.id, objective: { title: 'Fair' } },
          ...{ note: null, request: null, keyResult: { title: 'Visitors of the stand' } },
          excerpt: '«Visitors» of the stand',
        },
      ],
    );
  });

  it('finds of requests those that the viewer sees, and counts no others', async () => {
    const requests = { kinds: ['COLLABORATION_REQUEST'] } as Partial<Variables>;
    expect(await search('paper', requests, 'asked')).toMatchObject({
      totalCount: 1,
      nodes: [{ excerpt: 'Count our «paper», please. — Gladly: all of the cardboard' }],
    });
    expect(await search('paper', requests, 'elsewhere')).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it('goes on behind a cursor, without a gap', async () => {
    const all = (await search('paper')).nodes.map(({ subjectId }) => subjectId);
    expect(all).toHaveLength(3);
    const seen: string[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < 4; pages++) {
      const { nodes, pageInfo } = await search('paper', { first: 1, ...(after && { after }) });
      seen.push(...nodes.map(({ subjectId }) => subjectId));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(all);
  });

  it('takes whatever is typed for words', async () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(...`"'-|&!():*<>\\%_ aor`), maxLength: 40 }),
    );
    const typed = words.filter((text) => !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(typed, async (text) => {
        const { errors } = await api.as('admin').ask(SEARCH, { text });
        expect(errors).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });
});
