import { story } from './story.js';
import type { DemoWorker } from './workers.js';

interface AccountPlan {
  readonly subject: string;
  /** External id of the worker it is the account of. */
  readonly worker: string | null;
  readonly role?: string;
  /** Code. */
  readonly headOf?: string;
  /** External id. */
  readonly leads?: string;
  readonly scopes?: readonly string[];
}

/** Someone for each role; all are people who work here, but for the client, which is a program. */
export const accountPlans: readonly AccountPlan[] = [
  { subject: 'admin', worker: 'staff-hq-1', role: 'ADMIN' },
  { subject: 'hr', worker: 'staff-fin-2', role: 'HR' },
  { subject: 'manager', worker: 'staff-hq-4', role: 'RESOURCE_MANAGER' },
  { subject: 'head', worker: 'staff-dat-1', role: 'DEPARTMENT_HEAD', headOf: story.overloadedDepartment },
  { subject: 'lead', worker: 'staff-mob-1', role: 'PROJECT_LEAD', leads: story.sharedObjective },
  { subject: 'finance', worker: 'staff-fin-1', role: 'FINANCE' },
  { subject: 'risk', worker: 'staff-ops-4', role: 'RISK_OFFICER' },
  { subject: 'worker', worker: 'staff-mob-2', role: 'WORKER' },
  {
    subject: 'client',
    worker: null,
    scopes: ['capacity:read', 'assignments:write', 'events:subscribe', 'workforce:write', 'webhooks:write'],
  },
];

/** Rows of `account`; a person's name and e-mail address are those of the worker. */
export function accountRows(workers: ReadonlyMap<string, DemoWorker>, nextId: () => string) {
  return accountPlans.map(({ subject, worker: externalId }) => {
    const worker = externalId === null ? null : workers.get(externalId)!;
    return {
      id: nextId(),
      subject,
      name: worker?.name ?? 'Staffing board',
      email: worker?.email ?? null,
      kind: worker ? 'PERSON' : 'CLIENT',
      worker_id: worker?.id ?? null,
    };
  });
}
