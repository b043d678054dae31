import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { columnsOf } from '../graphql/columns.js';
import { defineConstraint } from '../graphql/constraints.js';
import { defineLoader } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { rowsOf } from '../graphql/statement.js';
import { canManageAccess } from './policy.js';

export const AccountKind = { PERSON: 'PERSON', CLIENT: 'CLIENT' } as const;
export type AccountKind = keyof typeof AccountKind;
registerEnumType(AccountKind, {
  name: 'AccountKind',
  description: 'What signs in with an account.',
  valuesConfig: {
    PERSON: { description: 'Someone, whose rights are roles.' },
    CLIENT: { description: 'A program, whose rights are scopes.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Who may sign in: a person or a client application. Seen by ADMIN.',
})
@Entity({ tableName: 'account' })
export class Account extends Node {
  @Field(() => String, { description: 'The `sub` of the tokens that it signs in with; unique.' })
  @Property({ type: 'text' })
  subject!: string;

  @Field(() => String, { description: 'The name of the person or the program.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The e-mail address to reach them by; unique.' })
  @Property({ type: 'text', nullable: true })
  email: string | null = null;

  @Field(() => AccountKind, { description: 'A person or a program.' })
  @Property({ type: 'text' })
  kind!: AccountKind;

  @Property({ type: 'uuid', nullable: true })
  workerId: string | null = null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when it may not sign in any more; null while it may.',
  })
  @Property({ type: 'datetime', nullable: true })
  disabledAt: Date | null = null;
}

/** What the log keeps of an account: nothing personal, hence no subject either, which may be an e-mail address. */
export const accountFacts = ({ kind, workerId, disabledAt, version }: Account) => ({
  kind,
  workerId,
  isDisabled: disabledAt !== null,
  version,
});

export const accountColumns = sql.raw(columnsOf(Account, 'a'));

/** Null where there is none, and for whoever may not see accounts. */
export const accountById = defineLoader<string, Account | null>(async (ids, ctx) => {
  const found = await rowsOf<Account>(
    ctx,
    'account.by-id',
    sql`select ${accountColumns} from account a
      where a.id = any(${ids}::uuid[]) and ${canManageAccess(ctx.viewer)}::boolean`,
  );
  const byId = new Map(found.map((account) => [account.id, account]));
  return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
});

defineConstraint('account_subject_key', {
  reason: 'SUBJECT_TAKEN',
  message: 'Another account has this subject.',
  field: ['input', 'subject'],
});
defineConstraint('account_email', {
  reason: 'EMAIL_TAKEN',
  message: 'Another account has this e-mail address.',
  field: ['input', 'email'],
});
defineConstraint('account_worker_id_key', {
  reason: 'WORKER_HAS_ACCOUNT',
  message: 'The worker has another account already.',
  field: ['input', 'workerId'],
});

defineNode({ type: 'Account', table: 'account', load: accountById.load });
