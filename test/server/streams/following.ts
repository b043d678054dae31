import type { TestApi } from '../../support/api.js';
import { signIn } from './socket.js';

export const FOLLOW = `subscription ($scope: ChangeScopeInput, $after: String) {
  capacityChanged(scope: $scope, after: $after, snapshot: false) {
    kind cursor changes lines { worker { name } week after { confirmedMinutes } } } }`;

interface Line {
  worker: { name: string } | null;
  week: string;
  after: { confirmedMinutes: number[] };
}

export interface Change {
  kind: 'DELTA' | 'CAUGHT_UP' | 'HEARTBEAT';
  cursor: string;
  changes: number;
  lines: Line[];
}

/** A subscriber over a socket of his own, who has caught up. */
export async function following(api: TestApi, authorization: string, variables: object = {}) {
  const opened = await signIn(`${api.address}/graphql`, authorization);
  const next = async (): Promise<Change> => {
    for (;;) {
      const { type, payload } = await opened.next();
      if (type === 'ping') opened.send({ type: 'pong' });
      else if (type === 'next') return payload.data.capacityChanged;
      else throw new Error(`Got ${type}: ${JSON.stringify(payload)}`);
    }
  };
  const delta = async () => {
    for (;;) {
      const change = await next();
      if (change.kind === 'DELTA') return change;
    }
  };
  opened.send({ type: 'subscribe', id: '1', payload: { query: FOLLOW, variables } });
  const caughtUp = await next();
  if (caughtUp.kind !== 'CAUGHT_UP') throw new Error(`Got ${caughtUp.kind} first.`);
  return {
    ...opened,
    next,
    delta,
    /** Who is named in the next delta, and in which week: null where nobody is. */
    async told(): Promise<[name: string | null, week: string]> {
      const [line] = (await delta()).lines;
      return [line!.worker?.name ?? null, line!.week];
    },
  };
}

interface Subject {
  id: string;
}

interface Changed {
  worker: Subject;
  department: Subject;
  /** The first Monday; each further change is of the week after. */
  week?: string;
  count?: number;
}

/** Writes so many changes of capacity to the log, each of its own minutes, and has them published. */
export async function changed(
  api: TestApi,
  { worker, department, week = '2027-03-01', count = 1 }: Changed,
): Promise<void> {
  await api.database.rows(
    'test.changed',
    `insert into change_event (kind, subject_type, subject_id, worker_id, capacity)
     select 'ASSIGNMENT_CONFIRMED', 'Assignment', gen_random_uuid(), $1::uuid, jsonb_build_array(jsonb_build_object(
       'departmentId', $2::uuid, 'from', $3::date, 'weeks', 1, 'before', null,
       'after', jsonb_build_object('confirmed', jsonb_build_array(jsonb_build_array(1, jsonb_build_array(n, 0, 0, 0, 0, 0, 0))))))
     from generate_series(1, $4::int) n order by n`,
    [worker.id, department.id, week, count],
  );
  api.publisher.wake();
}
