import { beforeEach, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, department, type Person, worker } from '../support/company.js';
import { minutes, mutate, recordedBy, refusal } from '../support/workforce.js';

describe('moving the end of an engagement', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  await account(api, 'hr', 'HR');
  const objective = await objectiveOf(api, await department(api, 'Design'), 'Move');
  let ada: Person;
  let work: { id: string }[];

  const update = (input: object) =>
    mutate(api, 'hr', 'engagementUpdate', { id: ada.engagementId, expectedVersion: 1, ...input });
  const states = async () => {
    const rows = await api.database.rows<{ id: string; state: string; on: string | null }>(
      'test.states',
      'select id, state, released_on as "on" from assignment',
    );
    const byId = new Map(rows.map(({ id, state, on }) => [id, on ? `${state} ${on}` : state]));
    return work.map(({ id }) => byId.get(id));
  };

  beforeEach(async () => {
    ada = await worker(api, 'Ada', { from: '2027-01-04', to: '2027-03-31' });
    work = [
      await assigned(api, ada, objective, { from: '2027-01-11', minutesPerDay: 60, state: 'ACTIVE' }),
      await assigned(api, ada, objective, { from: '2027-02-08', to: '2027-03-05', minutesPerDay: 60 }),
      await assigned(api, ada, objective, {
        from: '2027-02-08',
        to: '2027-02-12',
        minutesPerDay: 60,
        state: 'PROPOSED',
      }),
      await assigned(api, ada, objective, { from: '2027-03-08', to: '2027-03-12', minutesPerDay: 60 }),
    ];
  });

  it('cancels what begins behind an earlier one, and cuts what runs on', async () => {
    const events = await recordedBy(api, () => update({ to: '2027-02-12' }));
    expect(await states()).toEqual(['RELEASED 2027-02-12', 'CONFIRMED 2027-02-12', 'PROPOSED', 'CANCELLED']);
    expect(events.map(({ kind }) => kind)).toEqual([
      'ASSIGNMENT_TRUNCATED',
      'ASSIGNMENT_TRUNCATED',
      'ASSIGNMENT_CANCELLED',
      'ENGAGEMENT_UPDATED',
    ]);
    expect(await minutes(api, ada, '2027-02-12', '2027-02-15')).toEqual([480, 0, 0, 0]);
  });

  it('keeps of a total what it had until then while the engagement went on', async () => {
    await api.database.rows(
      'test.total',
      `update assignment set load = 'TOTAL', minutes_per_day = null, total_minutes = 2000 where id = $1`,
      [work[1]!.id],
    );
    await update({ to: '2027-02-12' });
    const [row] = await api.database.rows<{ kept: number[] }>(
      'test.kept',
      'select kept_minutes as kept from assignment where id = $1',
      [work[1]!.id],
    );
    // Twenty days of work, of which five are left.
    expect(row!.kept).toEqual([100, 100, 100, 100, 100]);
  });

  it('cuts nothing where it is later, none at all, or where nothing but the rate changes', async () => {
    const before = await states();
    await update({ to: '2027-12-31' });
    await update({ expectedVersion: 2, to: null });
    await update({ expectedVersion: 3, rate: { amount: { amount: '80', currency: 'CHF' }, unit: 'HOUR' } });
    expect(await states()).toEqual(before);
  });

  it('cuts nothing where the engagement is only being prepared', async () => {
    await api.database.rows('test.draft', `update engagement set state = 'DRAFT' where id = $1`, [
      ada.engagementId,
    ]);
    const before = await states();
    await update({ to: '2027-02-12' });
    expect(await states()).toEqual(before);
  });

  it('is refused before its first day, and nothing is cut', async () => {
    const before = await states();
    const events = await recordedBy(api, async () => {
      await expect(update({ to: '2027-01-03' })).rejects.toMatchObject(
        refusal('BAD_USER_INPUT', 'REVERSED_RANGE'),
      );
    });
    expect(events).toEqual([]);
    expect(await states()).toEqual(before);
  });
});
