import { subjectOf } from './account.js';
import { type ConnectionOptions, demoToken } from './connection.js';

/** Whom the demo has an account for, by role. */
export const ROLES = ['admin', 'hr', 'manager', 'head', 'lead', 'finance', 'risk', 'worker', 'client'];

/** A token of the demo. @throws Failure where nobody is known so, or outside of demo mode */
export async function tokenAs(who: string, seconds: number, options: ConnectionOptions): Promise<string> {
  const subject = ROLES.includes(who) ? who : await subjectOf(who, options);
  return demoToken(subject, seconds);
}
