import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, type Person, worker } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { mutate, recordedBy, refusal } from '../support/workforce.js';

describe('skills', async () => {
  const api = await startApi();
  let ada: Person;

  beforeAll(async () => {
    await account(api, 'hr', 'HR');
    await account(api, 'risk', 'RISK_OFFICER');
    ada = await worker(api, 'Ada');
  });

  const create = (name: string, as = 'hr') => mutate(api, as, 'skillCreate', { name, category: 'Craft' });

  it('are created once under a name, whatever its case', async () => {
    await create('Typography');
    await create('Binding');
    const events = await recordedBy(api, async () => {
      await expect(create('typography')).rejects.toMatchObject(refusal('CONFLICT', 'NAME_TAKEN'));
      await expect(create('')).rejects.toMatchObject(refusal('BAD_USER_INPUT', 'MIN_LENGTH'));
      await expect(create('Printing', 'risk')).rejects.toMatchObject(refusal('FORBIDDEN'));
    });
    expect(events).toEqual([]);
    const { data } = await api
      .as('risk')
      .ask(graphql(`{ skills(filter: { search: "CRAFT" }) { totalCount nodes { name category } } }`));
    expect(data.skills).toEqual({
      totalCount: 2,
      nodes: [
        { name: 'Binding', category: 'Craft' },
        { name: 'Typography', category: 'Craft' },
      ],
    });
  });

  it('are renamed by the version seen', async () => {
    const { id } = await create('Inking');
    const rename = (name: string | null, expectedVersion: number) =>
      mutate(api, 'hr', 'skillUpdate', { id, name, expectedVersion }, '{ name version }');
    expect(await rename('Ink', 1)).toEqual({ name: 'Ink', version: 2 });
    await expect(rename('Inks', 1)).rejects.toMatchObject(refusal('CONFLICT', 'STALE_VERSION'));
    await expect(rename(null, 2)).rejects.toMatchObject(refusal('BAD_USER_INPUT', 'REQUIRED'));
    await expect(rename('TYPOGRAPHY', 2)).rejects.toMatchObject(refusal('CONFLICT', 'NAME_TAKEN'));
  });

  it('of a worker are set to a level, changed and removed', async () => {
    const { id: skillId } = await create('Engraving');
    const set = (level: number, as = 'hr') =>
      mutate(
        api,
        as,
        'workerSkillSet',
        { workerId: ada.id, skillId, level },
        '{ version level worker { name } skill { name } }',
      );
    const remove = () =>
      mutate(api, 'hr', 'workerSkillRemove', { workerId: ada.id, skillId }, '{ skills { level } }');
    const events = await recordedBy(api, async () => {
      expect(await set(2)).toEqual({
        version: 1,
        level: 2,
        worker: { name: 'Ada' },
        skill: { name: 'Engraving' },
      });
      expect(await set(5)).toMatchObject({ version: 2, level: 5 });
      expect(await set(5)).toMatchObject({ version: 2, level: 5 });
      await expect(set(6)).rejects.toMatchObject(refusal('BAD_USER_INPUT', 'MAX'));
      await expect(set(0)).rejects.toMatchObject(refusal('BAD_USER_INPUT', 'MIN'));
      await expect(set(3, 'risk')).rejects.toMatchObject(refusal('FORBIDDEN'));
      expect(await remove()).toEqual({ skills: [] });
      await expect(remove()).rejects.toMatchObject(refusal('NOT_FOUND'));
    });
    expect(events.map(({ kind, before, after }) => [kind, before?.level, after?.level])).toEqual([
      ['WORKER_SKILL_SET', undefined, 2],
      ['WORKER_SKILL_SET', 2, 5],
      ['WORKER_SKILL_REMOVED', 5, undefined],
    ]);
  });

  it('of a worker are one row, however many set it at once', async () => {
    const { id: skillId } = await create('Gilding');
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) =>
        mutate(api, 'hr', 'workerSkillSet', { workerId: ada.id, skillId, level: (i % 5) + 1 }),
      ),
    );
    expect(results.map(({ status }) => status)).toEqual(Array(10).fill('fulfilled'));
    const rows = await api.database.rows(
      'test.gilding',
      'select level from worker_skill where skill_id = $1',
      [skillId],
    );
    expect(rows).toHaveLength(1);
  });
});
