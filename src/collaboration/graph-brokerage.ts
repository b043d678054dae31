import type { Network } from './graph-network.js';

/** How a department stands between others (R. S. Burt, "Structural Holes", Harvard University Press, 1992, chapter 2). */
export interface Brokerage {
  /**
   * How far all its ties lead back to one another: high where it depends on few who know each other. Null where it has
   * no ties.
   */
  readonly constraint: number | null;
  /** Its neighbours, without what is redundant among them: 0 where it has none. */
  readonly effectiveSize: number;
}

/** By department. Strengths of ties are the weights of the edges. */
export function brokerageOf(network: Network): Map<string, Brokerage> {
  const ties = tiesOf(network);
  return new Map(network.nodes().map((id) => [id, brokerOf(id, ties)]));
}

/** Strengths by neighbour, their sum, and the strongest. */
interface Ties {
  readonly to: ReadonlyMap<string, number>;
  readonly sum: number;
  readonly strongest: number;
}

const NONE: Ties = { to: new Map(), sum: 0, strongest: 0 };

function tiesOf(network: Network): ReadonlyMap<string, Ties> {
  const ties = new Map<string, Ties>();
  for (const id of network.nodes()) {
    const to = new Map<string, number>();
    for (const edge of network.edgeEntries(id))
      to.set(network.opposite(id, edge.edge), edge.attributes.weight);
    const strengths = [...to.values()];
    const sum = strengths.reduce((all, strength) => all + strength, 0);
    ties.set(id, { to, sum, strongest: strengths.reduce((most, strength) => Math.max(most, strength), 0) });
  }
  return ties;
}

function brokerOf(id: string, ties: ReadonlyMap<string, Ties>): Brokerage {
  const own = ties.get(id) ?? NONE;
  if (own.to.size === 0) return { constraint: null, effectiveSize: 0 };
  let constraint = 0;
  let redundancy = 0;
  for (const [otherId, strength] of own.to) {
    const other = ties.get(otherId) ?? NONE;
    let indirect = 0;
    for (const [throughId, toThrough] of own.to) {
      const through = ties.get(throughId) ?? NONE;
      const onwards = through.to.get(otherId);
      if (onwards === undefined) continue;
      indirect += (toThrough / own.sum) * (onwards / through.sum);
      redundancy += (toThrough / own.sum) * (onwards / other.strongest);
    }
    constraint += (strength / own.sum + indirect) ** 2;
  }
  return { constraint, effectiveSize: own.to.size - redundancy };
}
