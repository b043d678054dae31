import { Arg, Ctx, Field, ID, InputType, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import {
  CapacityStore,
  CapacityStoreFilling,
  CapacityVerification,
  capacityStore,
} from './capacity-store.js';
import { capacityStoreClear, capacityStoreFill, capacityVerification } from './capacity-store.service.js';

@InputType({ description: 'Who is stored next.' })
class CapacityStoreFillInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The workers behind this one; from the first on by default.',
  })
  after?: string | null;
}

@Resolver()
export class CapacityStoreResolver {
  @Query(() => CapacityStore, { description: 'How much of capacity is stored. For ADMIN.' })
  capacityStore(@Ctx() ctx: Context): Promise<CapacityStore> {
    return capacityStore(ctx);
  }

  @Query(() => CapacityVerification, {
    description: 'Compares what is stored of capacity with what the facts come to, step by step. For ADMIN.',
  })
  capacityVerification(
    @Ctx() ctx: Context,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The `next` of the step before; the first step by default.',
    })
    after?: string,
  ): Promise<CapacityVerification> {
    return capacityVerification(ctx, after ?? null);
  }

  @Mutation(() => CapacityStore, {
    description:
      'Forgets all that is stored of capacity. Answers stay the same, but are computed, until the store is filled again. For ADMIN.',
  })
  capacityStoreClear(@Ctx() ctx: Context): Promise<CapacityStore> {
    return capacityStoreClear(ctx);
  }

  @Mutation(() => CapacityStoreFilling, {
    description: 'Stores the capacity of the next 200 workers, as a job does every hour. For ADMIN.',
  })
  capacityStoreFill(
    @Ctx() ctx: Context,
    @Arg('input', () => CapacityStoreFillInput, { description: 'Who is stored next.' })
    { after }: CapacityStoreFillInput,
  ): Promise<CapacityStoreFilling> {
    return capacityStoreFill(ctx, after ?? null);
  }
}
