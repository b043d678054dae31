import { Decimal } from 'decimal.js';
import { horizonOf } from '../capacity/horizon.js';
import type { ChangeEvent } from '../events/change-event.js';
import { type StreamOf, streamOf } from '../events/stream.js';
import type { Context } from '../graphql/context.js';
import { Faults } from '../graphql/errors.js';
import type { DateRange } from '../time/date-range.js';
import { MessageKind } from './capacity-change.js';
import { requireFollowable } from './change-lines.js';
import { requireOneSubject } from './scope.js';
import type { Threshold } from './utilisation-level.js';
import type { ThresholdScopeInput } from './utilisation-threshold.js';
import { type Standing, UtilisationWatch } from './utilisation-watch.js';

/** What is asked; the marks in percent. */
export interface ThresholdQuestion {
  readonly scope: ThresholdScopeInput;
  readonly range: DateRange;
  readonly above: string;
  readonly below: string;
  readonly holdSeconds: number;
}

export interface CrossingMessage {
  readonly kind: MessageKind;
  readonly sequence: number;
  readonly standings: readonly Standing[];
}

const MOST_PERCENT = 1_000;
const LONGEST_HOLD_SECONDS = 86_400;
const STANDINGS_PER_MESSAGE = 200;
/** What may add up departments otherwise. */
const TREE = new Set(['DEPARTMENT_CREATED', 'DEPARTMENT_MOVED']);

/**
 * Whose utilisation is high, then whose becomes high or normal. Each subscriber's own: what a level is depends on what
 * it was, and on since when.
 * @throws UserError BAD_USER_INPUT with all faults, NOT_FOUND, UNAVAILABLE
 */
export function utilisationCrossings(ctx: Context, question: ThresholdQuestion): StreamOf<CrossingMessage> {
  const watched = { ...question, threshold: checked(question, horizonOf(ctx.now())) };
  let watch: UtilisationWatch | null = null;
  let position = 0;
  const message = (kind: MessageKind, standings: readonly Standing[]): CrossingMessage | null =>
    standings.length > 0 ? { kind, sequence: position, standings } : null;

  function crossings(watch: UtilisationWatch, event: ChangeEvent, at: number): CrossingMessage | null {
    position = event.sequence;
    // What had lasted long enough before this happened is told as it was.
    const due = watch.takeDue(at);
    watch.apply(event, at);
    return message(MessageKind.DELTA, [...due, ...watch.takeDue(at)]);
  }

  return streamOf<CrossingMessage>({
    async open(ctx) {
      watch = await UtilisationWatch.read(ctx, watched);
      const { standings, sequence } = watch;
      position = sequence;
      return { sequence, snapshot: partsOf(standings, sequence) };
    },
    select(event, ctx) {
      const at = ctx.now().getTime();
      // It is always opened before.
      const current = watch!;
      if (event.sequence <= position) return null;
      // Where the refresh fails, the event is to be selected again: it counts as seen only once it is applied.
      if (!TREE.has(event.kind)) return crossings(current, event, at);
      return current.refresh(ctx).then(() => crossings(current, event, at));
    },
    mark: (kind, sequence) => ({ kind: MessageKind[kind], sequence, standings: [] }),
    due: () => watch?.dueAt ?? null,
    onDue: (ctx) => message(MessageKind.DELTA, watch?.takeDue(ctx.now().getTime()) ?? []),
  });
}

function* partsOf(standings: readonly Standing[], sequence: number): Generator<CrossingMessage> {
  for (let start = 0; start < standings.length; start += STANDINGS_PER_MESSAGE)
    yield {
      ...{ kind: MessageKind.SNAPSHOT, sequence },
      standings: standings.slice(start, start + STANDINGS_PER_MESSAGE),
    };
}

/** @throws UserError BAD_USER_INPUT */
function checked(
  { scope, range, above, below, holdSeconds }: ThresholdQuestion,
  horizon: DateRange,
): Threshold {
  const faults = new Faults();
  requireFollowable(faults, range, horizon);
  requireOneSubject(faults, scope);
  const [high, low] = (['above', 'below'] as const).map((name) => {
    const percent = new Decimal(name === 'above' ? above : below);
    faults.require(
      percent.gte(0) && percent.lte(MOST_PERCENT) && percent.decimalPlaces() <= 2,
      [name],
      'PERCENT',
      `\`${name}\` is from 0 to ${MOST_PERCENT} percent, with at most two decimals; not ${percent}.`,
    );
    return percent;
  }) as [Decimal, Decimal];
  faults.require(
    high.gt(low),
    ['above'],
    'NO_HYSTERESIS',
    `\`above\` must be more than \`below\`, else every change would cross both: ${above} is not more than ${below}.`,
  );
  faults.require(
    holdSeconds >= 0 && holdSeconds <= LONGEST_HOLD_SECONDS,
    ['holdSeconds'],
    'HOLD',
    `\`holdSeconds\` is from 0 to ${LONGEST_HOLD_SECONDS}, a day; not ${holdSeconds}.`,
  );
  faults.throwIfAny();
  return {
    above: high.times(100).toNumber(),
    below: low.times(100).toNumber(),
    holdMs: holdSeconds * 1_000,
  };
}
