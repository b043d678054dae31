import { ArrayMaxSize, ArrayMinSize } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import type { LocalDate } from '../time/local-date.js';
import { RowReader } from './cells.js';
import { EndDates, ImportSettings, MOST_ROWS } from './import.js';
import { type RowFaults, refuseRepetitions } from './row-faults.js';

@InputType({
  description:
    'A membership as another system has it. It is known by its external id or, without one, by worker, department and first day.',
})
export class MembershipImportRow {
  @Field(() => String, { nullable: true, description: 'Its id in the other system; unique.' })
  externalId?: string | null;

  @Field(() => String, { description: 'External id of the worker.' })
  workerExternalId!: string;

  @Field(() => String, { description: 'External id of the department.' })
  departmentExternalId!: string;

  @Field(() => String, { description: 'The first day, `YYYY-MM-DD`.' })
  from!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The end, as `endDates` reads it; null or a day of the year 9999: without end. Absent: as it is.',
  })
  to?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Percent of the worker, up to two decimals, such as `62.5`. Absent: as it is, 100 if new.',
  })
  share?: string | null;
}

@InputType({ description: 'Memberships to import, and how.' })
export class MembershipsImportInput extends ImportSettings {
  @Field(() => [MembershipImportRow], { description: 'The rows, 1 to 5,000.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ROWS)
  rows!: MembershipImportRow[];

  @Field(() => EndDates, {
    defaultValue: EndDates.INCLUSIVE,
    description: 'How the rows write the end of a range.',
  })
  endDates!: EndDates;
}

/** A row as it reads, before anything it names is looked up. Undefined: it does not say, or says it wrongly. */
export interface ReadMembership {
  readonly index: number;
  readonly externalId: string | null;
  /** Empty where it is missing or wrong; so is that of the department. */
  readonly workerExternalId: string;
  readonly departmentExternalId: string;
  readonly from: LocalDate | undefined;
  readonly to: LocalDate | null | undefined;
  readonly share: number | undefined;
}

/** Reads all rows and notes what is wrong with them. Wrong ones are read on, so that all that is wrong is told at once. */
export function readMemberships(
  faults: RowFaults,
  { rows, endDates }: MembershipsImportInput,
): ReadMembership[] {
  refuseRepetitions(faults, rows, 'externalId');
  return rows.map((row, index) => {
    const reader = new RowReader(faults, index, row);
    const from = reader.date('from');
    const to = reader.endDate('to', endDates);
    if (from == null) reader.require('from');
    reader.checkRange(from, to, 'to');
    return {
      index,
      externalId: reader.text('externalId', 200) ?? null,
      workerExternalId: reader.required('workerExternalId', 200),
      departmentExternalId: reader.required('departmentExternalId', 200),
      from: from ?? undefined,
      to,
      share: readShare(reader),
    };
  });
}

/** Hundredths of a percent, read as text: 64.6 is no number that a float could hold. */
function readShare(reader: RowReader<MembershipImportRow>): number | undefined {
  const text = reader.text('share', 20);
  if (text == null) return undefined;
  const [, whole, decimals = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(text) ?? [];
  const share = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  if (whole !== undefined && share >= 1 && share <= 10_000) return share;
  return reader.refuse(
    'share',
    'SHARE',
    `${text} is not a percentage from 0.01 to 100 with up to two decimals.`,
  );
}
