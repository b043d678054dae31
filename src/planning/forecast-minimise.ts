interface Vertex {
  at: readonly number[];
  value: number;
}

export type Bounds = readonly (readonly [low: number, high: number])[];

const MOST_STEPS = 250;
const TOLERANCE = 1e-10;

/**
 * Where a function within bounds is least, by the downhill simplex of Nelder & Mead (1965) from the best of the starts;
 * what leaves the bounds is put back onto them. Deterministic.
 */
export function minimise(
  valueAt: (at: readonly number[]) => number,
  starts: readonly (readonly number[])[],
  bounds: Bounds,
): readonly number[] {
  const vertex = (at: readonly number[]): Vertex => {
    const inside = at.map((x, i) => Math.min(bounds[i]![1], Math.max(bounds[i]![0], x)));
    return { at: inside, value: valueAt(inside) };
  };
  const best = starts.map(vertex).reduce((a, b) => (b.value < a.value ? b : a));
  const simplex = [best, ...bounds.map((_, i) => vertex(stepFrom(best.at, i, bounds)))];
  for (let step = 0; step < MOST_STEPS; step++) {
    simplex.sort((a, b) => a.value - b.value);
    const [lowest, highest] = [simplex[0]!, simplex.at(-1)!];
    if (highest.value - lowest.value <= TOLERANCE * (Math.abs(lowest.value) + TOLERANCE)) break;
    contract(simplex, vertex);
  }
  return simplex.reduce((a, b) => (b.value < a.value ? b : a)).at;
}

/** A fifth of the way across, towards the side with more room. */
function stepFrom(at: readonly number[], i: number, bounds: Bounds): readonly number[] {
  const [low, high] = bounds[i]!;
  const step = (high - low) / 5;
  return at.map((x, k) => (k !== i ? x : x - low > high - x ? x - step : x + step));
}

/** One step of the method, on vertices sorted by value. */
function contract(simplex: Vertex[], vertex: (at: readonly number[]) => Vertex): void {
  const last = simplex.length - 1;
  const [lowest, second, highest] = [simplex[0]!, simplex[last - 1]!, simplex[last]!];
  const centre = lowest.at.map(
    (_, i) => simplex.slice(0, last).reduce((sum, { at }) => sum + at[i]!, 0) / last,
  );
  const along = (factor: number) => vertex(centre.map((x, i) => x + factor * (highest.at[i]! - x)));
  const reflected = along(-1);
  if (reflected.value < lowest.value) {
    const expanded = along(-2);
    simplex[last] = expanded.value < reflected.value ? expanded : reflected;
    return;
  }
  if (reflected.value < second.value) {
    simplex[last] = reflected;
    return;
  }
  const contracted = along(reflected.value < highest.value ? -0.5 : 0.5);
  if (contracted.value < Math.min(reflected.value, highest.value)) {
    simplex[last] = contracted;
    return;
  }
  for (let k = 1; k <= last; k++) {
    simplex[k] = vertex(simplex[k]!.at.map((x, i) => (x + lowest.at[i]!) / 2));
  }
}
