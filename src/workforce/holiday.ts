import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { columnsOf } from '../graphql/columns.js';
import { defineConstraint } from '../graphql/constraints.js';
import type { Context } from '../graphql/context.js';
import { oneById } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { GraphQLDate } from '../graphql/scalars.js';
import type { DateRange } from '../time/date-range.js';
import type { LocalDate } from '../time/local-date.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A day that is a public holiday in a region, wholly or in part.',
})
@Entity({ tableName: 'holiday' })
export class Holiday extends Node {
  @Field(() => String, { description: 'Code of the region, such as `CH-GE`.' })
  @Property({ type: 'text' })
  region!: string;

  @Field(() => GraphQLDate, { description: 'The day.' })
  @Property({ type: 'date' })
  day!: LocalDate;

  @Field(() => String, { description: 'What is celebrated, in a language of the region.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => Int, { description: 'How many of the 1,440 minutes of the day are off.' })
  @Property({ type: 'integer' })
  minutes!: number;

  @Field(() => Int, { description: 'At which minute of the day it begins, 0 to 1,439.' })
  @Property({ type: 'integer' })
  startMinute!: number;

  @Field(() => Boolean, {
    description: 'Whether it was added by hand; loading the region again leaves it alone.',
  })
  @Property({ type: 'boolean' })
  isLocal!: boolean;
}

const SELECT = `select ${columnsOf(Holiday, 'h')} from holiday h`;

const holidayById = oneById<Holiday>('holiday.by-id', `${SELECT} where h.id = any($1::uuid[])`);

/** The holidays of a region, by day and name. */
export const holidaysOf = (ctx: Context, region: string, { from, to }: DateRange): Promise<Holiday[]> =>
  ctx.rows(
    'holiday.of-region',
    `${SELECT} where h.region = $1 and h.day between $2::date and $3::date order by h.day, h.name, h.id`,
    [region, from, to],
  );

defineConstraint('holiday_once', {
  reason: 'HOLIDAY_TAKEN',
  message: 'The region has a holiday of this name on this day.',
  field: ['input', 'name'],
});

defineNode({ type: 'Holiday', table: 'holiday', load: holidayById.load });
