import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { DateRangeInput } from '../graphql/range.js';
import { addDays } from '../time/local-date.js';
import { Skill, skillById } from '../workforce/skill.js';
import { Worker, workerById } from '../workforce/worker.js';
import { SkillCoverage, SkillCoverageReport } from './skill-coverage.js';
import { skillCoverage } from './skill-coverage-report.js';

/** Four weeks. */
const USUAL_DAYS = 28;

@Resolver(() => SkillCoverage)
export class SkillCoverageResolver {
  @Query(() => SkillCoverageReport, {
    description:
      'What can we do, and what hangs on one person? Holders, levels and free minutes of skills, of the people whom the viewer may see.',
  })
  skillCoverage(
    @Ctx() ctx: Context,
    @Arg('skillIds', () => [ID], {
      nullable: true,
      description: 'These skills, at most 100; all by default.',
    })
    skillIds?: string[] | null,
    @Arg('departmentId', () => ID, {
      nullable: true,
      description: 'Only people of this department; of the whole organisation by default.',
    })
    departmentId?: string | null,
    @Arg('includeSubtree', () => Boolean, {
      defaultValue: true,
      description: 'Whether departments below it count as well; they do by default.',
    })
    includeSubtree: boolean = true,
    @Arg('range', () => DateRangeInput, {
      nullable: true,
      description: 'On which days; the four weeks from today (UTC) on by default.',
    })
    range?: DateRangeInput | null,
    @Arg('maxHolders', () => Int, {
      nullable: true,
      description:
        'Only skills with at most so many holders: 1 for those that hang on one person, or on none.',
    })
    maxHolders?: number | null,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many skills, 1 to 100.' })
    first: number = 25,
  ): Promise<SkillCoverageReport> {
    const today = ctx.now().toISOString().slice(0, 10);
    return skillCoverage(ctx, {
      skillIds: skillIds ?? null,
      departmentId,
      includeSubtree,
      range: range ?? { from: today, to: addDays(today, USUAL_DAYS - 1) },
      maxHolders: maxHolders ?? null,
      first,
    });
  }

  @FieldResolver(() => Skill, { description: 'Which skill.' })
  skill(@Ctx() ctx: Context, @Root() { skillId }: SkillCoverage): Promise<Skill | null> {
    return skillById.load(ctx, skillId);
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description: 'The one who has it, where it is a single person; null otherwise.',
  })
  soleHolder(@Ctx() ctx: Context, @Root() { soleHolderId }: SkillCoverage): Promise<Worker | null> | null {
    return soleHolderId ? workerById.load(ctx, soleHolderId) : null;
  }
}
