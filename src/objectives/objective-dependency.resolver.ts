import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { Objective, objectiveById } from './objective.js';
import { DependencyKind, dependenciesOf, dependentsOf, ObjectiveDependency } from './objective-dependency.js';
import { objectiveDependencyAdd, objectiveDependencyRemove } from './objective-dependency.service.js';

@InputType({ description: 'Which objective shall depend on which other one, and how.' })
class ObjectiveDependencyAddInput {
  @Field(() => ID, { description: 'The objective that depends.' })
  objectiveId!: string;

  @Field(() => ID, { description: 'The objective that it depends on; neither above nor below it.' })
  dependsOnId!: string;

  @Field(() => DependencyKind, { description: 'How it depends on it.' })
  kind!: DependencyKind;
}

@InputType({ description: 'Which dependency shall end.' })
class ObjectiveDependencyRemoveInput {
  @Field(() => ID, { description: 'Which dependency.' })
  id!: string;
}

const FOR_WHOM =
  'For ADMIN, the heads of the department that owns the depending objective, and leads of it or above it; of SHARES_RESULT for those of either objective.';

@Resolver(() => ObjectiveDependency)
export class ObjectiveDependencyResolver {
  @FieldResolver(() => Objective, {
    description: 'The objective that depends; of SHARES_RESULT the one with the lesser id.',
  })
  objective(@Ctx() ctx: Context, @Root() { objectiveId }: ObjectiveDependency): Promise<Objective | null> {
    return objectiveById.load(ctx, objectiveId);
  }

  @FieldResolver(() => Objective, {
    description: 'The objective that it depends on; of SHARES_RESULT the one with the greater id.',
  })
  dependsOn(@Ctx() ctx: Context, @Root() { dependsOnId }: ObjectiveDependency): Promise<Objective | null> {
    return objectiveById.load(ctx, dependsOnId);
  }

  @Mutation(() => ObjectiveDependency, {
    description: `Makes an objective depend on another one. CONFLICT (CYCLE) where that depends on it already, (DEPENDS_ON_ANCESTOR) where one lies above the other. ${FOR_WHOM}`,
  })
  objectiveDependencyAdd(
    @Ctx() ctx: Context,
    @Arg('input', () => ObjectiveDependencyAddInput, { description: 'Which, on which, and how.' })
    input: ObjectiveDependencyAddInput,
  ): Promise<ObjectiveDependency> {
    return objectiveDependencyAdd(ctx, input);
  }

  @Mutation(() => Objective, {
    description: `Ends a dependency, and answers the objective that depended. ${FOR_WHOM}`,
  })
  objectiveDependencyRemove(
    @Ctx() ctx: Context,
    @Arg('input', () => ObjectiveDependencyRemoveInput, { description: 'Which one.' })
    { id }: ObjectiveDependencyRemoveInput,
  ): Promise<Objective> {
    return objectiveDependencyRemove(ctx, id);
  }
}

@Resolver(() => Objective)
export class ObjectiveDependenciesResolver {
  @FieldResolver(() => [ObjectiveDependency], {
    description:
      'What it depends on, and what it shares with others; by the title of the other objective, then by kind.',
  })
  dependsOn(@Ctx() ctx: Context, @Root() { id }: Objective): Promise<ObjectiveDependency[]> {
    return dependenciesOf.load(ctx, id);
  }

  @FieldResolver(() => [ObjectiveDependency], {
    description:
      'What depends on it, and what it shares with others; by the title of the other objective, then by kind.',
  })
  dependents(@Ctx() ctx: Context, @Root() { id }: Objective): Promise<ObjectiveDependency[]> {
    return dependentsOf.load(ctx, id);
  }
}
