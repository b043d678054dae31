import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { PageArgs, type PageArguments } from '../graphql/list-arguments.js';
import { page } from '../graphql/page.js';
import {
  SkillCreateInput,
  SkillUpdateInput,
  WorkerSkillRemoveInput,
  WorkerSkillSetInput,
} from './skill.inputs.js';
import { Skill, SkillConnection, SkillListArgs, skillById, skills } from './skill.js';
import { skillCreate, skillUpdate, workerSkillRemove, workerSkillSet } from './skill.service.js';
import { Worker, workerById } from './worker.js';
import {
  type HeldSkill,
  skillHolders,
  skillsByWorker,
  WorkerSkill,
  WorkerSkillConnection,
} from './worker-skill.js';

@Resolver(() => Skill)
export class SkillResolver {
  @Query(() => Skill, { nullable: true, description: 'A skill by its id; null where there is none.' })
  skill(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Skill | null> {
    return skillById.load(ctx, id);
  }

  @Query(() => SkillConnection, { description: 'Skills, page by page. Everyone signed in sees all of them.' })
  skills(@Ctx() ctx: Context, @Args(() => SkillListArgs) args: PageArguments): Promise<Connection<Skill>> {
    return page(ctx, skills, args);
  }

  @Mutation(() => Skill, { description: 'Adds a skill. For HR, and clients with `workforce:write`.' })
  skillCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => SkillCreateInput, { description: 'The new skill.' }) input: SkillCreateInput,
  ): Promise<Skill> {
    return skillCreate(ctx, input);
  }

  @Mutation(() => Skill, { description: 'Changes a skill. For HR, and clients with `workforce:write`.' })
  skillUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => SkillUpdateInput, { description: 'Which one, and what changes.' })
    input: SkillUpdateInput,
  ): Promise<Skill> {
    return skillUpdate(ctx, input);
  }
}

@Resolver(() => WorkerSkill)
export class WorkerSkillResolver {
  @FieldResolver(() => Worker, { description: 'Who has it.' })
  worker(@Ctx() ctx: Context, @Root() { workerId }: WorkerSkill): Promise<Worker | null> {
    return workerById.load(ctx, workerId);
  }

  @FieldResolver(() => Skill, { description: 'What they can do.' })
  skill(@Ctx() ctx: Context, @Root() { skill, skillId }: HeldSkill): Skill | Promise<Skill | null> {
    return skill ?? skillById.load(ctx, skillId);
  }

  @Mutation(() => WorkerSkill, {
    description:
      'Says how well a worker has a skill, whatever was said before. For HR, and clients with `workforce:write`.',
  })
  workerSkillSet(
    @Ctx() ctx: Context,
    @Arg('input', () => WorkerSkillSetInput, { description: 'Who, what, and how well.' })
    input: WorkerSkillSetInput,
  ): Promise<WorkerSkill> {
    return workerSkillSet(ctx, input);
  }

  @Mutation(() => Worker, {
    description:
      'Takes a skill from a worker; answers the worker. For HR, and clients with `workforce:write`.',
  })
  workerSkillRemove(
    @Ctx() ctx: Context,
    @Arg('input', () => WorkerSkillRemoveInput, { description: 'Who, and what.' })
    input: WorkerSkillRemoveInput,
  ): Promise<Worker> {
    return workerSkillRemove(ctx, input);
  }
}

@Resolver(() => Worker)
export class WorkerSkillsResolver {
  @FieldResolver(() => [WorkerSkill], { description: 'What they can do, by name.' })
  skills(@Ctx() ctx: Context, @Root() { id }: Worker): Promise<WorkerSkill[]> {
    return skillsByWorker.load(ctx, id);
  }
}

@Resolver(() => Skill)
export class SkillHoldersResolver {
  @FieldResolver(() => WorkerSkillConnection, {
    description: 'Who has it, the best first: people in use whom the viewer may see.',
  })
  holders(
    @Ctx() ctx: Context,
    @Root() { id }: Skill,
    @Arg('minLevel', () => Int, { defaultValue: 1, description: 'At least at this level, 1 to 5.' })
    minLevel: number = 1,
    @Args(() => PageArgs) args: PageArguments,
  ): Promise<Connection<WorkerSkill>> {
    return skillHolders(ctx, id, minLevel, args);
  }

  @Query(() => WorkerSkillConnection, {
    description:
      'Who else has this skill? People in use whom the viewer may see, the best first; none for a skill that does not exist.',
  })
  skillHolders(
    @Ctx() ctx: Context,
    @Arg('skillId', () => ID, { description: 'Which skill.' }) skillId: string,
    @Arg('minLevel', () => Int, { defaultValue: 1, description: 'At least at this level, 1 to 5.' })
    minLevel: number = 1,
    @Args(() => PageArgs) args: PageArguments,
  ): Promise<Connection<WorkerSkill>> {
    return skillHolders(ctx, skillId, minLevel, args);
  }
}
