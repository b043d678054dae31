import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betweennessOf } from '../../src/collaboration/graph-betweenness.js';
import { brokerageOf } from '../../src/collaboration/graph-brokerage.js';
import { communitiesOf, externalInternalIndex } from '../../src/collaboration/graph-communities.js';
import { fragmentationOf, removals } from '../../src/collaboration/graph-fragmentation.js';
import { edgesOf, type Network, networkOf } from '../../src/collaboration/graph-network.js';
import { strategyWeights } from '../../src/collaboration/graph-strategy.js';

/** A network of equal ties, told as `A-B C-D`. */
const ties = (text: string, ...alone: string[]): Network =>
  networkOf(
    alone,
    text
      .split(' ')
      .filter(Boolean)
      .map((pair) => pair.split('-').sort())
      .map(([firstId, secondId]) => ({ firstId: firstId!, secondId: secondId!, weight: 1 })),
  );

/** Marriages among families of Florence (J. F. Padgett and C. K. Ansell, 1993); the Pucci married none of these. */
const florence = ties(
  'Acciaiuoli-Medici Castellani-Peruzzi Castellani-Strozzi Castellani-Barbadori Medici-Barbadori Medici-Ridolfi Medici-Tornabuoni Medici-Albizzi Medici-Salviati Salviati-Pazzi Peruzzi-Strozzi Peruzzi-Bischeri Strozzi-Ridolfi Strozzi-Bischeri Ridolfi-Tornabuoni Tornabuoni-Guadagni Albizzi-Ginori Albizzi-Guadagni Bischeri-Guadagni Guadagni-Lamberteschi',
);

/** D. Krackhardt's kite (1990), by number. */
const kite = ties('0-1 0-2 0-3 0-5 1-3 1-4 1-6 2-3 2-5 3-4 3-5 3-6 4-6 5-6 5-7 6-7 7-8 8-9');

/** The example of S. P. Borgatti, "Structural holes: Unpacking Burt's redundancy measures", Connections 20, 1997. */
const borgatti = ties('A-B A-F A-G A-E E-G F-G B-G B-D D-G G-C');

const rounded = <K>(values: ReadonlyMap<K, number | null>) =>
  Object.fromEntries(
    [...values].map(([key, value]) => [key, value === null ? null : Number(value.toFixed(3))]),
  );

describe('betweenness', () => {
  it('is what is published of the families of Florence', () => {
    expect(rounded(betweennessOf(florence))).toMatchObject({
      Medici: 0.522,
      Guadagni: 0.255,
      Albizzi: 0.212,
    });
  });

  it('is what is published of the kite', () => {
    expect(rounded(betweennessOf(kite))).toMatchObject({ 7: 0.389, 5: 0.231, 6: 0.231, 8: 0.222, 3: 0.102 });
  });

  it('goes by strong ties, which are short', () => {
    const network = networkOf(
      [],
      [
        { firstId: 'a', secondId: 'b', weight: 10 },
        { firstId: 'a', secondId: 'c', weight: 1 },
        { firstId: 'b', secondId: 'c', weight: 10 },
      ],
    );
    expect(rounded(betweennessOf(network))).toEqual({ a: 0, b: 1, c: 0 });
  });

  it('is 0 where there is nothing to be between', () => {
    expect(rounded(betweennessOf(ties('')))).toEqual({});
    expect(rounded(betweennessOf(ties('a-b')))).toEqual({ a: 0, b: 0 });
    expect(rounded(betweennessOf(ties('', 'a', 'b', 'c')))).toEqual({ a: 0, b: 0, c: 0 });
  });
});

describe('brokerage', () => {
  const brokerage = brokerageOf(borgatti);
  const constraints = new Map([...brokerage].map(([id, { constraint }]) => [id, constraint]));
  const sizes = new Map([...brokerage].map(([id, { effectiveSize }]) => [id, effectiveSize]));

  it('finds the effective sizes of the published example', () => {
    expect(rounded(sizes)).toMatchObject({ G: 4.667, A: 2.5, C: 1 });
  });

  it('finds the constraints of the published example', () => {
    expect(rounded(constraints)).toMatchObject({ G: 0.4, A: 0.595, C: 1 });
  });

  it('has no constraint where there are no ties', () => {
    expect(brokerageOf(ties('', 'a')).get('a')).toEqual({ constraint: null, effectiveSize: 0 });
  });
});

describe('without a department', () => {
  const articulations = (network: Network) =>
    [...removals(network)].filter(([, { isArticulation }]) => isArticulation).map(([id]) => id);

  it('the families of Florence fall apart at four', () => {
    expect(articulations(florence)).toEqual(['Albizzi', 'Guadagni', 'Medici', 'Salviati']);
  });

  it('the kite loses its tail', () => {
    expect(articulations(kite)).toEqual(['7', '8']);
    expect(removals(kite).get('7')!.fragmentation).toBeCloseTo((7 * 2) / 36, 12);
  });

  /** The same, by taking it away and looking. */
  const withoutIt = (network: Network, id: string): number => {
    const rest = network.copy() as Network;
    rest.dropNode(id);
    return fragmentationOf(rest);
  };
  const anyNetwork = fc.uniqueArray(
    fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })).filter(([a, b]) => a < b),
    { selector: ([a, b]) => `${a}-${b}`, maxLength: 18 },
  );

  it('as many pairs are apart as are when it is taken away', () => {
    fc.assert(
      fc.property(anyNetwork, (pairs) => {
        const network = ties(pairs.map(([a, b]) => `${a}-${b}`).join(' '), '0', '1', '2', '3');
        const all = removals(network);
        expect([...all.keys()]).toEqual(network.nodes());
        for (const [id, { fragmentation }] of all)
          expect(fragmentation).toBeCloseTo(withoutIt(network, id), 12);
      }),
    );
  });

  it('nothing is apart where nothing is', () => {
    expect(fragmentationOf(ties(''))).toBe(0);
    expect(removals(ties('', 'a')).get('a')).toEqual({
      fragmentation: 0,
      parted: 0,
      isArticulation: false,
    });
  });

  it('a chain of ten thousand is walked', () => {
    const chain = ties(Array.from({ length: 10_000 }, (_, i) => `${10_000 + i}-${10_001 + i}`).join(' '));
    expect(articulations(chain)).toHaveLength(9_999);
  });
});

describe('communities', () => {
  const twoCircles = ties('a-b b-c a-c d-e e-f d-f c-d');

  it('are found where ties are dense, the same every time', () => {
    const found = rounded(communitiesOf(twoCircles));
    expect(found).toEqual({ a: 0, b: 0, c: 0, d: 1, e: 1, f: 1 });
    expect(rounded(communitiesOf(twoCircles))).toEqual(found);
  });

  it('are of one where nobody works with anybody', () => {
    expect(rounded(communitiesOf(ties('', 'a', 'b')))).toEqual({ a: 0, b: 1 });
  });

  it('say who works beyond his own', () => {
    const communities = communitiesOf(twoCircles);
    const index = externalInternalIndex(twoCircles, (id) => communities.get(id));
    expect(rounded(index)).toEqual({ a: -1, b: -1, c: -0.333, d: -0.333, e: -1, f: -1 });
    expect(externalInternalIndex(ties('', 'a'), () => 1).get('a')).toBeNull();
  });
});

describe('ties of those who share objectives', () => {
  it('are the weight of each, divided by the number of the others', () => {
    expect(
      edgesOf([
        { weight: 0.6, departmentIds: ['c', 'a', 'b'] },
        { weight: 0.4, departmentIds: ['a', 'b'] },
      ]),
    ).toEqual([
      { firstId: 'a', secondId: 'b', weight: 0.7 },
      { firstId: 'a', secondId: 'c', weight: 0.3 },
      { firstId: 'b', secondId: 'c', weight: 0.3 },
    ]);
  });

  it('are none of one who is alone on everything, and none of what weighs nothing', () => {
    expect(edgesOf([])).toEqual([]);
    expect(
      edgesOf([
        { weight: 1, departmentIds: ['a'] },
        { weight: 0, departmentIds: ['a', 'b'] },
        { weight: 1, departmentIds: [] },
      ]),
    ).toEqual([]);
  });

  const shared = fc.array(
    fc.record({
      weight: fc.double({ min: 0, max: 1, noNaN: true }),
      departmentIds: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 }),
    }),
    { maxLength: 8 },
  );

  it('are the same in whatever order the rows come', () => {
    fc.assert(
      fc.property(shared, fc.func(fc.integer()), (works, key) => {
        const shuffled = works.toSorted(
          (a, b) => key(a.departmentIds, a.weight) - key(b.departmentIds, b.weight),
        );
        const edges = edgesOf(works);
        const others = edgesOf(
          shuffled.map((work) => ({ ...work, departmentIds: work.departmentIds.toReversed() })),
        );
        expect(others).toEqual(edges);
        expect(rounded(betweennessOf(networkOf(['e', 'a'], others)))).toEqual(
          rounded(betweennessOf(networkOf(['a', 'e'], edges))),
        );
      }),
    );
  });

  it('bring each department the weight of all that it shares', () => {
    fc.assert(
      fc.property(shared, (works) => {
        const sums = new Map<string, number>();
        for (const { firstId, secondId, weight } of edgesOf(works))
          for (const id of [firstId, secondId]) sums.set(id, (sums.get(id) ?? 0) + weight);
        for (const id of ['a', 'b', 'c', 'd', 'e'] as const) {
          const own = works.filter(
            ({ departmentIds }) => departmentIds.includes(id) && departmentIds.length > 1,
          );
          expect(sums.get(id) ?? 0).toBeCloseTo(
            own.reduce((sum, { weight }) => sum + weight, 0),
            9,
          );
        }
      }),
    );
  });
});

describe('the weight of an objective in the strategy', () => {
  const node = (id: string, parentId: string | null, weight: number, isCancelled = false) => ({
    id,
    parentId,
    weight,
    isCancelled,
  });

  it('is the product of what it weighs among its siblings, all the way down', () => {
    const weights = strategyWeights([
      node('a', null, 3),
      node('b', null, 1),
      node('a1', 'a', 1),
      node('a2', 'a', 1),
      node('a3', 'a', 5, true),
      node('a11', 'a1', 7),
    ]);
    expect(Object.fromEntries(weights)).toEqual({
      a: 0.75,
      b: 0.25,
      a1: 0.375,
      a2: 0.375,
      a3: 0,
      a11: 0.375,
    });
  });

  it('is nothing where siblings weigh nothing, and nothing is an empty strategy', () => {
    expect([...strategyWeights([])]).toEqual([]);
    expect(Object.fromEntries(strategyWeights([node('a', null, 0), node('b', 'a', 1)]))).toEqual({
      a: 0,
      b: 0,
    });
  });

  it('is found at whatever depth', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => node(`${i}`, i === 0 ? null : `${i - 1}`, 2));
    expect(strategyWeights(chain).get('19999')).toBe(1);
  });
});
