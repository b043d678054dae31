import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { WorkerKind } from '../workforce/worker.js';
import { Bucket } from './capacity.js';
import { HeadcountLine, HeadcountReport } from './headcount.js';
import { headcount } from './headcount-report.js';

@Resolver(() => HeadcountLine)
export class HeadcountResolver {
  @Query(() => HeadcountReport, {
    description:
      'How many are we, who comes, and who goes? People and full-time equivalents by department, by the known starts and ends of engagements and memberships. Totals are seen by everyone signed in.',
  })
  headcount(
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
    @Arg('bucket', () => Bucket, {
      defaultValue: Bucket.MONTH,
      description: 'Into what the range is divided.',
    })
    bucket: Bucket = Bucket.MONTH,
    @Arg('kinds', () => [WorkerKind], { nullable: true, description: 'Of these kinds; any by default.' })
    kinds?: WorkerKind[] | null,
  ): Promise<HeadcountReport> {
    return headcount(ctx, { range, departmentId, includeSubtree, bucket, kinds: kinds ?? null });
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description: 'The department; null for those with a share in none, and for everybody.',
  })
  department(
    @Ctx() ctx: Context,
    @Root() { departmentId }: HeadcountLine,
  ): Promise<Department | null> | null {
    return departmentId ? departmentById.load(ctx, departmentId) : null;
  }
}
