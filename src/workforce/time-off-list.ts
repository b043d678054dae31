import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { has } from '../auth/policy.js';
import { connectionOf } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { authorize } from '../graphql/errors.js';
import {
  conditionOf,
  DateFilter,
  DateTimeFilter,
  Direction,
  enumFilter,
  IdFilter,
  StringFilter,
} from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { listArgsOf, orderOf } from '../graphql/list-arguments.js';
import { pageBy } from '../graphql/page.js';
import { checkedRange, DateRangeInput } from '../graphql/range.js';
import type { DateRange } from '../time/date-range.js';
import { TimeOff, TimeOffKind, TimeOffState, timeOffColumns } from './time-off.js';
import { inReach } from './worker.js';

export const TimeOffConnection = connectionOf(TimeOff, 'TimeOff');
export const TimeOffStateFilter = enumFilter(TimeOffState, 'TimeOffState');
export const TimeOffKindFilter = enumFilter(TimeOffKind, 'TimeOffKind');

@InputType({ description: 'Which time off to list. All conditions given must hold.' })
class TimeOffFilter {
  @Field(() => [TimeOffFilter], { nullable: true, description: 'All of these hold.' })
  and?: TimeOffFilter[];
  @Field(() => [TimeOffFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: TimeOffFilter[];
  @Field(() => TimeOffFilter, { nullable: true, description: 'This does not hold.' })
  not?: TimeOffFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By id.' })
  id?: IdFilter;
  @Field(() => IdFilter, { nullable: true, description: 'By the worker.' })
  workerId?: IdFilter;
  @Field(() => StringFilter, { nullable: true, description: 'By the id in the system it was imported from.' })
  externalId?: StringFilter;
  @Field(() => TimeOffStateFilter, { nullable: true, description: 'By how far it has come.' })
  state?: InstanceType<typeof TimeOffStateFilter>;
  @Field(() => TimeOffKindFilter, { nullable: true, description: 'By why. For HR; FORBIDDEN for others.' })
  kind?: InstanceType<typeof TimeOffKindFilter>;
  @Field(() => DateRangeInput, { nullable: true, description: 'Has a day in this range.' })
  range?: DateRangeInput;
  @Field(() => DateFilter, { nullable: true, description: 'By the first day.' })
  from?: DateFilter;
  @Field(() => DateFilter, { nullable: true, description: 'By the last day.' })
  to?: DateFilter;
  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was asked for.' })
  createdAt?: DateTimeFilter;
}

const TimeOffOrderField = {
  FROM: 'FROM',
  CREATED_AT: 'CREATED_AT',
  WORKER_NAME: 'WORKER_NAME',
} as const;
const TimeOffOrder = orderOf(TimeOffOrderField, 'TimeOff');

export const TimeOffListArgs = listArgsOf(TimeOffFilter, TimeOffOrder, { order: 'by first day by default' });

const visible: List = {
  name: 'time-off.list',
  from: sql`time_off t join worker w on w.id = t.worker_id`,
  columns: timeOffColumns,
  id: sql`t.id`,
  filters: {
    id: sql`t.id`,
    workerId: sql`t.worker_id`,
    externalId: sql`t.external_id`,
    state: sql`t.state`,
    range: (range: DateRange) => {
      const { from, to } = checkedRange(range, ['filter', 'range']);
      return sql`(t."from" <= ${to}::date and t."to" >= ${from}::date)`;
    },
    from: sql`t."from"`,
    to: sql`t."to"`,
    createdAt: sql`t.created_at`,
  },
  orders: { FROM: sql`t."from"`, CREATED_AT: sql`t.created_at`, WORKER_NAME: sql`w.name` },
  defaultOrder: [{ field: 'FROM', direction: Direction.ASC }],
  visible: (ctx) => inReach(ctx, 'w'),
};

/** The time off of the workers in the viewer's reach; made for each viewer, since the kind is a condition for HR only. */
export const timeOffs = ({ viewer }: Context): List => ({
  ...visible,
  filters: {
    ...visible.filters,
    kind: (filter: object) => {
      authorize(has(viewer, 'HR'), 'Only HR may filter by the kind of leave.');
      return conditionOf({ kind: filter }, { kind: sql`t.kind` });
    },
  },
});

export const timeOffByWorker = pageBy<TimeOff>(visible, sql`t.worker_id`);
