import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { columnsOf } from '../graphql/columns.js';
import { connectionOf } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';
import { containing, Direction, IdFilter, StringFilter } from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { listArgsOf, orderOf } from '../graphql/list-arguments.js';
import { oneById } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { GraphQLDateTime, GraphQLZone } from '../graphql/scalars.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A region whose public holidays are loaded. Workers keep the holidays of theirs.',
})
@Entity({ tableName: 'holiday_region' })
export class HolidayRegion extends Node {
  @Field(() => String, {
    description: 'ISO 3166 code of the country, with the part of it, such as `CH-GE`; unique.',
  })
  @Property({ type: 'text' })
  code!: string;

  @Field(() => String, { description: 'Its name, in English where that is known.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => GraphQLZone, { description: 'The zone whose days its holidays are.' })
  @Property({ type: 'text' })
  timeZone!: string;

  @Field(() => Int, { description: 'The first year that is loaded.' })
  @Property({ type: 'integer' })
  firstYear!: number;

  @Field(() => Int, { description: 'The last year that is loaded.' })
  @Property({ type: 'integer' })
  lastYear!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was loaded last.' })
  @Property({ type: 'datetime' })
  loadedAt!: Date;
}

const columns = columnsOf(HolidayRegion, 'r');

const holidayRegionById = oneById<HolidayRegion>(
  'holiday-region.by-id',
  `select ${columns} from holiday_region r where r.id = any($1::uuid[])`,
);

defineNode({ type: 'HolidayRegion', table: 'holiday_region', load: holidayRegionById.load });

export const HolidayRegionConnection = connectionOf(HolidayRegion, 'HolidayRegion');

@InputType({ description: 'Which regions to list. All conditions given must hold.' })
class HolidayRegionFilter {
  @Field(() => [HolidayRegionFilter], { nullable: true, description: 'All of these hold.' })
  and?: HolidayRegionFilter[];
  @Field(() => [HolidayRegionFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: HolidayRegionFilter[];
  @Field(() => HolidayRegionFilter, { nullable: true, description: 'This does not hold.' })
  not?: HolidayRegionFilter;
  @Field(() => String, { nullable: true, description: 'Code or name contains this, in whatever case.' })
  search?: string;
  @Field(() => IdFilter, { nullable: true, description: 'By id.' })
  id?: IdFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By code.' })
  code?: StringFilter;
}

const HolidayRegionOrderField = { CODE: 'CODE', NAME: 'NAME' } as const;
const HolidayRegionOrder = orderOf(HolidayRegionOrderField, 'HolidayRegion');

export const HolidayRegionListArgs = listArgsOf(HolidayRegionFilter, HolidayRegionOrder, {
  order: 'by code by default',
});

export const holidayRegions: List = {
  name: 'holiday-region.list',
  from: sql`holiday_region r`,
  columns: sql.raw(columns),
  id: sql`r.id`,
  filters: {
    search: (text: string) => sql`(r.code || ' ' || r.name) ilike ${containing(text)}`,
    id: sql`r.id`,
    code: sql`r.code`,
  },
  orders: { CODE: sql`r.code`, NAME: sql`r.name` },
  defaultOrder: [{ field: 'CODE', direction: Direction.ASC }],
};

/**
 * Holds regions still while workers come to them: whoever changes holidays waits, and finds the workers then.
 * @throws UserError BAD_USER_INPUT (UNKNOWN_REGION)
 */
export async function shareRegions(
  ctx: Context,
  codes: readonly (string | null | undefined)[],
): Promise<void> {
  const wanted = [...new Set(codes)].filter((code) => code != null);
  if (wanted.length === 0) return;
  const found = await ctx.rows<{ code: string }>(
    'holiday-region.share',
    'select code from holiday_region where code = any($1::text[]) order by code for share',
    [wanted],
  );
  const known = new Set(found.map(({ code }) => code));
  const missing = wanted.find((code) => !known.has(code));
  if (missing !== undefined) throw unknownRegion(missing);
}

/** The region, held against everyone else who changes its holidays or comes to it; null where it is not loaded. */
export async function lockRegion(ctx: Context, code: string): Promise<HolidayRegion | null> {
  await ctx.rows('holiday-region.lock', 'select code from holiday_region where code = $1 for no key update', [
    code,
  ]);
  return ctx.em.findOne(HolidayRegion, { code }, { refresh: true });
}

export const unknownRegion = (code: string) =>
  new UserError('BAD_USER_INPUT', `The holidays of region ${code} are not loaded.`, {
    reason: 'UNKNOWN_REGION',
    field: ['input', 'region'],
  });
