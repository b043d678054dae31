import communities from 'graphology-communities-louvain';
import type { Network } from './graph-network.js';

/** What it exports is the function itself; its types are those of a module that has it as its default. */
const louvain = communities as unknown as typeof communities.default;

/**
 * Which departments belong together by their ties, as numbers from 0 in the order of the least id of each community
 * (V. D. Blondel and others, "Fast unfolding of communities in large networks", 2008). The same every time.
 */
export function communitiesOf(network: Network): Map<string, number> {
  const found: Record<string, number> =
    network.size === 0
      ? Object.fromEntries(network.nodes().map((id, i) => [id, i]))
      : louvain(network, { getEdgeWeight: 'weight', rng: alwaysTheSame() });
  const numbers = new Map<number, number>();
  return new Map(
    network.nodes().map((id) => {
      const community = found[id]!;
      if (!numbers.has(community)) numbers.set(community, numbers.size);
      return [id, numbers.get(community)!];
    }),
  );
}

/** Numbers from 0 to 1 that look random, and are the same in every run: Louvain begins where they say. */
function alwaysTheSame(): () => number {
  let state = 1;
  // D. H. Lehmer's generator with the multiplier of S. K. Park and K. W. Miller (1988).
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/**
 * How far a department works within its own community, or beyond it: (external - internal) / (external + internal) of the
 * weights of its ties, -1 to 1; null where it has none (D. Krackhardt and R. N. Stern, "Informal networks and
 * organizational crises", Social Psychology Quarterly 51, 1988).
 */
export function externalInternalIndex(
  network: Network,
  groupOf: (departmentId: string) => number | string | null | undefined,
): Map<string, number | null> {
  return new Map(
    network.nodes().map((id) => {
      let external = 0;
      let internal = 0;
      for (const { edge, attributes } of network.edgeEntries(id)) {
        if (groupOf(network.opposite(id, edge)) === groupOf(id)) internal += attributes.weight;
        else external += attributes.weight;
      }
      const all = external + internal;
      return [id, all > 0 ? (external - internal) / all : null];
    }),
  );
}
