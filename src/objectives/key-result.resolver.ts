import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { GraphQLDecimal } from '../graphql/scalars.js';
import {
  KeyResultCreateInput,
  KeyResultRecordInput,
  KeyResultSeenInput,
  KeyResultUpdateInput,
} from './key-result.inputs.js';
import { KeyResult, KeyResultValue, keyResultsByObjective, valuesByKeyResult } from './key-result.js';
import { keyResultArchive, keyResultCreate, keyResultRecord, keyResultUpdate } from './key-result.service.js';
import { Objective, objectiveById } from './objective.js';
import { percentOf, progressOf } from './progress.js';

const FOR_WHOM = 'For ADMIN, the heads of the owning department, and leads of the objective or above it.';

@Resolver(() => KeyResult)
export class KeyResultResolver {
  @FieldResolver(() => Objective, { description: 'The objective that it tells of.' })
  objective(@Ctx() ctx: Context, @Root() { objectiveId }: KeyResult): Promise<Objective | null> {
    return objectiveById.load(ctx, objectiveId);
  }

  @FieldResolver(() => GraphQLDecimal, {
    description:
      'How much of the way from start to target is gone, 0.00 to 100.00 percent, rounded down; 0.00 before the start, 100.00 beyond the target.',
  })
  progressPercent(@Root() keyResult: KeyResult): string {
    return percentOf(progressOf(keyResult))!;
  }

  @FieldResolver(() => [KeyResultValue], {
    description: 'All that was recorded of it, by day, then in the order of recording.',
  })
  history(@Ctx() ctx: Context, @Root() { id }: KeyResult): Promise<KeyResultValue[]> {
    return valuesByKeyResult.load(ctx, id);
  }

  @Mutation(() => KeyResult, { description: `Adds a key result to an objective. ${FOR_WHOM}` })
  keyResultCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => KeyResultCreateInput, { description: 'The new key result.' })
    input: KeyResultCreateInput,
  ): Promise<KeyResult> {
    return keyResultCreate(ctx, input);
  }

  @Mutation(() => KeyResult, { description: `Changes what a key result measures. ${FOR_WHOM}` })
  keyResultUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => KeyResultUpdateInput, { description: 'Which one, and what changes.' })
    input: KeyResultUpdateInput,
  ): Promise<KeyResult> {
    return keyResultUpdate(ctx, input);
  }

  @Mutation(() => KeyResult, {
    description: `Records what a key result was on a day; what was recorded before stays in its history. ${FOR_WHOM}`,
  })
  keyResultRecord(
    @Ctx() ctx: Context,
    @Arg('input', () => KeyResultRecordInput, { description: 'Which one, what it was, and when.' })
    input: KeyResultRecordInput,
  ): Promise<KeyResult> {
    return keyResultRecord(ctx, input);
  }

  @Mutation(() => KeyResult, {
    description: `Gives a key result up: it counts no more, and its history stays. ${FOR_WHOM}`,
  })
  keyResultArchive(
    @Ctx() ctx: Context,
    @Arg('input', () => KeyResultSeenInput, { description: 'Which one.' })
    input: KeyResultSeenInput,
  ): Promise<KeyResult> {
    return keyResultArchive(ctx, input);
  }
}

@Resolver(() => Objective)
export class ObjectiveKeyResultsResolver {
  @FieldResolver(() => [KeyResult], {
    description: 'By what it is seen how far the objective is, without those given up; by title.',
  })
  keyResults(@Ctx() ctx: Context, @Root() { id }: Objective): Promise<KeyResult[]> {
    return keyResultsByObjective.load(ctx, id);
  }
}
