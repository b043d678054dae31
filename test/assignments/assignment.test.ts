import { beforeEach, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { assigned, changes, objectiveOf } from '../support/assignments.js';
import { account, staffed } from '../support/company.js';
import { graphql } from '../support/graphql.js';

const PROPOSE = graphql(
  `mutation ($input: AssignmentProposeInput!) { assignmentPropose(input: $input) { id version state worker { name } } }`,
);
const CONFIRM = graphql(
  `mutation ($input: AssignmentTransitionInput!) { assignmentConfirm(input: $input) { state version } }`,
);
const CANCEL = graphql(
  `mutation ($input: AssignmentTransitionInput!) { assignmentCancel(input: $input) { state version } }`,
);
const PREVIEW = graphql(`query ($input: AssignmentProposeInput!) { assignmentPreview(input: $input) {
  fits reason plannedMinutes freeMinutesBefore freeMinutesAfter minutesOverAfter
  overbookings { from to minutesOver availableMinutes lines { minutes assignment { id } objective { title } } } } }`);

describe('assigning people', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  let count = 0;
  let team: Awaited<ReturnType<typeof staffed<'Ada' | 'Grace'>>>;
  let objective: { id: string };
  let manager: ReturnType<typeof api.as>;

  beforeEach(async () => {
    const name = `Design ${++count}`;
    team = await staffed(api, name, ['Ada', 'Grace']);
    objective = await objectiveOf(api, team.department, `Objective ${count}`);
    manager = api.as(await account(api, `manager-${count}`, 'RESOURCE_MANAGER'));
  });

  const monday = { from: '2027-02-08', to: '2027-02-08' };
  const proposal = (days: { from: string; to?: string } = monday, minutesPerDay = 480) => ({
    input: { workerId: team.ada.id, objectiveId: objective.id, ...days, minutesPerDay },
  });
  const propose = async (days?: { from: string; to?: string }, minutesPerDay?: number) => {
    const { data, errors } = await manager.ask(PROPOSE, proposal(days, minutesPerDay));
    expect(errors).toBeUndefined();
    return data.assignmentPropose as { id: string; version: number };
  };
  const seen = ({ id, version }: { id: string; version: number }) => ({
    input: { id, expectedVersion: version },
  });
  const stateOf = async ({ id }: { id: string }) => {
    const [row] = await api.database.rows<{ state: string }>(
      'test.state',
      'select state from assignment where id = $1',
      [id],
    );
    return row!.state;
  };

  it('refuses an external id that another has, and records nothing', async () => {
    const { input } = proposal();
    const named = { input: { ...input, externalId: `A-${count}` } };
    expect((await manager.ask(PROPOSE, named)).errors).toBeUndefined();
    const recorded = (await changes(api)).length;
    expect((await manager.ask(PROPOSE, named)).errors).toMatchObject([
      { extensions: { code: 'CONFLICT', reason: 'EXTERNAL_ID_TAKEN', field: ['input', 'externalId'] } },
    ]);
    expect(await changes(api)).toHaveLength(recorded);
  });

  it('proposes, then confirms, and records both', async () => {
    const recorded = (await changes(api)).length;
    const proposed = await propose();
    expect(proposed).toMatchObject({ state: 'PROPOSED', version: 1, worker: { name: 'Ada' } });
    const { data } = await manager.ask(CONFIRM, seen(proposed));
    expect(data).toEqual({ assignmentConfirm: { state: 'CONFIRMED', version: 2 } });
    expect((await changes(api)).slice(recorded)).toEqual(['ASSIGNMENT_PROPOSED', 'ASSIGNMENT_CONFIRMED']);
  });

  it('refuses to overbook by a minute, with the certificate, and writes nothing', async () => {
    const { id: earlier } = await assigned(api, team.ada, objective, { ...monday, minutesPerDay: 1 });
    const proposed = await propose();
    const recorded = (await changes(api)).length;
    const { errors } = await manager.ask(CONFIRM, seen(proposed));
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'CONFLICT',
          reason: 'OVERBOOKED',
          details: {
            minutesOverBefore: 0,
            minutesOverAfter: 1,
            overbookings: [
              {
                from: '2027-02-08',
                to: '2027-02-08',
                minutesOver: 1,
                availableMinutes: 480,
                lines: [
                  { assignmentId: earlier, objectiveId: objective.id, minutes: 1 },
                  { assignmentId: proposed.id, objectiveId: objective.id, minutes: 480 },
                ],
              },
            ],
          },
        },
      },
    ]);
    expect(await stateOf(proposed)).toBe('PROPOSED');
    expect(await changes(api)).toHaveLength(recorded);
  });

  it('does not let an older overbooking stand against work on another day', async () => {
    await assigned(api, team.ada, objective, { from: '2027-02-09', to: '2027-02-09', minutesPerDay: 600 });
    const { data } = await manager.ask(CONFIRM, seen(await propose()));
    expect(data.assignmentConfirm.state).toBe('CONFIRMED');
  });

  it('lets exactly one of 200 simultaneous confirmations for one free day through', async () => {
    const proposed = await Promise.all(Array.from({ length: 200 }, () => propose()));
    const recorded = (await changes(api)).length;
    const answers = await Promise.all(proposed.map((each) => manager.ask(CONFIRM, seen(each))));
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    expect(answers.filter(({ errors }) => errors?.[0]?.extensions.reason === 'OVERBOOKED')).toHaveLength(199);
    expect((await changes(api)).slice(recorded)).toEqual(['ASSIGNMENT_CONFIRMED']);
  });

  it('previews without writing', async () => {
    await assigned(api, team.ada, objective, { ...monday, minutesPerDay: 60 });
    const recorded = (await changes(api)).length;
    const fitting = await manager.ask(PREVIEW, proposal(monday, 420));
    expect(fitting.data.assignmentPreview).toEqual({
      fits: true,
      reason: null,
      plannedMinutes: 420,
      freeMinutesBefore: 420,
      freeMinutesAfter: 0,
      minutesOverAfter: 0,
      overbookings: [],
    });
    const over = await manager.ask(PREVIEW, proposal(monday, 480));
    expect(over.data.assignmentPreview).toMatchObject({
      fits: false,
      reason: 'OVERBOOKED',
      minutesOverAfter: 60,
      overbookings: [
        {
          minutesOver: 60,
          availableMinutes: 480,
          lines: [{ minutes: 60 }, { minutes: 480, assignment: null }],
        },
      ],
    });
    expect(await changes(api)).toHaveLength(recorded);
  });

  it('cancels once: the second time is an illegal transition', async () => {
    const proposed = await propose();
    expect((await manager.ask(CANCEL, seen(proposed))).data).toEqual({
      assignmentCancel: { state: 'CANCELLED', version: 2 },
    });
    const { errors } = await manager.ask(CANCEL, seen({ ...proposed, version: 2 }));
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'CONFLICT',
          reason: 'ILLEGAL_TRANSITION',
          details: { state: 'CANCELLED', allowed: [] },
        },
      },
    ]);
  });

  it('lets a lead confirm freelancers, and only propose staff', async () => {
    const { ada: remote } = await staffed(api, `Pool ${count}`, ['Ada'], {
      kind: 'FREELANCER',
      workMode: 'REMOTE',
    });
    const lead = api.as(
      await account(api, `lead-${count}`, { role: 'PROJECT_LEAD', objectiveId: objective.id }),
    );
    const confirmAs = async (workerId: string) => {
      const input = { ...proposal().input, workerId };
      const { data } = await lead.ask(PROPOSE, { input });
      return lead.ask(CONFIRM, seen(data.assignmentPropose));
    };
    expect((await confirmAs(remote.id)).data).toEqual({
      assignmentConfirm: { state: 'CONFIRMED', version: 2 },
    });
    expect((await confirmAs(team.ada.id)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('names nothing of other leads’ work in a certificate', async () => {
    const other = await objectiveOf(api, team.department, 'Secret');
    await assigned(api, team.ada, other, { ...monday, minutesPerDay: 480 });
    const lead = api.as(
      await account(api, `other-lead-${count}`, { role: 'PROJECT_LEAD', objectiveId: objective.id }),
    );
    const { data } = await lead.ask(PREVIEW, proposal());
    expect(data.assignmentPreview.overbookings[0]!.lines).toEqual([
      { minutes: 480, assignment: null, objective: { title: `Objective ${count}` } },
      { minutes: 480, assignment: null, objective: null },
    ]);
  });

  it('hears of all that is wrong with a proposal at once', async () => {
    const { errors } = await manager.ask(PROPOSE, {
      input: { workerId: team.ada.id, objectiveId: objective.id, from: '2027-02-08', to: '2027-02-01' },
    });
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          details: { faults: [{ reason: 'REVERSED_RANGE' }, { reason: 'LOAD_MODE' }] },
        },
      },
    ]);
  });

  it.each([
    [{ minutesPerDay: -5 }],
    [{ minutesPerDay: 1.5 }],
    [{ from: '2028-02-30' }],
    [{ percent: '100.01', minutesPerDay: null }],
    [{ workerId: 'nobody' }],
    [{ role: 'a\u0000b' }],
    [{ role: 'x'.repeat(201) }],
  ])('refuses %j as bad input, and writes nothing', async (wrong) => {
    const recorded = (await changes(api)).length;
    const { errors } = await manager.ask(PROPOSE, { input: { ...proposal().input, ...wrong } });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(await changes(api)).toHaveLength(recorded);
  });

  it('begins and ends by hand on the day that it is where the worker lives', async () => {
    // In Auckland it is the second of February already.
    const { lena, department } = await staffed(api, `Overseas ${count}`, ['Lena'], {
      timeZone: 'Pacific/Auckland',
    });
    const abroad = await objectiveOf(api, department, 'Abroad');
    const days = { from: '2027-02-02', to: '2027-02-02' };
    const move = async (verb: string, { id }: { id: string }, expectedVersion: number) =>
      manager.run(
        `mutation ($input: AssignmentTransitionInput!) { assignment${verb}(input: $input) { state } }`,
        { input: { id, expectedVersion } },
      );
    const hers = await assigned(api, lena, abroad, days);
    expect((await move('Activate', hers, 1)).data).toEqual({ assignmentActivate: { state: 'ACTIVE' } });
    expect((await move('Complete', hers, 2)).data).toEqual({ assignmentComplete: { state: 'COMPLETED' } });
    const his = await assigned(api, team.ada, objective, days);
    const recorded = await changes(api);
    expect((await move('Activate', his, 1)).errors).toMatchObject([
      { extensions: { code: 'CONFLICT', reason: 'NOT_BEGUN' } },
    ]);
    expect(await stateOf(his)).toBe('CONFIRMED');
    expect(await changes(api)).toEqual(recorded);
  });
});
