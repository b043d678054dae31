import { columnsOf } from '../graphql/columns.js';
import type { Context } from '../graphql/context.js';
import { Engagement, EngagementState, engagementFact } from './engagement.js';
import { moveByDate } from './moving-by-date.js';

const columns = columnsOf(Engagement, 'moved');
const { noun, factsOf } = engagementFact;

/** READY ones whose first day has come become ACTIVE. Answers how many; call it again until that is 0. */
export const engagementsBegin = (ctx: Context): Promise<number> =>
  moveByDate<Engagement>(ctx, {
    noun,
    table: 'engagement',
    columns,
    event: 'ENGAGEMENT_ACTIVE',
    from: EngagementState.READY,
    to: EngagementState.ACTIVE,
    isDue: 'moved."from" <= zone.today',
    factsOf,
  });

/** ACTIVE ones whose last day has passed become ENDED. Answers how many; call it again until that is 0. */
export const engagementsEnd = (ctx: Context): Promise<number> =>
  moveByDate<Engagement>(ctx, {
    noun,
    table: 'engagement',
    columns,
    event: 'ENGAGEMENT_ENDED',
    from: EngagementState.ACTIVE,
    to: EngagementState.ENDED,
    isDue: 'moved."to" < zone.today',
    factsOf,
  });
