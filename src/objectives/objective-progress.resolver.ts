import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { GraphQLDecimal } from '../graphql/scalars.js';
import { Objective } from './objective.js';
import { objectiveProgress } from './objective-progress.js';
import { objectiveProgressSet } from './objective-progress.service.js';
import { percentOf } from './progress.js';
import { ProgressMode } from './progress-mode.js';

@InputType({ description: 'Where the progress of an objective shall come from.' })
class ObjectiveProgressSetInput {
  @Field(() => ID, { description: 'Which objective.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;

  @Field(() => ProgressMode, { description: 'Whether it is computed or stated.' })
  mode!: ProgressMode;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: 'Of MANUAL: how far it is, 0 to 100 percent with at most two decimals. Of ROLLUP: none.',
  })
  percent?: string | null;
}

@Resolver(() => Objective)
export class ObjectiveProgressResolver {
  @FieldResolver(() => GraphQLDecimal, {
    nullable: true,
    description:
      'How far it is, 0.00 to 100.00 percent, rounded down. 100.00 where it is ACHIEVED; else, of MANUAL, what was stated; else the mean of its key results by weight, where it has any; else that of the objectives directly below it by weight, without cancelled ones and those that say nothing. Null where nothing of weight says anything.',
  })
  async progressPercent(@Ctx() ctx: Context, @Root() { id }: Objective): Promise<string | null> {
    return percentOf(await objectiveProgress.load(ctx, id));
  }

  @Mutation(() => Objective, {
    description:
      'Says where the progress of an objective comes from. For ADMIN, the heads of the owning department, and leads of it or above it.',
  })
  objectiveProgressSet(
    @Ctx() ctx: Context,
    @Arg('input', () => ObjectiveProgressSetInput, { description: 'Of which objective, and from where.' })
    input: ObjectiveProgressSetInput,
  ): Promise<Objective> {
    return objectiveProgressSet(ctx, input);
  }
}
