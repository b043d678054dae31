import { betweennessOf } from './graph-betweenness.js';
import { brokerageOf } from './graph-brokerage.js';
import { communitiesOf, externalInternalIndex } from './graph-communities.js';
import { type Evidence, evidenceOf, strategicShares, worksByDepartment } from './graph-evidence.js';
import { fragmentationOf, removals } from './graph-fragmentation.js';
import { type TiedAsked, tiedBy } from './graph-ties.js';

/** What a composite is made of, each from 0 to 1. */
export interface MeasureWeights {
  readonly strategicShare: number;
  readonly betweenness: number;
  readonly brokerage: number;
  readonly fragmentation: number;
  readonly soleProvider: number;
}

export interface KeyDepartmentsAsked extends TiedAsked {
  /** Skills that are required and that only this department has, by department. */
  readonly soleSkills: ReadonlyMap<string, readonly string[]>;
  readonly weights: MeasureWeights;
  /** How many departments are answered. */
  readonly first: number;
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
  const { works, network, ties, withheldTies } = tiedBy(asked);
  const apart = fragmentationOf(network);
  const shares = strategicShares(works, asked.minimumPeople);
  const [betweenness, brokerage, without] = [betweennessOf(network), brokerageOf(network), removals(network)];
  const communities = communitiesOf(network);
  const external = externalInternalIndex(network, (id) => communities.get(id));
  const most = Math.max(1, ...[...asked.soleSkills.values()].map(({ length }) => length));
  const own = worksByDepartment(works, asked.minimumPeople);

  const ranked = asked.work.departmentIds.map((departmentId) => {
    const soleSkillIds = asked.soleSkills.get(departmentId) ?? [];
    const { constraint, effectiveSize } = brokerage.get(departmentId)!;
    const { parted, isArticulation } = without.get(departmentId)!;
    const measured = {
      departmentId,
      strategicShare: shares.get(departmentId) ?? 0,
      betweenness: betweenness.get(departmentId)!,
      constraint,
      effectiveSize,
      fragmentation: parted,
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
  return { departments, ties, withheldTies, fragmentation: apart };
}

const MEASURES = ['strategicShare', 'betweenness', 'brokerage', 'fragmentation', 'soleProvider'] as const;

function meanOf(parts: MeasureWeights, weights: MeasureWeights): number {
  const whole = MEASURES.reduce((sum, measure) => sum + weights[measure], 0);
  return MEASURES.reduce((sum, measure) => sum + (weights[measure] / whole) * parts[measure], 0);
}
