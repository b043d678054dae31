import { fullTimeEquivalents } from '../capacity/calendar-ratios.js';
import { WHOLE_SHARE } from '../capacity/shares.js';

/** What a group is asked to do and has to do it with, in minutes; `demand` without tentative work. */
export interface Balance {
  demand: number;
  supply: number;
  pipeline: number;
}

export interface Gap {
  /** Minutes of people that the demand takes at the target utilisation, half up. */
  requiredMinutes: number;
  /** required - supply - pipeline: negative where there is more than enough. */
  gapMinutes: number;
  /** Hundredths of full-time equivalents, half up. */
  requiredFte: number;
  supplyFte: number;
  gapFte: number;
  /** People missing, each of the standard week: the ceiling role by role. */
  heads: number;
}

export interface Standard {
  /** How far people shall be used, in hundredths of a percent, above 0. */
  target: number;
  /** Minutes of a full-time week. */
  weekMinutes: number;
}

/**
 * The gap of a group over so many days, from the balances of its roles. Required = demand / target; heads are rounded
 * up role by role and then summed, since nobody is hired by halves and a surplus in one role does no work of another.
 */
export function gapOf(roles: readonly Balance[], days: number, { target, weekMinutes }: Standard): Gap {
  const demand = sum(roles.map((role) => role.demand));
  const supply = sum(roles.map((role) => role.supply));
  const pipeline = sum(roles.map((role) => role.pipeline));
  const requiredMinutes = required(demand, target);
  const gapMinutes = requiredMinutes - supply - pipeline;
  const fte = (minutes: number) => fullTimeEquivalents(minutes, days, weekMinutes);
  return {
    requiredMinutes,
    gapMinutes,
    requiredFte: fte(requiredMinutes),
    supplyFte: fte(supply),
    gapFte: fte(gapMinutes),
    heads: sum(
      roles.map((role) =>
        headsFor(required(role.demand, target) - role.supply - role.pipeline, days, weekMinutes),
      ),
    ),
  };
}

const required = (demand: number, target: number) =>
  Math.floor((2 * demand * WHOLE_SHARE + target) / (2 * target));

const headsFor = (gapMinutes: number, days: number, weekMinutes: number) =>
  Math.max(0, Math.ceil((7 * gapMinutes) / (weekMinutes * days)));

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
