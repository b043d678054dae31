import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

/** As many as a body of 1 MB holds, if they are short. */
export const MOST_ROWS = 5_000;

export const ImportOutcome = {
  CREATED: 'CREATED',
  UPDATED: 'UPDATED',
  UNCHANGED: 'UNCHANGED',
  REJECTED: 'REJECTED',
  WITHHELD: 'WITHHELD',
} as const;
export type ImportOutcome = keyof typeof ImportOutcome;
registerEnumType(ImportOutcome, {
  name: 'ImportOutcome',
  description: 'What became of a row; of a dry run, what would.',
  valuesConfig: {
    CREATED: { description: 'It was new, and is there now.' },
    UPDATED: { description: 'It was there, and was changed.' },
    UNCHANGED: { description: 'It was there exactly so; nothing was written.' },
    REJECTED: { description: 'It is wrong; its `errors` say all that is.' },
    WITHHELD: { description: 'It is right, but was not written, since another row is wrong (REJECT_ALL).' },
  },
});

export const OnError = { REJECT_ALL: 'REJECT_ALL', SKIP: 'SKIP' } as const;
export type OnError = keyof typeof OnError;
registerEnumType(OnError, {
  name: 'OnError',
  description: 'What happens to the right rows of a call in which a row is wrong.',
  valuesConfig: {
    REJECT_ALL: { description: 'Nothing at all is written.' },
    SKIP: { description: 'The right ones are written, the wrong ones are left out.' },
  },
});

export const EndDates = { INCLUSIVE: 'INCLUSIVE', EXCLUSIVE: 'EXCLUSIVE' } as const;
export type EndDates = keyof typeof EndDates;
registerEnumType(EndDates, {
  name: 'EndDates',
  description:
    'How the source writes the end of a range. A day of the year 9999 means "without end" either way.',
  valuesConfig: {
    INCLUSIVE: { description: 'The last day is still part of the range.' },
    EXCLUSIVE: { description: 'The range ends before that day begins.' },
  },
});

/** Of every import; each has rows of its own. */
@InputType({ description: 'How rows are imported.' })
export abstract class ImportSettings {
  @Field(() => OnError, {
    defaultValue: OnError.REJECT_ALL,
    description: 'What happens to the right rows when others are wrong.',
  })
  onError!: OnError;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Answers what the import would do, and writes nothing.',
  })
  dryRun!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'Something that is wrong with a row.' })
export class ImportError {
  @Field(() => String, { description: 'Which field of the row.' })
  column!: string;

  @Field(() => String, { description: 'Which rule it breaks, such as `UNKNOWN_DEPARTMENT`; for programs.' })
  code!: string;

  @Field(() => String, { description: 'What is wrong, with the facts; for people.' })
  message!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the row says there; null where it says nothing.',
  })
  value!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of one row.' })
export class ImportRowResult {
  @Field(() => Int, { description: 'Which row of the call, from 1.' })
  row!: number;

  @Field(() => ImportOutcome, { description: 'What became of it.' })
  outcome!: ImportOutcome;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of what it is about; null where that is not there, as after a dry run.',
  })
  id!: string | null;

  @Field(() => [ImportError], { description: 'All that is wrong with it; empty unless it is REJECTED.' })
  errors!: ImportError[];
}

@ObjectType({ simpleResolvers: true, description: 'What became of an import; of a dry run, what would.' })
export class ImportResult {
  @Field(() => Int, { description: 'How many rows were new.' })
  created!: number;

  @Field(() => Int, { description: 'How many rows changed what was there.' })
  updated!: number;

  @Field(() => Int, { description: 'How many rows were there exactly so.' })
  unchanged!: number;

  @Field(() => Int, { description: 'How many rows are wrong.' })
  rejected!: number;

  @Field(() => Int, {
    description: 'How many right rows were not written because of wrong ones (REJECT_ALL).',
  })
  withheld!: number;

  @Field(() => Boolean, { description: 'Whether this was a dry run, which writes nothing.' })
  dryRun!: boolean;

  /** Exposed by a field that takes which outcomes are asked for. */
  results!: ImportRowResult[];
}
