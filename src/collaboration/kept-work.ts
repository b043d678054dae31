import { type FactsText, factsOfText } from '../capacity/facts.js';
import type { LocalDate } from '../time/local-date.js';
import { type EffortOfPart, effortsOf, type Question } from './graph-minutes.js';
import type { StrategyHistory } from './graph-strategy.js';
import { type Work, WorkCollection } from './graph-work.js';

/** The minutes of a range as the thread keeps them, by the number that it was asked to keep them under. */
const kept = new Map<number, Map<string, readonly EffortOfPart[]>>();

export interface TakeAsked extends Pick<Question, 'range' | 'includeTentative'> {
  readonly keptId: number;
  readonly partStarts: readonly LocalDate[];
  /** What these people put in is computed anew. */
  readonly facts: FactsText;
}

export function take({ keptId, facts, ...asked }: TakeAsked): null {
  const byWorker = kept.get(keptId) ?? new Map<string, readonly EffortOfPart[]>();
  kept.set(keptId, byWorker);
  for (const worker of factsOfText(facts).values()) {
    const efforts = effortsOf(worker, { ...asked, objectiveIds: null });
    if (efforts.length > 0) byWorker.set(worker.workerId, efforts);
    else byWorker.delete(worker.workerId);
  }
  return null;
}

export function forget({ keptId }: { readonly keptId: number }): null {
  kept.delete(keptId);
  return null;
}

/** Which part of what is kept, and as what. */
export interface KeptWork {
  readonly keptId: number;
  /** Null for all. */
  readonly objectiveIds: readonly string[] | null;
  /** As part of which department each one counts. */
  readonly groups: ReadonlyMap<string, string>;
  /** Those that are there even without any work; as groups. */
  readonly inUse: readonly string[];
  /** Of the strategy, over the parts that the minutes are kept in. */
  readonly history: StrategyHistory;
}

export function workOf({ keptId, objectiveIds, groups, inUse }: KeptWork): Work {
  const people = kept.get(keptId)?.values().toArray() ?? [];
  const groupOf = (id: string) => groups.get(id) ?? null;
  const worked = new Set(people.flatMap((efforts) => efforts.map(({ departmentId }) => departmentId)));
  const departmentIds = new Set([...inUse, ...[...worked].map((id) => (id === null ? null : groupOf(id)))]);
  const collection = new WorkCollection(
    [...departmentIds].filter((id) => id !== null),
    groupOf,
  );
  const wanted = objectiveIds && new Set(objectiveIds);
  for (const efforts of people)
    collection.addWorker(wanted ? efforts.filter(({ objectiveId }) => wanted.has(objectiveId)) : efforts);
  return collection.work();
}
