import { Arg, Args, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { cursorOf } from '../planning/capacity-message.js';
import { AFTER } from '../planning/news.js';
import { KeyDepartmentsArgs, keyDepartmentsAsked } from './key-departments-args.js';
import { KeyDepartmentChange, KeyDepartmentsChange } from './key-departments-change.js';
import { keyDepartmentsChanges, PAUSE_SECONDS, type RankingMessage } from './key-departments-changes.js';

type Arguments = KeyDepartmentsArgs & { after?: string | null };

@Resolver(() => KeyDepartmentChange)
export class KeyDepartmentChangeResolver {
  @Subscription(() => KeyDepartmentsChange, {
    description: `Which departments the strategy rests on, as \`keyDepartments\` says, then who changes in the ranking: who has another rank, or another score to four decimals. It is looked at anew after what happens, at most once in ${PAUSE_SECONDS} seconds; what was made undone meanwhile is not told. First a SNAPSHOT; with \`after\` only if anything happened behind that cursor, or if that is of a part of a SNAPSHOT which others follow. For people, and clients with both \`events:subscribe\` and \`capacity:read\`.`,
    subscribe: ({ args, context }: { args: Arguments; context: Context }) =>
      keyDepartmentsChanges(context, keyDepartmentsAsked(args), args.after ?? null),
  })
  async keyDepartmentsChanged(
    @Root() message: RankingMessage,
    @Ctx() ctx: Context,
    @Args(() => KeyDepartmentsArgs) _args: KeyDepartmentsArgs,
    @Arg('after', () => String, AFTER) _after?: string,
  ): Promise<KeyDepartmentsChange> {
    return { ...message, cursor: await cursorOf(ctx, message) };
  }

  @FieldResolver(() => Department, { description: 'Which one.' })
  department(@Ctx() ctx: Context, @Root() { departmentId }: KeyDepartmentChange): Promise<Department | null> {
    return departmentById.load(ctx, departmentId);
  }
}
