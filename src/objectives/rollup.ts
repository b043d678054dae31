import type { Decimal } from 'decimal.js';
import type { ObjectiveStatus } from './objective.js';
import { type Measured, meanProgress, partOf, progressOf, WHOLE } from './progress.js';

/** An objective with what its progress rests on. */
export interface ProgressNode {
  readonly id: string;
  readonly parentId: string | null;
  readonly weight: number;
  readonly status: ObjectiveStatus;
  /** Null: computed. */
  readonly manualPercent: string | null;
  readonly keyResults: readonly (Measured & { readonly weight: number })[];
}

/**
 * How far each of these objectives is, 0 to 1, by id. ACHIEVED is 1; else what is stated; else the mean of its key
 * results, where it has any; else the mean of what lies directly below it, without what is CANCELLED or says nothing.
 * Null where nothing of weight says anything. Whoever is asked of must come with all that lies below it.
 */
export function rollUp(nodes: readonly ProgressNode[]): Map<string, Decimal | null> {
  const children = Map.groupBy(nodes, ({ parentId }) => parentId);
  const progress = new Map<string, Decimal | null>();
  const saidBelow = (id: string) =>
    (children.get(id) ?? [])
      .filter(({ status }) => status !== 'CANCELLED')
      .map((child) => ({ weight: child.weight, progress: progress.get(child.id) ?? null }));
  for (const node of deepestFirst(nodes, children)) progress.set(node.id, progressAt(node, saidBelow));
  return progress;
}

function progressAt(
  { id, status, manualPercent, keyResults }: ProgressNode,
  saidBelow: (id: string) => Parameters<typeof meanProgress>[0],
): Decimal | null {
  if (status === 'ACHIEVED') return WHOLE;
  if (manualPercent !== null) return partOf(manualPercent);
  if (keyResults.length === 0) return meanProgress(saidBelow(id));
  return meanProgress(keyResults.map((each) => ({ weight: each.weight, progress: progressOf(each) })));
}

/** Every objective behind all that lies below it, however deep the tree. */
function deepestFirst(
  nodes: readonly ProgressNode[],
  children: ReadonlyMap<string | null, readonly ProgressNode[]>,
): ProgressNode[] {
  const known = new Set(nodes.map(({ id }) => id));
  const order = nodes.filter(({ parentId }) => parentId === null || !known.has(parentId));
  // Grows while it is walked: each one is followed, sooner or later, by what lies below it.
  for (const { id } of order) order.push(...(children.get(id) ?? []));
  return order.toReversed();
}
