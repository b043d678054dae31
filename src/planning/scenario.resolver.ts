import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import type { PageArguments } from '../graphql/list-arguments.js';
import { page } from '../graphql/page.js';
import { ScenarioCreateInput, ScenarioTransitionInput, ScenarioUpdateInput } from './scenario.inputs.js';
import {
  authorName,
  Scenario,
  ScenarioConnection,
  ScenarioListArgs,
  scenarioById,
  scenarios,
} from './scenario.js';
import { scenarioCreate, scenarioDiscard, scenarioUpdate } from './scenario.service.js';
import { scenarioApply } from './scenario-apply.js';
import { changesByScenario, ScenarioChange } from './scenario-change.js';

@Resolver(() => Scenario)
export class ScenarioResolver {
  @Query(() => Scenario, {
    nullable: true,
    description: 'A scenario by its id; null where there is none that the viewer sees.',
  })
  scenario(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Scenario | null> {
    return scenarioById.load(ctx, id);
  }

  @Query(() => ScenarioConnection, { description: 'The scenarios that the viewer sees, page by page.' })
  scenarios(
    @Ctx() ctx: Context,
    @Args(() => ScenarioListArgs) args: PageArguments,
  ): Promise<Connection<Scenario>> {
    return page(ctx, scenarios, args);
  }

  @FieldResolver(() => String, { description: 'The name of whoever drafted it.' })
  createdBy(@Ctx() ctx: Context, @Root() { authorId }: Scenario): Promise<string> {
    return authorName.load(ctx, authorId);
  }

  @FieldResolver(() => [ScenarioChange], { description: 'Its changes, in the order in which they happen.' })
  changes(@Ctx() ctx: Context, @Root() { id }: Scenario): Promise<ScenarioChange[]> {
    return changesByScenario.load(ctx, id);
  }

  @Mutation(() => Scenario, {
    description:
      'Drafts a scenario, without changes yet. For ADMIN, HR, RESOURCE_MANAGER, DEPARTMENT_HEAD and PROJECT_LEAD.',
  })
  scenarioCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => ScenarioCreateInput, { description: 'What it is called.' })
    input: ScenarioCreateInput,
  ): Promise<Scenario> {
    return scenarioCreate(ctx, input);
  }

  @Mutation(() => Scenario, { description: 'Says something else of a draft. For its author.' })
  scenarioUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => ScenarioUpdateInput, { description: 'Which one, and what changes.' })
    input: ScenarioUpdateInput,
  ): Promise<Scenario> {
    return scenarioUpdate(ctx, input);
  }

  @Mutation(() => Scenario, {
    description:
      'Makes a scenario true, all of it or nothing: CONFLICT (SCENARIO_CONFLICTS) names every change that cannot be made. For those who see it and may do each of its acts.',
  })
  scenarioApply(
    @Ctx() ctx: Context,
    @Arg('input', () => ScenarioTransitionInput, { description: 'Which one, as you have seen it.' })
    input: ScenarioTransitionInput,
  ): Promise<Scenario> {
    return scenarioApply(ctx, input);
  }

  @Mutation(() => Scenario, { description: 'Gives a draft up, for good. For its author.' })
  scenarioDiscard(
    @Ctx() ctx: Context,
    @Arg('input', () => ScenarioTransitionInput, { description: 'Which one, as you have seen it.' })
    input: ScenarioTransitionInput,
  ): Promise<Scenario> {
    return scenarioDiscard(ctx, input);
  }
}
