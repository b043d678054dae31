import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { Worker, workerById } from '../workforce/worker.js';
import { asIfOf } from './as-if.js';
import { Bucket, CapacityLine, CapacityReport } from './capacity.js';
import { capacityReport } from './capacity-report.js';
import { CapacityScopeInput } from './scope.js';

@Resolver(() => CapacityLine)
export class CapacityResolver {
  @Query(() => CapacityReport, {
    description:
      'Capacity of workers, departments or the organisation, in minutes, bucket by bucket. Totals are seen by everyone signed in, lines of workers by those who see the worker.',
  })
  async capacity(
    @Ctx() ctx: Context,
    @Arg('range', () => DateRangeInput, { description: 'Which days.' }) range: DateRangeInput,
    @Arg('scope', () => CapacityScopeInput, {
      nullable: true,
      description: 'Whose; the whole organisation by default.',
    })
    scope?: CapacityScopeInput,
    @Arg('bucket', () => Bucket, {
      defaultValue: Bucket.WEEK,
      description: 'Into what the range is divided.',
    })
    bucket: Bucket = Bucket.WEEK,
    @Arg('scenarioId', () => ID, {
      nullable: true,
      description:
        'As this scenario would make it, for those who see it. Workers that it adds have the ids of the changes that add them. None: as it is.',
    })
    scenarioId?: string,
  ): Promise<CapacityReport> {
    const asIf = scenarioId ? await asIfOf(ctx, scenarioId) : null;
    return capacityReport(ctx, scope ?? {}, range, bucket, asIf);
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description:
      'Whose line it is; null for a department, the organisation, and a worker whom a scenario adds.',
  })
  worker(@Ctx() ctx: Context, @Root() { workerId }: CapacityLine): Promise<Worker | null> | null {
    return workerId ? workerById.load(ctx, workerId) : null;
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description:
      'Whose line it is; null for a worker, the organisation, and the share that belongs to no department.',
  })
  department(@Ctx() ctx: Context, @Root() { departmentId }: CapacityLine): Promise<Department | null> | null {
    return departmentId ? departmentById.load(ctx, departmentId) : null;
  }
}
