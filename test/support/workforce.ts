import { type Measure, workerDays } from '../../src/capacity/calendar.js';
import { readFacts } from '../../src/capacity/facts.js';
import { type CapacitySpan, linesOfSpan } from '../../src/capacity/spans.js';
import type { Context } from '../../src/graphql/context.js';
import type { TestApi } from './api.js';

/** Minutes of a worker on each day from `from` to `to`, as the facts in the database give them. */
export async function minutes(
  api: TestApi,
  { id }: { id: string },
  from: string,
  to: string,
  measure: Measure = 'effective',
) {
  const range = { from, to };
  const facts = await readFacts({ rows: api.database.rows } as Context, [id], range);
  return [...workerDays(facts.get(id)!, range)[measure]];
}

interface Recorded {
  kind: string;
  subject_type: string;
  subject_id: string;
  worker_id: string | null;
  cause_id: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  capacity: CapacitySpan[] | null;
}

/** The change log, oldest first. */
const changeLog = ({ database }: TestApi): Promise<Recorded[]> =>
  database.rows('test.change-log', 'select * from change_event order by id');

/** What `act` adds to the change log. */
export async function recordedBy(api: TestApi, act: () => Promise<unknown>): Promise<Recorded[]> {
  const before = (await changeLog(api)).length;
  await act();
  return (await changeLog(api)).slice(before);
}

/** The departments whose contracted minutes an event changed, with the first week of that. */
export function contractedFrom({ capacity }: Recorded): [departmentId: string | null, week: string][] {
  return (capacity ?? []).flatMap((span): [string | null, string][] => {
    const first = linesOfSpan('', span).find(({ before, after }) =>
      after.contracted.some((minutes, day) => minutes !== before.contracted[day]),
    );
    return first ? [[span.departmentId, first.week]] : [];
  });
}

/** Runs a mutation that takes one input, and answers what it selected; throws what it refuses. */
export async function mutate(
  api: TestApi,
  as: string,
  field: string,
  input: object,
  selection = '{ id version }',
  type?: string,
) {
  const inputType = type ?? `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation ($input: ${inputType}!) { ${field}(input: $input) ${selection} }`;
  const { data, errors } = await api.as(as).run(query, { input });
  if (errors) throw errors;
  return data[field];
}

/** A refusal as tests compare it. */
export const refusal = (code: string, reason?: string, more: object = {}) => [
  { extensions: { code, ...(reason && { reason }), ...more } },
];
