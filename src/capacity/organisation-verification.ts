import type { Context } from '../graphql/context.js';
import { addDays, type LocalDate } from '../time/local-date.js';
import { TOTAL_COLUMNS } from './department-week.js';
import { TOTALS, type Total, type WorkerKindName } from './totals.js';
import type { Difference } from './verification.js';

type Sums = Record<Total, number>;

interface Row {
  kind: WorkerKindName;
  week: LocalDate;
  slot: number;
  stored: Sums;
  computed: Sums;
}

const slotsOf = (table: string) => `
  select kind, week, slot, ${TOTALS.map((total) => `coalesce(sum(${TOTAL_COLUMNS[total]}[slot]), 0)::bigint as "${total}"`)}
  from ${table} cross join generate_series(1, 8) slot
  where week between (select first_day from kept_horizon) and (select last_day from kept_horizon)
  group by kind, week, slot`;

const valuesOf = (alias: string) =>
  `jsonb_build_object(${TOTALS.map((total) => `'${total}', coalesce(${alias}."${total}", 0)`)})`;

const DIFFERENT = `
  select kind, week, slot, ${valuesOf('stored')} as stored, ${valuesOf('computed')} as computed
  from (${slotsOf('organisation_week')}) stored full join (${slotsOf('department_week')}) computed using (kind, week, slot)
  where ${valuesOf('stored')} <> ${valuesOf('computed')} order by week, slot, kind`;

/** The stored weeks of the organisation against those of its departments, all of one moment. */
export async function differencesOfOrganisation(ctx: Context): Promise<Difference[]> {
  const rows = await ctx.rows<Row>('capacity.verify-organisation', DIFFERENT);
  return rows.flatMap(({ kind, week, slot, stored, computed }) =>
    TOTALS.filter((total) => stored[total] !== computed[total]).map((total) => ({
      workerId: null,
      departmentId: null,
      day: slot === 8 ? week : addDays(week, slot - 1),
      measure: `${total} of all ${kind}${slot === 8 ? ' in the week' : ''}`,
      stored: stored[total],
      computed: computed[total],
    })),
  );
}
