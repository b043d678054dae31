import { canSeeFewPeople } from '../auth/policy.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { defineLoader, type Loader } from '../graphql/loader.js';
import { checkedRange } from '../graphql/range.js';
import type { DateRange } from '../time/date-range.js';
import {
  type CollaborationMatrix,
  type CollaborationPair,
  type ObjectiveDepartment,
  pairOf,
} from './collaboration.js';
import { type Effort, withShares } from './graph-minutes.js';
import { readMinutes } from './objective-minutes.js';
import { readStrategy } from './strategy-work.js';

/** @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG) */
export async function collaborationMatrix(
  ctx: Context,
  range: DateRange,
  includeTentative: boolean,
): Promise<CollaborationMatrix> {
  const asked = { range: checkedRange(range), includeTentative, objectiveIds: null, level: null };
  const { objectives, measured } = await readStrategy(ctx, asked);
  const owners = new Map(objectives.map(({ id, ownerId }) => [id, ownerId]));
  const { minimumPeople } = ctx;
  const { pairs, withheldPairs } = await measured('pairs', { owners, minimumPeople });
  return { found: pairs, pairCount: pairs.length, withheldPairs, minimumPeople };
}

const MOST_PAIRS = 1_000;

/**
 * The strongest pairs, or the strongest of one department.
 * @throws UserError BAD_USER_INPUT (PAGE_SIZE)
 */
export function strongestPairs(
  { found }: CollaborationMatrix,
  first: number,
  departmentId: string | null,
): CollaborationPair[] {
  const faults = new Faults();
  faults.require(
    first >= 1 && first <= MOST_PAIRS,
    ['first'],
    'PAGE_SIZE',
    `\`first\` is from 1 to ${MOST_PAIRS}, not ${first}.`,
  );
  faults.throwIfAny();
  const id = departmentId?.toLowerCase();
  const asked = id ? found.filter(({ firstId, secondId }) => firstId === id || secondId === id) : found;
  return asked.slice(0, first).map(pairOf);
}

const loaders = new Map<string, Loader<string, ObjectiveDepartment[]>>();

/**
 * Who contributes how much to an objective, most first, then by id what is withheld; objectives asked for in one turn
 * are read together.
 * @throws UserError BAD_USER_INPUT (REVERSED_RANGE, RANGE_TOO_LONG)
 */
export async function departmentsOn(
  ctx: Context,
  objectiveId: string,
  range: DateRange,
  includeTentative: boolean,
): Promise<ObjectiveDepartment[]> {
  const asked = { range: checkedRange(range), includeTentative };
  const key = JSON.stringify(asked);
  // Ranges are the callers': what they are must not fill the memory.
  if (loaders.size > 500) loaders.clear();
  let loader = loaders.get(key);
  if (!loader) {
    loader = defineLoader(async (objectiveIds, at) => {
      const minutes = await readMinutes(at, { ...asked, objectiveIds });
      return objectiveIds.map((id) => told(at, id, minutes.effortsOn(id)));
    });
    loaders.set(key, loader);
  }
  return loader.load(ctx, objectiveId);
}

/** Shares are of what is shown: of all minutes, they would tell how many are withheld. */
function told(ctx: Context, objectiveId: string, efforts: readonly Effort[]): ObjectiveDepartment[] {
  const isShown = ({ departmentId, people }: Effort) =>
    people >= ctx.minimumPeople || canSeeFewPeople(ctx.viewer, { objectiveId, departmentId });
  const shown = withShares(efforts.filter(isShown)).sort((a, b) => b.minutes - a.minutes);
  const withheld = efforts.filter((effort) => !isShown(effort));
  return [
    ...shown.map(({ share, ...effort }) => ({
      ...effort,
      sharePercent: (share / 100).toFixed(2),
      isWithheld: false,
    })),
    ...withheld.map(({ departmentId }) => ({
      ...{ departmentId, minutes: 0, sharePercent: '0.00', people: 0 },
      isWithheld: true,
    })),
  ];
}
