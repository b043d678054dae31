import { ArrayMaxSize, ArrayMinSize } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import type { LocalDate } from '../time/local-date.js';
import { WorkerKind, WorkMode } from '../workforce/worker.js';
import { RowReader } from './cells.js';
import { EndDates, ImportSettings, MOST_ROWS } from './import.js';
import { type RowFaults, refuseRepetitions } from './row-faults.js';

@InputType({
  description:
    'A worker as another system has them, known by their external id. What is absent stays as it is.',
})
export class WorkerImportRow {
  @Field(() => String, { description: 'Their id in the other system; unique.' })
  externalId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Their name, up to 200 characters; required of a new one.',
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '`STAFF` or `FREELANCER`, for good; a new one is STAFF by default.',
  })
  kind?: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail address, unique; null: none.' })
  email?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What they are here, up to 200 characters; null: nothing.',
  })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The time zone of their home, such as `Europe/Zurich`. A new one has that of the region by default.',
  })
  timeZone?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Region of their public holidays, such as `CH-GE`, which must be loaded; null: none.',
  })
  region?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '`ONSITE`, `HYBRID` or `REMOTE`; a new one is HYBRID by default.',
  })
  workMode?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'First day of an engagement, `YYYY-MM-DD`. The one that begins on this day is changed, else one is added.',
  })
  engagementFrom?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its end, as `endDates` reads it; null or a day of the year 9999: without end.',
  })
  engagementTo?: string | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'Minutes worked on each day, Monday first, 7 for each of 1 to 52 weeks that repeat.',
  })
  patternMinutes?: number[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The day from which these minutes hold; the first of the engagement by default.',
  })
  patternFrom?: string | null;
}

@InputType({ description: 'Workers to import, with an engagement each, and how.' })
export class WorkersImportInput extends ImportSettings {
  @Field(() => [WorkerImportRow], { description: 'The rows, 1 to 5,000.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ROWS)
  rows!: WorkerImportRow[];

  @Field(() => EndDates, {
    defaultValue: EndDates.INCLUSIVE,
    description: 'How the rows write the end of a range.',
  })
  endDates!: EndDates;
}

/** A row as it reads, before anything it names is looked up. Undefined: it does not say, or says it wrongly. */
export interface ReadWorker {
  readonly index: number;
  /** Empty where it is missing or wrong. */
  readonly externalId: string;
  readonly name: string | undefined;
  readonly kind: WorkerKind | undefined;
  readonly email: string | null | undefined;
  readonly title: string | null | undefined;
  readonly timeZone: string | undefined;
  readonly region: string | null | undefined;
  readonly workMode: WorkMode | undefined;
  readonly engagement: ReadEngagement | null;
}

export interface ReadEngagement {
  readonly from: LocalDate;
  readonly to: LocalDate | null | undefined;
  readonly pattern: { readonly from: LocalDate; readonly minutes: readonly number[] } | null;
}

/** Reads all rows and notes what is wrong with them. Wrong ones are read on, so that all that is wrong is told at once. */
export function readWorkers(faults: RowFaults, { rows, endDates }: WorkersImportInput): ReadWorker[] {
  refuseRepetitions(faults, rows, 'externalId');
  refuseRepetitions(faults, rows, 'email', (text) => text.toLowerCase());
  return rows.map((row, index) => {
    const reader = new RowReader(faults, index, row);
    return {
      index,
      externalId: reader.required('externalId', 200),
      name: reader.text('name', 200) ?? undefined,
      kind: reader.oneOf('kind', WorkerKind) ?? undefined,
      email: readEmail(reader),
      title: reader.text('title', 200),
      timeZone: reader.timeZone('timeZone') ?? undefined,
      region: reader.text('region', 20),
      workMode: reader.oneOf('workMode', WorkMode) ?? undefined,
      engagement: readEngagement(reader, endDates),
    };
  });
}

type Reader = RowReader<WorkerImportRow>;

function readEmail(reader: Reader): string | null | undefined {
  const text = reader.text('email', 320);
  if (text == null || /^[^\s@]+@[^\s@]+$/.test(text)) return text;
  return reader.refuse('email', 'NOT_AN_EMAIL', `${text} is not an e-mail address.`);
}

function readEngagement(reader: Reader, endDates: EndDates): ReadEngagement | null {
  const from = reader.date('engagementFrom');
  const to = reader.endDate('engagementTo', endDates);
  const patternFrom = reader.date('patternFrom');
  const minutes = readPattern(reader);
  reader.checkRange(from, to, 'engagementTo');
  if (from == null) {
    const isMeant = to != null || patternFrom != null || minutes != null;
    const message = 'An end or a pattern needs the first day of its engagement: engagementFrom is required.';
    if (isMeant) reader.require('engagementFrom', message);
    return null;
  }
  if (patternFrom != null && minutes == null) reader.require('patternMinutes');
  if (patternFrom != null && (patternFrom < from || (to != null && patternFrom > to))) {
    reader.refuse('patternFrom', 'OUTSIDE_ENGAGEMENT', `The engagement is not running on ${patternFrom}.`);
  }
  return { from, to, pattern: minutes == null ? null : { from: patternFrom ?? from, minutes } };
}

function readPattern(reader: Reader): readonly number[] | null | undefined {
  const minutes = reader.row.patternMinutes;
  if (minutes == null) return minutes;
  const weeks = minutes.length / 7;
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > 52) {
    const message = `A pattern has 7 days for each of its 1 to 52 weeks, not ${minutes.length} days.`;
    return reader.refuse('patternMinutes', 'PATTERN_LENGTH', message);
  }
  const wrong = minutes.find((value) => value < 0 || value > 1_440);
  if (wrong === undefined) return minutes;
  return reader.refuse('patternMinutes', 'PATTERN_MINUTES', `A day has 0 to 1440 minutes, not ${wrong}.`);
}
