import betweenness from 'graphology-metrics/centrality/betweenness.js';
import type { Network } from './graph-network.js';

/** What it exports is the function itself; its types are those of a module that has it as its default. */
const betweennessCentrality = betweenness as unknown as typeof betweenness.default;

/**
 * The share of shortest paths between two others that lead through a department, 0 to 1, averaged over all pairs
 * (L. C. Freeman, 1977; computed as in U. Brandes, "A faster algorithm for betweenness centrality", 2001). Strong ties
 * are short: the length of an edge is 1 / weight. 0 where there are fewer than three departments.
 */
export function betweennessOf(network: Network): Map<string, number> {
  if (network.order < 3) return new Map(network.nodes().map((id) => [id, 0]));
  const found = betweennessCentrality(network, { getEdgeWeight: 'length', normalized: true });
  return new Map(network.nodes().map((id) => [id, found[id]!]));
}
