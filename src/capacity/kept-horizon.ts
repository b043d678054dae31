import type { Context } from '../graphql/context.js';
import type { DateRange } from '../time/date-range.js';
import type { LocalDate } from '../time/local-date.js';

type Row = { from: LocalDate | null; to: LocalDate | null };

const rangeOf = ([row]: Row[]): DateRange | null =>
  row!.from === null ? null : { from: row!.from, to: row!.to! };

const SELECT = 'select first_day as "from", last_day as "to" from kept_horizon';

/** The days that are stored of all workers; null before they are. */
export const readKeptHorizon = async (ctx: Context): Promise<DateRange | null> =>
  rangeOf(await ctx.rows<Row>('capacity.kept-horizon', SELECT));

/** The same, and it stays so until the transaction ends: for those who store a worker, of whom it must be true as well. */
export const holdKeptHorizon = async (ctx: Context): Promise<DateRange | null> =>
  rangeOf(await ctx.rows<Row>('capacity.kept-horizon-held', `${SELECT} for share`));

/** Nobody adds a worker until the transaction ends. */
export const lockKeptHorizon = async (ctx: Context): Promise<DateRange | null> =>
  rangeOf(await ctx.rows<Row>('capacity.kept-horizon-locked', `${SELECT} for update`));

/** Afterwards nobody fills the store any longer. */
export async function writeKeptHorizon(ctx: Context, range: DateRange | null): Promise<void> {
  await ctx.rows(
    'capacity.kept-horizon-write',
    'update kept_horizon set first_day = $1::date, last_day = $2::date, filling = null',
    [range?.from ?? null, range?.to ?? null],
  );
}

/** Who fills the store, and has not written yet what departments add up to. */
export async function readFilling(ctx: Context): Promise<string | null> {
  const [row] = await ctx.rows<{ filling: string | null }>(
    'capacity.filling',
    'select filling from kept_horizon',
  );
  return row!.filling;
}

/** Answers false where somebody fills it already, or where everybody is stored. */
export async function beginFilling(ctx: Context, filling: string): Promise<boolean> {
  const begun = await ctx.rows(
    'capacity.filling-begin',
    'update kept_horizon set filling = $1::uuid where filling is null and first_day is null returning 1',
    [filling],
  );
  return begun.length > 0;
}
