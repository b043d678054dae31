import {
  CapacityClearDocument,
  CapacityFillDocument,
  type CapacityFillMutation,
  CapacityStoreStateDocument,
  CapacityVerifyDocument,
  type CapacityVerifyQuery,
} from '../../schema/generated/operations.js';
import { Api } from './api.js';
import { type ConnectionOptions, findConnection } from './connection.js';
import { EXIT } from './failure.js';
import { count, progressBar } from './progress.js';
import { say } from './say.js';

/** Compares all that is stored of capacity with the facts, and names what differs; answers how the command ends. */
export async function verifyCapacity(options: ConnectionOptions): Promise<number> {
  const api = asAdmin(options);
  const { capacityStore: store } = await api.ask(CapacityStoreStateDocument, {});
  const bar = progressBar(store.workers, 'Comparing');
  let [workers, departments, differences] = [0, 0, 0];
  let after: string | null = null;
  do {
    const step: CapacityVerifyQuery['capacityVerification'] = (
      await api.ask(CapacityVerifyDocument, { after })
    ).capacityVerification;
    workers += step.workers;
    departments += step.departments;
    differences += step.differenceCount;
    for (const difference of step.differences) process.stdout.write(`${inWords(difference)}\n`);
    const unnamed = step.differenceCount - step.differences.length;
    if (unnamed > 0) say.warning(`And ${count(unnamed)} more of the same.`);
    bar.advance(step.workers);
    after = step.next ?? null;
  } while (after !== null);
  bar.stop('Compared');
  const compared = `${count(workers)} workers and ${count(departments)} departments, ${store.keptFrom} to ${store.keptTo}`;
  process.stdout.write(`${compared}: ${count(differences)} differences\n`);
  return differences === 0 ? EXIT.OK : EXIT.FAILED;
}

/** Forgets what is stored of capacity, and computes it anew. Meanwhile the API goes on, but is slower. */
export async function rebuildCapacity(options: ConnectionOptions): Promise<number> {
  const api = asAdmin(options);
  const { workers } = (await api.ask(CapacityClearDocument, {})).capacityStoreClear;
  const bar = progressBar(workers, 'Storing');
  let after: string | null = null;
  let stored = 0;
  for (;;) {
    const { last, store }: CapacityFillMutation['capacityStoreFill'] = (
      await api.ask(CapacityFillDocument, { input: { after } })
    ).capacityStoreFill;
    bar.advance(store.storedWorkers - stored);
    stored = store.storedWorkers;
    after = last ?? null;
    if (after !== null || !store.keptFrom) continue;
    bar.stop('Stored');
    process.stdout.write(`${count(stored)} workers stored, ${store.keptFrom} to ${store.keptTo}\n`);
    return EXIT.OK;
  }
}

function asAdmin(options: ConnectionOptions): Api {
  const connection = findConnection(options);
  return new Api(connection.url, connection.tokenFor('admin'));
}

const inWords = ({
  workerId,
  departmentId,
  day,
  measure,
  stored,
  computed,
}: CapacityVerifyQuery['capacityVerification']['differences'][number]) =>
  `${day} ${measure} ${workerId ? `of worker ${workerId} ` : ''}in ${departmentId ? `department ${departmentId}` : 'no department'}: ${stored ?? 'nothing'} is stored, ${computed ?? 'nothing'} is right`;
