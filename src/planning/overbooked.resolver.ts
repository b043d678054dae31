import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { Worker, workerById } from '../workforce/worker.js';
import { OverbookedWorker, OverbookedWorkerConnection } from './overbooked.js';
import { overbookedWorkers } from './overbooked-workers.js';
import { CapacityScopeInput } from './scope.js';

@Resolver(() => OverbookedWorker)
export class OverbookedWorkerResolver {
  @Query(() => OverbookedWorkerConnection, {
    description:
      'Whose confirmed assignments cannot all be worked, in which days, and what forces them: of the workers that the viewer sees, in the order of their ids.',
  })
  overbookings(
    @Ctx() ctx: Context,
    @Arg('range', () => DateRangeInput, { description: 'Which days.' }) range: DateRangeInput,
    @Arg('scope', () => CapacityScopeInput, {
      nullable: true,
      description: 'Whose; everybody’s by default, as with all departments.',
    })
    scope?: CapacityScopeInput,
    @Arg('includeFeasible', () => Boolean, {
      defaultValue: false,
      description: 'Whether to name those as well whose confirmed work of the range all finds a place.',
    })
    includeFeasible: boolean = false,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many, 1 to 100.' }) first: number = 25,
    @Arg('after', () => String, { nullable: true, description: 'Continue behind this cursor.' })
    after?: string,
  ): Promise<Connection<OverbookedWorker>> {
    return overbookedWorkers(ctx, {
      scope: scope ?? {},
      range,
      includeFeasible,
      first,
      after: after ?? null,
    });
  }

  @FieldResolver(() => Worker, { description: 'Whose.' })
  worker(@Ctx() ctx: Context, @Root() { workerId }: OverbookedWorker): Promise<Worker | null> {
    return workerById.load(ctx, workerId);
  }
}
