import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { freeTimes } from '../capacity/free-time.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import { defineLoader } from '../graphql/loader.js';
import { GraphQLDate } from '../graphql/scalars.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import { addDays, type LocalDate } from '../time/local-date.js';
import { Worker, workerById } from '../workforce/worker.js';
import { skillsByWorker, WorkerSkill } from '../workforce/worker-skill.js';
import { Expert, ExpertConnection, ExpertiseEvidence } from './expertise.js';
import { expertise } from './expertise.service.js';

const FOUR_WEEKS = 28;

/** Free minutes of the four weeks from today on. */
const freeMinutesSoon = defineLoader<string, number>(async (workerIds, ctx) => {
  const today = ctx.now().toISOString().slice(0, 10);
  const times = await freeTimes(ctx, workerIds, { from: today, to: addDays(today, FOUR_WEEKS - 1) });
  return times.map(({ free }) => free);
});

@Resolver(() => Expert)
export class ExpertiseResolver {
  @Query(() => ExpertConnection, {
    description:
      'Who has done similar work: of the workers in your reach, best first, by a sum of points whose every part is given. With a skill, those who have it; with an objective alone, those who worked on it or on one like it. Only assignments that you may see count. Client applications need `capacity:read`.',
  })
  expertise(
    @Ctx() ctx: Context,
    @Arg('skillId', () => ID, {
      nullable: true,
      description: 'Which skill they have. Without it the skills count that the objective asks for.',
    })
    skillId?: string,
    @Arg('objectiveId', () => ID, {
      nullable: true,
      description: 'What the work is to be like. At least one of `skillId` and `objectiveId` is required.',
    })
    objectiveId?: string,
    @Arg('minLevel', () => Int, {
      defaultValue: 1,
      description: 'The skill asked for at least at this level, 1 to 5.',
    })
    minLevel: number = 1,
    @Arg('since', () => GraphQLDate, {
      nullable: true,
      description:
        'The first day whose work counts, at most ten years ago; by default the last three years do.',
    })
    since?: LocalDate,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many, 1 to 100.' }) first: number = 25,
    @Arg('after', () => String, { nullable: true, description: 'Continue behind this cursor.' })
    after?: string,
  ) {
    return expertise(ctx, {
      skillId: skillId ?? null,
      objectiveId: objectiveId ?? null,
      minLevel,
      since: since ?? null,
      first,
      after: after ?? null,
    });
  }

  @FieldResolver(() => Worker, { description: 'Who it is.' })
  worker(@Ctx() ctx: Context, @Root() { workerId }: Expert): Promise<Worker | null> {
    return workerById.load(ctx, workerId);
  }

  @FieldResolver(() => [WorkerSkill], {
    description: 'Which of the skills that are wanted they have, and at which level.',
  })
  async skills(@Ctx() ctx: Context, @Root() { workerId, wantedSkillIds }: Expert): Promise<WorkerSkill[]> {
    const held = await skillsByWorker.load(ctx, workerId);
    return held.filter(({ skillId }) => wantedSkillIds.includes(skillId));
  }

  @FieldResolver(() => [ExpertiseEvidence], {
    description: 'On which similar objectives they worked, what counts most first.',
  })
  evidence(
    @Root() { evidence }: Expert,
    @Arg('first', () => Int, { defaultValue: 5, description: 'How many, 1 to 100.' }) first: number = 5,
  ): readonly ExpertiseEvidence[] {
    const faults = new Faults();
    faults.require(
      first >= 1 && first <= 100,
      ['first'],
      'PAGE_SIZE',
      `\`first\` is from 1 to 100, not ${first}.`,
    );
    faults.throwIfAny();
    return evidence.slice(0, first);
  }

  @FieldResolver(() => Int, {
    description:
      'Minutes of the four weeks from today on in which they have no confirmed work; days of unknown capacity offer none.',
  })
  freeMinutes(@Ctx() ctx: Context, @Root() { workerId }: Expert): Promise<number> {
    return freeMinutesSoon.load(ctx, workerId);
  }
}

@Resolver(() => ExpertiseEvidence)
export class ExpertiseEvidenceResolver {
  @FieldResolver(() => Objective, { description: 'Which one.' })
  objective(@Ctx() ctx: Context, @Root() { objectiveId }: ExpertiseEvidence): Promise<Objective | null> {
    return objectiveById.load(ctx, objectiveId);
  }
}
