import { byObjective, type Work } from './graph-work.js';

/** Two departments that work on something together, or of which one works for the other; the lesser id first. */
export interface DepartmentPair {
  readonly firstId: string;
  readonly secondId: string;
  /** Objectives on which both have minutes, in id order. */
  readonly sharedObjectiveIds: readonly string[];
  /**
   * Minutes of the first one's people on objectives that the second one owns, without those of objectives on which they
   * are fewer than the minimum; null where all are withheld.
   */
  readonly lentByFirst: number | null;
  readonly lentBySecond: number | null;
}

export interface PairsAsked {
  readonly work: Work;
  /** Which department owns each objective; one that is not given lends nothing and borrows nothing. */
  readonly owners: ReadonlyMap<string, string>;
  /** What fewer people stand behind is withheld. */
  readonly minimumPeople: number;
}

export interface PairsFound {
  /** The strongest first: by shared objectives, then by minutes lent either way, then by id. */
  readonly pairs: readonly DepartmentPair[];
  /** How many more there are, with fewer people behind them than the minimum. */
  readonly withheldPairs: number;
}

export function pairsOf({ work, owners, minimumPeople }: PairsAsked): PairsFound {
  const links = new Links();
  for (const { objectiveId, departments } of byObjective(work)) {
    const ownerId = owners.get(objectiveId);
    for (const [i, { departmentId, minutes, workers }] of departments.entries()) {
      for (const other of departments.slice(i + 1)) {
        const { shared, people } = links.between(departmentId, other.departmentId);
        shared.push(objectiveId);
        add(people, workers);
        add(people, other.workers);
      }
      if (ownerId === undefined || departmentId === ownerId) continue;
      const { people, lent } = links.between(departmentId, ownerId);
      add(people, workers);
      const lending = lent[departmentId < ownerId ? 0 : 1];
      // What is withheld on the objective is in no sum either, or it could be told from the difference.
      if (workers.size >= minimumPeople) lending.minutes += minutes;
      else lending.isAnyWithheld = true;
    }
  }
  const all = links.all();
  const shown = all.filter(({ people }) => people.size >= minimumPeople);
  return {
    pairs: shown.map(pairOf).sort(byStrength),
    withheldPairs: all.length - shown.length,
  };
}

interface Lending {
  /** Without what is withheld. */
  minutes: number;
  isAnyWithheld: boolean;
}

interface Link {
  readonly firstId: string;
  readonly secondId: string;
  readonly shared: string[];
  /** Whoever stands behind it. */
  readonly people: Set<number>;
  /** By the first, and by the second. */
  readonly lent: readonly [Lending, Lending];
}

class Links {
  readonly #links = new Map<string, Map<string, Link>>();

  between(a: string, b: string): Link {
    const [firstId, secondId] = a < b ? [a, b] : [b, a];
    const others = this.#links.get(firstId) ?? new Map<string, Link>();
    this.#links.set(firstId, others);
    const lending = (): Lending => ({ minutes: 0, isAnyWithheld: false });
    const link = others.get(secondId) ?? {
      firstId,
      secondId,
      shared: [],
      people: new Set<number>(),
      lent: [lending(), lending()] as const,
    };
    others.set(secondId, link);
    return link;
  }

  all(): Link[] {
    return [...this.#links.values()].flatMap((others) => [...others.values()]);
  }
}

function add(all: Set<number>, some: Iterable<number>): void {
  for (const one of some) all.add(one);
}

function pairOf({ firstId, secondId, shared, lent }: Link): DepartmentPair {
  const told = ({ minutes, isAnyWithheld }: Lending) => (minutes > 0 || !isAnyWithheld ? minutes : null);
  return {
    firstId,
    secondId,
    sharedObjectiveIds: shared,
    lentByFirst: told(lent[0]),
    lentBySecond: told(lent[1]),
  };
}

const lentByBoth = ({ lentByFirst, lentBySecond }: DepartmentPair) =>
  (lentByFirst ?? 0) + (lentBySecond ?? 0);

function byStrength(a: DepartmentPair, b: DepartmentPair): number {
  return (
    b.sharedObjectiveIds.length - a.sharedObjectiveIds.length ||
    lentByBoth(b) - lentByBoth(a) ||
    compare(a.firstId, b.firstId) ||
    compare(a.secondId, b.secondId)
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
