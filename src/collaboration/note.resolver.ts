import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { Objective, objectiveById } from '../objectives/objective.js';
import { authorName } from '../planning/scenario.js';
import { NoteArchiveInput, NoteCreateInput, NoteUpdateInput } from './note.inputs.js';
import { Note, NoteConnection, NoteListArgs, noteById, notesByObjective } from './note.js';
import { noteArchive, noteCreate, noteUpdate } from './note.service.js';

@Resolver(() => Note)
export class NoteResolver {
  @Query(() => Note, {
    nullable: true,
    description: 'A note by its id, archived or not; null where there is none.',
  })
  note(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Note | null> {
    return noteById.load(ctx, id);
  }

  @FieldResolver(() => Objective, { description: 'The objective it is about.' })
  objective(@Ctx() ctx: Context, @Root() { objectiveId }: Note): Promise<Objective | null> {
    return objectiveById.load(ctx, objectiveId);
  }

  @FieldResolver(() => String, { description: 'The name of whoever wrote it.' })
  author(@Ctx() ctx: Context, @Root() { authorId }: Note): Promise<string> {
    return authorName.load(ctx, authorId);
  }

  @Mutation(() => Note, {
    description:
      'Writes a note or a decision down. For ADMIN, heads of the owning and of contributing departments, leads of the objective, and those who work for it.',
  })
  noteCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => NoteCreateInput, { description: 'What is written, and about what.' })
    input: NoteCreateInput,
  ): Promise<Note> {
    return noteCreate(ctx, input);
  }

  @Mutation(() => Note, { description: 'Changes a note that is in use. For its author, and ADMIN.' })
  noteUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => NoteUpdateInput, { description: 'Which one, and what changes.' })
    input: NoteUpdateInput,
  ): Promise<Note> {
    return noteUpdate(ctx, input);
  }

  @Mutation(() => Note, {
    description:
      'Takes a note out of lists and search, for good; it is still there by its id. For its author, and ADMIN.',
  })
  noteArchive(
    @Ctx() ctx: Context,
    @Arg('input', () => NoteArchiveInput, { description: 'Which one, as you have seen it.' })
    input: NoteArchiveInput,
  ): Promise<Note> {
    return noteArchive(ctx, input);
  }
}

/** The side that holds the foreign key adds the field. */
@Resolver(() => Objective)
export class ObjectiveNotesResolver {
  @FieldResolver(() => NoteConnection, {
    description: 'Notes and decisions on it, the newest first by default.',
  })
  notes(
    @Ctx() ctx: Context,
    @Root() { id }: Objective,
    @Args(() => NoteListArgs) args: InstanceType<typeof NoteListArgs>,
  ): Promise<Connection<Note>> {
    return notesByObjective(ctx, id, {
      ...args,
      filter: { ...args.filter, isArchived: args.filter?.isArchived ?? { eq: false } },
    });
  }
}
