import type { TestApi } from './api.js';
import { mutate } from './workforce.js';

/** A draft by its name, of whoever has this `sub`. */
export const drafted = (api: TestApi, as: string, name: string): Promise<{ id: string; version: number }> =>
  mutate(api, as, 'scenarioCreate', { name });

/** Adds changes to a draft, in this order; answers their ids. */
export async function planned(
  api: TestApi,
  as: string,
  { id }: { id: string },
  ...changes: object[]
): Promise<string[]> {
  const ids: string[] = [];
  for (const change of changes) {
    const added = await mutate(api, as, 'scenarioChangeAdd', { scenarioId: id, ...change }, '{ id }');
    ids.push(added.id);
  }
  return ids;
}

/** Gives a draft up. */
export const discarded = (
  api: TestApi,
  as: string,
  { id }: { id: string },
  expectedVersion: number,
): Promise<{ version: number }> =>
  mutate(api, as, 'scenarioDiscard', { id, expectedVersion }, undefined, 'ScenarioTransitionInput');

/** Makes a draft true, as it is now. */
export async function appliedBy(api: TestApi, as: string, { id }: { id: string }) {
  const { data } = await api.as(as).run('query ($id: ID!) { scenario(id: $id) { version } }', { id });
  const expectedVersion = data.scenario.version;
  return mutate(
    api,
    as,
    'scenarioApply',
    { id, expectedVersion },
    `{ state version appliedAt changes { kind worker { name }
        assignment { state from to minutesPerDay percent worker { name } } } }`,
    'ScenarioTransitionInput',
  );
}

const MEASURES = `contractedMinutes holidayMinutes timeOffMinutes effectiveMinutes confirmedMinutes tentativeMinutes
  freeMinutes overAllocatedMinutes outsideCapacityMinutes unknownConfirmedMinutes unknownWorkers utilisationPercent`;

export interface CapacityQuestion {
  scope?: object;
  range: { from: string; to: string };
  bucket?: string;
  scenarioId?: string;
}

/** The lines of capacity, with every measure; throws what is refused. */
export async function capacityOf(api: TestApi, as: string, question: CapacityQuestion) {
  const { data, errors } = await api.as(as).run(
    `query ($scope: CapacityScopeInput, $range: DateRangeInput!, $bucket: Bucket, $scenarioId: ID) {
      capacity(scope: $scope, range: $range, bucket: $bucket, scenarioId: $scenarioId) {
        lines { name worker { name } department { code } buckets { from to ${MEASURES} } total { ${MEASURES} } } } }`,
    { ...question },
  );
  if (errors) throw errors;
  return data.capacity.lines;
}
