import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, staffed } from '../support/company.js';
import { graphql } from '../support/graphql.js';

describe('terminating an engagement', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const hr = api.as(await account(api, 'hr', 'HR'));
  const { department, ada } = await staffed(api, 'Design', ['Ada']);
  const objective = await objectiveOf(api, department, 'Move');
  const done = await assigned(api, ada, objective, { from: '2027-01-04', to: '2027-01-08', state: 'ACTIVE' });
  const running = await assigned(api, ada, objective, {
    from: '2027-01-11',
    minutesPerDay: 60,
    state: 'ACTIVE',
  });
  const agreed = await assigned(api, ada, objective, {
    from: '2027-02-08',
    to: '2027-03-05',
    minutesPerDay: 60,
  });
  const later = await assigned(api, ada, objective, { from: '2027-03-08', to: '2027-03-12' });
  const terminate = (on: string) =>
    hr.ask(
      graphql(
        `mutation ($input: EngagementTerminateInput!) { engagementTerminate(input: $input) { state to } }`,
      ),
      {
        input: { id: ada.engagementId, expectedVersion: 1, on, reason: 'Moved away' },
      },
    );
  const states = async () => {
    const rows = await api.database.rows<{ id: string; state: string; on: string | null }>(
      'test.states',
      'select id, state, released_on as "on" from assignment',
    );
    const byId = new Map(rows.map(({ id, state, on }) => [id, on ? `${state} ${on}` : state]));
    return [done, running, agreed, later].map(({ id }) => byId.get(id));
  };

  it('is refused before its first day, and nothing is cut', async () => {
    expect((await terminate('2019-12-31')).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', reason: 'REVERSED_RANGE' } },
    ]);
    expect(await states()).toEqual(['ACTIVE', 'ACTIVE', 'CONFIRMED', 'CONFIRMED']);
  });

  it('cancels what begins later, cuts what runs on, and says so in the log without the reason', async () => {
    expect((await terminate('2027-02-12')).data).toEqual({
      engagementTerminate: { state: 'TERMINATED', to: '2027-02-12' },
    });
    expect(await states()).toEqual(['ACTIVE', 'RELEASED 2027-02-12', 'CONFIRMED 2027-02-12', 'CANCELLED']);
    const events = await api.database.rows<{ kind: string; text: string }>(
      'test.log',
      'select kind, change_event::text as text from change_event order by id',
    );
    expect(events.map(({ kind }) => kind)).toEqual([
      'ASSIGNMENT_TRUNCATED',
      'ASSIGNMENT_TRUNCATED',
      'ASSIGNMENT_CANCELLED',
      'ENGAGEMENT_TERMINATED',
    ]);
    expect(events.some(({ text }) => text.includes('Moved away'))).toBe(false);
  });
});
