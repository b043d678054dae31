import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { Worker, WorkerKind, WorkMode, workerById } from '../workforce/worker.js';
import { AvailableWorker, AvailableWorkerConnection, OverlapInput } from './availability.js';
import { availableWorkers } from './available-workers.js';

@Resolver(() => AvailableWorker)
export class AvailabilityResolver {
  @Query(() => AvailableWorkerConnection, {
    description:
      'Who is free: workers in the viewer’s reach who have the skills and the free minutes in the range, best first, with the reasons.',
  })
  availableWorkers(
    @Ctx() ctx: Context,
    @Arg('range', () => DateRangeInput, { description: 'Which days.' }) range: DateRangeInput,
    @Arg('skills', () => [String], {
      defaultValue: [],
      description:
        'Having all of these skills, by name (in whatever case) or by id, at most 10; any by default.',
    })
    skills: string[] = [],
    @Arg('minLevel', () => Int, {
      defaultValue: 1,
      description: 'Each skill at least at this level, 1 to 5.',
    })
    minLevel: number = 1,
    @Arg('minFreeMinutes', () => Int, {
      defaultValue: 1,
      description: 'Having at least so many free minutes in the range.',
    })
    minFreeMinutes: number = 1,
    @Arg('kinds', () => [WorkerKind], { nullable: true, description: 'Of these kinds; any by default.' })
    kinds?: WorkerKind[],
    @Arg('workModes', () => [WorkMode], {
      nullable: true,
      description: 'Working like this; any way by default.',
    })
    workModes?: WorkMode[],
    @Arg('overlapWith', () => OverlapInput, {
      nullable: true,
      description: 'Sharing working hours with these.',
    })
    overlapWith?: OverlapInput,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many, 1 to 100.' }) first: number = 25,
    @Arg('after', () => String, { nullable: true, description: 'Continue behind this cursor.' })
    after?: string,
  ): Promise<AvailableWorkerConnection> {
    return availableWorkers(ctx, {
      range,
      skills,
      minLevel,
      minFreeMinutes,
      kinds: kinds ?? null,
      workModes: workModes ?? null,
      overlapWith: overlapWith ?? null,
      first,
      after: after ?? null,
    });
  }

  @FieldResolver(() => Worker, { description: 'Who is free.' })
  worker(@Ctx() ctx: Context, @Root() { workerId }: AvailableWorker): Promise<Worker | null> {
    return workerById.load(ctx, workerId);
  }
}
