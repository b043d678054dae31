import { departmentDays, workerDays } from '../capacity/calendar.js';
import { readFacts } from '../capacity/facts.js';
import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import type { NeededWork } from './cover-needs.js';
import type { Offer } from './graph-cover.js';
import { turns } from './objective-minutes.js';

const WORKERS_AT_ONCE = 500;

/** Workers in use, and the levels of their skills among those asked for. */
const SKILLED = `
  select w.id, coalesce(jsonb_object_agg(s.skill_id, s.level) filter (where s.id is not null), '{}') as levels
  from worker w left join worker_skill s on s.worker_id = w.id and s.skill_id = any($1::uuid[])
  where w.archived_at is null group by w.id order by w.id`;

interface Place {
  range: DateRange;
  /** As part of which department each one counts. */
  groups: ReadonlyMap<string, string>;
}

/**
 * Free minutes in the range, by department and by what of the work one can do; how many people of each department
 * they come from, and how many can do each kind of work, free or not.
 */
export async function freeWork(
  ctx: Context,
  work: readonly NeededWork[],
  { range, groups }: Place,
): Promise<{ offers: Offer[]; people: Map<string, number>; able: number[] }> {
  const offers = new Map<string, Offer & { minutes: number }>();
  const people = new Map<string, number>();
  const able = await whoCan(ctx, work);
  const workerIds = [...able.keys()];
  const turn = turns();
  for (let start = 0; start < workerIds.length; start += WORKERS_AT_ONCE) {
    const facts = await readFacts(ctx, workerIds.slice(start, start + WORKERS_AT_ONCE), range);
    for (const worker of facts.values()) {
      const canDo = able.get(worker.workerId)!;
      const free = new Map<string, number>();
      for (const { departmentId, free: days } of departmentDays(worker, workerDays(worker, range))) {
        const group = departmentId === null ? undefined : groups.get(departmentId);
        const minutes = days.reduce((sum, day) => sum + day, 0);
        if (group !== undefined && minutes > 0) free.set(group, (free.get(group) ?? 0) + minutes);
      }
      for (const [departmentId, minutes] of free) {
        const key = `${departmentId} ${canDo.join()}`;
        const known = offers.get(key) ?? { departmentId, canDo, minutes: 0 };
        known.minutes += minutes;
        offers.set(key, known);
        people.set(departmentId, (people.get(departmentId) ?? 0) + 1);
      }
      await turn();
    }
  }
  const ordered = [...offers].sort(([a], [b]) => (a < b ? -1 : 1));
  const whoDo = (need: number) => [...able.values()].filter((canDo) => canDo.includes(need)).length;
  return { offers: ordered.map(([, offer]) => offer), people, able: work.map((_, need) => whoDo(need)) };
}

/** What of the work each worker can do, of those who can do any. */
async function whoCan(ctx: Context, work: readonly NeededWork[]): Promise<Map<string, number[]>> {
  if (work.length === 0) return new Map();
  const skillIds = [...new Set(work.flatMap(({ skills }) => skills.map(({ skillId }) => skillId)))];
  const workers = await ctx.rows<{ id: string; levels: Record<string, number> }>(
    'collaboration.skilled',
    SKILLED,
    [skillIds],
  );
  const able = new Map<string, number[]>();
  for (const { id, levels } of workers) {
    const canDo = work.flatMap(({ skills }, need) =>
      skills.every(({ skillId, minLevel }) => (levels[skillId] ?? 0) >= minLevel) ? [need] : [],
    );
    if (canDo.length > 0) able.set(id, canDo);
  }
  return able;
}
