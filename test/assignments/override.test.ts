import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, staffed, worker } from '../support/company.js';
import { recordedBy, refusal } from '../support/workforce.js';

const CONFIRM = `mutation ($input: AssignmentTransitionInput!, $override: OverrideInput) {
  assignmentConfirm(input: $input, override: $override) { state version overrideReason } }`;
const UPDATE = `mutation ($input: AssignmentUpdateInput!, $override: OverrideInput) {
  assignmentUpdate(input: $input, override: $override) { minutesPerDay version overrideReason } }`;

describe('overbooking knowingly', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const { department, ada, grace, helen } = await staffed(api, 'Design', ['Ada', 'Grace', 'Helen']);
  const objective = await objectiveOf(api, department, 'Move');
  const day = { from: '2027-02-08', to: '2027-02-08' };
  await account(api, 'manager', 'RESOURCE_MANAGER');
  await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: department.id });
  const override = { reason: 'The customer waits' };
  const run = async (as: string, query: string, variables: object) => {
    const { data, errors } = await api.as(as).run(query, { ...variables });
    if (errors) throw errors;
    return Object.values(data)[0];
  };
  const seen = ({ id }: { id: string }, expectedVersion = 1) => ({ input: { id, expectedVersion } });

  it('is for a RESOURCE_MANAGER, and an event of its own that keeps the reason to itself', async () => {
    await assigned(api, ada, objective, day);
    const more = await assigned(api, ada, objective, { ...day, minutesPerDay: 100, state: 'PROPOSED' });
    const events = await recordedBy(api, async () => {
      await expect(run('head', CONFIRM, seen(more))).rejects.toMatchObject(refusal('CONFLICT', 'OVERBOOKED'));
      await expect(run('head', CONFIRM, { ...seen(more), override: null })).rejects.toMatchObject(
        refusal('CONFLICT', 'OVERBOOKED'),
      );
      await expect(run('head', CONFIRM, { ...seen(more), override })).rejects.toMatchObject(
        refusal('FORBIDDEN'),
      );
      await expect(
        run('manager', CONFIRM, { ...seen(more), override: { reason: ' ' } }),
      ).rejects.toMatchObject(refusal('BAD_USER_INPUT'));
    });
    expect(events).toEqual([]);
    const confirmed = await recordedBy(api, async () => {
      expect(await run('manager', CONFIRM, { ...seen(more), override })).toEqual({
        state: 'CONFIRMED',
        version: 2,
        overrideReason: 'The customer waits',
      });
    });
    expect(confirmed).toMatchObject([
      { kind: 'ASSIGNMENT_CONFIRMED', subject_id: more.id },
      {
        kind: 'ASSIGNMENT_OVERBOOKED',
        subject_id: more.id,
        worker_id: ada.id,
        before: { minutesOver: 0 },
        after: { minutesOver: 100 },
        capacity: null,
      },
    ]);
    expect(JSON.stringify(confirmed)).not.toContain('customer');
  });

  it('lets a confirmed assignment grow as well', async () => {
    const firm = await assigned(api, grace, objective, day);
    const input = { ...seen(firm).input, minutesPerDay: 600 };
    await expect(run('manager', UPDATE, { input })).rejects.toMatchObject(refusal('CONFLICT', 'OVERBOOKED'));
    expect(await run('manager', UPDATE, { input, override })).toEqual({
      minutesPerDay: 600,
      version: 2,
      overrideReason: 'The customer waits',
    });
  });

  it('is no event where there was room', async () => {
    const fitting = await assigned(api, helen, objective, { ...day, state: 'PROPOSED' });
    const events = await recordedBy(api, () => run('manager', CONFIRM, { ...seen(fitting), override }));
    expect(events.map(({ kind }) => kind)).toEqual(['ASSIGNMENT_CONFIRMED']);
  });

  it('is not possible where nobody knows what there is', async () => {
    const mystery = await worker(api, 'Mystery', { minutes: null });
    const asked = await assigned(api, mystery, objective, { ...day, state: 'PROPOSED' });
    const events = await recordedBy(api, async () => {
      await expect(run('manager', CONFIRM, { ...seen(asked), override })).rejects.toMatchObject(
        refusal('CONFLICT', 'NO_PATTERN'),
      );
    });
    expect(events).toEqual([]);
  });
});
