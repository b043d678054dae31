import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { Worker, workerById } from '../workforce/worker.js';
import { Bucket } from './capacity.js';
import { scenarioDiff } from './scenario-comparison.js';
import {
  ScenarioDepartmentDiff,
  ScenarioDiff,
  ScenarioNeedDiff,
  ScenarioWorkerDiff,
} from './scenario-diff.js';

@Resolver(() => ScenarioDepartmentDiff)
export class ScenarioDiffResolver {
  @Query(() => ScenarioDiff, {
    description:
      'What a scenario changes of capacity and overbookings, before and after, for those who see it.',
  })
  scenarioDiff(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Which scenario.' }) id: string,
    @Arg('range', () => DateRangeInput, { description: 'Which days.' }) range: DateRangeInput,
    @Arg('bucket', () => Bucket, {
      defaultValue: Bucket.MONTH,
      description: 'Into what the range is divided.',
    })
    bucket: Bucket = Bucket.MONTH,
  ): Promise<ScenarioDiff> {
    return scenarioDiff(ctx, id, { range, bucket });
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description: 'Which department; null for the share of people that belongs to none.',
  })
  department(
    @Ctx() ctx: Context,
    @Root() { departmentId }: ScenarioDepartmentDiff,
  ): Promise<Department | null> | null {
    return departmentId ? departmentById.load(ctx, departmentId) : null;
  }
}

@Resolver(() => ScenarioNeedDiff)
export class ScenarioNeedDiffResolver {
  @FieldResolver(() => Department, {
    nullable: true,
    description: 'Whose needs; null for those of no department.',
  })
  department(
    @Ctx() ctx: Context,
    @Root() { departmentId }: ScenarioNeedDiff,
  ): Promise<Department | null> | null {
    return departmentId ? departmentById.load(ctx, departmentId) : null;
  }
}

@Resolver(() => ScenarioWorkerDiff)
export class ScenarioWorkerDiffResolver {
  @FieldResolver(() => Worker, {
    nullable: true,
    description: 'Who; null for one who does not exist yet, and for others.',
  })
  worker(@Ctx() ctx: Context, @Root() { workerId }: ScenarioWorkerDiff): Promise<Worker | null> | null {
    return workerId ? workerById.load(ctx, workerId) : null;
  }
}
