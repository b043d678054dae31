import { ArrayMaxSize, ArrayMinSize } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { RowReader } from './cells.js';
import { ImportSettings, MOST_ROWS } from './import.js';
import { type RowFaults, refuseRepetitions } from './row-faults.js';

@InputType({
  description:
    'A department as another system has it, known by its external id. What is absent stays as it is.',
})
export class DepartmentImportRow {
  @Field(() => String, { description: 'Its id in the other system; unique.' })
  externalId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Full name, up to 200 characters; required of a new one.',
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Short, unique name, up to 32 characters. A new one has its external id, if none is given.',
  })
  code?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'External id of the department above it, which may be a row of the same call; null: at the top.',
  })
  parentExternalId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The time zone it works in, such as `Europe/Zurich`. A new one has that of the department above, or UTC.',
  })
  timeZone?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Region of its public holidays, such as `CH-GE`; null: none.',
  })
  region?: string | null;
}

@InputType({ description: 'Departments to import, and how.' })
export class DepartmentsImportInput extends ImportSettings {
  @Field(() => [DepartmentImportRow], { description: 'The rows, 1 to 5,000, in any order.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ROWS)
  rows!: DepartmentImportRow[];
}

/** A row as it reads, before anything it names is looked up. Undefined: it does not say, or says it wrongly. */
export interface ReadDepartment {
  readonly index: number;
  /** Empty where it is missing or wrong. */
  readonly externalId: string;
  readonly name: string | undefined;
  readonly code: string | undefined;
  readonly parentExternalId: string | null | undefined;
  readonly timeZone: string | undefined;
  readonly region: string | null | undefined;
}

/** Reads all rows and notes what is wrong with them. Wrong ones are read on, so that all that is wrong is told at once. */
export function readDepartments(faults: RowFaults, rows: readonly DepartmentImportRow[]): ReadDepartment[] {
  refuseRepetitions(faults, rows, 'externalId');
  return rows.map((row, index) => {
    const reader = new RowReader(faults, index, row);
    return {
      index,
      externalId: reader.required('externalId', 200),
      name: reader.text('name', 200) ?? undefined,
      code: reader.text('code', 32) ?? undefined,
      parentExternalId: reader.text('parentExternalId', 200),
      timeZone: reader.timeZone('timeZone') ?? undefined,
      region: reader.region('region'),
    };
  });
}
