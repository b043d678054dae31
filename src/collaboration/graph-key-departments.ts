import { betweennessOf } from './graph-betweenness.js';
import { brokerageOf } from './graph-brokerage.js';
import { communitiesOf, externalInternalIndex } from './graph-communities.js';
import { fragmentationOf, removals } from './graph-fragmentation.js';
import { edgesOf, networkOf } from './graph-network.js';
import { byObjective, type ObjectiveWork, pairKey, peopleOfPairs, type Work } from './graph-work.js';

/** What a composite is made of, each from 0 to 1. */
export interface MeasureWeights {
  readonly strategicShare: number;
  readonly betweenness: number;
  readonly brokerage: number;
  readonly fragmentation: number;
  readonly soleProvider: number;
}

export interface KeyDepartmentsAsked {
  readonly work: Work;
  /** The weight of each objective in the strategy, in the order of `work.objectiveIds`. */
  readonly strategyWeights: readonly number[];
  /** Skills that are required and that only this department has, by department. */
  readonly soleSkills: ReadonlyMap<string, readonly string[]>;
  readonly weights: MeasureWeights;
  /** What fewer people stand behind is withheld. */
  readonly minimumPeople: number;
  /** How many departments are answered. */
  readonly first: number;
}

/** One objective that a department works on; minutes and people are null where they are withheld. */
export interface Evidence {
  readonly objectiveId: string;
  readonly minutes: number | null;
  readonly people: number | null;
  /** Of the minutes of all on it, 0 to 1. */
  readonly share: number | null;
}

export interface KeyDepartmentFound {
  readonly departmentId: string;
  /** 0 to 1: the mean of the parts by the weights asked for. */
  readonly score: number;
  /** Of the weight of all objectives that somebody works on. */
  readonly strategicShare: number;
  readonly betweenness: number;
  readonly constraint: number | null;
  readonly effectiveSize: number;
  /** The share of pairs of others that are apart without it, beyond those that are apart anyhow. */
  readonly fragmentation: number;
  readonly isArticulation: boolean;
  readonly soleSkillIds: readonly string[];
  readonly community: number;
  readonly externalInternal: number | null;
  /** Of what is not withheld, and how many people these come from. */
  readonly minutes: number;
  readonly people: number;
  /** The weightiest first. */
  readonly evidence: readonly Evidence[];
}

export interface KeyDepartmentsFound {
  /** The highest score first, then by id. */
  readonly departments: readonly KeyDepartmentFound[];
  /** Ties of departments that fewer than the minimum stand behind: left out of the network. */
  readonly withheldTies: number;
  readonly ties: number;
  /** The share of pairs of departments that nothing connects. */
  readonly fragmentation: number;
}

/** Ranks departments by how much the strategy rests on them, with the parts of the judgement and its evidence. */
export function keyDepartmentsOf(asked: KeyDepartmentsAsked): KeyDepartmentsFound {
  const weightOf = new Map(asked.work.objectiveIds.map((id, i) => [id, asked.strategyWeights[i]!]));
  const works = byObjective(asked.work);
  const weighted = works.map((work) => ({ ...work, weight: weightOf.get(work.objectiveId)! }));
  const people = peopleOfPairs(works);
  const tied = edgesOf(
    weighted.map(({ weight, departments }) => ({
      weight,
      departmentIds: departments.map(({ departmentId }) => departmentId),
    })),
  );
  const shown = tied.filter(
    ({ firstId, secondId }) => people.get(pairKey(firstId, secondId))! >= asked.minimumPeople,
  );
  const network = networkOf(asked.work.departmentIds, shown);
  const apart = fragmentationOf(network);
  const shares = strategicShares(weighted);
  const [betweenness, brokerage, without] = [betweennessOf(network), brokerageOf(network), removals(network)];
  const communities = communitiesOf(network);
  const external = externalInternalIndex(network, (id) => communities.get(id));
  const most = Math.max(1, ...[...asked.soleSkills.values()].map(({ length }) => length));
  const own = worksByDepartment(weighted);

  const ranked = asked.work.departmentIds.map((departmentId) => {
    const soleSkillIds = asked.soleSkills.get(departmentId) ?? [];
    const { constraint, effectiveSize } = brokerage.get(departmentId)!;
    const { fragmentation, isArticulation } = without.get(departmentId)!;
    const measured = {
      departmentId,
      strategicShare: shares.get(departmentId) ?? 0,
      betweenness: betweenness.get(departmentId)!,
      constraint,
      effectiveSize,
      fragmentation: Math.max(0, fragmentation - apart),
      isArticulation,
      soleSkillIds,
      community: communities.get(departmentId)!,
      externalInternal: external.get(departmentId)!,
    };
    const parts: MeasureWeights = {
      ...measured,
      brokerage: constraint === null ? 0 : Math.max(0, 1 - constraint),
      soleProvider: soleSkillIds.length / most,
    };
    return { ...measured, score: meanOf(parts, asked.weights) };
  });
  const departments = ranked
    .sort((a, b) => b.score - a.score || (a.departmentId < b.departmentId ? -1 : 1))
    .slice(0, asked.first)
    .map((measured) => ({
      ...measured,
      ...evidenceOf(own.get(measured.departmentId) ?? [], asked.minimumPeople),
    }));
  return { departments, ties: tied.length, withheldTies: tied.length - shown.length, fragmentation: apart };
}

const MEASURES = ['strategicShare', 'betweenness', 'brokerage', 'fragmentation', 'soleProvider'] as const;

function meanOf(parts: MeasureWeights, weights: MeasureWeights): number {
  const whole = MEASURES.reduce((sum, measure) => sum + weights[measure], 0);
  return MEASURES.reduce((sum, measure) => sum + (weights[measure] / whole) * parts[measure], 0);
}

type Weighted = ObjectiveWork & { readonly weight: number };

/**
 * Each objective gives its weight to those who work on it, in proportion to their minutes; of the weight of all that
 * somebody works on. With the share of people of no department they add up to 1.
 */
function strategicShares(works: readonly Weighted[]): Map<string, number> {
  const whole = works.reduce((sum, { weight }) => sum + weight, 0);
  const shares = new Map<string, number>();
  if (whole === 0) return shares;
  for (const { weight, minutes, departments } of works)
    for (const { departmentId, minutes: own } of departments)
      shares.set(departmentId, (shares.get(departmentId) ?? 0) + (weight / whole) * (own / minutes));
  return shares;
}

interface OwnWork {
  readonly objectiveId: string;
  readonly weight: number;
  readonly minutes: number;
  readonly ofAll: number;
  readonly workers: ReadonlySet<number>;
}

function worksByDepartment(works: readonly Weighted[]): Map<string, OwnWork[]> {
  const own = new Map<string, OwnWork[]>();
  for (const { objectiveId, weight, minutes: ofAll, departments } of works) {
    for (const { departmentId, minutes, workers } of departments) {
      const list = own.get(departmentId) ?? [];
      own.set(departmentId, list);
      list.push({ objectiveId, weight, minutes, ofAll, workers });
    }
  }
  return own;
}

/** What is withheld is in no sum either, or it could be told from the difference. */
function evidenceOf(works: readonly OwnWork[], minimumPeople: number) {
  const standing = ({ weight, minutes, ofAll }: OwnWork) => weight * (minutes / ofAll);
  const ordered = works.toSorted(
    (a, b) => standing(b) - standing(a) || (a.objectiveId < b.objectiveId ? -1 : 1),
  );
  const shown = ordered.filter(({ workers }) => workers.size >= minimumPeople);
  return {
    minutes: shown.reduce((sum, work) => sum + work.minutes, 0),
    people: new Set(shown.flatMap(({ workers }) => [...workers])).size,
    evidence: ordered.map((work): Evidence => {
      const { objectiveId, minutes, ofAll, workers } = work;
      if (!shown.includes(work)) return { objectiveId, minutes: null, people: null, share: null };
      return { objectiveId, minutes, people: workers.size, share: minutes / ofAll };
    }),
  };
}
