import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { canSeeTotals } from '../auth/policy.js';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { authorize } from '../graphql/errors.js';
import { DateRangeInput } from '../graphql/range.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import { CollaborationMatrix, CollaborationPair, ObjectiveDepartment } from './collaboration.js';
import { collaborationMatrix, departmentsOn, strongestPairs } from './collaboration.service.js';
import { WorkArgs } from './strategy-args.js';

@Resolver(() => CollaborationMatrix)
export class CollaborationMatrixResolver {
  @Query(() => CollaborationMatrix, {
    description:
      'Which departments work together in a range of days, on what, and how much one lends to another. Everyone signed in sees it; client applications need `capacity:read`.',
  })
  collaborationMatrix(
    @Ctx() ctx: Context,
    @Args(() => WorkArgs) { range, includeTentative }: WorkArgs,
  ): Promise<CollaborationMatrix> {
    return collaborationMatrix(ctx, range, includeTentative);
  }

  @FieldResolver(() => [CollaborationPair], {
    description:
      'The strongest pairs: those with the most objectives in common, then with the most minutes lent, then by id.',
  })
  pairs(
    @Root() matrix: CollaborationMatrix,
    @Arg('first', () => Int, { defaultValue: 100, description: 'How many, 1 to 1,000.' }) first: number,
    @Arg('departmentId', () => ID, {
      nullable: true,
      description: 'Only pairs that this department is one of.',
    })
    departmentId?: string | null,
  ): CollaborationPair[] {
    return strongestPairs(matrix, first, departmentId ?? null);
  }
}

@Resolver(() => CollaborationPair)
export class CollaborationPairResolver {
  @FieldResolver(() => Department, { description: 'The one with the lesser id.' })
  first(@Ctx() ctx: Context, @Root() { firstId }: CollaborationPair): Promise<Department | null> {
    return departmentById.load(ctx, firstId);
  }

  @FieldResolver(() => Department, { description: 'The other one.' })
  second(@Ctx() ctx: Context, @Root() { secondId }: CollaborationPair): Promise<Department | null> {
    return departmentById.load(ctx, secondId);
  }

  @FieldResolver(() => [Objective], {
    description: 'The objectives both have minutes on, by id: the older ones first.',
  })
  sharedObjectives(
    @Ctx() ctx: Context,
    @Root() { sharedObjectiveIds }: CollaborationPair,
  ): Promise<(Objective | null)[]> {
    return objectiveById.loadMany(ctx, sharedObjectiveIds);
  }
}

@Resolver(() => ObjectiveDepartment)
export class ObjectiveDepartmentResolver {
  @FieldResolver(() => Department, {
    nullable: true,
    description: 'Which one; null for the share of people that belongs to no department.',
  })
  department(
    @Ctx() ctx: Context,
    @Root() { departmentId }: ObjectiveDepartment,
  ): Promise<Department | null> | null {
    return departmentId ? departmentById.load(ctx, departmentId) : null;
  }
}

@Resolver(() => Objective)
export class ObjectiveDepartmentsResolver {
  @FieldResolver(() => [ObjectiveDepartment], {
    description:
      'Which departments work on it in a range of days, and how much; most first, and last what is withheld. Everyone signed in sees it; client applications need `capacity:read`.',
  })
  departments(
    @Ctx() ctx: Context,
    @Root() { id }: Objective,
    @Arg('range', () => DateRangeInput, { description: 'Which days.' }) range: DateRangeInput,
    @Arg('includeTentative', () => Boolean, {
      defaultValue: false,
      description: 'Whether proposed assignments count like confirmed ones.',
    })
    includeTentative: boolean,
  ): Promise<ObjectiveDepartment[]> {
    authorize(canSeeTotals(ctx.viewer));
    return departmentsOn(ctx, id, range, includeTentative);
  }
}
