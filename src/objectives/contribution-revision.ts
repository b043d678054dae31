import { Field, Int, ObjectType } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { defineLoader } from '../graphql/loader.js';
import { GraphQLDateTime } from '../graphql/scalars.js';
import { ContributionRole } from './contribution.js';

@ObjectType({
  simpleResolvers: true,
  description: 'How a department was meant to contribute to an objective at an instant.',
})
export class ContributionRevision {
  departmentId!: string;

  @Field(() => ContributionRole, { description: 'What the department was to the objective.' })
  role!: ContributionRole;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes it planned to put in over the whole period; null: not planned yet.',
  })
  plannedMinutes!: number | null;

  @Field(() => GraphQLDateTime, { description: 'Since when it was so.' })
  changedAt!: Date;
}

const AS_OF = `
  select asked.number as "number", r.department_id as "departmentId", r.role, r.planned_minutes as "plannedMinutes",
    r.changed_at as "changedAt"
  from unnest($1::uuid[], $2::timestamptz[]) with ordinality asked(id, as_of, number)
  cross join lateral (
    select distinct on (c.id) c.* from contribution_revision c
    where c.objective_id = asked.id and c.changed_at <= asked.as_of order by c.id, c.number desc) r
  join department d on d.id = r.department_id
  where not r.is_removed
  order by array_position(array['RESPONSIBLE', 'CONTRIBUTOR', 'CONSULTED'], r.role), d.name, r.id`;

/** By `<instant> <objective>`. */
const asOfByKey = defineLoader<string, ContributionRevision[]>(async (keys, ctx) => {
  const asked = keys.map((key) => key.split(' ') as [instant: string, objectiveId: string]);
  const found = await ctx.rows<ContributionRevision & { number: number }>(
    'contribution-revision.as-of',
    AS_OF,
    [asked.map(([, objectiveId]) => objectiveId), asked.map(([instant]) => instant)],
  );
  const byNumber = Map.groupBy(found, ({ number }) => number);
  return keys.map((_, i) => byNumber.get(i + 1) ?? []);
});

/** Who was meant to contribute at an instant: in the order of `contributionsByObjective`. */
export const contributionsAsOf = (
  ctx: Context,
  objectiveId: string,
  asOf: Date,
): Promise<ContributionRevision[]> => asOfByKey.load(ctx, `${asOf.toISOString()} ${objectiveId}`);
