import type { Change } from '../events/change-log.js';
import type { PlannedEngagement } from './engagement-plan.js';
import type { PlannedWorker, WorkerColumns } from './worker-plan.js';

type Told = Omit<Change, 'workerId' | 'capacity' | 'causeId'>;

/** What happened to a worker, in the words of `workforce/`. The first event is the one that tells of the capacity. */
export function eventsOf({ id, stored, columns, isChanged, engagement }: PlannedWorker): Told[] {
  const events: Told[] = [];
  if (isChanged) {
    events.push({
      kind: stored ? 'WORKER_UPDATED' : 'WORKER_CREATED',
      subjectType: 'Worker',
      subjectId: id,
      before: stored && workerFacts(stored, stored.isArchived, stored.version),
      after: workerFacts(columns, stored?.isArchived ?? false, (stored?.version ?? 0) + 1),
    });
  }
  if (engagement) events.push(...eventsOfEngagement(id, engagement));
  return events;
}

function eventsOfEngagement(workerId: string, engagement: PlannedEngagement): Told[] {
  const { id, stored, from, to, state, isChanged, pattern } = engagement;
  const events: Told[] = [];
  if (isChanged) {
    events.push({
      kind: stored ? 'ENGAGEMENT_UPDATED' : 'ENGAGEMENT_CREATED',
      subjectType: 'Engagement',
      subjectId: id,
      before: stored && { workerId, from, to: stored.to, state: stored.state, version: stored.version },
      after: { workerId, from, to, state, version: (stored?.version ?? 0) + 1 },
    });
  }
  // The first pattern comes along with its engagement.
  if (pattern && stored) {
    const { stored: before, anchor, minutes } = pattern;
    const facts = { engagementId: id, from: pattern.from, anchor };
    events.push({
      kind: 'WORK_PATTERN_SET',
      subjectType: 'WorkPattern',
      subjectId: pattern.id,
      before: before && { ...facts, minutes: before.minutes, version: before.version },
      after: { ...facts, minutes, version: (before?.version ?? 0) + 1 },
    });
  }
  return events;
}

const workerFacts = (
  { kind, timeZone, region, workMode }: WorkerColumns,
  isArchived: boolean,
  version: number,
) => ({
  kind,
  timeZone,
  region,
  workMode,
  isArchived,
  version,
});
