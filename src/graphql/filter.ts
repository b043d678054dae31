import { type RawBuilder, sql } from 'kysely';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import type { LocalDate } from '../time/local-date.js';
import { GraphQLDate, GraphQLDateTime } from './scalars.js';

export enum Direction {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(Direction, {
  name: 'Direction',
  description: 'Which way a list is ordered.',
  valuesConfig: {
    ASC: { description: 'Smallest, earliest or alphabetically first comes first.' },
    DESC: { description: 'Largest, latest or alphabetically last comes first.' },
  },
});

@InputType({ description: 'Compares a text. All conditions given must hold; null states none.' })
export class StringFilter {
  @Field(() => String, { nullable: true, description: 'Is exactly this.' })
  eq?: string;
  @Field(() => [String], { nullable: true, description: 'Is one of these.' })
  in?: string[];
  @Field(() => [String], { nullable: true, description: 'Is none of these.' })
  notIn?: string[];
  @Field(() => String, { nullable: true, description: 'Contains this, in whatever case.' })
  contains?: string;
  @Field(() => String, { nullable: true, description: 'Starts with this, in whatever case.' })
  startsWith?: string;
  @Field(() => Boolean, { nullable: true, description: 'Is absent (true) or present (false).' })
  isNull?: boolean;
}

@InputType({ description: 'Compares an id. All conditions given must hold; null states none.' })
export class IdFilter {
  @Field(() => ID, { nullable: true, description: 'Is exactly this.' })
  eq?: string;
  @Field(() => [ID], { nullable: true, description: 'Is one of these.' })
  in?: string[];
  @Field(() => [ID], { nullable: true, description: 'Is none of these.' })
  notIn?: string[];
  @Field(() => Boolean, { nullable: true, description: 'Is absent (true) or present (false).' })
  isNull?: boolean;
}

@InputType({ description: 'Compares a whole number. All conditions given must hold; null states none.' })
export class IntFilter {
  @Field(() => Int, { nullable: true, description: 'Equals this.' })
  eq?: number;
  @Field(() => [Int], { nullable: true, description: 'Is one of these.' })
  in?: number[];
  @Field(() => [Int], { nullable: true, description: 'Is none of these.' })
  notIn?: number[];
  @Field(() => Int, { nullable: true, description: 'Is greater than this.' })
  gt?: number;
  @Field(() => Int, { nullable: true, description: 'Is at least this.' })
  gte?: number;
  @Field(() => Int, { nullable: true, description: 'Is less than this.' })
  lt?: number;
  @Field(() => Int, { nullable: true, description: 'Is at most this.' })
  lte?: number;
  @Field(() => Boolean, { nullable: true, description: 'Is absent (true) or present (false).' })
  isNull?: boolean;
}

@InputType({ description: 'Compares a calendar day. All conditions given must hold; null states none.' })
export class DateFilter {
  @Field(() => GraphQLDate, { nullable: true, description: 'Is this day.' })
  eq?: LocalDate;
  @Field(() => GraphQLDate, { nullable: true, description: 'Is after this day.' })
  gt?: LocalDate;
  @Field(() => GraphQLDate, { nullable: true, description: 'Is this day or later.' })
  gte?: LocalDate;
  @Field(() => GraphQLDate, { nullable: true, description: 'Is before this day.' })
  lt?: LocalDate;
  @Field(() => GraphQLDate, { nullable: true, description: 'Is this day or earlier.' })
  lte?: LocalDate;
  @Field(() => Boolean, { nullable: true, description: 'Is absent (true) or present (false).' })
  isNull?: boolean;
}

@InputType({ description: 'Compares an instant. All conditions given must hold; null states none.' })
export class DateTimeFilter {
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Is after this instant.' })
  gt?: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Is this instant or later.' })
  gte?: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Is before this instant.' })
  lt?: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Is this instant or earlier.' })
  lte?: Date;
  @Field(() => Boolean, { nullable: true, description: 'Is absent (true) or present (false).' })
  isNull?: boolean;
}

@InputType({ description: 'Compares a yes or no.' })
export class BooleanFilter {
  @Field(() => Boolean, { nullable: true, description: 'Is exactly this.' })
  eq?: boolean;
}

/** Comparators of an enum, under the enum's own GraphQL name: `enumFilter(WorkerKind, 'WorkerKind')`. */
export function enumFilter<E extends Record<string, string>>(values: E, name: string) {
  @InputType(`${name}Filter`, {
    description: `Compares a ${name}. All conditions given must hold; null states none.`,
  })
  class EnumFilter {
    @Field(() => values, { nullable: true, description: 'Is exactly this.' })
    eq?: E[keyof E];
    @Field(() => [values], { nullable: true, description: 'Is one of these.' })
    in?: E[keyof E][];
    @Field(() => [values], { nullable: true, description: 'Is none of these.' })
    notIn?: E[keyof E][];
  }
  return EnumFilter;
}

type Comparator = keyof StringFilter | keyof IntFilter | keyof DateFilter;
type Condition = RawBuilder<boolean>;

const literally = (text: unknown) => String(text).replace(/[\\%_]/g, '\\$&');

/** The operand of `ilike` that finds `text` anywhere. */
export const containing = (text: string) => `%${literally(text)}%`;

const comparisons: Record<Comparator, (column: RawBuilder<unknown>, value: unknown) => Condition> = {
  eq: (column, value) => sql`${column} = ${value}`,
  in: (column, value) => sql`${column} = any(${value})`,
  notIn: (column, value) => sql`${column} <> all(${value})`,
  gt: (column, value) => sql`${column} > ${value}`,
  gte: (column, value) => sql`${column} >= ${value}`,
  lt: (column, value) => sql`${column} < ${value}`,
  lte: (column, value) => sql`${column} <= ${value}`,
  contains: (column, value) => sql`${column} ilike ${containing(String(value))}`,
  startsWith: (column, value) => sql`${column} ilike ${`${literally(value)}%`}`,
  isNull: (column, value) => (value ? sql`${column} is null` : sql`${column} is not null`),
};

/** How a field of a filter reads: the column it compares, or a condition of its own made from the value. */
export type FilterFields = Readonly<Record<string, RawBuilder<unknown> | ((value: never) => Condition)>>;

interface Combinators {
  and?: object[] | null;
  or?: object[] | null;
  not?: object | null;
}

const all = (conditions: Condition[]): Condition =>
  conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;

const any = (conditions: Condition[]): Condition =>
  conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`;

/** The condition that a filter input states; a filter without conditions holds for everything. */
export function conditionOf(filter: object | null | undefined, fields: FilterFields): Condition {
  const { and, or, not, ...compared } = (filter ?? {}) as Combinators & Record<string, unknown>;
  const conditions = Object.entries(compared).flatMap(([name, value]) => {
    const field = fields[name];
    if (!field || value === null || value === undefined) return [];
    if (typeof field === 'function') return [(field as (value: unknown) => Condition)(value)];
    return Object.entries(value as object)
      .filter(([, operand]) => operand !== null && operand !== undefined)
      .map(([comparator, operand]) => comparisons[comparator as Comparator](field, operand));
  });
  for (const each of and ?? []) conditions.push(conditionOf(each, fields));
  if (or) conditions.push(any(or.map((each) => conditionOf(each, fields))));
  if (not) conditions.push(sql`not coalesce(${conditionOf(not, fields)}, false)`);
  return all(conditions);
}
