import { UndirectedGraph } from 'graphology';

/** What a number of departments share: one objective, with its weight in the strategy. */
export interface SharedWork {
  readonly weight: number;
  /** Those with minutes on it, each once. */
  readonly departmentIds: readonly string[];
}

/** Two departments, the lesser id first, and how much they have to do with each other: more than 0. */
export interface Edge {
  readonly firstId: string;
  readonly secondId: string;
  readonly weight: number;
}

/**
 * Who works with whom, in the order of ids. Each objective adds its weight, divided by the number of the others who
 * contribute to it, to every pair of its contributors, so that a department gains the weight of an objective once,
 * however many share it (M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64, 016132, 2001).
 */
export function edgesOf(shared: readonly SharedWork[]): Edge[] {
  const weights = new Map<string, Map<string, number>>();
  for (const { added, departmentIds } of additions(shared)) {
    for (const [i, firstId] of departmentIds.entries()) {
      const others = weights.get(firstId) ?? new Map<string, number>();
      weights.set(firstId, others);
      for (const secondId of departmentIds.slice(i + 1))
        others.set(secondId, (others.get(secondId) ?? 0) + added);
    }
  }
  return [...weights]
    .flatMap(([firstId, others]) => [...others].map(([secondId, weight]) => ({ firstId, secondId, weight })))
    .sort((a, b) => compare(a.firstId, b.firstId) || compare(a.secondId, b.secondId));
}

/** The least first: sums of floating point depend on the order in which they are added up. */
const additions = (shared: readonly SharedWork[]) =>
  shared
    .filter(({ weight, departmentIds }) => weight > 0 && departmentIds.length > 1)
    .map(({ weight, departmentIds }) => ({
      added: weight / (departmentIds.length - 1),
      departmentIds: departmentIds.toSorted(),
    }))
    .sort((a, b) => a.added - b.added);

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** How departments are tied: `weight` is strength, `length` its inverse. */
export type Network = UndirectedGraph<object, { weight: number; length: number }>;

/** The same network whatever the order of what is given; departments without an edge stand alone in it. */
export function networkOf(departmentIds: Iterable<string>, edges: readonly Edge[]): Network {
  const network: Network = new UndirectedGraph();
  const all = new Set([...departmentIds, ...edges.flatMap(({ firstId, secondId }) => [firstId, secondId])]);
  for (const id of [...all].sort()) network.addNode(id);
  for (const { firstId, secondId, weight } of edges)
    network.addEdge(firstId, secondId, { weight, length: 1 / weight });
  return network;
}
