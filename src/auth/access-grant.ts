import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, ObjectType } from 'type-graphql';
import { columnsOf } from '../graphql/columns.js';
import { defineConstraint } from '../graphql/constraints.js';
import { defineLoader, listBy } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { rowsOf } from '../graphql/statement.js';
import { Account } from './account.js';
import { canManageAccess } from './policy.js';
import { Role, SCOPE_LIST } from './role.js';

/** Never changed: it is given, and taken back. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'What an account may do: one role, for heads over a department and for leads over an objective; or, for clients, scopes. Seen by ADMIN.',
})
@Entity({ tableName: 'access_grant' })
export class Grant extends Node {
  @ManyToOne(() => Account, { mapToPk: true, fieldName: 'account_id' })
  accountId!: string;

  @Field(() => Role, { nullable: true, description: 'What the person is; null for a grant of scopes.' })
  @Property({ type: 'text', nullable: true })
  role: Role | null = null;

  @Property({ type: 'uuid', nullable: true })
  departmentId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  objectiveId: string | null = null;

  @Field(() => [String], {
    description: `What the client may do, in alphabetical order: some of ${SCOPE_LIST}. Empty for a grant of a role.`,
  })
  @Property({ type: 'string[]', columnType: 'text[]' })
  scopes: string[] = [];
}

export const grantFacts = ({ accountId, role, departmentId, objectiveId, scopes, version }: Grant) => ({
  accountId,
  role,
  departmentId,
  objectiveId,
  scopes,
  version,
});

const columns = columnsOf(Grant, 'g');

/** Null where there is none, and for whoever may not see grants. */
const grantById = defineLoader<string, Grant | null>(async (ids, ctx) => {
  const found = await rowsOf<Grant>(
    ctx,
    'grant.by-id',
    sql`select ${sql.raw(columns)} from access_grant g
      where g.id = any(${ids}::uuid[]) and ${canManageAccess(ctx.viewer)}::boolean`,
  );
  const byId = new Map(found.map((grant) => [grant.id, grant]));
  return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
});

/** Oldest first. */
export const grantsByAccount = listBy<Grant>(
  'grant.by-account',
  'accountId',
  `select ${columns} from access_grant g where g.account_id = any($1::uuid[]) order by g.created_at, g.id`,
);

defineConstraint('access_grant_once', {
  reason: 'GRANTED_ALREADY',
  message: 'The account has this grant already.',
  field: ['input'],
});

defineNode({ type: 'Grant', table: 'access_grant', load: grantById.load });
