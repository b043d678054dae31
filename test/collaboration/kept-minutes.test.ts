import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onKeptMinutes } from '../../src/collaboration/kept-minutes.js';
import { KeyDepartmentWeightsInput } from '../../src/collaboration/key-departments.js';
import { keyDepartments } from '../../src/collaboration/key-departments.service.js';
import { startApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, department, holidays } from '../support/company.js';
import { histories } from '../support/history.js';
import { live, type Stage } from '../support/living.js';

const HISTORIES = Number(process.env.HISTORIES ?? 30);
const YEARS = { from: '2026-06-01', to: '2028-12-31' };

describe('the minutes that are kept of a range', async () => {
  const api = await startApi({ minimumPeople: 1, now: () => new Date('2027-02-01T12:00:00Z') });
  const everything = api.as(await account(api, 'everything', 'ADMIN', 'HR', 'RESOURCE_MANAGER'));
  const region = await holidays(api, 'XX', '2026-12-25', '2027-02-12');
  const [design, ops] = [await department(api, 'Design'), await department(api, 'Ops')];
  const objective = await objectiveOf(api, ops, 'Move');
  const stage: Stage = {
    departmentIds: [design.id, ops.id],
    region,
    objectiveId: objective.id,
  };

  let worked = 0;

  it.each([false, true])(
    'are those of the facts, whatever has happened since they were read (tentative: %s)',
    async (includeTentative) => {
      const measured = async () => {
        const ctx = api.contexts.forItself('test');
        const asked = { range: YEARS, level: null, objectiveIds: null, includeTentative, first: 10 };
        return keyDepartments(ctx, { ...asked, weights: new KeyDepartmentWeightsInput() });
      };
      await fc.assert(
        fc.asyncProperty(histories('2027-02-01'), async (history) => {
          await measured();
          const { memory } = api.contexts;
          await live(everything, stage, history);
          // What was kept before is what is looked at: nothing cleared it.
          api.contexts.memory = memory;
          const kept = await measured();
          worked = Math.max(worked, kept.departments.filter(({ people }) => people > 0).length);
          api.contexts.memory = {};
          expect(kept).toEqual(await measured());
          api.contexts.memory = memory;
        }),
        { numRuns: HISTORIES, endOnFailure: true },
      );
    },
    300_000,
  );

  // Of confirmed work alone a few dozen histories may have none.
  it('were of some department in these histories', () => {
    expect(worked).toBeGreaterThan(0);
  });

  it('are read anew of those only whom something happened to', async () => {
    const ctx = api.contexts.forItself('test');
    const nothing = async () => {};
    // Whoever has an event that is not published yet counts as changed.
    const waiting = () =>
      api.database.rows('test.unpublished', 'select 1 from change_event where sequence is null');
    await expect.poll(waiting, { timeout: 30_000 }).toEqual([]);
    await onKeptMinutes(ctx, { range: YEARS, includeTentative: false, partStarts: [] }, nothing);
    const asked: string[] = [];
    const watched = Object.assign(Object.create(ctx), {
      rows: (name: string, text: string, values: unknown[]) => {
        asked.push(name);
        return ctx.rows(name, text, values);
      },
    });
    await onKeptMinutes(watched, { range: YEARS, includeTentative: false, partStarts: [] }, nothing);
    expect(asked).toEqual(['collaboration.changed']);
  });
});
