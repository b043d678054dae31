import { normalise } from './graph-sums.js';

/** An objective within the tree of objectives. */
export interface StrategyNode {
  readonly id: string;
  /** Null at the top. */
  readonly parentId: string | null;
  /** Relative to its siblings. */
  readonly weight: number;
  /** Weighs nothing against its siblings where it is given up. */
  readonly isCancelled: boolean;
}

/**
 * The weight of each objective in the whole strategy, by id: the product of the normalised weights from the top down to
 * it. At the top, and below each objective that has weighing children, these add up to what is above; 0 where siblings
 * weigh nothing. An objective that names a parent which is not given stands at the top.
 */
export function strategyWeights(nodes: readonly StrategyNode[]): Map<string, number> {
  const known = new Set(nodes.map(({ id }) => id));
  const children = Map.groupBy(
    nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null),
  );
  const weights = new Map<string, number>();
  const above: (readonly [string | null, number])[] = [[null, 1]];
  for (let next = above.pop(); next; next = above.pop()) {
    const [parentId, whole] = next;
    const siblings = children.get(parentId) ?? [];
    const parts = normalise(siblings.map(({ weight, isCancelled }) => (isCancelled ? 0 : weight)));
    for (const [i, { id }] of siblings.entries()) {
      weights.set(id, whole * parts[i]!);
      above.push([id, whole * parts[i]!]);
    }
  }
  return weights;
}

/** How a strategy changed over time. */
export interface StrategyHistory {
  /** All there is to begin with. */
  readonly first: readonly StrategyNode[];
  /** Of each later part of the time: what became what it is here, in the order in which it did. */
  readonly changes: readonly (readonly StrategyNode[])[];
}

/** The weights of each part. */
export function weightsOfParts({ first, changes }: StrategyHistory): Map<string, number>[] {
  const nodes = new Map<string, StrategyNode>();
  return [first, ...changes].map((changed) => {
    for (const node of changed) nodes.set(node.id, node);
    return strategyWeights([...nodes.values()]);
  });
}
