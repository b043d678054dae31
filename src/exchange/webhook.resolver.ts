import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { PageArgs, type PageArguments } from '../graphql/list-arguments.js';
import { page } from '../graphql/page.js';
import {
  WebhookCreateInput,
  WebhookEnableInput,
  WebhookReplayInput,
  WebhookSecretRotateInput,
  WebhookTestInput,
  WebhookTransitionInput,
  WebhookUpdateInput,
} from './webhook.inputs.js';
import { Webhook, WebhookConnection, webhookById, webhooks } from './webhook.js';
import {
  webhookCreate,
  webhookDelete,
  webhookDisable,
  webhookEnable,
  webhookReplay,
  webhookSecretRotate,
  webhookTest,
  webhookUpdate,
} from './webhook.service.js';
import {
  deliveriesOf,
  WebhookDelivery,
  WebhookDeliveryConnection,
  WebhookDeliveryFilter,
} from './webhook-delivery.js';
import { typeOfEvent } from './webhook-payload.js';

@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  @FieldResolver(() => String, { description: 'The type of the message, such as `assignment.confirmed`.' })
  type(@Root() delivery: WebhookDelivery): string {
    return typeOfEvent(delivery);
  }

  @FieldResolver(() => String, { description: 'The cursor of the event.' })
  cursor(@Ctx() ctx: Context, @Root() delivery: WebhookDelivery): Promise<string> {
    return ctx.feed.cursorOf(delivery);
  }
}

@Resolver(() => Webhook)
export class WebhookResolver {
  @Query(() => Webhook, {
    nullable: true,
    description:
      'A webhook by its id; null where there is none that the viewer sees. For ADMIN, and clients with `webhooks:write`.',
  })
  webhook(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Webhook | null> {
    return webhookById.load(ctx, id);
  }

  @Query(() => WebhookConnection, {
    description:
      'Webhooks, page by page, in the order in which they were created: all for an ADMIN, for clients with `webhooks:write` their own.',
  })
  webhooks(@Ctx() ctx: Context, @Args(() => PageArgs) args: PageArguments): Promise<Connection<Webhook>> {
    return page(ctx, webhooks, args);
  }

  @FieldResolver(() => String, {
    description:
      'How far into the log it is: everything up to this cursor is among its deliveries, or not for it.',
  })
  cursor(@Ctx() ctx: Context, @Root() { position }: Webhook): Promise<string> {
    return ctx.feed.cursorOf(position);
  }

  @FieldResolver(() => WebhookDeliveryConnection, {
    description: 'What it was told, or is to be told, of the last 30 days: the newest event first.',
  })
  deliveries(
    @Ctx() ctx: Context,
    @Root() { id }: Webhook,
    @Args(() => PageArgs) args: PageArguments,
    @Arg('filter', () => WebhookDeliveryFilter, {
      nullable: true,
      description: 'Which ones; all by default.',
    })
    filter?: WebhookDeliveryFilter,
  ): Promise<Connection<WebhookDelivery>> {
    return deliveriesOf(ctx, id, { filter, ...args });
  }

  @Mutation(() => Webhook, {
    description:
      'Tells a program of everything that is published and that you may see, in order and at least once, by requests that are signed with the `secret` of this answer: it is not shown again. It sees what you see, at each event. For ADMIN, and clients with `webhooks:write`.',
  })
  webhookCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => WebhookCreateInput, { description: 'Whom, and of what.' }) input: WebhookCreateInput,
  ): Promise<Webhook> {
    return webhookCreate(ctx, input);
  }

  @Mutation(() => Webhook, {
    description:
      'Changes the address of a webhook, or what it is told of. For ADMIN, and the client that created it.',
  })
  webhookUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => WebhookUpdateInput, { description: 'Which one, and what changes.' })
    input: WebhookUpdateInput,
  ): Promise<Webhook> {
    return webhookUpdate(ctx, input);
  }

  @Mutation(() => Webhook, {
    description:
      'Gives a webhook another secret, which only this answer shows. Requests bear the signatures of both until the old one ends. For ADMIN, and the client that created it.',
  })
  webhookSecretRotate(
    @Ctx() ctx: Context,
    @Arg('input', () => WebhookSecretRotateInput, { description: 'Which one.' })
    input: WebhookSecretRotateInput,
  ): Promise<Webhook> {
    return webhookSecretRotate(ctx, input);
  }

  @Mutation(() => Webhook, {
    description: 'Tells it nothing any more, until it is enabled. For ADMIN, and the client that created it.',
  })
  webhookDisable(
    @Ctx() ctx: Context,
    @Arg('input', () => WebhookTransitionInput, { description: 'Which one.' }) input: WebhookTransitionInput,
  ): Promise<Webhook> {
    return webhookDisable(ctx, input);
  }

  @Mutation(() => Webhook, {
    description:
      'Tells a disabled webhook again, from where it stopped or behind a cursor. CURSOR_EXPIRED where that is more than 30 days ago. For ADMIN, and the client that created it.',
  })
  webhookEnable(
    @Ctx() ctx: Context,
    @Arg('input', () => WebhookEnableInput, { description: 'Which one, and from where on.' })
    input: WebhookEnableInput,
  ): Promise<Webhook> {
    return webhookEnable(ctx, input);
  }

  @Mutation(() => ID, {
    description:
      'Forgets a webhook, with its secrets and deliveries; answers its id. For ADMIN, and the client that created it.',
  })
  webhookDelete(
    @Ctx() ctx: Context,
    @Arg('input', () => WebhookTransitionInput, { description: 'Which one.' }) input: WebhookTransitionInput,
  ): Promise<string> {
    return webhookDelete(ctx, input);
  }

  @Mutation(() => Webhook, {
    description:
      'Tells a webhook once more of everything behind a cursor, in order; each message has the `webhook-id` it had. For ADMIN, and the client that created it.',
  })
  webhookReplay(
    @Ctx() ctx: Context,
    @Arg('input', () => WebhookReplayInput, { description: 'Which one, and from where on.' })
    input: WebhookReplayInput,
  ): Promise<Webhook> {
    return webhookReplay(ctx, input);
  }

  @Mutation(() => Webhook, {
    description:
      'Sends a webhook a message of type `webhook.tested`, whatever it is told of else. For ADMIN, and the client that created it.',
  })
  webhookTest(
    @Ctx() ctx: Context,
    @Arg('input', () => WebhookTestInput, { description: 'Which one.' }) input: WebhookTestInput,
  ): Promise<Webhook> {
    return webhookTest(ctx, input);
  }
}
