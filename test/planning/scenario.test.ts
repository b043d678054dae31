import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, department, holidays, membership, staffed, worker } from '../support/company.js';
import { objective, work } from '../support/objectives.js';
import { capacityOf, discarded, drafted, planned } from '../support/scenarios.js';
import { mutate, recordedBy, refusal } from '../support/workforce.js';

const WEEK = { from: '2027-02-08', to: '2027-02-14' };

describe('a scenario', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  await account(api, 'planner', 'RESOURCE_MANAGER');
  await account(api, 'hr', 'HR');
  const { department: design, ada, grace } = await staffed(api, 'Design', ['Ada', 'Grace']);
  const ops = await department(api, 'Ops');
  const launch = await objective(api, 'Launch', { owner: design });
  await account(api, 'lead', { role: 'PROJECT_LEAD', objectiveId: launch.id });
  await account(api, 'otherlead', { role: 'PROJECT_LEAD', objectiveId: launch.id });
  await account(api, 'nobody', 'WORKER');

  const read = async (as: string, id: string) => {
    const { data } = await api.as(as).run(
      `query ($id: ID!) { scenario(id: $id) { id name description state createdBy edits version baseCursor appliedAt
        changes { position kind name worker { name } from to minutesPerDay isFirm share } } }`,
      { id },
    );
    return data.scenario;
  };

  it('is drafted, renamed and discarded by its author, each step an event', async () => {
    const events = await recordedBy(api, async () => {
      const draft = await mutate(api, 'lead', 'scenarioCreate', { name: 'Spring', description: 'Two more' });
      expect(draft.version).toBe(1);
      const renamed = await mutate(api, 'lead', 'scenarioUpdate', {
        id: draft.id,
        expectedVersion: 1,
        name: 'Summer',
        description: null,
      });
      await discarded(api, 'lead', draft, renamed.version);
      expect(await read('lead', draft.id)).toMatchObject({
        name: 'Summer',
        description: null,
        state: 'DISCARDED',
        createdBy: 'lead',
        version: 3,
        appliedAt: null,
        changes: [],
      });
    });
    expect(events.map(({ kind }) => kind)).toEqual([
      'SCENARIO_CREATED',
      'SCENARIO_UPDATED',
      'SCENARIO_DISCARDED',
    ]);
  });

  it('is seen by its author and by planners of everybody, and by nobody else', async () => {
    const draft = await drafted(api, 'lead', 'Private');
    expect(await read('lead', draft.id)).toMatchObject({ name: 'Private' });
    expect(await read('planner', draft.id)).toMatchObject({ name: 'Private' });
    expect(await read('otherlead', draft.id)).toBeNull();
    const names = async (as: string) =>
      (
        await api
          .as(as)
          .run('{ scenarios(filter: { name: { eq: "Private" } }) { totalCount nodes { name } } }')
      ).data.scenarios;
    expect(await names('hr')).toEqual({ totalCount: 1, nodes: [{ name: 'Private' }] });
    expect(await names('otherlead')).toEqual({ totalCount: 0, nodes: [] });
    await expect(discarded(api, 'otherlead', draft, 1)).rejects.toMatchObject(refusal('NOT_FOUND'));
    await expect(discarded(api, 'planner', draft, 1)).rejects.toMatchObject(refusal('FORBIDDEN'));
    await expect(capacityOf(api, 'otherlead', { range: WEEK, scenarioId: draft.id })).rejects.toMatchObject(
      refusal('NOT_FOUND'),
    );
    expect(await read('lead', draft.id)).toMatchObject({ state: 'DRAFT', version: 1 });
  });

  it('keeps its changes in order, and takes no more once it is discarded', async () => {
    const draft = await drafted(api, 'lead', 'Order');
    const [first] = await planned(
      api,
      'lead',
      draft,
      { workerLeave: { workerId: ada.id, lastDay: '2027-03-31' } },
      { workerMove: { workerId: grace.id, departmentId: ops.id, from: '2027-03-01', share: '64.6' } },
    );
    expect(await read('lead', draft.id)).toMatchObject({
      version: 3,
      edits: 2,
      changes: [
        { position: 1, kind: 'WORKER_LEAVE', worker: { name: 'Ada' }, to: '2027-03-31' },
        { position: 2, kind: 'WORKER_MOVE', worker: { name: 'Grace' }, from: '2027-03-01', share: '64.6' },
      ],
    });
    await mutate(api, 'lead', 'scenarioChangeRemove', { id: first, expectedVersion: 3 });
    await discarded(api, 'lead', draft, 4);
    const recorded = await recordedBy(api, async () => {
      await expect(
        planned(api, 'lead', draft, { workerLeave: { workerId: ada.id, lastDay: '2027-03-31' } }),
      ).rejects.toMatchObject(refusal('CONFLICT', 'SCENARIO_CLOSED'));
    });
    expect(recorded).toEqual([]);
    expect((await read('lead', draft.id)).changes).toHaveLength(1);
  });

  it.each([
    ['no form', {}, 'BAD_USER_INPUT', 'ONE_FORM'],
    [
      'two forms',
      {
        workerLeave: { workerId: ada.id, lastDay: '2027-03-31' },
        workerMove: { workerId: ada.id, departmentId: ops.id, from: '2027-03-01' },
      },
      'BAD_USER_INPUT',
      'ONE_FORM',
    ],
    [
      'an assignment without a load',
      { assignmentAdd: { assignment: { workerId: ada.id, objectiveId: launch.id, from: '2027-03-01' } } },
      'BAD_USER_INPUT',
      'LOAD_MODE',
    ],
    [
      'a last day before the engagement',
      { workerLeave: { workerId: ada.id, lastDay: '2019-12-31' } },
      'BAD_USER_INPUT',
      'BEFORE_ENGAGEMENT',
    ],
    [
      'more than the whole of somebody',
      { workerMove: { workerId: ada.id, departmentId: ops.id, from: '2027-03-01', keepsOthers: true } },
      'CONFLICT',
      'SHARES_EXCEED_WHOLE',
    ],
    [
      'a membership that there is',
      {
        workerMove: {
          workerId: ada.id,
          departmentId: design.id,
          from: '2027-03-01',
          share: '1',
          keepsOthers: true,
        },
      },
      'CONFLICT',
      'MEMBERSHIP_OVERLAPS',
    ],
    [
      'holidays of nowhere',
      {
        workerAdd: {
          kind: 'STAFF',
          name: 'X',
          timeZone: 'UTC',
          region: 'QQ',
          from: '2027-03-01',
          pattern: { minutes: [1, 1, 1, 1, 1, 1, 1] },
        },
      },
      'BAD_USER_INPUT',
      'UNKNOWN_REGION',
    ],
  ])('refuses %s, and nothing is written', async (_, change, code, reason) => {
    const draft = await drafted(api, 'lead', 'Refused');
    const recorded = await recordedBy(api, async () => {
      await expect(planned(api, 'lead', draft, change)).rejects.toMatchObject(refusal(code, reason));
    });
    expect(recorded).toEqual([]);
    expect(await read('lead', draft.id)).toMatchObject({ version: 1, changes: [] });
  });

  it('says all that is wrong with a change at once, and where', async () => {
    const draft = await drafted(api, 'lead', 'Faults');
    const assignment = {
      workerId: ada.id,
      objectiveId: launch.id,
      from: '2027-03-02',
      to: '2027-03-01',
    };
    await expect(planned(api, 'lead', draft, { assignmentAdd: { assignment } })).rejects.toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          details: {
            faults: [
              { reason: 'REVERSED_RANGE', field: ['input', 'assignmentAdd', 'assignment', 'to'] },
              { reason: 'LOAD_MODE', field: ['input', 'assignmentAdd', 'assignment', 'minutesPerDay'] },
            ],
          },
        },
      },
    ]);
  });

  it('names only what its author may see', async () => {
    const secret = await objective(api, 'Secret', { owner: ops });
    const hidden = await work(api, grace, secret, { from: '2027-09-06', to: '2027-09-10' });
    const draft = await drafted(api, 'lead', 'Prying');
    await expect(
      planned(api, 'lead', draft, { assignmentRemove: { id: hidden.id, expectedVersion: 1 } }),
    ).rejects.toMatchObject(refusal('NOT_FOUND'));
    await expect(
      planned(api, 'lead', draft, { assignmentRemove: { id: hidden.id, expectedVersion: 7 } }),
    ).rejects.toMatchObject(refusal('NOT_FOUND'));
  });

  it('is for planners', async () => {
    await expect(drafted(api, 'nobody', 'Mine')).rejects.toMatchObject(refusal('FORBIDDEN'));
  });
});

describe('capacity as a scenario would make it', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  await account(api, 'planner', 'RESOURCE_MANAGER');
  await account(api, 'hr', 'HR');
  const region = await holidays(api, 'XX', '2027-02-12');
  const { department: design, ada, grace } = await staffed(api, 'Design', ['Ada', 'Grace'], { region });
  const ops = await department(api, 'Ops');
  const launch = await objective(api, 'Launch', { owner: design });
  const day = { from: '2027-02-08', to: '2027-02-08' };
  const effective = (lines: { department: { code: string } | null; total: Record<string, number> }[]) =>
    Object.fromEntries(
      lines.map(({ department, total }) => [department?.code ?? 'none', total.effectiveMinutes]),
    );

  it('is that of today without changes', async () => {
    const draft = await drafted(api, 'planner', 'Nothing');
    for (const scope of [{}, { allDepartments: true }, { workerIds: [ada.id] }]) {
      const asIf = await capacityOf(api, 'hr', { scope, range: WEEK, scenarioId: draft.id });
      expect(asIf).toEqual(await capacityOf(api, 'hr', { scope, range: WEEK }));
    }
  });

  it('has the assignments that are added, firm and tentative ones apart', async () => {
    const draft = await drafted(api, 'planner', 'More work');
    const assignment = { workerId: ada.id, objectiveId: launch.id, ...WEEK };
    await planned(
      api,
      'planner',
      draft,
      { assignmentAdd: { assignment: { ...assignment, minutesPerDay: 300 } } },
      { assignmentAdd: { assignment: { ...assignment, percent: '25' }, isFirm: false } },
    );
    const [line] = await capacityOf(api, 'planner', {
      scope: { departmentId: design.id },
      range: WEEK,
      scenarioId: draft.id,
    });
    expect(line.total).toMatchObject({
      effectiveMinutes: 3840,
      confirmedMinutes: 1200,
      tentativeMinutes: 480,
      freeMinutes: 2640,
    });
    const [now] = await capacityOf(api, 'planner', { scope: { departmentId: design.id }, range: WEEK });
    expect(now.total).toMatchObject({ confirmedMinutes: 0, tentativeMinutes: 0 });
  });

  it('hands an assignment over from a day on', async () => {
    const before = await work(api, ada, launch, { ...WEEK, minutesPerDay: 240, state: 'ACTIVE' });
    const draft = await drafted(api, 'planner', 'Relay');
    await planned(api, 'planner', draft, {
      assignmentMove: { id: before.id, expectedVersion: 1, workerId: grace.id, from: '2027-02-10' },
    });
    const lines = await capacityOf(api, 'planner', {
      scope: { workerIds: [ada.id, grace.id] },
      range: WEEK,
      scenarioId: draft.id,
    });
    expect(lines.map(({ total }: { total: { confirmedMinutes: number } }) => total.confirmedMinutes)).toEqual(
      [480, 480],
    );
    await api.database.rows('test.remove', 'delete from assignment where id = $1', [before.id]);
  });

  it('has the workers who come, under the names the scenario gives them', async () => {
    const draft = await drafted(api, 'planner', 'Hire');
    const pattern = { minutes: [500, 500, 500, 500, 500, 0, 0] };
    const [id] = await planned(api, 'planner', draft, {
      workerAdd: {
        kind: 'FREELANCER',
        name: 'Somebody in Lisbon',
        timeZone: 'Europe/Lisbon',
        region,
        from: '2027-02-09',
        pattern,
        departmentId: ops.id,
        share: '64.6',
      },
    });
    await planned(api, 'planner', draft, {
      assignmentAdd: {
        assignment: {
          workerId: id,
          objectiveId: launch.id,
          from: '2027-02-10',
          to: '2027-02-10',
          minutesPerDay: 60,
        },
      },
    });
    const scenarioId = draft.id;
    const [line] = await capacityOf(api, 'hr', { scope: { workerIds: [id] }, range: WEEK, scenarioId });
    expect(line).toMatchObject({
      name: 'Somebody in Lisbon',
      worker: null,
      total: { contractedMinutes: 2000, holidayMinutes: 500, effectiveMinutes: 1500, confirmedMinutes: 60 },
    });
    const all = { scope: { allDepartments: true }, range: WEEK, scenarioId };
    expect(effective(await capacityOf(api, 'hr', all))).toEqual({
      Design: 3840,
      Ops: 3 * 323,
      none: 3 * 177,
    });
    const freelancers = { ...all, scope: { kinds: ['FREELANCER'] } };
    const [group] = await capacityOf(api, 'hr', freelancers);
    expect(group.total.effectiveMinutes).toBe(1500);
    await expect(capacityOf(api, 'hr', { scope: { workerIds: [id] }, range: WEEK })).rejects.toMatchObject(
      refusal('NOT_FOUND'),
    );
    await expect(
      mutate(api, 'planner', 'scenarioChangeRemove', { id, expectedVersion: 3 }),
    ).rejects.toMatchObject(refusal('CONFLICT', 'STILL_NAMED'));
  });

  it('loses a worker who leaves, and his assignments after the last day', async () => {
    await work(api, ada, launch, { from: '2027-02-09', to: '2027-02-11', minutesPerDay: 100 });
    const draft = await drafted(api, 'planner', 'Farewell');
    await planned(api, 'planner', draft, { workerLeave: { workerId: ada.id, lastDay: '2027-02-09' } });
    const [line] = await capacityOf(api, 'hr', {
      scope: { workerIds: [ada.id] },
      range: WEEK,
      scenarioId: draft.id,
    });
    expect(line.total).toMatchObject({ contractedMinutes: 960, confirmedMinutes: 100, freeMinutes: 860 });
  });

  it('keeps of a total what it had until the last day of who leaves', async () => {
    const draft = await drafted(api, 'planner', 'Unfinished');
    const days = { from: '2027-02-09', to: '2027-02-11' };
    await planned(
      api,
      'planner',
      draft,
      {
        assignmentAdd: {
          assignment: { workerId: grace.id, objectiveId: launch.id, ...days, totalMinutes: 480 },
        },
      },
      { workerLeave: { workerId: grace.id, lastDay: '2027-02-09' } },
    );
    const [line] = await capacityOf(api, 'hr', {
      scope: { workerIds: [grace.id] },
      range: WEEK,
      scenarioId: draft.id,
    });
    expect(line.total).toMatchObject({ contractedMinutes: 960, confirmedMinutes: 160, freeMinutes: 800 });
  });

  it('moves a worker between departments, by parts', async () => {
    const draft = await drafted(api, 'planner', 'Half');
    const move = { workerId: grace.id, from: '2027-02-08' };
    await planned(
      api,
      'planner',
      draft,
      { workerMove: { ...move, departmentId: ops.id, share: '40' } },
      { workerMove: { ...move, departmentId: design.id, share: '50', keepsOthers: true } },
    );
    const lines = await capacityOf(api, 'hr', {
      scope: { allDepartments: true },
      range: day,
      scenarioId: draft.id,
    });
    expect(effective(lines)).toEqual({ Design: 480 + 240, Ops: 192, none: 48 });
  });

  it('moves a worker as of the first day of the calendar', async () => {
    const draft = await drafted(api, 'planner', 'Since ever');
    const workerMove = { workerId: grace.id, departmentId: ops.id, from: '0001-01-01' };
    await planned(api, 'planner', draft, { workerMove });
    const lines = await capacityOf(api, 'hr', {
      scope: { allDepartments: true },
      range: day,
      scenarioId: draft.id,
    });
    expect(effective(lines)).toEqual({ Design: 480, Ops: 480, none: 0 });
  });

  it('is unknown where all that is known is taken away, and 0 where nobody is left', async () => {
    const lab = await department(api, 'Lab');
    const known = await worker(api, 'Known');
    const mystery = await worker(api, 'Mystery', { minutes: null });
    await membership(api, known, lab);
    await membership(api, mystery, lab);
    const away = (person: { id: string }) => ({
      workerMove: { workerId: person.id, departmentId: ops.id, from: '2027-02-08' },
    });
    const ask = async (scenarioId: string) => {
      const scope = { departmentId: lab.id };
      return (await capacityOf(api, 'hr', { scope, range: WEEK, scenarioId }))[0].total;
    };
    const draft = await drafted(api, 'planner', 'Empty');
    expect(await ask(draft.id)).toMatchObject({ effectiveMinutes: 2400, unknownWorkers: 1 });
    await planned(api, 'planner', draft, away(known));
    expect(await ask(draft.id)).toMatchObject({ effectiveMinutes: null, unknownWorkers: 1 });
    await planned(api, 'planner', draft, away(mystery));
    expect(await ask(draft.id)).toMatchObject({ effectiveMinutes: 0, unknownWorkers: 0 });
  });
});
