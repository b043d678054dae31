import type { Network } from './graph-network.js';

/**
 * The share of shortest paths between two others that lead through a department, 0 to 1, averaged over all pairs
 * (L. C. Freeman, 1977; computed as in U. Brandes, "A faster algorithm for betweenness centrality", 2001). Strong ties
 * are short: the length of an edge is 1 / weight. 0 where there are fewer than three departments.
 */
export function betweennessOf(network: Network): Map<string, number> {
  const ids = network.nodes();
  const sums = new Float64Array(ids.length);
  const paths = new ShortestPaths(network);
  for (let source = 0; source < ids.length; source++) paths.addDependencies(source, sums);
  const orderedPairs = (ids.length - 1) * (ids.length - 2);
  return new Map(ids.map((id, i) => [id, orderedPairs > 0 ? sums[i]! / orderedPairs : 0]));
}

/**
 * From one department to all others, again and again in the same memory. The nearest is looked for one by one: where
 * most departments are tied, no queue finds it sooner.
 */
class ShortestPaths {
  readonly #order: number;
  /** Neighbours of i are those from `starts[i]` up to `starts[i + 1]`. */
  readonly #starts: Int32Array;
  readonly #neighbours: Int32Array;
  readonly #lengths: Float64Array;
  readonly #distances: Float64Array;
  readonly #counts: Float64Array;
  readonly #dependencies: Float64Array;
  readonly #isSettled: Uint8Array;
  readonly #settled: Int32Array;

  constructor(network: Network) {
    const ids = network.nodes();
    const indices = new Map(ids.map((id, i) => [id, i]));
    this.#order = ids.length;
    this.#starts = new Int32Array(ids.length + 1);
    this.#neighbours = new Int32Array(network.size * 2);
    this.#lengths = new Float64Array(network.size * 2);
    let next = 0;
    for (const [i, id] of ids.entries()) {
      for (const { source, target, attributes } of network.edgeEntries(id)) {
        this.#neighbours[next] = indices.get(source === id ? target : source)!;
        this.#lengths[next++] = attributes.length;
      }
      this.#starts[i + 1] = next;
    }
    this.#distances = new Float64Array(ids.length);
    this.#counts = new Float64Array(ids.length);
    this.#dependencies = new Float64Array(ids.length);
    this.#isSettled = new Uint8Array(ids.length);
    this.#settled = new Int32Array(ids.length);
  }

  /** Adds, for each department, the share of shortest paths from the source to others that lead through it. */
  addDependencies(source: number, sums: Float64Array): void {
    const reached = this.#settleFrom(source);
    this.#dependencies.fill(0);
    // The farthest first: what depends on it is known by then.
    for (let k = reached - 1; k > 0; k--) {
      const far = this.#settled[k]!;
      const share = (1 + this.#dependencies[far]!) / this.#counts[far]!;
      for (let edge = this.#starts[far]!; edge < this.#starts[far + 1]!; edge++) {
        const near = this.#neighbours[edge]!;
        if (this.#isBefore(near, far, edge)) this.#dependencies[near]! += this.#counts[near]! * share;
      }
      sums[far]! += this.#dependencies[far]!;
    }
  }

  /** Distances and numbers of shortest paths to all that can be reached, the nearest first (E. W. Dijkstra, 1959). */
  #settleFrom(source: number): number {
    this.#distances.fill(Number.POSITIVE_INFINITY);
    this.#counts.fill(0);
    this.#isSettled.fill(0);
    this.#distances[source] = 0;
    this.#counts[source] = 1;
    let reached = 0;
    for (let at = source; at >= 0; at = this.#nearest()) {
      this.#isSettled[at] = 1;
      this.#settled[reached++] = at;
      for (let edge = this.#starts[at]!; edge < this.#starts[at + 1]!; edge++) {
        const to = this.#neighbours[edge]!;
        if (this.#isSettled[to]) continue;
        const distance = this.#distances[at]! + this.#lengths[edge]!;
        if (distance > this.#distances[to]!) continue;
        if (distance < this.#distances[to]!) this.#counts[to] = 0;
        this.#distances[to] = distance;
        this.#counts[to]! += this.#counts[at]!;
      }
    }
    return reached;
  }

  /** Of those not settled; -1 where no more can be reached. */
  #nearest(): number {
    let nearest = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.#order; i++) {
      if (this.#isSettled[i] || this.#distances[i]! >= least) continue;
      least = this.#distances[i]!;
      nearest = i;
    }
    return nearest;
  }

  /** Whether a shortest path to `far` comes from `near`, over this edge. */
  #isBefore(near: number, far: number, edge: number): boolean {
    return this.#distances[near]! + this.#lengths[edge]! === this.#distances[far]!;
  }
}
