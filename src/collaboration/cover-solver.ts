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
  if (asked.needs.length === 0)
    return { status: 'OPTIMAL', departments: [], lowerBound: 0, missingMinutes: 0 };
  loaded ??= loadHighs();
  const highs = await loaded;
  const shortfall = Math.round(solved(highs, shortfallProgramme(asked), asked.timeLimitSeconds).objective);
  if (shortfall > 0)
    return { status: 'INSUFFICIENT', departments: [], lowerBound: 0, missingMinutes: shortfall };

  const programme = coverProgramme(asked);
  const { isOptimal, bound, values } = solved(highs, programme, asked.timeLimitSeconds);
  const chosen = [...programme.chosen].filter(([, column]) => (values.get(column) ?? 0) > 0.5);
  const carried = new Map<string, number>();
  for (const [column, departmentId] of programme.minutes)
    carried.set(departmentId, (carried.get(departmentId) ?? 0) + (values.get(column) ?? 0));
  return {
    status: isOptimal ? 'OPTIMAL' : 'TIME_LIMIT',
    departments: chosen.map(([departmentId]) => ({
      departmentId,
      minutes: Math.round(carried.get(departmentId) ?? 0),
    })),
    lowerBound: isOptimal ? chosen.length : Math.max(1, Math.ceil(bound - 1e-6)),
    missingMinutes: 0,
  };
}

interface Solved {
  isOptimal: boolean;
  objective: number;
  /** No solution is better. */
  bound: number;
  /** By column. */
  values: ReadonlyMap<string, number>;
}

function solved(highs: Highs, { text }: Programme, timeLimitSeconds: number): Solved {
  return highs.withModel({ format: 'lp', data: text }, (model): Solved => {
    model.options.set({
      output_flag: false,
      mip_rel_gap: 0,
      // A department that is chosen by a millionth would put in minutes for nothing.
      mip_feasibility_tolerance: 1e-9,
      time_limit: timeLimitSeconds,
    });
    model.run();
    const { colValue } = model.getSolution();
    return {
      isOptimal: model.getModelStatus() === OPTIMAL,
      objective: model.getObjectiveValue(),
      bound: Number(model.info.get('mip_dual_bound')),
      values: new Map(Array.from(colValue, (value, i) => [model.getColName(i), value])),
    };
  });
}

/** `kOptimal` of HiGHS. */
const OPTIMAL = 7;
