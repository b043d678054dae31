import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { horizonOf } from '../../src/capacity/horizon.js';
import { rollHorizon } from '../../src/server/jobs.js';
import { type DateRange, lengthInDays } from '../../src/time/date-range.js';
import { addDays } from '../../src/time/local-date.js';
import { startApi } from '../support/api.js';
import { objectiveOf } from '../support/assignments.js';
import { account, department, holidays } from '../support/company.js';
import { type History, histories } from '../support/history.js';
import { type Lived, liveTogether, type Stages } from '../support/living.js';
import { differences } from '../support/read-model.js';
import { unsound } from '../support/sums.js';

/** On PostgreSQL a thousand, on the slower embedded database some. More: `HISTORIES=10000 npx vitest run test/capacity/histories.test.ts`. */
const HISTORIES = Number(process.env.HISTORIES ?? ('file' in inject('template') ? 250 : 1_000));
/** So many are lived side by side. */
const TOGETHER = 250;
/** Of the library, one for some people each: whoever imports holidays changes them all. */
const REGIONS =
  'AT BE BG CA CH CZ DE DK EE ES FI FR GB GR HR HU IE IS IT JP LT LU LV MT MX NL NO NZ PL PT RO RS SE SI SK TR UA US UY ZA'.split(
    ' ',
  );

/** A good half of a year, another one in each round: so that all of the horizon has its turn. */
function someOf({ from, to }: DateRange, round: number): DateRange {
  const first = addDays(from, (round * 131) % (lengthInDays({ from, to }) - 200));
  return { from: first, to: addDays(first, 199) };
}

/** The first few, with what had happened to whom they are of. */
const withHistories = (found: Awaited<ReturnType<typeof differences>>, lives: readonly Lived[]) =>
  found.slice(0, 3).map((difference) => ({
    ...difference,
    steps: JSON.stringify(lives.find(({ workerId }) => workerId === difference.workerId)?.history),
  }));

describe('stored capacity', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  await account(api, 'everything', 'ADMIN', 'HR', 'RESOURCE_MANAGER');
  const top = await department(api, 'TOP');
  const [design, ops] = [await department(api, 'Design', { parentId: top.id }), await department(api, 'Ops')];
  const objective = await objectiveOf(api, ops, 'Move');
  const stages: Stages = {
    departmentIds: [top.id, design.id, ops.id],
    regions: await Promise.all(REGIONS.map((code) => holidays(api, code, '2027-03-01'))),
    objectiveId: objective.id,
  };
  await rollHorizon(api.contexts);

  it('is what the facts come to and adds up, whatever has happened to people', async () => {
    const horizon = horizonOf(api.contexts.now());
    let [asked, taken, rounds] = [0, 0, 0];
    const liveAndLook = async (histories: readonly History[]) => {
      for await (const round of liveTogether(api, 'everything', stages, histories)) {
        asked += round.asked;
        taken += round.taken;
        const ids = round.changed.map(({ workerId }) => workerId);
        expect(withHistories(await differences(api, ids), round.changed)).toEqual([]);
        expect((await unsound(api, ids, someOf(horizon, rounds++))).slice(0, 9)).toEqual([]);
      }
    };
    const together = fc.array(histories('2027-02-01'), {
      minLength: TOGETHER,
      maxLength: TOGETHER,
      size: 'max',
    });
    for (const some of fc.sample(together, Math.ceil(HISTORIES / TOGETHER))) {
      await liveAndLook(some);
    }
    // Else this would say nothing.
    expect(taken).toBeGreaterThan(asked / 2);
    expect(await differences(api)).toEqual([]);
  }, 900_000);
});
