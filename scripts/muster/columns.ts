/** What can be imported. */
export type Kind = 'departments' | 'workers' | 'memberships';

/** Fields of a kind, each with the headers that are understood as it, besides its own name. */
type Fields = Readonly<Record<string, readonly string[]>>;

const WORKER_NUMBERS = [
  'emp_no',
  'employee_no',
  'employee_id',
  'employee_number',
  'person_id',
  'personnel_number',
  'worker_id',
  'worker',
];
const DEPARTMENT_NUMBERS = [
  'dept_no',
  'dept_id',
  'department_no',
  'department_id',
  'department_number',
  'department',
];
const STARTS = ['from_date', 'start_date', 'start', 'starts_on', 'valid_from', 'since'];
const ENDS = ['to_date', 'end_date', 'end', 'ends_on', 'valid_to', 'until'];
const ZONES = ['time_zone', 'timezone', 'tz'];

const fields: Readonly<Record<Kind, Fields>> = {
  departments: {
    externalId: ['id', ...DEPARTMENT_NUMBERS],
    name: ['dept_name', 'department_name'],
    code: ['dept_code', 'department_code', 'short_name'],
    parentExternalId: ['parent', 'parent_id', 'parent_dept_no', 'parent_department'],
    timeZone: ZONES,
    region: ['holiday_region'],
  },
  workers: {
    externalId: ['id', ...WORKER_NUMBERS],
    name: ['full_name', 'employee_name', 'worker_name'],
    firstName: ['given_name', 'forename'],
    lastName: ['family_name', 'surname'],
    email: ['e-mail', 'mail', 'email_address'],
    title: ['job_title', 'position'],
    kind: ['worker_type', 'employment_type'],
    timeZone: ZONES,
    region: ['holiday_region'],
    workMode: ['work_location_type'],
    engagementFrom: ['hire_date', 'hired_on', 'entry_date', 'from', ...STARTS],
    engagementTo: ['termination_date', 'leave_date', 'exit_date', 'to', ...ENDS],
    pattern: ['hours', 'working_hours', 'work_pattern'],
    patternFrom: [],
  },
  memberships: {
    externalId: ['id', 'membership_id'],
    workerExternalId: WORKER_NUMBERS,
    departmentExternalId: DEPARTMENT_NUMBERS,
    from: STARTS,
    to: ENDS,
    share: ['percent', 'percentage', 'share_percent'],
  },
};

/** Of which a file must have one each, as a column or by a default. */
const required: Readonly<Record<Kind, readonly (readonly string[])[]>> = {
  departments: [['externalId']],
  workers: [['externalId']],
  memberships: [['workerExternalId'], ['departmentExternalId'], ['from']],
};

/** What is said of an engagement, which is known by its first day. */
const OF_ENGAGEMENT = ['engagementTo', 'pattern', 'patternFrom'];

/** Which column of the file holds which field. */
export interface Mapping {
  readonly columnOf: ReadonlyMap<string, number>;
  readonly headers: readonly string[];
  /** Headers that mean nothing here. */
  readonly ignored: readonly string[];
}

interface Choices {
  /** Header to field, as the user says. */
  readonly maps: ReadonlyMap<string, string>;
  readonly defaults: ReadonlyMap<string, string>;
}

/** @throws Error whose message says what is not understood, and what is */
export function mapColumns(kind: Kind, headers: readonly string[], { maps, defaults }: Choices): Mapping {
  const known = fields[kind];
  const complaints = [
    ...[...maps.keys()]
      .filter((header) => !headers.includes(header))
      .map((header) => `The file has no column ${header} (--map).`),
    ...[...maps.values(), ...defaults.keys()]
      .filter((field) => !known[field])
      .map((field) => `There is no field ${field} of ${kind}.`),
  ];
  const columnOf = new Map<string, number>();
  const ignored: string[] = [];
  for (const [index, header] of headers.entries()) {
    const field = maps.get(header) ?? fieldOf(known, header);
    const other = field === undefined ? undefined : columnOf.get(field);
    if (field === undefined) ignored.push(header);
    else if (other !== undefined)
      complaints.push(`Columns ${headers[other]} and ${header} both mean ${field}: use --map.`);
    else columnOf.set(field, index);
  }
  const isThere = (field: string) => columnOf.has(field) || defaults.has(field);
  if (!isThere('engagementFrom')) {
    complaints.push(
      ...OF_ENGAGEMENT.filter((field) => known[field] && isThere(field)).map(
        (field) =>
          `There is ${field}, but no first day of an engagement: engagementFrom, as a column or by --default.`,
      ),
    );
  }
  const missing = required[kind].filter((choice) => !choice.some(isThere));
  complaints.push(
    ...missing.map(
      ([field]) => `No column is ${field} (understood: ${[field, ...known[field!]!].join(', ')}).`,
    ),
  );
  if (complaints.length > 0) {
    const understood = Array.from(columnOf, ([field, index]) => `${headers[index]} as ${field}`);
    throw new Error(
      [
        ...complaints,
        `Understood: ${understood.join(', ') || 'nothing'}.`,
        ...(ignored.length > 0 ? [`Not understood: ${ignored.join(', ')}.`] : []),
        `Name a column with --map column=field. Fields of ${kind}: ${Object.keys(known).join(', ')}.`,
      ].join('\n'),
    );
  }
  return { columnOf, headers, ignored };
}

function fieldOf(known: Fields, header: string): string | undefined {
  const plain = plainOf(header);
  const own = Object.keys(known).find((field) => plainOf(field) === plain);
  return own ?? Object.keys(known).find((field) => known[field]!.some((alias) => plainOf(alias) === plain));
}

/** `Emp No`, `emp_no` and `EmpNo` are one. */
const plainOf = (header: string) => header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
