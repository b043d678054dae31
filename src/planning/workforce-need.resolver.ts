import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Department, departmentById } from '../departments/department.js';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { GraphQLDateTime, GraphQLDecimal } from '../graphql/scalars.js';
import { Skill, skillById } from '../workforce/skill.js';
import { Bucket } from './capacity.js';
import {
  NeedDimension,
  WorkforceNeedLine,
  WorkforceNeedReport,
  WorkforceNeedScopeInput,
} from './workforce-need.js';
import { workforceNeed } from './workforce-need-report.js';

@Resolver(() => WorkforceNeedLine)
export class WorkforceNeedResolver {
  @Query(() => WorkforceNeedReport, {
    description:
      'Whom do we need? Demand (confirmed work and open staffing needs) against supply, and the gap in minutes, full-time equivalents and people. By department for everyone signed in; by skill or role for who sees everybody.',
  })
  workforceNeed(
    @Ctx() ctx: Context,
    @Arg('range', () => DateRangeInput, { description: 'Which days.' }) range: DateRangeInput,
    @Arg('scope', () => WorkforceNeedScopeInput, {
      nullable: true,
      description: 'Whose; the whole organisation’s by default.',
    })
    scope?: WorkforceNeedScopeInput | null,
    @Arg('bucket', () => Bucket, {
      defaultValue: Bucket.MONTH,
      description: 'Into what the range is divided.',
    })
    bucket: Bucket = Bucket.MONTH,
    @Arg('groupBy', () => [NeedDimension], {
      defaultValue: [NeedDimension.DEPARTMENT],
      description: 'By what it is divided: any of them together; an empty list for the whole.',
    })
    groupBy: NeedDimension[] = [NeedDimension.DEPARTMENT],
    @Arg('targetUtilisationPercent', () => GraphQLDecimal, {
      defaultValue: '100',
      description: 'How far people shall be used: 0.01 to 100, at most two decimals.',
    })
    targetUtilisationPercent: string = '100',
    @Arg('asOf', () => GraphQLDateTime, {
      nullable: true,
      description:
        'Staffing needs as they stood at this instant, counted from its civil day (UTC) on; now by default. Work and people are always taken as they are known now.',
    })
    asOf?: Date | null,
  ): Promise<WorkforceNeedReport> {
    return workforceNeed(ctx, {
      range,
      scope: scope ?? null,
      bucket,
      groupBy,
      targetUtilisationPercent,
      asOf: asOf ?? null,
    });
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description: 'The department; null for what belongs to none, or where not grouped by it.',
  })
  department(
    @Ctx() ctx: Context,
    @Root() { departmentId }: WorkforceNeedLine,
  ): Promise<Department | null> | null {
    return departmentId ? departmentById.load(ctx, departmentId) : null;
  }

  @FieldResolver(() => Skill, {
    nullable: true,
    description:
      'The skill; null for people without any and needs that ask for none, or where not grouped by it.',
  })
  skill(@Ctx() ctx: Context, @Root() { skillId }: WorkforceNeedLine): Promise<Skill | null> | null {
    return skillId ? skillById.load(ctx, skillId) : null;
  }
}
