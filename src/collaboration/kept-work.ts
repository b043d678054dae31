import { type FactsText, factsOfText } from '../capacity/facts.js';
import { effortsOf, type PersonalEffort, type Question } from './graph-minutes.js';
import { type Work, WorkCollection } from './graph-work.js';

/** The minutes of a range as the thread keeps them, by the number that it was asked to keep them under. */
const kept = new Map<number, Map<string, readonly PersonalEffort[]>>();

export interface TakeAsked extends Pick<Question, 'range' | 'includeTentative'> {
  readonly keptId: number;
  /** What these people put in is computed anew. */
  readonly facts: FactsText;
}

export function take({ keptId, facts, range, includeTentative }: TakeAsked): null {
  const byWorker = kept.get(keptId) ?? new Map<string, readonly PersonalEffort[]>();
  kept.set(keptId, byWorker);
  for (const worker of factsOfText(facts).values()) {
    const efforts = effortsOf(worker, { range, includeTentative, objectiveIds: null });
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
