import { beforeEach, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, type Person, staffed } from '../support/company.js';
import { minutes, mutate, recordedBy, refusal } from '../support/workforce.js';

const FIT = `query ($input: AssignmentProposeInput!) { assignmentFit(input: $input) {
  fits minutesOverBefore minutesOverAfter placements { unplacedMinutes } } }`;
const RELEASE = `mutation ($input: AssignmentReleaseInput!, $override: OverrideInput) {
  assignmentRelease(input: $input, override: $override) { state overrideReason } }`;

describe('what a worker can take', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const manager = api.as(await account(api, 'manager', 'RESOURCE_MANAGER'));
  let ada: Person;
  let objective: { id: string };
  let count = 0;

  beforeEach(async () => {
    const team = await staffed(api, `Design ${++count}`, ['Ada']);
    ada = team.ada;
    objective = await objectiveOf(api, team.department, 'Move');
    await account(api, `head ${count}`, { role: 'DEPARTMENT_HEAD', departmentId: team.department.id });
  });

  const proposal = (load: object) => ({ workerId: ada.id, objectiveId: objective.id, ...load });
  const propose = (load: object) => mutate(api, 'manager', 'assignmentPropose', proposal(load));
  const move = (verb: string, { id, version }: { id: string; version: number }) =>
    mutate(
      api,
      'manager',
      `assignment${verb}`,
      { id, expectedVersion: version },
      '{ id version }',
      'AssignmentTransitionInput',
    );
  const confirmed = async (load: object) => move('Confirm', await propose(load));
  const load = (from: string, to: string) => minutes(api, ada, from, to, 'confirmed');

  describe('where a total is released that was to be worked later', () => {
    let total: { id: string; version: number };
    const release = async (lastDay: string, as: string, override?: object) => {
      const { data, errors } = await api
        .as(as)
        .run(RELEASE, { input: { id: total.id, expectedVersion: total.version, lastDay }, override });
      if (errors) throw errors;
      return data.assignmentRelease;
    };

    beforeEach(async () => {
      total = await move(
        'Activate',
        await confirmed({ from: '2027-02-01', to: '2027-02-12', totalMinutes: 2400 }),
      );
      // It gives way to these days.
      await confirmed({ from: '2027-02-01', to: '2027-02-03', minutesPerDay: 480 });
    });

    it('is overbooked by what it was spread on days without room, which is refused', async () => {
      const events = await recordedBy(api, async () => {
        await expect(release('2027-02-03', `head ${count}`)).rejects.toMatchObject(
          refusal('CONFLICT', 'OVERBOOKED', {
            details: expect.objectContaining({ minutesOverBefore: 0, minutesOverAfter: 720 }),
          }),
        );
        await expect(release('2027-02-03', `head ${count}`, { reason: 'It is off' })).rejects.toMatchObject(
          refusal('FORBIDDEN'),
        );
      });
      expect(events).toEqual([]);
      expect(await load('2027-02-01', '2027-02-05')).toEqual([720, 720, 720, 240, 240]);
    });

    it('may be overbooked so by a RESOURCE_MANAGER', async () => {
      const events = await recordedBy(api, async () => {
        expect(await release('2027-02-03', 'manager', { reason: 'It is off' })).toEqual({
          state: 'RELEASED',
          overrideReason: 'It is off',
        });
      });
      expect(events).toMatchObject([
        { kind: 'ASSIGNMENT_RELEASED' },
        { kind: 'ASSIGNMENT_OVERBOOKED', before: { minutesOver: 0 }, after: { minutesOver: 720 } },
      ]);
      expect(await load('2027-02-01', '2027-02-05')).toEqual([720, 720, 720, 0, 0]);
    });

    it('is fine where enough days are left for what it keeps', async () => {
      expect(await release('2027-02-11', `head ${count}`)).toEqual({
        state: 'RELEASED',
        overrideReason: null,
      });
    });
  });

  it('is not refused a release because nobody knows his pattern', async () => {
    const running = await move('Activate', await confirmed({ from: '2027-02-01', minutesPerDay: 60 }));
    await api.database.rows('test.no-pattern', 'delete from work_pattern where engagement_id = $1', [
      ada.engagementId,
    ]);
    const released = await mutate(
      api,
      'manager',
      'assignmentRelease',
      { id: running.id, expectedVersion: running.version, lastDay: '2027-02-05' },
      '{ state }',
    );
    expect(released).toEqual({ state: 'RELEASED' });
  });

  describe('beyond the horizon, which ends on 2029-02-04', () => {
    const june = { from: '2029-06-04', to: '2029-06-08', minutesPerDay: 300 };

    it('is held against what has no end, by trial and by confirmation alike', async () => {
      await confirmed({ from: '2027-02-01', minutesPerDay: 300 });
      const { data } = await manager.run(FIT, { input: proposal(june) });
      expect(data.assignmentFit).toMatchObject({
        fits: false,
        minutesOverBefore: 0,
        minutesOverAfter: 600,
      });
      const unplaced = data.assignmentFit.placements.map(
        ({ unplacedMinutes }: { unplacedMinutes: number }) => unplacedMinutes,
      );
      expect(unplaced.reduce((sum: number, each: number) => sum + each, 0)).toBe(600);
      const asked = await propose(june);
      await expect(move('Confirm', asked)).rejects.toMatchObject(
        refusal('CONFLICT', 'OVERBOOKED', { details: expect.objectContaining({ minutesOverAfter: 600 }) }),
      );
      expect(await load(june.from, june.from)).toEqual([300]);
    });

    it('is over by what it asks for alone, where those without an end are over anyway', async () => {
      const asked = await propose({ from: '2027-02-01', minutesPerDay: 600 });
      await api.database.rows('test.over', `update assignment set state = 'CONFIRMED' where id = $1`, [
        asked.id,
      ]);
      const { data } = await manager.run(FIT, { input: proposal({ ...june, minutesPerDay: 1 }) });
      const { minutesOverBefore, minutesOverAfter } = data.assignmentFit;
      expect(minutesOverAfter - minutesOverBefore).toBe(5);
    });

    it('is asked for with a last day, since it could be judged on none without', async () => {
      const events = await recordedBy(api, async () => {
        await expect(propose({ from: '2029-02-05', minutesPerDay: 60 })).rejects.toMatchObject(
          refusal('BAD_USER_INPUT', 'OPEN_TOO_LATE'),
        );
      });
      expect(events).toEqual([]);
      const asked = await propose({ from: '2029-02-04', minutesPerDay: 60 });
      await expect(
        mutate(api, 'manager', 'assignmentUpdate', {
          id: asked.id,
          expectedVersion: asked.version,
          from: '2029-02-05',
        }),
      ).rejects.toMatchObject(refusal('BAD_USER_INPUT', 'OPEN_TOO_LATE'));
    });
  });
});
