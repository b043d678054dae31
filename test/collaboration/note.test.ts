import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, accountOf, department, staffed } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { mutate, recordedBy, refusal } from '../support/workforce.js';

describe('writing down what is known about an objective', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const { department: design, ada, grace } = await staffed(api, 'Design', ['Ada', 'Grace']);
  const data = await department(api, 'Data');
  const ops = await department(api, 'Ops');
  const move = await objectiveOf(api, design, 'Move');
  await account(api, 'admin', 'ADMIN');
  await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: design.id });
  await account(api, 'contributing', { role: 'DEPARTMENT_HEAD', departmentId: data.id });
  await account(api, 'elsewhere', { role: 'DEPARTMENT_HEAD', departmentId: ops.id });
  await account(api, 'lead', { role: 'PROJECT_LEAD', objectiveId: move.id });
  await accountOf(api, ada, 'ada', 'WORKER');
  await accountOf(api, grace, 'grace', 'WORKER');
  await assigned(api, ada, move, { from: '2027-02-08' });
  await mutate(
    api,
    'admin',
    'contributionSet',
    { objectiveId: move.id, departmentId: data.id, role: 'CONTRIBUTOR' },
    '{ id }',
  );

  interface Seen {
    id: string;
    version: number;
  }
  const create = (more: object = {}, as = 'ada', selection?: string): Promise<Seen> =>
    mutate(
      api,
      as,
      'noteCreate',
      { objectiveId: move.id, title: 'Paper', text: 'We print on grey.', ...more },
      selection,
    );
  const update = ({ id, version }: Seen, changes: object, as = 'ada', selection?: string): Promise<Seen> =>
    mutate(api, as, 'noteUpdate', { id, expectedVersion: version, ...changes }, selection);
  const archive = ({ id, version }: Seen, as = 'ada', selection?: string): Promise<Seen> =>
    mutate(api, as, 'noteArchive', { id, expectedVersion: version }, selection);
  const refused = async (attempt: () => Promise<unknown>, ...expected: Parameters<typeof refusal>) => {
    const recorded = await recordedBy(api, () =>
      expect(attempt()).rejects.toMatchObject(refusal(...expected)),
    );
    expect(recorded).toEqual([]);
  };

  it('says who wrote what, and records it without a word', async () => {
    const all = '{ version kind title text author links { url title } archivedAt objective { title } }';
    const links = [{ url: 'https://paper.example/grey', title: 'Grey' }, { url: 'http://paper.example' }];
    const recorded = await recordedBy(api, async () =>
      expect(await create({ kind: 'DECISION', links }, 'ada', all)).toEqual({
        ...{ version: 1, kind: 'DECISION', title: 'Paper', text: 'We print on grey.', author: 'ada' },
        links: [links[0], { url: 'http://paper.example', title: null }],
        archivedAt: null,
        objective: { title: 'Move' },
      }),
    );
    expect(recorded).toMatchObject([
      {
        kind: 'NOTE_CREATED',
        before: null,
        after: { objectiveId: move.id, kind: 'DECISION', linkCount: 2, isArchived: false, version: 1 },
      },
    ]);
    expect(JSON.stringify(recorded)).not.toMatch(/[Gg]rey|Paper/);
  });

  it('is for those who take part in the objective', async () => {
    for (const as of ['admin', 'head', 'contributing', 'lead', 'ada'])
      expect(await create({}, as)).toMatchObject({ version: 1 });
    for (const as of ['elsewhere', 'grace']) await refused(() => create({}, as), 'FORBIDDEN');
  });

  it.each([
    ['a link that is none', { links: [{ url: 'paper' }] }, 'URL'],
    ['a link that runs', { links: [{ url: 'javascript:alert(1)' }] }, 'URL'],
    ['a link that names a user', { links: [{ url: 'https://ada:secret@paper.example' }] }, 'URL'],
    [
      'too many links',
      { links: Array.from({ length: 21 }, () => ({ url: 'https://a.example' })) },
      'ARRAY_MAX_SIZE',
    ],
    ['a blank title', { title: ' ' }, 'MIN_LENGTH'],
    ['a blank text', { text: '\n' }, 'MIN_LENGTH'],
  ])('refuses %s', (_, more, reason) => refused(() => create(more), 'BAD_USER_INPUT', reason));

  it('is changed and archived by its author and by admins', async () => {
    let note = await create();
    const recorded = await recordedBy(api, async () => {
      note = await update(note, { text: 'We print on white.' }, 'ada', '{ id version title text }');
      expect(note).toEqual({ id: note.id, version: 2, title: 'Paper', text: 'We print on white.' });
      expect(await update(note, { text: 'We print on white.' })).toEqual({ id: note.id, version: 2 });
      for (const as of ['head', 'lead', 'grace']) {
        await refused(() => update(note, { title: 'Mine' }, as), 'FORBIDDEN');
        await refused(() => archive(note, as), 'FORBIDDEN');
      }
      await refused(() => update({ ...note, version: 1 }, { title: 'Old' }), 'CONFLICT', 'STALE_VERSION');
      await refused(() => update(note, { title: null }), 'BAD_USER_INPUT', 'REQUIRED');
      note = await archive(note, 'admin', '{ id version archivedAt }');
      expect(note).toEqual({ id: note.id, version: 3, archivedAt: '2027-02-01T12:00:00.000Z' });
      await refused(() => update(note, { title: 'Late' }), 'CONFLICT', 'NOTE_ARCHIVED');
      expect(await archive(note)).toEqual({ id: note.id, version: 3 });
    });
    expect(recorded.map(({ kind, after }) => [kind, after?.version, after?.isArchived])).toEqual([
      ['NOTE_UPDATED', 2, false],
      ['NOTE_ARCHIVED', 3, true],
    ]);
  });

  it('is listed on its objective while it is in use', async () => {
    const fair = await objectiveOf(api, design, 'Fair');
    const first = await create({ objectiveId: fair.id, title: 'First' }, 'head');
    await create({ objectiveId: fair.id, title: 'Second', kind: 'DECISION' }, 'head');
    await archive(first, 'head');
    const titles = async (filter?: object) => {
      const { data } = await api.as('grace').run(
        `query ($id: ID!, $filter: NoteFilter) { objective(id: $id) {
          notes(filter: $filter, orderBy: [{ field: TITLE }]) { totalCount nodes { title } } } }`,
        { id: fair.id, filter },
      );
      const { totalCount, nodes } = data.objective.notes;
      return [totalCount, ...nodes.map(({ title }: { title: string }) => title)];
    };
    expect(await titles()).toEqual([1, 'Second']);
    expect(await titles({ isArchived: { eq: true } })).toEqual([1, 'First']);
    expect(await titles({ kind: { eq: 'NOTE' } })).toEqual([0]);
    expect(await titles({ search: 'SECO' })).toEqual([1, 'Second']);
    const byId = graphql(`query ($id: ID!) { note(id: $id) { title } node(id: $id) { id } }`);
    const { data } = await api.as('grace').ask(byId, { id: first.id });
    expect(data).toEqual({ note: { title: 'First' }, node: { id: first.id } });
  });

  it('is written once, however often it is sent', async () => {
    const recorded = await recordedBy(api, async () => {
      const first = await create({ idempotencyKey: 'once' });
      expect(await create({ idempotencyKey: 'once' })).toEqual(first);
    });
    expect(recorded).toHaveLength(1);
  });
});
