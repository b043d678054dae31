/** Work that is wanted, and which departments could do how much of it. Each list in the order of ids. */
export interface CoverAsked {
  /** Minutes of each kind of work; more than 0. */
  readonly needs: readonly number[];
  readonly offers: readonly Offer[];
  /** How long to look for a smaller set than the one found. */
  readonly timeLimitSeconds: number;
}

/** Free minutes of the people of a department who can do the same kinds of the work. */
export interface Offer {
  readonly departmentId: string;
  /** Indices of `needs`. */
  readonly canDo: readonly number[];
  readonly minutes: number;
}

export interface CoverFound {
  /** TIME_LIMIT: a smaller set may exist. INSUFFICIENT: all departments together cannot carry it. */
  readonly status: 'OPTIMAL' | 'TIME_LIMIT' | 'INSUFFICIENT';
  /** In the order of ids. */
  readonly departments: readonly { readonly departmentId: string; readonly minutes: number }[];
  /** No set has fewer departments than this. */
  readonly lowerBound: number;
  /** Of each need, what all departments together cannot carry, in one way to divide it. */
  readonly missing: readonly number[];
}

/** A programme in the format of CPLEX, and what its columns mean. */
export interface Programme {
  readonly text: string;
  /** Column of each department: 1 where it is in the set. */
  readonly chosen: ReadonlyMap<string, string>;
  /** Columns of minutes, and the department that puts them in. */
  readonly minutes: ReadonlyMap<string, string>;
  /** Column of what is missing of each need, in their order; none where nothing may be. */
  readonly missing: readonly string[];
}

/** What all together cannot carry is least: a linear programme whose objective are the minutes that are missing. */
export function shortfallProgramme({ needs, offers }: CoverAsked): Programme {
  const { minutes, columnsOf, ceilings } = flows(needs, offers);
  const missing = needs.map((_, need) => `m${need}`);
  const rows = [
    ...needs.map((wanted, need) => ` n${need}: ${sum([...columnsOf[need]!, missing[need]!])} >= ${wanted}`),
    ...ceilings.map(({ columns, most }, offer) => ` o${offer}: ${sum(columns)} <= ${most}`),
  ];
  return { text: programme(sum(missing), rows), chosen: new Map(), minutes, missing };
}

/**
 * The fewest departments whose people carry all of it: a mixed-integer programme. A minute of a person is spent once,
 * whatever the person can do, since people who can do the same are one offer.
 */
export function coverProgramme({ needs, offers }: CoverAsked): Programme {
  const { minutes, columnsOf, ceilings } = flows(needs, offers);
  const departmentIds = [...new Set(offers.map(({ departmentId }) => departmentId))];
  const chosen = new Map(departmentIds.map((id, i) => [id, `y${i}`]));
  const rows = [
    ...needs.map((wanted, need) => ` n${need}: ${sum(columnsOf[need]!)} >= ${wanted}`),
    ...ceilings.map(
      ({ columns, most, departmentId }, offer) =>
        ` o${offer}: ${sum(columns)} - ${most} ${chosen.get(departmentId)} <= 0`,
    ),
  ];
  return {
    text: programme(sum([...chosen.values()]), rows, [...chosen.values()]),
    chosen,
    minutes,
    missing: [],
  };
}

/** A column for whatever an offer can put into a need. */
function flows(needs: readonly number[], offers: readonly Offer[]) {
  const minutes = new Map<string, string>();
  const columnsOf: string[][] = needs.map(() => []);
  const ceilings = offers.map(({ departmentId, canDo, minutes: free }, offer) => {
    const columns = canDo.map((need) => {
      const column = `x${offer}n${need}`;
      minutes.set(column, departmentId);
      columnsOf[need]!.push(column);
      return column;
    });
    // More than is wanted carries nothing, and makes the programme harder to solve.
    const wanted = canDo.reduce((all, need) => all + needs[need]!, 0);
    return { departmentId, columns, most: Math.min(free, wanted) };
  });
  return { minutes, columnsOf, ceilings };
}

/** Lines of a few columns each: readers of the format take no longer ones. */
const sum = (columns: readonly string[]) => columns.join('\n  + ') || '0 z';

const programme = (objective: string, rows: readonly string[], whole: readonly string[] = []) =>
  [
    'Minimize',
    ` cost: ${objective}`,
    'Subject To',
    ...rows,
    ...(whole.length > 0 ? ['Binary', ...whole.map((column) => ` ${column}`)] : []),
    'End',
  ].join('\n');
