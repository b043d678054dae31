import { ArrayMaxSize } from 'class-validator';
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { Grant } from './access-grant.js';
import { grantCreate, grantRevoke } from './access-grant.service.js';
import { Account, accountById } from './account.js';
import { Role, SCOPE_LIST } from './role.js';

@InputType({ description: 'What an account shall be allowed: either a role, or scopes.' })
class GrantCreateInput {
  @Field(() => ID, { description: 'To which account.' })
  accountId!: string;

  @Field(() => Role, { nullable: true, description: 'What the person shall be. For people only.' })
  role?: Role | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The department that a DEPARTMENT_HEAD heads, with those below it; for no other role.',
  })
  departmentId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The objective that a PROJECT_LEAD leads, with those below it; for no other role.',
  })
  objectiveId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: `What the client may do: some of ${SCOPE_LIST}. For clients only.`,
  })
  @ArrayMaxSize(20)
  scopes?: string[] | null;
}

@InputType({ description: 'Which grant shall be taken back.' })
class GrantRevokeInput {
  @Field(() => ID, { description: 'Which grant. It never changes, hence no version is asked for.' })
  id!: string;
}

@Resolver(() => Grant)
export class GrantResolver {
  @FieldResolver(() => Account, { description: 'Whose grant it is.' })
  account(@Ctx() ctx: Context, @Root() { accountId }: Grant): Promise<Account | null> {
    return accountById.load(ctx, accountId);
  }

  @Mutation(() => Grant, {
    description:
      'Gives an account a role or scopes, which it has within a second. CONFLICT (GRANTED_ALREADY) where it has them. For ADMIN.',
  })
  grantCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => GrantCreateInput, { description: 'What, and to whom.' }) input: GrantCreateInput,
  ): Promise<Grant> {
    return grantCreate(ctx, input);
  }

  @Mutation(() => Account, {
    description:
      'Takes a grant back, which ends within a second what was allowed by it; answers the account. CONFLICT (OWN_ADMIN) where it makes you an ADMIN. For ADMIN.',
  })
  grantRevoke(
    @Ctx() ctx: Context,
    @Arg('input', () => GrantRevokeInput, { description: 'Which one.' }) input: GrantRevokeInput,
  ): Promise<Account> {
    return grantRevoke(ctx, input);
  }
}
