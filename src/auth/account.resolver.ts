import { IsEmail, MaxLength } from 'class-validator';
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import type { PageArguments } from '../graphql/list-arguments.js';
import { page } from '../graphql/page.js';
import { NotBlank } from '../graphql/texts.js';
import { Grant, grantsByAccount } from './access-grant.js';
import { Account, AccountKind, accountById } from './account.js';
import { accountCreate, accountDisable, accountEnable, accountUpdate } from './account.service.js';
import { AccountConnection, AccountListArgs, accounts } from './account-list.js';

@InputType({ description: 'Someone who shall be able to sign in.' })
class AccountCreateInput {
  @Field(() => String, { description: 'The `sub` of their tokens, exactly; unique; 1 to 255 characters.' })
  @NotBlank()
  @MaxLength(255)
  subject!: string;

  @Field(() => String, { description: 'The name of the person or the program; 1 to 200 characters.' })
  @NotBlank()
  @MaxLength(200)
  name!: string;

  @Field(() => String, { nullable: true, description: 'An e-mail address to reach them by; unique.' })
  @IsEmail()
  @MaxLength(320)
  email?: string | null;

  @Field(() => AccountKind, { description: 'A person or a program.' })
  kind!: AccountKind;

  @Field(() => ID, {
    nullable: true,
    description: 'The worker whose account it is, if any; a worker has one account at most. For people only.',
  })
  workerId?: string | null;
}

@InputType({ description: 'Changes of an account: what is given is changed, the rest stays.' })
class AccountUpdateInput {
  @Field(() => ID, { description: 'Which account.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the person or the program; 1 to 200 characters.',
  })
  @NotBlank()
  @MaxLength(200)
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'An e-mail address to reach them by; unique; null for none.',
  })
  @IsEmail()
  @MaxLength(320)
  email?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The worker whose account it is; null for nobody’s. For people only.',
  })
  workerId?: string | null;
}

@InputType({ description: 'Which account, as you have seen it.' })
class AccountTransitionInput {
  @Field(() => ID, { description: 'Which account.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}

@Resolver(() => Account)
export class AccountResolver {
  @Query(() => Account, {
    nullable: true,
    description: 'An account by its id; null where there is none. For ADMIN.',
  })
  account(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Account | null> {
    return accountById.load(ctx, id);
  }

  @Query(() => AccountConnection, { description: 'Who may sign in, page by page. For ADMIN.' })
  accounts(
    @Ctx() ctx: Context,
    @Args(() => AccountListArgs) args: PageArguments,
  ): Promise<Connection<Account>> {
    return page(ctx, accounts, args);
  }

  @FieldResolver(() => [Grant], { description: 'What it may do, in the order it was granted.' })
  grants(@Ctx() ctx: Context, @Root() { id }: Account): Promise<Grant[]> {
    return grantsByAccount.load(ctx, id);
  }

  @Mutation(() => Account, {
    description:
      'Lets someone sign in. Until something is granted to them they only see what everyone signed in sees. For ADMIN.',
  })
  accountCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => AccountCreateInput, { description: 'Who.' }) input: AccountCreateInput,
  ): Promise<Account> {
    return accountCreate(ctx, input);
  }

  @Mutation(() => Account, {
    description:
      'Changes name, e-mail address or worker of an account; its subject and kind are for good. For ADMIN.',
  })
  accountUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => AccountUpdateInput, { description: 'Which one, and what changes.' })
    input: AccountUpdateInput,
  ): Promise<Account> {
    return accountUpdate(ctx, input);
  }

  @Mutation(() => Account, {
    description:
      'Ends what an account may do, within a second and wherever it is signed in. CONFLICT (OWN_ADMIN) for your own. For ADMIN.',
  })
  accountDisable(
    @Ctx() ctx: Context,
    @Arg('input', () => AccountTransitionInput, { description: 'Which one.' }) input: AccountTransitionInput,
  ): Promise<Account> {
    return accountDisable(ctx, input);
  }

  @Mutation(() => Account, {
    description: 'Lets a disabled account sign in again, with the grants it had. For ADMIN.',
  })
  accountEnable(
    @Ctx() ctx: Context,
    @Arg('input', () => AccountTransitionInput, { description: 'Which one.' }) input: AccountTransitionInput,
  ): Promise<Account> {
    return accountEnable(ctx, input);
  }
}
