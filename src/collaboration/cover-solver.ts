import loader, { type Highs } from 'highs';
import {
  type CoverAsked,
  type CoverFound,
  coverProgramme,
  type Programme,
  shortfallProgramme,
} from './graph-cover.js';

/** What it exports is the function itself; its types are those of a module that has it as its default. */
const loadHighs = loader as unknown as typeof loader.default;

let loaded: Promise<Highs> | undefined;

/** Exact, by HiGHS (Q. Huangfu and J. A. J. Hall, 2018); the same every time, unless time runs out. */
export async function coverOf(asked: CoverAsked): Promise<CoverFound> {
  if (asked.needs.length === 0) return { status: 'OPTIMAL', departments: [], lowerBound: 0, missing: [] };
  loaded ??= loadHighs();
  const highs = await loaded;
  const shortfall = shortfallProgramme(asked);
  const most = solved(highs, shortfall, null);
  const missing = shortfall.missing.map((column) => Math.round(most.values.get(column) ?? 0));
  if (missing.some((minutes) => minutes > 0))
    return { status: 'INSUFFICIENT', departments: [], lowerBound: 0, missing };

  const programme = coverProgramme(asked);
  const { isOptimal, bound, values } = solved(highs, programme, asked.timeLimitSeconds);
  const chosen = [...programme.chosen].filter(([, column]) => (values.get(column) ?? 0) > 0.5);
  // Where there was no time to find a set, those who carried most carry all of it.
  const departments =
    chosen.length > 0
      ? carriers(programme, values).filter(({ departmentId }) => chosen.some(([id]) => id === departmentId))
      : carriers(shortfall, most.values);
  return {
    status: isOptimal ? 'OPTIMAL' : 'TIME_LIMIT',
    departments,
    lowerBound: isOptimal ? departments.length : Math.max(1, Math.ceil(bound - 1e-6)),
    missing,
  };
}

/** Who puts in how many minutes, in the order of ids. */
function carriers({ minutes }: Programme, values: ReadonlyMap<string, number>): CoverFound['departments'] {
  const carried = new Map<string, number>();
  for (const [column, departmentId] of minutes)
    carried.set(departmentId, (carried.get(departmentId) ?? 0) + (values.get(column) ?? 0));
  return [...carried]
    .map(([departmentId, sum]) => ({ departmentId, minutes: Math.round(sum) }))
    .filter(({ minutes }) => minutes > 0)
    .sort((a, b) => (a.departmentId < b.departmentId ? -1 : 1));
}

interface Solved {
  isOptimal: boolean;
  /** No solution is better. */
  bound: number;
  /** By column. */
  values: ReadonlyMap<string, number>;
}

function solved(highs: Highs, { text }: Programme, timeLimitSeconds: number | null): Solved {
  return highs.withModel({ format: 'lp', data: text }, (model): Solved => {
    model.options.set({
      output_flag: false,
      mip_rel_gap: 0,
      // A department that is chosen by a millionth would put in minutes for nothing.
      mip_feasibility_tolerance: 1e-9,
      ...(timeLimitSeconds !== null && { time_limit: timeLimitSeconds }),
    });
    model.run();
    const { colValue } = model.getSolution();
    return {
      isOptimal: model.getModelStatus() === OPTIMAL,
      bound: Number(model.info.get('mip_dual_bound')),
      values: new Map(Array.from(colValue, (value, i) => [model.getColName(i), value])),
    };
  });
}

/** `kOptimal` of HiGHS. */
const OPTIMAL = 7;
