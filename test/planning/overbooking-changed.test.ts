import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rollHorizon } from '../../src/server/jobs.js';
import { addDays } from '../../src/time/local-date.js';
import { startApi, type TestApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, accountOf, department, holidays, type Person, staffed } from '../support/company.js';
import { type History, histories, type Step } from '../support/history.js';
import { live } from '../support/living.js';
import { mutate, refusal } from '../support/workforce.js';

/** More of them find more: `HISTORIES=1000 npx vitest run test/planning/overbooking-changed.test.ts`. */
const HISTORIES = Number(process.env.HISTORIES ?? 20);

const FOLLOW = `subscription ($scope: ChangeScopeInput, $after: String) {
  overbookingChanged(scope: $scope, after: $after) { kind cursor cause occurredAt
    opened { worker { id name } from to minutesOver } closed { worker { id name } from to minutesOver } } }`;
const QUERY = `query ($range: DateRangeInput!, $scope: CapacityScopeInput) {
  overbookings(range: $range, scope: $scope, first: 100) { nodes { worker { id name } overbookings { from to minutesOver } } } }`;
const CONFIRM = `mutation ($input: AssignmentTransitionInput!) {
  assignmentConfirm(input: $input, override: { reason: "Because." }) { id version } }`;

interface Window {
  worker: { id: string; name: string };
  from: string;
  to: string;
  minutesOver: number;
}

interface Message {
  kind: 'SNAPSHOT' | 'DELTA' | 'CAUGHT_UP' | 'HEARTBEAT';
  cursor: string;
  cause: string | null;
  opened: Window[];
  closed: Window[];
}

const published = ({ database }: TestApi) =>
  expect
    .poll(() => database.rows('test.unpublished', 'select 1 from change_event where sequence is null'))
    .toEqual([]);

async function follower(api: TestApi, as: string, scope: object = {}, after: string | null = null) {
  const stream = await api.as(as).follow(FOLLOW, { scope, after });
  const next = async (): Promise<Message> => (await stream.next()).value.data.overbookingChanged;
  return {
    next,
    stop: () => stream.return?.(),
    /** All up to CAUGHT_UP, which is the last of them. */
    async caughtUp(): Promise<Message[]> {
      const messages = [await next()];
      while (messages.at(-1)!.kind !== 'CAUGHT_UP') messages.push(await next());
      await stream.return?.();
      return messages;
    },
  };
}

const keyOf = ({ worker, from, to, minutesOver }: Window) => `${worker.id} ${from} ${to} ${minutesOver}`;

/** What a client holds that takes messages as they say. */
function fold(held: ReadonlySet<string>, messages: readonly Message[]): ReadonlySet<string> {
  const now = new Set(held);
  for (const { opened, closed } of messages) {
    for (const window of closed) expect(now.delete(keyOf(window))).toBe(true);
    for (const window of opened) now.add(keyOf(window));
  }
  return now;
}

describe('following overbookings', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const { ada } = await staffed(api, 'Design', ['Ada']);
  const { department: ops, linus } = await staffed(api, 'Ops', ['Linus']);
  const move = await objectiveOf(api, ops, 'Move');
  const everything = await account(api, 'everything', 'ADMIN', 'HR', 'RESOURCE_MANAGER');

  /** So many minutes in a day of 480. */
  const overbook = async (person: Person, day: string, minutesPerDay: number) => {
    const { id, version } = await mutate(api, everything, 'assignmentPropose', {
      ...{ workerId: person.id, objectiveId: move.id, from: day, to: day, minutesPerDay },
    });
    const { data } = await api.as(everything).run(CONFIRM, { input: { id, expectedVersion: version } });
    return data.assignmentConfirm as { id: string; version: number };
  };
  const cancel = ({ id, version }: { id: string; version: number }) =>
    mutate(
      api,
      everything,
      'assignmentCancel',
      { id, expectedVersion: version },
      '{ id }',
      'AssignmentTransitionInput',
    );
  const window = (person: Person, name: string, day: string, minutesOver: number) => ({
    ...{ worker: { id: person.id, name }, from: day, to: day, minutesOver },
  });

  it('begins with what is open, goes on with what opens and closes, and resumes', async () => {
    await overbook(ada, '2027-02-08', 500);
    await published(api);
    const { next, stop } = await follower(api, everything);
    expect(await next()).toEqual({
      ...{ kind: 'SNAPSHOT', cursor: expect.any(String), cause: null, occurredAt: null },
      opened: [window(ada, 'Ada', '2027-02-08', 20)],
      closed: [],
    });
    const { kind, cursor } = await next();
    expect(kind).toBe('CAUGHT_UP');
    const more = await overbook(ada, '2027-02-08', 60);
    const opened = await next();
    expect(opened).toEqual({
      ...{ kind: 'DELTA', cursor: expect.any(String), cause: 'ASSIGNMENT_CONFIRMED' },
      occurredAt: expect.any(String),
      opened: [window(ada, 'Ada', '2027-02-08', 80)],
      closed: [window(ada, 'Ada', '2027-02-08', 20)],
    });
    await cancel(more);
    const closed = await next();
    expect(closed).toMatchObject({
      cause: 'ASSIGNMENT_CANCELLED',
      opened: [window(ada, 'Ada', '2027-02-08', 20)],
      closed: [window(ada, 'Ada', '2027-02-08', 80)],
    });
    await stop();
    const resumed = await (await follower(api, everything, {}, cursor)).caughtUp();
    expect(resumed.slice(0, -1)).toEqual([opened, closed]);
    const halfway = await (await follower(api, everything, {}, opened.cursor)).caughtUp();
    expect(halfway.slice(0, -1)).toEqual([closed]);
  });

  it('takes back from what is kept what is not published yet', async () => {
    // As if the publisher had yet to number it.
    const day = { from: '2027-06-01', to: '2027-06-01' };
    await api.database.rows('test.ahead', 'insert into worker_overbooking values ($1, $2)', [
      linus.id,
      JSON.stringify([{ ...day, overMinutes: 30 }]),
    ]);
    const seen = async () =>
      (await (await follower(api, everything, { workerIds: [linus.id] })).caughtUp()).flatMap(
        ({ opened }) => opened,
      );
    expect(await seen()).toEqual([window(linus, 'Linus', '2027-06-01', 30)]);
    const stopped = api.publisher.close();
    await stopped;
    const record = (opened: object[], closed: object[]) =>
      api.database.rows(
        'test.pending',
        `insert into change_event (kind, subject_type, subject_id, worker_id, overbookings) values ('TESTED', 'Worker', $1, $1, $2)`,
        [linus.id, JSON.stringify({ opened, closed })],
      );
    await record([{ ...day, overMinutes: 25 }], [{ ...day, overMinutes: 20 }]);
    await record([{ ...day, overMinutes: 30 }], [{ ...day, overMinutes: 25 }]);
    expect(await seen()).toEqual([window(linus, 'Linus', '2027-06-01', 20)]);
  });
});

describe('who is told of overbookings', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const { department: design, ada, kay } = await staffed(api, 'Design', ['Ada', 'Kay']);
  const { grace } = await staffed(api, 'UX', ['Grace'], { parentId: design.id });
  const { department: ops, linus } = await staffed(api, 'Ops', ['Linus']);
  const move = await objectiveOf(api, ops, 'Move');
  const everything = await account(api, 'everything', 'ADMIN', 'HR', 'RESOURCE_MANAGER');
  await accountOf(api, kay, 'kay', 'WORKER');
  await account(api, 'head', { role: 'DEPARTMENT_HEAD', departmentId: design.id });

  const beginning = await api.feed.cursorOf(0);
  const overbook = async (person: Person) => {
    const { id, version } = await mutate(api, everything, 'assignmentPropose', {
      ...{
        workerId: person.id,
        objectiveId: move.id,
        from: '2027-02-08',
        to: '2027-02-08',
        minutesPerDay: 500,
      },
    });
    await api.as(everything).run(CONFIRM, { input: { id, expectedVersion: version } });
  };

  it.each([
    ['everything', {}, ['Ada', 'Grace', 'Linus']],
    ['everything', { departmentId: design.id }, ['Ada', 'Grace']],
    ['everything', { departmentId: design.id, includeSubtree: false }, ['Ada']],
    ['everything', { workerIds: [linus.id.toUpperCase()] }, ['Linus']],
    ['head', {}, ['Ada', 'Grace']],
    // She sees who is in her own department.
    ['kay', {}, ['Ada']],
    ['kay', { departmentId: ops.id }, []],
  ])('%s, of %j: as it happens, and of what is open', async (as, scope, expected) => {
    if ((await api.feed.position()) === 0) for (const person of [ada, grace, linus]) await overbook(person);
    await published(api);
    const names = (messages: Message[]) =>
      messages.flatMap(({ opened }) => opened.map(({ worker }) => worker.name));
    expect(names(await (await follower(api, as, scope, beginning)).caughtUp())).toEqual(expected);
    expect(names(await (await follower(api, as, scope)).caughtUp()).sort()).toEqual(expected);
  });

  it('refuses what cannot be followed', async () => {
    await expect(follower(api, 'kay', { workerIds: [linus.id] })).rejects.toMatchObject({
      errors: refusal('NOT_FOUND'),
    });
    await expect(
      follower(api, everything, { workerIds: [ada.id], departmentId: ops.id }),
    ).rejects.toMatchObject({ errors: refusal('BAD_USER_INPUT', 'SCOPE') });
    await expect(follower(api, everything, {}, 'nonsense')).rejects.toMatchObject({
      errors: refusal('BAD_USER_INPUT', 'CURSOR'),
    });
  });
});

const TODAY = '2027-02-01';

describe('what a follower of overbookings holds', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const everything = await account(api, 'everything', 'ADMIN', 'HR', 'RESOURCE_MANAGER');
  const region = await holidays(api, 'XX', '2026-12-25', '2027-02-12', '2027-08-02', '2028-01-03');
  const departmentIds: string[] = [];
  for (const name of ['TOP', 'Design', 'Ops']) departmentIds.push((await department(api, name)).id);
  const move = await objectiveOf(api, { id: departmentIds[2]! }, 'Move');
  const stage = { departmentIds, region, objectiveId: move.id };
  /** Before anything else happens to him, a worker has more to do than he can, up to the end of the horizon and beyond. */
  const overworked = fc
    .tuple(
      histories(TODAY),
      fc.array(
        fc.record({
          offset: fc.oneof(fc.integer({ min: -380, max: 700 }), fc.integer({ min: 700, max: 740 })),
          days: fc.integer({ min: 0, max: 40 }),
          hours: fc.integer({ min: 2, max: 12 }),
          mode: fc.constantFrom('RATE', 'OPEN', 'WEEKENDS', 'TOTAL'),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      fc.constantFrom('CANCEL' as const, 'RELEASE' as const, null),
    )
    .map(([history, loads, undo]): History => {
      const steps = loads.flatMap(({ offset, days, hours, mode }, which): Step[] => {
        const [from, to] = [addDays(TODAY, offset), addDays(TODAY, offset + days)];
        const minutesPerDay = hours * 60;
        const load = {
          RATE: { from, to, minutesPerDay },
          OPEN: { from, to: null, minutesPerDay },
          WEEKENDS: { from, to, minutesPerDay, includeNonWorking: true },
          TOTAL: { from, to, totalMinutes: minutesPerDay * (days + 1) },
        }[mode]!;
        return [
          { does: 'PROPOSE', load },
          { does: 'OVERBOOK', which },
        ];
      });
      const undone: Step[] =
        undo === 'CANCEL'
          ? [{ does: undo, which: 0 }]
          : undo === 'RELEASE'
            ? [{ does: undo, which: 0, on: TODAY }]
            : [];
      return {
        ...history,
        hasPattern: true,
        isEngaged: true,
        steps: [...steps, ...undone, ...history.steps],
      };
    });
  // The horizon on that day.
  const range = { from: '2026-01-26', to: '2029-02-04' };

  const asked = async (scope: object): Promise<string[]> => {
    const { data } = await api.as(everything).run(QUERY, { range, scope });
    const { nodes } = data.overbookings as {
      nodes: { worker: Window['worker']; overbookings: Omit<Window, 'worker'>[] }[];
    };
    return nodes
      .flatMap(({ worker, overbookings }) => overbookings.map((each) => keyOf({ worker, ...each })))
      .sort();
  };
  const joinedNow = async (scope: object): Promise<string[]> =>
    [...fold(new Set(), await (await follower(api, everything, scope)).caughtUp())].sort();

  it(
    'is what the query says of the horizon, whatever happens, whenever it joined',
    async () => {
      await rollHorizon(api.contexts);
      let held: ReadonlySet<string> = new Set();
      let cursor = await api.feed.cursorOf(0);
      let most = 0;
      await fc.assert(
        fc.asyncProperty(overworked, async (history) => {
          const { workerId } = await live(api.as(everything), stage, history);
          await published(api);
          const messages = await (await follower(api, everything, {}, cursor)).caughtUp();
          held = fold(held, messages);
          cursor = messages.at(-1)!.cursor;
          const scope = { workerIds: [workerId] };
          const expected = await asked(scope);
          expect([...held].filter((window) => window.startsWith(workerId)).sort()).toEqual(expected);
          expect(await joinedNow(scope)).toEqual(expected);
          most = Math.max(most, held.size);
        }),
        { numRuns: HISTORIES, endOnFailure: true },
      );
      expect(most).toBeGreaterThan(HISTORIES);
      expect([...held].sort()).toEqual(await joinedNow({}));
      // A page has no more of them.
      if (HISTORIES <= 100) expect([...held].sort()).toEqual(await asked({}));
    },
    60_000 + 1_000 * HISTORIES,
  );
});
