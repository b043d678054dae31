import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLDate, GraphQLDecimal } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';

export enum ForecastMethod {
  NAIVE = 'NAIVE',
  DAMPED_HOLT = 'DAMPED_HOLT',
  THETA = 'THETA',
}
registerEnumType(ForecastMethod, {
  name: 'ForecastMethod',
  description: 'How demand is forecast.',
  valuesConfig: {
    NAIVE: { description: 'As in the last week, or as a year ago where the history has a season of a year.' },
    DAMPED_HOLT: { description: 'Level and damped trend (Gardner & McKenzie 1985).' },
    THETA: {
      description: 'Straight line and smoothed curvature, averaged (Assimakopoulos & Nikolopoulos 2000).',
    },
  },
});

export enum ForecastObstacle {
  NO_DEMAND = 'NO_DEMAND',
  TOO_LITTLE_HISTORY = 'TOO_LITTLE_HISTORY',
}
registerEnumType(ForecastObstacle, {
  name: 'ForecastObstacle',
  description: 'Why nothing is forecast.',
  valuesConfig: {
    NO_DEMAND: { description: 'There was no confirmed work in the last five years.' },
    TOO_LITTLE_HISTORY: {
      description: 'The weeks of history are fewer than are needed to judge a forecast by.',
    },
  },
});

@ObjectType({ simpleResolvers: true, description: 'How well a method would have forecast the past.' })
export class ForecastError {
  @Field(() => ForecastMethod, { description: 'The method.' })
  method!: ForecastMethod;

  @Field(() => GraphQLDecimal, {
    description: 'Symmetric mean absolute percentage error of the weeks, 0 to 200, to two decimals.',
  })
  smape!: string;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description:
      'Mean absolute scaled error of the weeks (Hyndman & Koehler 2006), to three decimals: below 1 is better than the naive method one week ahead. Null where the history never changes.',
  })
  mase!: string | null;

  @Field(() => Boolean, {
    description: 'Whether it is the one that the forecast was made by: the least error, scaled if it can be.',
  })
  isChosen!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'What a calendar quarter is expected to ask for.' })
export class ForecastQuarter {
  @Field(() => GraphQLDate, { description: 'The first day.' })
  from!: LocalDate;

  @Field(() => GraphQLDate, { description: 'The last day, included.' })
  to!: LocalDate;

  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes of confirmed work expected, each day a seventh of its week’s; null where nothing is forecast.',
  })
  forecastMinutes!: number | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: 'The same in full-time equivalents, to two decimals.',
  })
  forecastFte!: string | null;

  @Field(() => Int, { description: 'Minutes of it that are confirmed already.' })
  confirmedMinutes!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A forecast of confirmed work from that of past weeks, with the errors it would have had. It knows nothing of plans: staffing needs are in `workforceNeed`.',
})
export class DemandForecast {
  @Field(() => GraphQLDate, {
    nullable: true,
    description:
      'The Monday of the first week with confirmed work, at most five years back; null without any.',
  })
  historyFrom!: LocalDate | null;

  @Field(() => GraphQLDate, { description: 'The Sunday of the last whole week.' })
  historyTo!: LocalDate;

  @Field(() => Int, { description: 'Weeks of history.' })
  historyWeeks!: number;

  @Field(() => Int, { description: 'Weeks of history that this forecast takes.' })
  neededWeeks!: number;

  @Field(() => Int, { description: 'Weeks that are forecast, to the end of the last quarter.' })
  horizonWeeks!: number;

  @Field(() => ForecastObstacle, {
    nullable: true,
    description: 'Why nothing is forecast; null where something is.',
  })
  obstacle!: ForecastObstacle | null;

  @Field(() => ForecastMethod, {
    nullable: true,
    description: 'The method that did best; null where nothing is forecast.',
  })
  method!: ForecastMethod | null;

  @Field(() => Int, {
    description: 'From how many weeks of the past each method was tried, over the whole horizon.',
  })
  origins!: number;

  @Field(() => [ForecastError], { description: 'The errors of all methods, the simplest first.' })
  errors!: ForecastError[];

  @Field(() => [ForecastQuarter], { description: 'The quarters asked for, in order.' })
  quarters!: ForecastQuarter[];
}
