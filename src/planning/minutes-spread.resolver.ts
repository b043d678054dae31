import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { Worker, workerById } from '../workforce/worker.js';
import { MinutesSpread, minutesSpread, Spreading, SpreadLine } from './minutes-spread.js';

@Resolver(() => SpreadLine)
export class MinutesSpreadResolver {
  @Query(() => MinutesSpread, {
    description:
      'How minutes of work could be given out to workers and days, by what these can do. For those who see the workers; nothing is written.',
  })
  minutesSpread(
    @Ctx() ctx: Context,
    @Arg('workerIds', () => [ID], { description: 'To whom, 1 to 100 workers, each once.' })
    workerIds: string[],
    @Arg('range', () => DateRangeInput, {
      description: 'To which days; workers times days are at most 3,660.',
    })
    range: DateRangeInput,
    @Arg('totalMinutes', () => Int, { description: 'Minutes in all, 0 to 5,260,320.' })
    totalMinutes: number,
    @Arg('spreading', () => Spreading, { defaultValue: Spreading.PROPORTIONAL, description: 'How.' })
    spreading: Spreading = Spreading.PROPORTIONAL,
  ): Promise<MinutesSpread> {
    return minutesSpread(ctx, { workerIds, range, totalMinutes, spreading });
  }

  @FieldResolver(() => Worker, { description: 'Who gets it.' })
  worker(@Ctx() ctx: Context, @Root() { workerId }: SpreadLine): Promise<Worker | null> {
    return workerById.load(ctx, workerId);
  }
}
