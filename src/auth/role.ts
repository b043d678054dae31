import { registerEnumType } from 'type-graphql';
import type { Role as RoleName } from '../graphql/context.js';

export const Role = {
  ADMIN: 'ADMIN',
  HR: 'HR',
  RESOURCE_MANAGER: 'RESOURCE_MANAGER',
  DEPARTMENT_HEAD: 'DEPARTMENT_HEAD',
  PROJECT_LEAD: 'PROJECT_LEAD',
  FINANCE: 'FINANCE',
  RISK_OFFICER: 'RISK_OFFICER',
  WORKER: 'WORKER',
} as const satisfies { [Name in RoleName]: Name };
export type Role = RoleName;
registerEnumType(Role, {
  name: 'Role',
  description: 'What a person is here for. One may have several.',
  valuesConfig: {
    ADMIN: { description: 'Manages departments, holidays, accounts and grants.' },
    HR: { description: 'Manages the workforce.' },
    RESOURCE_MANAGER: { description: 'Manages every assignment.' },
    DEPARTMENT_HEAD: {
      description: 'Manages time off and assignments of the people of a department and of those below it.',
    },
    PROJECT_LEAD: { description: 'Manages an objective and those below it, and staffs them.' },
    FINANCE: { description: 'Sees rates and costs.' },
    RISK_OFFICER: { description: 'Watches risks.' },
    WORKER: { description: 'Works here: sees their own departments, asks for their own time off.' },
  },
});

/** What a client application may be allowed; what each scope opens is said in `rules.ts` and `policy.ts`. */
export const SCOPES: ReadonlySet<string> = new Set([
  'capacity:read',
  'workforce:read',
  'workforce:write',
  'assignments:write',
  'events:subscribe',
  'webhooks:write',
]);

/** For descriptions: the scopes as a reader needs them. */
export const SCOPE_LIST = [...SCOPES].map((scope) => `\`${scope}\``).join(', ');
