import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { fillStore, type Run } from '../../src/capacity/filling.js';
import { inTransaction } from '../../src/server/database.js';
import { rollHorizon } from '../../src/server/jobs.js';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, department, membership, worker } from '../support/company.js';
import { differences } from '../support/read-model.js';

const STORE = '{ capacityStore { keptFrom storedWorkers } }';
const FILL = 'mutation { capacityStoreFill(input: {}) { last } }';

describe('filling the store from nothing', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const admin = api.as(await account(api, 'admin', 'ADMIN', 'RESOURCE_MANAGER'));
  const [design, ops] = [await department(api, 'Design'), await department(api, 'Ops')];
  const objective = await objectiveOf(api, design, 'Move');
  const ada = await worker(api, 'Ada');
  const grace = await worker(api, 'Grace');
  await membership(api, ada, design, { share: 7_000 });
  await membership(api, grace, ops);
  // As she works 480 minutes a day, she is overbooked.
  await assigned(api, grace, objective, { from: '2027-02-08', to: '2027-02-12', minutesPerDay: 600 });

  const ask = async (query: string) => {
    const { data, errors } = await admin.run(query);
    expect(errors).toBeUndefined();
    return Object.values(data as object)[0];
  };
  const run: Run = (work) => {
    const ctx = api.contexts.forItself(uuidv7());
    return inTransaction(ctx, () => work(ctx));
  };
  /** Does as many transactions as that, and not one more. */
  const endingAfter = (most: number): Run => {
    let done = 0;
    return (work) => (done++ < most ? run(work) : Promise.reject(new Error('The process is gone.')));
  };
  /** What was going on when the process went ends, in whatever order. */
  const brokenOffAfter = async (most: number) => {
    await expect(fillStore(endingAfter(most))).rejects.toThrow('The process is gone.');
    await run(async () => {});
  };
  const clear = () => ask('mutation { capacityStoreClear { keptFrom } }');
  const stored = () => ask(STORE);

  it('is not done by hand as long as somebody adds up what departments have', async () => {
    // It begins, and stores both: the lanes and who waits for the locked ask six times.
    await brokenOffAfter(3);
    expect(await stored()).toEqual({ keptFrom: null, storedWorkers: 2 });
    await ask(FILL);
    expect(await stored()).toEqual({ keptFrom: null, storedWorkers: 2 });
  });

  it('begins anew where it was broken off, wherever that was', async () => {
    for (const most of [1, 2, 3, 4, 5, 6, 7]) {
      await brokenOffAfter(most);
      await rollHorizon(api.contexts);
      expect(await stored()).toEqual({ keptFrom: '2026-01-19', storedWorkers: 2 });
      expect(await differences(api)).toEqual([]);
      await clear();
    }
  });

  it('is left to who has begun anew, by who had begun before', async () => {
    const others: Promise<void>[] = [];
    let asked = 0;
    // Once it has begun, another one finds its name.
    await fillStore(async (work) => {
      if (asked++ === 1) {
        others.push(fillStore(run));
        await others[0];
      }
      return run(work);
    });
    await Promise.all(others);
    expect(await stored()).toEqual({ keptFrom: '2026-01-19', storedWorkers: 2 });
    expect(await differences(api)).toEqual([]);
    await clear();
  });

  it('says once that it was done, and judges everybody', async () => {
    await rollHorizon(api.contexts);
    const windows = await api.database.rows(
      'test.overbooked',
      'select worker_id as id, windows from worker_overbooking',
    );
    expect(windows).toEqual([
      { id: grace.id, windows: [{ from: '2027-02-08', to: '2027-02-12', overMinutes: 600 }] },
    ]);
    const before = await api.database.rows('test.events', 'select count(*) as events from change_event');
    await rollHorizon(api.contexts);
    expect(await api.database.rows('test.events', 'select count(*) as events from change_event')).toEqual(
      before,
    );
  });
});
