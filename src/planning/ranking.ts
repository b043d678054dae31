import type { PageInfo } from '../graphql/connection.js';
import type { Faults } from '../graphql/errors.js';

/** Somebody's place in a ranking: the highest score first, ties in the order of ids. */
export interface Ranked {
  readonly workerId: string;
  /** 0 to 9,999. */
  readonly score: number;
}

export const byRank = (a: Ranked, b: Ranked): number =>
  b.score - a.score || (a.workerId < b.workerId ? -1 : 1);

const cursorOf = ({ score, workerId }: Ranked) => Buffer.from(`${score} ${workerId}`).toString('base64url');

function placeAt(cursor: string): Ranked | undefined {
  const [, score, workerId] =
    /^(\d{1,4}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return workerId ? { score: Number(score), workerId } : undefined;
}

/** Notes what is wrong with a page of a ranking (PAGE_SIZE, CURSOR); answers behind which place it begins. */
export function requirePlace(faults: Faults, first: number, after: string | null): Ranked | null {
  faults.require(
    first >= 1 && first <= 100,
    ['first'],
    'PAGE_SIZE',
    `\`first\` is from 1 to 100, not ${first}.`,
  );
  const place = after === null ? null : placeAt(after);
  faults.require(place !== undefined, ['after'], 'CURSOR', '`after` is not a cursor of this list.');
  return place ?? null;
}

interface RankedPage<T> {
  edges: { cursor: string; node: T }[];
  nodes: T[];
  pageInfo: PageInfo;
  totalCount: number;
}

/** The first of those behind a place; of all where that is null. `ranked` is in the order of `byRank`. */
export function pageOfRanking<T extends Ranked>(
  ranked: readonly T[],
  first: number,
  place: Ranked | null,
): RankedPage<T> {
  const start = place ? ranked.findIndex((each) => byRank(place, each) < 0) : 0;
  const rest = start < 0 ? [] : ranked.slice(start);
  const edges = rest.slice(0, first).map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: rest.length > first,
      hasPreviousPage: place !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: ranked.length,
  };
}
