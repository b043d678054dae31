import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, department, staffed } from '../support/company.js';
import { objective, work } from '../support/objectives.js';
import { drafted, planned } from '../support/scenarios.js';
import { refusal } from '../support/workforce.js';

const WEEK = { from: '2027-02-08', to: '2027-02-14' };

const DIFF = `query ($id: ID!, $range: DateRangeInput!, $bucket: Bucket) {
  scenarioDiff(id: $id, range: $range, bucket: $bucket) {
    departments { department { code } buckets { from to } total { ...Total } }
    workers { worker { name } name isOthers buckets { from to } total { ...Total } minutesOverBefore minutesOverAfter
      overbookingsOpened { from to minutesOver lines { minutes assignment { id } } }
      overbookingsClosed { from to minutesOver } } } }
  fragment Total on ScenarioDiffBucket { differences { measure before after delta } }`;

describe('what a scenario changes', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  await account(api, 'planner', 'RESOURCE_MANAGER');
  const { department: design, ada, grace } = await staffed(api, 'Design', ['Ada', 'Grace']);
  const ops = await department(api, 'Ops');
  const launch = await objective(api, 'Launch', { owner: design });
  await account(api, 'stranger', { role: 'PROJECT_LEAD', objectiveId: launch.id });
  const diff = async (as: string, { id }: { id: string }, range = WEEK, bucket = 'WEEK') => {
    const { data, errors } = await api.as(as).run(DIFF, { id, range, bucket });
    if (errors) throw errors;
    return data.scenarioDiff;
  };
  const differ = (measure: string, before: number | null, after: number | null) => ({
    measure,
    before,
    after,
    delta: before === null || after === null ? null : after - before,
  });

  it('is nothing without changes', async () => {
    const draft = await drafted(api, 'planner', 'Empty');
    expect(await diff('planner', draft)).toEqual({ departments: [], workers: [] });
  });

  it('is told of departments and of workers, measure by measure, only where it differs', async () => {
    const draft = await drafted(api, 'planner', 'Move');
    await planned(api, 'planner', draft, {
      workerMove: { workerId: grace.id, departmentId: ops.id, from: '2027-02-10', share: '50' },
    });
    expect(await diff('planner', draft)).toEqual({
      departments: [
        {
          department: { code: 'Design' },
          buckets: [WEEK],
          total: {
            differences: [
              differ('CONTRACTED', 4800, 3360),
              differ('EFFECTIVE', 4800, 3360),
              differ('FREE', 4800, 3360),
            ],
          },
        },
        {
          department: { code: 'Ops' },
          buckets: [WEEK],
          total: {
            differences: [differ('CONTRACTED', 0, 720), differ('EFFECTIVE', 0, 720), differ('FREE', 0, 720)],
          },
        },
        {
          department: null,
          buckets: [WEEK],
          total: {
            differences: [differ('CONTRACTED', 0, 720), differ('EFFECTIVE', 0, 720), differ('FREE', 0, 720)],
          },
        },
      ],
      workers: [],
    });
    const { departments } = await diff('planner', draft, WEEK, 'DAY');
    expect(departments[1].buckets).toEqual(
      ['2027-02-10', '2027-02-11', '2027-02-12'].map((day) => ({ from: day, to: day })),
    );
  });

  it('names overbookings that open and close, with their minutes', async () => {
    const tuesday = { from: '2027-02-09', to: '2027-02-09' };
    const first = await work(api, ada, launch, { ...tuesday, minutesPerDay: 400 });
    const second = await work(api, ada, launch, { ...tuesday, minutesPerDay: 300 });
    const draft = await drafted(api, 'planner', 'Relief');
    await planned(api, 'planner', draft, {
      assignmentMove: {
        id: first.id,
        expectedVersion: 1,
        workerId: grace.id,
        minutesPerDay: 500,
      },
    });
    const { departments, workers } = await diff('planner', draft);
    expect(departments).toMatchObject([
      {
        department: { code: 'Design' },
        total: {
          differences: [
            differ('CONFIRMED', 700, 800),
            differ('FREE', 4320, 4020),
            differ('OVER_ALLOCATED', 220, 20),
          ],
        },
      },
    ]);
    expect(workers).toEqual([
      {
        worker: { name: 'Ada' },
        name: null,
        isOthers: false,
        buckets: [WEEK],
        total: {
          differences: [
            differ('CONFIRMED', 700, 300),
            differ('FREE', 1920, 2100),
            differ('OVER_ALLOCATED', 220, 0),
          ],
        },
        minutesOverBefore: 220,
        minutesOverAfter: 0,
        overbookingsOpened: [],
        overbookingsClosed: [{ ...tuesday, minutesOver: 220 }],
      },
      {
        worker: { name: 'Grace' },
        name: null,
        isOthers: false,
        buckets: [WEEK],
        total: {
          differences: [
            differ('CONFIRMED', 0, 500),
            differ('FREE', 2400, 1920),
            differ('OVER_ALLOCATED', 0, 20),
          ],
        },
        minutesOverBefore: 0,
        minutesOverAfter: 20,
        overbookingsOpened: [{ ...tuesday, minutesOver: 20, lines: [{ minutes: 500, assignment: null }] }],
        overbookingsClosed: [],
      },
    ]);
    await api.database.rows('test.remove', 'delete from assignment where id = any($1)', [
      [first.id, second.id],
    ]);
  });

  it('has a line, by name, for who does not exist yet', async () => {
    const draft = await drafted(api, 'planner', 'Hire');
    await planned(api, 'planner', draft, {
      workerAdd: {
        kind: 'STAFF',
        name: 'Somebody new',
        timeZone: 'UTC',
        from: '2027-02-11',
        pattern: { minutes: [60, 60, 60, 60, 60, 0, 0] },
      },
    });
    expect((await diff('planner', draft)).workers).toMatchObject([
      {
        worker: null,
        name: 'Somebody new',
        isOthers: false,
        total: {
          differences: [differ('CONTRACTED', 0, 120), differ('EFFECTIVE', 0, 120), differ('FREE', 0, 120)],
        },
      },
    ]);
  });

  it('is one line of those whom the viewer may not see', async () => {
    await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: ops.id });
    const { tess, theo } = await staffed(api, 'Team', ['Tess', 'Theo'], { parentId: ops.id });
    const draft = await drafted(api, 'head', 'Secret');
    const assignment = { objectiveId: launch.id, ...WEEK };
    await planned(
      api,
      'head',
      draft,
      { assignmentAdd: { assignment: { ...assignment, workerId: tess.id, minutesPerDay: 500 } } },
      { assignmentAdd: { assignment: { ...assignment, workerId: theo.id, minutesPerDay: 100 } } },
    );
    expect((await diff('head', draft)).workers).toMatchObject([
      { worker: { name: 'Tess' } },
      { worker: { name: 'Theo' } },
    ]);
    await api.database.rows(
      'test.away',
      'update membership set department_id = $1 where worker_id = any($2)',
      [design.id, [tess.id, theo.id]],
    );
    expect((await diff('head', draft)).workers).toEqual([
      {
        worker: null,
        name: null,
        isOthers: true,
        buckets: [WEEK],
        total: {
          differences: [
            differ('CONFIRMED', 0, 3000),
            differ('FREE', 4800, 1900),
            differ('OVER_ALLOCATED', 0, 100),
          ],
        },
        minutesOverBefore: 0,
        minutesOverAfter: 100,
        overbookingsOpened: [],
        overbookingsClosed: [],
      },
    ]);
    await expect(diff('stranger', draft)).rejects.toMatchObject(refusal('NOT_FOUND'));
  });
});
