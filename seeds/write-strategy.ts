import { type Change, recordChanges } from '../src/events/change-log.js';
import type { Context } from '../src/graphql/context.js';
import type { DemoOrganisation } from './organisation.js';
import { dependencyRows, type Found, foundOf, keyResultRows } from './strategy.js';

const VALUES = `
  insert into key_result_value (key_result_id, "on", value, recorded_at)
  select "keyResultId", "on", value, $2::timestamptz
  from jsonb_to_recordset($1::jsonb) as found ("keyResultId" uuid, "on" date, value numeric)`;

/** By what it is seen that objectives are reached, how far they are, and what depends on what. */
export async function writeStrategy(
  ctx: Context,
  organisation: DemoOrganisation,
  insert: (table: string, records: readonly object[]) => Promise<void>,
): Promise<void> {
  const keyResults = keyResultRows(organisation);
  const found = foundOf(organisation.calendar);
  const dependencies = dependencyRows(organisation);
  await insert('key_result', keyResults);
  await ctx.rows('seed.key-result-values', VALUES, [JSON.stringify(found), ctx.now()]);
  await insert('objective_dependency', dependencies);
  await recordChanges(ctx, [
    ...keyResults.flatMap((keyResult) =>
      keyResultChanges(
        keyResult,
        found.filter(({ keyResultId }) => keyResultId === keyResult.id),
      ),
    ),
    ...dependencies.map(dependencyAdded),
  ]);
}

type KeyResultRow = ReturnType<typeof keyResultRows>[number];

/** That it was created at its start, and each of what was found since. */
function keyResultChanges(keyResult: KeyResultRow, found: readonly Found[]): Change[] {
  const subject = { subjectType: 'KeyResult', subjectId: keyResult.id };
  const factsAt = (current: number, version: number) => ({
    objectiveId: keyResult.objective_id,
    direction: keyResult.direction,
    start: String(keyResult.start),
    target: String(keyResult.target),
    current: String(current),
    weight: keyResult.weight,
    isArchived: false,
    version,
  });
  const states = [keyResult.start, ...found.map(({ value }) => value)].map((value, i) =>
    factsAt(value, i + 1),
  );
  return [
    { kind: 'KEY_RESULT_CREATED', ...subject, before: null, after: states[0]! },
    ...found.map(({ on, value }, i) => ({
      ...{ kind: 'KEY_RESULT_RECORDED', ...subject, before: states[i]! },
      after: { ...states[i + 1]!, on, value: String(value) },
    })),
  ];
}

const dependencyAdded = ({
  id,
  objective_id,
  depends_on_id,
  kind,
}: ReturnType<typeof dependencyRows>[number]): Change => ({
  kind: 'OBJECTIVE_DEPENDENCY_ADDED',
  subjectType: 'ObjectiveDependency',
  subjectId: id,
  before: null,
  after: { objectiveId: objective_id, dependsOnId: depends_on_id, kind },
});
