import { Max, MaxLength, Min, MinLength } from 'class-validator';
import { Arg, Args, Ctx, Field, ID, InputType, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import type { PageArguments } from '../graphql/list-arguments.js';
import { page } from '../graphql/page.js';
import { checkedRange, DateRangeInput } from '../graphql/range.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { NotBlank } from '../graphql/texts.js';
import type { LocalDate } from '../time/local-date.js';
import { Holiday, holidaysOf } from './holiday.js';
import { holidayCreate, holidayRegionLoad, holidayRemove } from './holiday.service.js';
import {
  HolidayRegion,
  HolidayRegionConnection,
  HolidayRegionListArgs,
  holidayRegions,
} from './holiday-region.js';

const RANGE = { description: 'Which days; at most ten years.' };

@InputType({ description: 'The years of a region to load.' })
class HolidayRegionLoadInput {
  @Field(() => String, { description: 'ISO 3166 code of the country, with the part of it, such as `CH-GE`.' })
  @MinLength(2)
  @MaxLength(20)
  code!: string;

  @Field(() => Int, { description: 'The first year, from 1970 on.' })
  from!: number;

  @Field(() => Int, { description: 'The last year, included; to 2100, at most 30 years at once.' })
  to!: number;
}

@InputType({ description: 'A holiday that the library does not know.' })
class HolidayCreateInput {
  @Field(() => String, { description: 'Code of the region, which is loaded.' })
  @MaxLength(20)
  region!: string;

  @Field(() => GraphQLDate, { description: 'The day.' })
  day!: LocalDate;

  @Field(() => String, { description: 'What is celebrated, 1 to 200 characters.' })
  @NotBlank()
  @MaxLength(200)
  name!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of the 1,440 minutes of the day are off; all by default.',
  })
  @Min(1)
  @Max(1440)
  minutes?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'At which minute of the day it begins, 0 to 1,439; so that it ends at midnight by default.',
  })
  @Min(0)
  @Max(1439)
  startMinute?: number | null;
}

@InputType({ description: 'Which holiday, as you have seen it.' })
class HolidayRemoveInput {
  @Field(() => ID, { description: 'Which holiday.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}

@Resolver(() => HolidayRegion)
export class HolidayResolver {
  @Query(() => HolidayRegionConnection, {
    description: 'The regions whose holidays are loaded, page by page. Everyone signed in sees all.',
  })
  holidayRegions(
    @Ctx() ctx: Context,
    @Args(() => HolidayRegionListArgs) args: PageArguments,
  ): Promise<Connection<HolidayRegion>> {
    return page(ctx, holidayRegions, args);
  }

  @Query(() => [Holiday], {
    description: 'The holidays of a region by day; none where it is not loaded. Everyone signed in sees all.',
  })
  holidays(
    @Ctx() ctx: Context,
    @Arg('region', () => String, { description: 'Code of the region, such as `CH-GE`.' }) region: string,
    @Arg('range', () => DateRangeInput, RANGE) range: DateRangeInput,
  ): Promise<Holiday[]> {
    return holidaysOf(ctx, region, checkedRange(range));
  }

  @Mutation(() => HolidayRegion, {
    description:
      'Loads the public holidays of a region, in place of what was loaded for these years. Changes capacity. For ADMIN.',
  })
  holidayRegionLoad(
    @Ctx() ctx: Context,
    @Arg('input', () => HolidayRegionLoadInput, { description: 'Which region, which years.' })
    input: HolidayRegionLoadInput,
  ): Promise<HolidayRegion> {
    return holidayRegionLoad(ctx, input);
  }

  @Mutation(() => Holiday, { description: 'Adds a local holiday to a region. Changes capacity. For ADMIN.' })
  holidayCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => HolidayCreateInput, { description: 'The holiday.' }) input: HolidayCreateInput,
  ): Promise<Holiday> {
    return holidayCreate(ctx, input);
  }

  @Mutation(() => HolidayRegion, {
    description: 'Takes a local holiday away; answers its region. Changes capacity. For ADMIN.',
  })
  holidayRemove(
    @Ctx() ctx: Context,
    @Arg('input', () => HolidayRemoveInput, { description: 'Which one.' }) input: HolidayRemoveInput,
  ): Promise<HolidayRegion> {
    return holidayRemove(ctx, input);
  }
}
