import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { assigned, changes, objectiveOf } from '../support/assignments.js';
import { account, staffed } from '../support/company.js';

const FIT = `query ($input: AssignmentProposeInput!) { assignmentFit(input: $input) {
  fits minutesOverBefore minutesOverAfter
  placements { isCandidate unplacedMinutes days { date minutes } assignment { id } objective { title } } } }`;

describe('trying how an assignment fits', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const { department: design, ada } = await staffed(api, 'Design', ['Ada']);
  const [move, rest] = [await objectiveOf(api, design, 'Move'), await objectiveOf(api, design, 'Rest')];
  const manager = api.as(await account(api, 'manager', 'RESOURCE_MANAGER'));
  const lead = api.as(await account(api, 'lead', { role: 'PROJECT_LEAD', objectiveId: move.id }));
  const daily = await assigned(api, ada, rest, { from: '2027-02-08', to: '2027-02-09', minutesPerDay: 300 });
  const total = { id: uuidv7() };
  await api.database.rows(
    'test.total',
    `insert into assignment (id, worker_id, objective_id, "from", "to", load, total_minutes, state)
     values ($1, $2, $3, '2027-02-08', '2027-02-10', 'TOTAL', 500, 'CONFIRMED')`,
    [total.id, ada.id, rest.id],
  );
  const input = {
    workerId: ada.id,
    objectiveId: move.id,
    from: '2027-02-08',
    to: '2027-02-09',
    totalMinutes: 300,
  };
  const day = (date: string, minutes: number) => ({ date, minutes });

  it('places it by its deadline, the others around it, and writes nothing', async () => {
    const { data } = await manager.run(FIT, { input });
    expect(data.assignmentFit).toEqual({
      fits: true,
      minutesOverBefore: 0,
      minutesOverAfter: 0,
      placements: [
        {
          isCandidate: true,
          unplacedMinutes: 0,
          days: [day('2027-02-08', 180), day('2027-02-09', 120)],
          assignment: null,
          objective: { title: 'Move' },
        },
        {
          isCandidate: false,
          unplacedMinutes: 0,
          days: [day('2027-02-08', 300), day('2027-02-09', 300)],
          assignment: daily,
          objective: { title: 'Rest' },
        },
        {
          isCandidate: false,
          unplacedMinutes: 0,
          days: [day('2027-02-09', 60)],
          assignment: total,
          objective: { title: 'Rest' },
        },
      ],
    });
    expect(await changes(api)).toEqual([]);
  });

  it('says what finds no place', async () => {
    const { data } = await manager.run(FIT, { input: { ...input, totalMinutes: 500 } });
    expect(data.assignmentFit).toMatchObject({
      fits: false,
      minutesOverBefore: 0,
      minutesOverAfter: 160,
      placements: [
        { isCandidate: true, unplacedMinutes: 140, days: [day('2027-02-08', 180), day('2027-02-09', 180)] },
        { assignment: daily, unplacedMinutes: 0 },
        { assignment: total, unplacedMinutes: 20, days: [] },
      ],
    });
  });

  it('shows of the work on others’ objectives only its minutes', async () => {
    const { data } = await lead.run(FIT, { input });
    expect(data.assignmentFit.placements.slice(1)).toEqual([
      {
        isCandidate: false,
        unplacedMinutes: 0,
        days: [day('2027-02-08', 300), day('2027-02-09', 360)],
        assignment: null,
        objective: null,
      },
    ]);
  });

  it('refuses what cannot be proposed', async () => {
    const { errors } = await manager.run(FIT, { input: { ...input, totalMinutes: 10, minutesPerDay: 10 } });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'LOAD_MODE' } }]);
  });
});
