import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Assignment, assignmentById } from '../assignments/assignment.js';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { BreakdownLine, CapacityBreakdown, capacityBreakdown } from './capacity-breakdown.js';

@Resolver(() => BreakdownLine)
export class CapacityBreakdownResolver {
  @Query(() => CapacityBreakdown, {
    description:
      'What the capacity of a worker, a department or, by default, the organisation consists of, to the minute. Totals are seen by everyone signed in, a worker by those who see the worker.',
  })
  capacityBreakdown(
    @Ctx() ctx: Context,
    @Arg('range', () => DateRangeInput, { description: 'Which days.' }) range: DateRangeInput,
    @Arg('workerId', () => ID, { nullable: true, description: 'Of this worker.' }) workerId?: string | null,
    @Arg('departmentId', () => ID, {
      nullable: true,
      description: 'Of this department: its members’ shares.',
    })
    departmentId?: string | null,
    @Arg('includeSubtree', () => Boolean, {
      defaultValue: true,
      description: 'Whether departments below it count as well; they do by default.',
    })
    includeSubtree: boolean = true,
    @Arg('first', () => Int, {
      defaultValue: 25,
      description: 'How many assignments have a line of their own, 1 to 100.',
    })
    first: number = 25,
  ): Promise<CapacityBreakdown> {
    const [worker, department] = [workerId ?? null, departmentId ?? null];
    return capacityBreakdown(ctx, {
      range,
      workerId: worker,
      departmentId: department,
      includeSubtree,
      first,
    });
  }

  @FieldResolver(() => Assignment, { nullable: true, description: 'Which assignment.' })
  assignment(@Ctx() ctx: Context, @Root() { assignmentId }: BreakdownLine): Promise<Assignment | null> {
    return assignmentById.load(ctx, assignmentId);
  }
}
