import type { Network } from './graph-network.js';

/** What the network is without one of its departments. */
export interface Removal {
  /**
   * The share of pairs among the others that no path connects any more, 0 to 1 (S. P. Borgatti, "Identifying sets of key
   * players in a social network", Computational and Mathematical Organization Theory 12, 2006). 0 where there are no pairs.
   */
  readonly fragmentation: number;
  /** The share of pairs among the others that only it connects. */
  readonly parted: number;
  /** Whether those whom it connected fall apart: it is an articulation point. */
  readonly isArticulation: boolean;
}

/** The share of pairs of departments that no path connects, 0 to 1; 0 where there are no pairs. */
export function fragmentationOf(network: Network): number {
  const { componentSizes } = walk(network);
  return disconnected(componentSizes, network.order);
}

/**
 * By department, all in one walk: below a department whose subtree knows no way around it, that subtree falls off
 * (J. Hopcroft and R. Tarjan, "Algorithm 447", Communications of the ACM 16, 1973).
 */
export function removals(network: Network): Map<string, Removal> {
  const { visits, componentSizes } = walk(network);
  const connected = componentSizes.reduce((sum, size) => sum + pairs(size), 0);
  const all = pairs(network.order - 1);
  return new Map(
    network.nodes().map((id) => {
      const { component, fallingOff } = visits.get(id)!;
      const whole = componentSizes[component]!;
      const rest = whole - 1 - fallingOff.reduce((sum, size) => sum + size, 0);
      const parts = [...fallingOff, ...(rest > 0 ? [rest] : [])];
      const left = connected - pairs(whole) + parts.reduce((sum, size) => sum + pairs(size), 0);
      const before = connected - pairs(whole) + pairs(whole - 1);
      return [
        id,
        {
          fragmentation: all > 0 ? 1 - left / all : 0,
          parted: all > 0 ? (before - left) / all : 0,
          isArticulation: parts.length > 1,
        },
      ];
    }),
  );
}

const pairs = (size: number) => (size * (size - 1)) / 2;

function disconnected(sizes: readonly number[], order: number): number {
  const all = pairs(order);
  return all > 0 ? 1 - sizes.reduce((sum, size) => sum + pairs(size), 0) / all : 0;
}

interface Visit {
  readonly component: number;
  readonly order: number;
  /** The earliest visit that is reached from its subtree by one edge that the walk did not take. */
  low: number;
  /** Of its subtree, itself included. */
  size: number;
  /** Sizes of subtrees that only it connects to the rest. */
  readonly fallingOff: number[];
}

interface Step {
  readonly id: string;
  readonly visit: Visit;
  readonly parent: Step | null;
  readonly neighbours: readonly string[];
  next: number;
}

/** Depth first, without recursion: a chain of a thousand departments is as deep. */
function walk(network: Network): { visits: ReadonlyMap<string, Visit>; componentSizes: readonly number[] } {
  const visits = new Map<string, Visit>();
  const componentSizes: number[] = [];
  const enter = (id: string, parent: Step | null): Step => {
    const visit: Visit = {
      component: componentSizes.length,
      order: visits.size,
      low: visits.size,
      size: 1,
      fallingOff: [],
    };
    visits.set(id, visit);
    return { id, visit, parent, neighbours: network.neighbors(id), next: 0 };
  };
  for (const root of network.nodes()) {
    if (visits.has(root)) continue;
    const first = enter(root, null);
    for (let step: Step | null = first; step; ) {
      const neighbour: string | undefined = step.neighbours[step.next++];
      if (neighbour === undefined) {
        leave(step);
        step = step.parent;
        continue;
      }
      const met = visits.get(neighbour);
      if (!met) step = enter(neighbour, step);
      else if (neighbour !== step.parent?.id) step.visit.low = Math.min(step.visit.low, met.order);
    }
    componentSizes.push(first.visit.size);
  }
  return { visits, componentSizes };
}

function leave({ visit, parent }: Step): void {
  if (!parent) return;
  parent.visit.size += visit.size;
  parent.visit.low = Math.min(parent.visit.low, visit.low);
  if (visit.low >= parent.visit.order) parent.visit.fallingOff.push(visit.size);
}
