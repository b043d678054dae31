import { v7 as uuidv7 } from 'uuid';
import type { Role } from '../../src/graphql/context.js';
import type { TestApi } from './api.js';

interface Rights {
  role: Role;
  departmentId?: string;
  objectiveId?: string;
}

/** Someone who may sign in, by the `sub` of their token. */
export async function account({ database }: TestApi, subject: string, ...rights: (Role | Rights)[]): Promise<string> {
  const id = uuidv7();
  await database.rows('test.account', `insert into account (id, subject, name, kind) values ($1, $2, $2, 'PERSON')`, [id, subject]);
  for (const right of rights) {
    const { role, departmentId = null, objectiveId = null } = typeof right === 'string' ? { role: right } : right;
    await database.rows(
      'test.grant',
      'insert into access_grant (id, account_id, role, department_id, objective_id) values ($1, $2, $3, $4, $5)',
      [uuidv7(), id, role, departmentId, objectiveId],
    );
  }
  return subject;
}
