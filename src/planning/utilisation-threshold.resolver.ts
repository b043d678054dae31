import { Arg, Ctx, FieldResolver, Int, Resolver, Root, Subscription } from 'type-graphql';
import { utilisation } from '../capacity/calendar-ratios.js';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { GraphQLDecimal } from '../graphql/scalars.js';
import {
  type CrossingMessage,
  type ThresholdQuestion,
  utilisationCrossings,
} from './utilisation-crossings.js';
import { ThresholdScopeInput, UtilisationCrossing, UtilisationState } from './utilisation-threshold.js';
import type { Standing } from './utilisation-watch.js';

type Arguments = Omit<ThresholdQuestion, 'scope'> & { scope?: ThresholdScopeInput | null };

@Resolver(() => UtilisationState)
export class UtilisationThresholdResolver {
  @Subscription(() => UtilisationCrossing, {
    description:
      'Whose utilisation (confirmed by effective minutes over the whole range) is high, then when it rises to `above` or more and when it falls to `below` or less, each once it has stayed there for `holdSeconds`; between them nothing is said. First a SNAPSHOT: high from `above` on, else normal. It is not resumed behind a cursor, as that snapshot tells all there is to know. Where nothing is effective there is no utilisation, and the level stays what it was. For people, and clients with both `events:subscribe` and `capacity:read`.',
    subscribe: ({ args, context }: { args: Arguments; context: Context }) =>
      utilisationCrossings(context, { ...args, scope: args.scope ?? {} }),
  })
  async utilisationThreshold(
    @Root() { kind, sequence, standings }: CrossingMessage,
    @Ctx() ctx: Context,
    @Arg('range', () => DateRangeInput, {
      description: 'Over which days; within the horizon (a year back, two ahead).',
    })
    _range: DateRangeInput,
    @Arg('above', () => GraphQLDecimal, {
      description:
        'High from so many percent on: 0 to 1000, with at most two decimals. Compared before any rounding.',
    })
    _above: string,
    @Arg('below', () => GraphQLDecimal, {
      description: 'Normal again from so many percent down: less than `above`.',
    })
    _below: string,
    @Arg('holdSeconds', () => Int, {
      defaultValue: 0,
      description:
        'How long it has to stay there before it is said, 0 to 86400 seconds, by the server’s clock.',
    })
    _holdSeconds: number,
    @Arg('scope', () => ThresholdScopeInput, {
      nullable: true,
      description: 'Whose; the whole organisation, as one, by default.',
    })
    _scope?: ThresholdScopeInput,
  ): Promise<UtilisationCrossing> {
    return { kind, cursor: await ctx.feed.cursorOf(sequence), states: standings.map(stateOf) };
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description: 'Whose; null for the organisation, and for the share that belongs to no department.',
  })
  department(
    @Ctx() ctx: Context,
    @Root() { departmentId }: UtilisationState,
  ): Promise<Department | null> | null {
    return departmentId ? departmentById.load(ctx, departmentId) : null;
  }
}

function stateOf({ departmentId, level, confirmed, effective }: Standing): UtilisationState {
  const hundredths = utilisation(confirmed, effective);
  return {
    departmentId,
    level,
    utilisationPercent: hundredths === null ? null : (hundredths / 100).toFixed(2),
    confirmedMinutes: confirmed,
    effectiveMinutes: effective,
  };
}
