import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { connectionOf } from '../graphql/connection.js';
import {
  BooleanFilter,
  containing,
  Direction,
  enumFilter,
  IdFilter,
  StringFilter,
} from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { listArgsOf, orderOf } from '../graphql/list-arguments.js';
import { Account, AccountKind, accountColumns } from './account.js';
import { canManageAccess } from './policy.js';
import { Role } from './role.js';

export const AccountConnection = connectionOf(Account, 'Account');

const AccountKindFilter = enumFilter(AccountKind, 'AccountKind');

@InputType({ description: 'Which accounts to list. All conditions given must hold.' })
class AccountFilter {
  @Field(() => [AccountFilter], { nullable: true, description: 'All of these hold.' })
  and?: AccountFilter[];
  @Field(() => [AccountFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: AccountFilter[];
  @Field(() => AccountFilter, { nullable: true, description: 'This does not hold.' })
  not?: AccountFilter;
  @Field(() => String, {
    nullable: true,
    description: 'Subject, name or e-mail address contains this, in whatever case.',
  })
  search?: string;
  @Field(() => IdFilter, { nullable: true, description: 'By id.' })
  id?: IdFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By the `sub` of its tokens.' })
  subject?: StringFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By name.' })
  name?: StringFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By e-mail address, in lower case.' })
  email?: StringFilter;
  @Field(() => AccountKindFilter, { nullable: true, description: 'People or programs.' })
  kind?: InstanceType<typeof AccountKindFilter>;
  @Field(() => IdFilter, { nullable: true, description: 'By the worker whose account it is.' })
  workerId?: IdFilter;
  @Field(() => [Role], { nullable: true, description: 'At least one of these roles is granted to it.' })
  roles?: Role[];
  @Field(() => [String], { nullable: true, description: 'At least one of these scopes is granted to it.' })
  scopes?: string[];
  @Field(() => BooleanFilter, { nullable: true, description: 'Whether it is disabled.' })
  isDisabled?: BooleanFilter;
}

const AccountOrderField = { NAME: 'NAME', SUBJECT: 'SUBJECT', CREATED_AT: 'CREATED_AT' } as const;
const AccountOrder = orderOf(AccountOrderField, 'Account');

export const AccountListArgs = listArgsOf(AccountFilter, AccountOrder, {
  order: 'by name by default',
  which: 'all by default, disabled ones too',
});

export const accounts: List = {
  name: 'account.list',
  from: sql`account a`,
  columns: accountColumns,
  id: sql`a.id`,
  filters: {
    search: (text: string) => sql`concat_ws(' ', a.subject, a.name, a.email) ilike ${containing(text)}`,
    id: sql`a.id`,
    subject: sql`a.subject`,
    name: sql`a.name`,
    email: sql`lower(a.email)`,
    kind: sql`a.kind`,
    workerId: sql`a.worker_id`,
    roles: (roles: Role[]) =>
      sql`exists (select 1 from access_grant g where g.account_id = a.id and g.role = any(${roles}))`,
    scopes: (scopes: string[]) =>
      sql`exists (select 1 from access_grant g where g.account_id = a.id and g.scopes && ${scopes}::text[])`,
    isDisabled: sql`(a.disabled_at is not null)`,
  },
  orders: { NAME: sql`a.name`, SUBJECT: sql`a.subject`, CREATED_AT: sql`a.created_at` },
  defaultOrder: [{ field: 'NAME', direction: Direction.ASC }],
  visible: ({ viewer }) => sql`${canManageAccess(viewer)}::boolean`,
};
