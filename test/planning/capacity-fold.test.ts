import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rollHorizon } from '../../src/server/jobs.js';
import { startApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { asAsked, CAPACITY, Folding, type Wanted } from '../support/capacity-fold.js';
import { account, department, holidays, staffed } from '../support/company.js';
import { type History, histories } from '../support/history.js';
import { live, type Stage } from '../support/living.js';
import { mutate } from '../support/workforce.js';

/** More of them find more: `HISTORIES=1000 npx vitest run test/planning/capacity-fold.test.ts`. */
const HISTORIES = Number(process.env.HISTORIES ?? 30);

const TODAY = '2027-02-01';
const QUARTER = { from: '2027-01-18', to: '2027-04-18' };
const YEARS = { from: '2026-02-02', to: '2028-12-03' };

describe('whoever applies the stream of capacity', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const everything = api.as(await account(api, 'everything', 'ADMIN', 'HR', 'RESOURCE_MANAGER'));
  const region = await holidays(api, 'XX', '2026-12-25', '2027-02-12', '2027-08-02', '2028-01-03');
  const top = await department(api, 'TOP');
  const { department: design, ada } = await staffed(api, 'Design', ['Ada'], { region, parentId: top.id });
  const { department: ops } = await staffed(api, 'Ops', ['Bob'], { region, parentId: top.id });
  const objective = await objectiveOf(api, ops, 'Move');
  await rollHorizon(api.contexts);
  const stage: Stage = {
    departmentIds: [top.id, design.id, ops.id],
    region,
    objectiveId: objective.id,
  };

  // Taken out of what lies below the top, and back.
  let [isOpsBelow, opsVersion] = [true, 1];
  async function moveOps(): Promise<void> {
    isOpsBelow = !isOpsBelow;
    const moved = { id: ops.id, parentId: isOpsBelow ? top.id : null, expectedVersion: opsVersion++ };
    await mutate(api, 'everything', 'departmentMove', moved);
  }

  /** Something that every scope is told of, and the sequence of that: by then it has been told of all before. */
  async function markEnd(): Promise<number> {
    await mutate(api, 'everything', 'assignmentPropose', {
      ...{ workerId: ada.id, objectiveId: objective.id, days: [{ date: '2027-02-10', minutes: 1 }] },
    });
    await expect
      .poll(() => api.database.rows('test.unpublished', 'select 1 from change_event where sequence is null'))
      .toEqual([]);
    return api.contexts.feed.position();
  }

  /** Compares every line that `capacity` has of a scope, day by day. */
  async function expectAsAsked(folding: Folding): Promise<void> {
    const { scope, range } = folding.wanted;
    const isOfWorker = scope.workerIds !== undefined;
    const ask = async (asked: object) => {
      const { data, errors } = await everything.run(CAPACITY, { scope: asked, range });
      expect(errors).toBeUndefined();
      return data.capacity.lines as AskedLine[];
    };
    const isWithin = (id: string | null) =>
      !scope.departmentId ||
      id === scope.departmentId ||
      (scope.departmentId === top.id && (id === design.id || (id === ops.id && isOpsBelow)));
    const lines = isOfWorker
      ? await ask(scope)
      : (await ask({ allDepartments: true })).filter((line) => isWithin(line.department?.id ?? null));
    for (const { worker, department, buckets } of lines) {
      const days = folding.days((cell) =>
        isOfWorker ? cell.workerId === worker!.id : cell.departmentId === (department?.id ?? null),
      );
      expect(buckets.map(({ from: _, ...said }) => said)).toEqual(
        buckets.map(({ from }) => asAsked(days.get(from), { isOfWorker })),
      );
    }
    if (isOfWorker) return;
    // Somebody may be unknown in two departments at once, and is one person.
    const [{ buckets }] = (await ask(scope)) as [AskedLine];
    const days = folding.days(() => true);
    const people = { unknownWorkers: expect.any(Number) };
    expect(buckets.map(({ from: _, ...said }) => said)).toEqual(
      buckets.map(({ from }) => ({ ...asAsked(days.get(from), { isOfWorker }), ...people })),
    );
  }

  /** Lives through histories at the same time; tells of each answer, and whose life it was. */
  const lifetimes = (lived: readonly History[], told: (workerId: string) => void) =>
    Promise.all(
      lived.map((history) => {
        let workerId: string | undefined;
        const run: typeof everything.run = async (...asked) => {
          const answer = await everything.run(...asked);
          workerId ??= answer.data?.workerCreate?.id;
          told(workerId!);
          return answer;
        };
        return live({ ...everything, run }, stage, history);
      }),
    );

  const scopes: Wanted['scope'][] = [
    {},
    { departmentId: top.id },
    { departmentId: design.id, includeSubtree: false },
  ];

  it('holds what is answered, whenever it joined and whenever it was cut off', async () => {
    const ofYears = await Folding.of(everything, { scope: {}, range: YEARS });
    const fromTheStart = await Promise.all([
      Folding.of(everything, { scope: scopes[1]!, range: QUARTER }),
      Folding.of(everything, { scope: scopes[2]!, range: QUARTER }),
    ]);
    let [steps, taken] = [0, 0];
    const moment = fc.nat({ max: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(histories(TODAY), histories(TODAY)),
        fc.record({
          ...{ joins: moment, cutOff: fc.nat(), scope: fc.constantFrom(...scopes) },
          moves: fc.option(moment),
        }),
        async (lived, { joins, cutOff, scope, moves }) => {
          const joined: Promise<Folding>[] = [];
          const join = (wanted: Wanted) => joined.push(Folding.of(everything, wanted, { remembers: true }));
          let told = 0;
          let moved: Promise<void> | null = null;
          const lives = await lifetimes(lived, (workerId) => {
            if (told === moves) moved = moveOps();
            if (told++ !== joins) return;
            join({ scope, range: QUARTER });
            join({ scope: { workerIds: [workerId, ada.id] }, range: QUARTER });
          });
          steps += lived.reduce((sum, history) => sum + history.steps.length, 0);
          taken += lives.reduce((sum, life) => sum + life.taken, 0);

          await moved;
          const end = await markEnd();
          const latecomers = await Promise.all(joined);
          for (const folding of [...fromTheStart, ...latecomers]) {
            expect(await folding.until(end)).toBe(end);
            await expectAsAsked(folding);
          }
          for (const folding of latecomers) {
            const from = folding.moments[cutOff % folding.moments.length]!;
            const resumed = await Folding.of(everything, folding.wanted, { from });
            expect(await resumed.until(end)).toBe(end);
            await expectAsAsked(resumed);
            await Promise.all([resumed.leave(), folding.leave()]);
          }
        },
      ),
      { numRuns: Math.ceil(HISTORIES / 2), endOnFailure: true },
    );
    // Else this would say nothing.
    expect(taken).toBeGreaterThan(steps / 2);
    await ofYears.until(await markEnd());
    await expectAsAsked(ofYears);
    await Promise.all([...fromTheStart, ofYears].map((folding) => folding.leave()));
  }, 600_000);
});

interface AskedLine {
  worker: { id: string } | null;
  department: { id: string } | null;
  buckets: { from: string }[];
}
