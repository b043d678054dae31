import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { columnsOf } from '../graphql/columns.js';
import { defineLoader, listBy } from '../graphql/loader.js';
import { defineNode, Node } from '../graphql/node.js';
import { GraphQLDate, GraphQLTimeOfDay } from '../graphql/scalars.js';
import { rowsOf } from '../graphql/statement.js';
import type { LocalDate } from '../time/local-date.js';
import { Engagement } from './engagement.js';
import { inReach } from './worker.js';

export const Weekday = {
  MONDAY: 'MONDAY',
  TUESDAY: 'TUESDAY',
  WEDNESDAY: 'WEDNESDAY',
  THURSDAY: 'THURSDAY',
  FRIDAY: 'FRIDAY',
  SATURDAY: 'SATURDAY',
  SUNDAY: 'SUNDAY',
} as const;
export type Weekday = keyof typeof Weekday;
registerEnumType(Weekday, {
  name: 'Weekday',
  description: 'A day of the week.',
  valuesConfig: {
    MONDAY: { description: 'The first day of the week.' },
    TUESDAY: { description: 'The second day.' },
    WEDNESDAY: { description: 'The third day.' },
    THURSDAY: { description: 'The fourth day.' },
    FRIDAY: { description: 'The fifth day.' },
    SATURDAY: { description: 'The sixth day.' },
    SUNDAY: { description: 'The last day of the week.' },
  },
});

/** Monday first. */
export const WEEKDAYS = Object.values(Weekday);

@ObjectType({
  simpleResolvers: true,
  description: 'A time of the day that is worked, by the clock where the worker lives.',
})
export class TimeWindow {
  @Field(() => GraphQLTimeOfDay, { description: 'When it begins.' })
  start!: number;

  @Field(() => GraphQLTimeOfDay, { description: 'When it ends; `24:00` for midnight.' })
  end!: number;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'How many minutes of which days are worked under an engagement, from a day on until the next pattern begins.',
})
@Entity({ tableName: 'work_pattern' })
export class WorkPattern extends Node {
  @ManyToOne(() => Engagement, { mapToPk: true, fieldName: 'engagement_id' })
  engagementId!: string;

  @Field(() => GraphQLDate, { description: 'The first day it is in force.' })
  @Property({ type: 'date' })
  from!: LocalDate;

  @Field(() => GraphQLDate, {
    description: 'The Monday on which the first week of its cycle begins; it repeats both ways.',
  })
  @Property({ type: 'date' })
  anchor!: LocalDate;

  @Field(() => [Int], {
    description: 'Minutes of each day of the cycle, Monday first: 7 for each of its 1 to 52 weeks.',
  })
  @Property({ type: 'integer[]', columnType: 'integer[]' })
  minutes!: number[];

  /** Windows of each day of the cycle, in minutes from midnight. */
  @Property({ type: 'json', nullable: true })
  windows: [start: number, end: number][][] | null = null;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes of a flexible week, which `minutes` spreads over its working days. Null otherwise.',
  })
  @Property({ type: 'integer', nullable: true })
  weeklyMinutes: number | null = null;

  /** 0 for Monday to 6. */
  @Property({ type: 'integer[]', columnType: 'integer[]', nullable: true })
  workingDays: number[] | null = null;
}

/** Null where there is none, or where its worker is out of the viewer's reach. */
const workPatternById = defineLoader<string, WorkPattern | null>(async (ids, ctx) => {
  const found = await rowsOf<WorkPattern>(
    ctx,
    'work-pattern.by-id',
    sql`select ${sql.raw(columnsOf(WorkPattern, 'p'))} from work_pattern p
      join engagement e on e.id = p.engagement_id join worker w on w.id = e.worker_id
      where p.id = any(${ids}::uuid[]) and ${inReach(ctx, 'w')}`,
  );
  const byId = new Map(found.map((pattern) => [pattern.id, pattern]));
  return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
});

export const workPatternsByEngagement = listBy<WorkPattern>(
  'work-pattern.by-engagement',
  'engagementId',
  `select ${columnsOf(WorkPattern, 'p')} from work_pattern p where p.engagement_id = any($1::uuid[]) order by p."from", p.id`,
);

defineNode({ type: 'WorkPattern', table: 'work_pattern', load: workPatternById.load });
