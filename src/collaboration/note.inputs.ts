import { ArrayMaxSize, MaxLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { NotBlank } from '../graphql/texts.js';
import { NoteKind } from './note.js';

const MOST_LINKS = 20;
const LONGEST_TITLE = 200;
const LONGEST_TEXT = 10_000;

@InputType({ description: 'Where a note points to.' })
export class NoteLinkInput {
  @Field(() => String, {
    description: 'An address that begins with https:// or http://, without a user; at most 2,000 characters.',
  })
  @MaxLength(2_000)
  url!: string;

  @Field(() => String, { nullable: true, description: 'What is there; at most 200 characters.' })
  @NotBlank()
  @MaxLength(LONGEST_TITLE)
  title?: string | null;
}

@InputType({ description: 'A note or a decision on an objective; you are its author.' })
export class NoteCreateInput {
  @Field(() => ID, { description: 'On which objective.' })
  objectiveId!: string;

  @Field(() => NoteKind, { defaultValue: NoteKind.NOTE, description: 'What it is.' })
  kind!: NoteKind;

  @Field(() => String, { description: 'What it is about, 1 to 200 characters.' })
  @NotBlank()
  @MaxLength(LONGEST_TITLE)
  title!: string;

  @Field(() => String, {
    description:
      'What it says, 1 to 10,000 characters: plain text, or the source of Markdown. It is never in the log.',
  })
  @NotBlank()
  @MaxLength(LONGEST_TEXT)
  text!: string;

  @Field(() => [NoteLinkInput], { defaultValue: [], description: 'Where it points to; at most 20.' })
  @ArrayMaxSize(MOST_LINKS)
  @ValidateNested({ each: true })
  links!: NoteLinkInput[];
}

@InputType({ description: 'Which note, as you have seen it.' })
export class NoteArchiveInput {
  @Field(() => ID, { description: 'Which note.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}

@InputType({ description: 'Changes of a note: what is given is changed, the rest stays.' })
export class NoteUpdateInput extends NoteArchiveInput {
  @Field(() => NoteKind, { nullable: true, description: 'What it is.' })
  kind?: NoteKind;

  @Field(() => String, { nullable: true, description: 'What it is about, 1 to 200 characters.' })
  @NotBlank()
  @MaxLength(LONGEST_TITLE)
  title?: string;

  @Field(() => String, { nullable: true, description: 'What it says, 1 to 10,000 characters.' })
  @NotBlank()
  @MaxLength(LONGEST_TEXT)
  text?: string;

  @Field(() => [NoteLinkInput], {
    nullable: true,
    description: 'Where it points to, instead of the links so far; at most 20.',
  })
  @ArrayMaxSize(MOST_LINKS)
  @ValidateNested({ each: true })
  links?: NoteLinkInput[];
}
