import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { GraphQLDate } from '../graphql/scalars.js';
import type { LocalDate } from '../time/local-date.js';

@ObjectType({
  simpleResolvers: true,
  description: 'How much of capacity is stored; the rest is computed when it is asked for. For ADMIN.',
})
export class CapacityStore {
  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The first day that is stored of everybody; null while not everybody is.',
  })
  keptFrom!: LocalDate | null;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'The last day that is stored of everybody; null while not everybody is.',
  })
  keptTo!: LocalDate | null;

  @Field(() => Int, { description: 'How many workers there are, archived ones too.' })
  workers!: number;

  @Field(() => Int, { description: 'Of how many of them something is stored.' })
  storedWorkers!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A step of filling the store: 200 workers. For ADMIN.',
})
export class CapacityStoreFilling {
  @Field(() => ID, {
    nullable: true,
    description: 'The last worker stored: pass it as `after`. Null once there is none left behind `after`.',
  })
  last!: string | null;

  @Field(() => CapacityStore, { description: 'What is stored by now.' })
  store!: CapacityStore;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A stored day that is not what the facts come to. For ADMIN.',
})
export class CapacityDifference {
  @Field(() => ID, { nullable: true, description: 'Of which worker; null for the total of a department.' })
  workerId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'In which department; null for the share that belongs to none.',
  })
  departmentId!: string | null;

  @Field(() => GraphQLDate, { description: 'The day; of the total of a week its Monday.' })
  day!: LocalDate;

  @Field(() => String, { description: 'What differs, such as `confirmed`.' })
  measure!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'What is stored, in minutes or people; null for nothing.',
  })
  stored!: number | null;

  @Field(() => Int, { nullable: true, description: 'What it should be; null for nothing.' })
  computed!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A step of comparing what is stored with the facts: 200 workers, or a department. For ADMIN.',
})
export class CapacityVerification {
  @Field(() => Int, { description: 'How many workers this step compared.' })
  workers!: number;

  @Field(() => Int, { description: 'How many departments this step compared, "no department" being one.' })
  departments!: number;

  @Field(() => Int, { description: 'How many days of them differ.' })
  differenceCount!: number;

  @Field(() => [CapacityDifference], { description: 'The first 100 of these.' })
  differences!: CapacityDifference[];

  @Field(() => String, {
    nullable: true,
    description: 'Pass it as `after` for the next step; null after the last.',
  })
  next!: string | null;

  @Field(() => String, { description: 'Where the log stood: a cursor of the streams.' })
  cursor!: string;
}

const STATE = `
  select (select first_day from kept_horizon) as "keptFrom", (select last_day from kept_horizon) as "keptTo",
    (select count(*) from worker) as workers, (select count(distinct worker_id) from worker_weeks) as "storedWorkers"`;

export async function capacityStore(ctx: Context): Promise<CapacityStore> {
  const [store] = await ctx.rows<CapacityStore>('capacity.store', STATE);
  return store!;
}
