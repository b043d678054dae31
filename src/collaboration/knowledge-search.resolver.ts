import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { PageArgs, type PageArguments } from '../graphql/list-arguments.js';
import { KeyResult, keyResultById } from '../objectives/key-result.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import { CollaborationRequest, collaborationRequestById } from './collaboration-request.js';
import {
  KnowledgeFound,
  KnowledgeFoundConnection,
  KnowledgeKind,
  knowledgeSearch,
} from './knowledge-search.js';
import { Note, noteById } from './note.js';

@Resolver(() => KnowledgeFound)
export class KnowledgeSearchResolver {
  @Query(() => KnowledgeFoundConnection, {
    description:
      'Notes, decisions, requests for help, objectives and key results by their words, the closest first. Words are compared as they are written, in whatever case and language. Of requests those that you may see, and nothing archived.',
  })
  knowledgeSearch(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArguments,
    @Arg('text', () => String, {
      description:
        'Words that all occur; `"in quotes"` in this order, `or` for one of several, `-word` for none of it. Nothing in it is an error; without a word nothing is found.',
    })
    text: string,
    @Arg('kinds', () => [KnowledgeKind], { nullable: true, description: 'What to look for; all by default.' })
    kinds?: KnowledgeKind[],
    @Arg('objectiveId', () => ID, { nullable: true, description: 'About this objective; any by default.' })
    objectiveId?: string,
  ): Promise<Connection<KnowledgeFound>> {
    return knowledgeSearch(ctx, { text, kinds, objectiveId, ...args });
  }

  @FieldResolver(() => Objective, { description: 'The objective it is about, or that it is.' })
  objective(@Ctx() ctx: Context, @Root() { objectiveId }: KnowledgeFound): Promise<Objective | null> {
    return objectiveById.load(ctx, objectiveId);
  }

  @FieldResolver(() => Note, { nullable: true, description: 'The note or decision; null where it is none.' })
  note(@Ctx() ctx: Context, @Root() { kind, subjectId }: KnowledgeFound): Promise<Note | null> | null {
    return kind === KnowledgeKind.NOTE || kind === KnowledgeKind.DECISION
      ? noteById.load(ctx, subjectId)
      : null;
  }

  @FieldResolver(() => KeyResult, { nullable: true, description: 'The key result; null where it is none.' })
  keyResult(
    @Ctx() ctx: Context,
    @Root() { kind, subjectId }: KnowledgeFound,
  ): Promise<KeyResult | null> | null {
    return kind === KnowledgeKind.KEY_RESULT ? keyResultById.load(ctx, subjectId) : null;
  }

  @FieldResolver(() => CollaborationRequest, {
    nullable: true,
    description: 'The request for help; null where it is none.',
  })
  request(
    @Ctx() ctx: Context,
    @Root() { kind, subjectId }: KnowledgeFound,
  ): Promise<CollaborationRequest | null> | null {
    return kind === KnowledgeKind.COLLABORATION_REQUEST
      ? collaborationRequestById.load(ctx, subjectId)
      : null;
  }
}
