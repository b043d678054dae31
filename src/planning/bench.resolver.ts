import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { GraphQLDecimal } from '../graphql/scalars.js';
import { Worker, WorkerKind, workerById } from '../workforce/worker.js';
import { BenchLine, BenchReport, BenchWorker } from './bench.js';
import { bench } from './bench-report.js';

@Resolver(() => BenchLine)
export class BenchResolver {
  @Query(() => BenchReport, {
    description:
      'Who has little to do, and where? People in use with much of their effective minutes free, by department. Totals are seen by everyone signed in, people by those who may see them.',
  })
  bench(
    @Ctx() ctx: Context,
    @Arg('range', () => DateRangeInput, { description: 'Which days.' }) range: DateRangeInput,
    @Arg('departmentId', () => ID, {
      nullable: true,
      description: 'Of this department; of the whole organisation by default.',
    })
    departmentId?: string | null,
    @Arg('includeSubtree', () => Boolean, {
      defaultValue: true,
      description: 'Whether departments below it count as well; they do by default.',
    })
    includeSubtree: boolean = true,
    @Arg('minFreePercent', () => GraphQLDecimal, {
      defaultValue: '50',
      description: 'Having at least this share of their effective minutes free, 0 to 100.',
    })
    minFreePercent: string = '50',
    @Arg('minFreeMinutes', () => Int, {
      defaultValue: 1,
      description: 'Having at least so many free minutes in the range, 1 or more.',
    })
    minFreeMinutes: number = 1,
    @Arg('kinds', () => [WorkerKind], { nullable: true, description: 'Of these kinds; any by default.' })
    kinds?: WorkerKind[] | null,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many people to name, 1 to 100.' })
    first: number = 25,
  ): Promise<BenchReport> {
    return bench(ctx, {
      range,
      departmentId,
      includeSubtree,
      minFreePercent,
      minFreeMinutes,
      kinds: kinds ?? null,
      first,
    });
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description: 'The department; null for those with a share in none, and for everybody.',
  })
  department(@Ctx() ctx: Context, @Root() { departmentId }: BenchLine): Promise<Department | null> | null {
    return departmentId ? departmentById.load(ctx, departmentId) : null;
  }
}

@Resolver(() => BenchWorker)
export class BenchWorkerResolver {
  @FieldResolver(() => Worker, { description: 'Who it is.' })
  worker(@Ctx() ctx: Context, @Root() { workerId }: BenchWorker): Promise<Worker | null> {
    return workerById.load(ctx, workerId);
  }
}
