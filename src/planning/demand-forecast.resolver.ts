import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { DemandForecast } from './demand-forecast.js';
import { demandForecast } from './demand-forecast-report.js';
import { WorkforceNeedScopeInput } from './workforce-need.js';

@Resolver()
export class DemandForecastResolver {
  @Query(() => DemandForecast, {
    description:
      'How much confirmed work the next calendar quarters will bring, forecast from that of past weeks by the method that would have done best on them. With too little history it says so, and invents nothing. Totals are seen by everyone signed in.',
  })
  demandForecast(
    @Ctx() ctx: Context,
    @Arg('scope', () => WorkforceNeedScopeInput, {
      nullable: true,
      description: 'Whose; the whole organisation’s by default.',
    })
    scope?: WorkforceNeedScopeInput | null,
    @Arg('quarters', () => Int, {
      defaultValue: 1,
      description: 'How many quarters after the present one, 1 to 4.',
    })
    quarters: number = 1,
  ): Promise<DemandForecast> {
    return demandForecast(ctx, scope ?? null, quarters);
  }
}
