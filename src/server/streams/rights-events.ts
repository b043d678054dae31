import type { ChangeEvent } from '../../events/change-event.js';
import type { Viewer } from '../../graphql/context.js';

/** Whether an event may have changed what such a viewer may see. */
type Concerns = (viewer: Viewer, event: ChangeEvent) => boolean;

const isOfHisWorker: Concerns = ({ workerId }, event) => workerId !== null && workerId === event.workerId;

/** By what an event is about. What is not named here changes nobody's rights. */
const CONCERNS: Readonly<Record<string, Concerns>> = {
  Account: ({ accountId }, { subjectId }) => accountId === subjectId,
  Grant: ({ accountId }, { before, after }) => (after ?? before)?.accountId === accountId,
  Department: ({ headOf }) => headOf.size > 0,
  Objective: ({ leads }) => leads.size > 0,
  Membership: isOfHisWorker,
  Worker: isOfHisWorker,
  Engagement: isOfHisWorker,
};

/** Whose rights these events may have changed; null where nobody's. */
export function concernedBy(events: readonly ChangeEvent[]): ((viewer: Viewer) => boolean) | null {
  const concerning = events.filter(({ subjectType }) => subjectType in CONCERNS);
  if (concerning.length === 0) return null;
  return (viewer) => concerning.some((event) => CONCERNS[event.subjectType]!(viewer, event));
}

export const mayConcern = ({ subjectType }: ChangeEvent): boolean => subjectType in CONCERNS;
