import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';
import './change-feed.js';
import { contentOf, startOf, type Tip } from './chain.js';

export enum ChangeLogFaultKind {
  MISSING = 'MISSING',
  UNHASHED = 'UNHASHED',
  CHANGED = 'CHANGED',
}
registerEnumType(ChangeLogFaultKind, {
  name: 'ChangeLogFaultKind',
  description: 'What is wrong with an event of the log.',
  valuesConfig: {
    MISSING: { description: 'No event has this sequence, though one had it, or later ones have theirs.' },
    UNHASHED: { description: 'It has lost its hash.' },
    CHANGED: { description: 'Its hash does not follow from the hash before it and from what it says.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'Where the chain of the log breaks: whatever comes behind is proven by nothing. For ADMIN.',
})
export class ChangeLogFault {
  @Field(() => Int, { description: 'Of the event: its number in the log, from 1.' })
  sequence!: number;

  @Field(() => ChangeLogFaultKind, { description: 'What is wrong with it.' })
  kind!: ChangeLogFaultKind;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A step of recomputing the hashes of the log: 5,000 published events. For ADMIN.',
})
export class ChangeLogVerification {
  @Field(() => Int, { description: 'How many events this step found to be as they were written.' })
  events!: number;

  @Field(() => ChangeLogFault, {
    nullable: true,
    description: 'The first event that is not; null where there is none in this step.',
  })
  fault!: ChangeLogFault | null;

  @Field(() => String, {
    description:
      'Sequence and hash of the last event that is right. Kept outside of the database, and one day passed as `after`, it tells whether the log still holds this event with this hash: together with steps from the first event on, that nothing up to there was changed or cut off, which the log alone cannot tell.',
  })
  end!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Pass it as `after` for the next step; null after the last, and after a fault.',
  })
  next!: string | null;

  @Field(() => String, { description: 'The last event that is right, as a cursor of the streams.' })
  cursor!: string;
}

const STEP = 5_000;

/** How the events behind $1, whose hash is $2, go on; and where $1 is not 0, whether it is still there, with its hash. */
const VERIFY = `
  with step as (
    select * from change_event where sequence >= greatest($1::bigint, 1) order by sequence limit ${STEP + 1}
  ), compared as (
    select sequence, hash, lag(sequence, 1, $1::bigint) over (order by sequence) as previous,
      case when sequence = $1::bigint then decode($2, 'hex') else
        sha256(lag(hash, 1, decode($2, 'hex')) over (order by sequence) || convert_to(${contentOf('step', 'sequence')}, 'UTF8')) end as expected
    from step
  ), fault as (
    select case when sequence > previous + 1 then previous + 1 else sequence end as sequence,
      case when sequence > previous + 1 then 'MISSING' when hash is null then 'UNHASHED' else 'CHANGED' end as kind
    from compared where sequence > previous + 1 or hash is distinct from expected
    union all
    select $1::bigint, 'MISSING' where $1::bigint > 0 and not exists (select from step where sequence = $1::bigint)
    order by sequence limit 1
  )
  select count(compared.sequence) as seen, fault.sequence as "faultSequence", fault.kind as "faultKind",
    max(compared.sequence) as "lastSequence", encode((array_agg(compared.hash order by compared.sequence desc))[1], 'hex') as "lastHash"
  from (select) one left join fault on true
    left join compared on compared.sequence < coalesce(fault.sequence, compared.sequence + 1) and compared.sequence > $1::bigint
  group by fault.sequence, fault.kind`;

interface Compared {
  seen: number;
  faultSequence: number | null;
  faultKind: ChangeLogFaultKind | null;
  lastSequence: number | null;
  lastHash: string | null;
}

/**
 * Recomputes the hashes of the next events behind one whose hash is known, from the first of the log by default.
 * @throws UserError BAD_USER_INPUT (CURSOR)
 */
export async function changeLogVerification(
  ctx: Context,
  after: string | null,
): Promise<ChangeLogVerification> {
  const known = after === null ? await startOf(ctx.rows.bind(ctx)) : knownOf(after);
  const [compared] = await ctx.rows<Compared>('log.verify', VERIFY, [known.sequence, known.hash]);
  const { seen, faultSequence, faultKind, lastSequence, lastHash } = compared!;
  const sequence = lastSequence ?? known.sequence;
  const end = `${sequence}.${lastHash ?? known.hash}`;
  const fault = faultSequence === null ? null : { sequence: faultSequence, kind: faultKind! };
  // What asks the feed is never answered by what was kept: changes past the log raise no version that tells of them.
  const cursor = await ctx.feed.cursorOf(sequence);
  return { events: seen, fault, end, next: fault || seen < STEP ? null : end, cursor };
}

function knownOf(after: string): Tip {
  const [, sequence, hash] = /^(\d{1,15})\.((?:[0-9a-f]{2}){16,32})$/.exec(after) ?? [];
  if (sequence && hash) return { sequence: Number(sequence), hash };
  throw new UserError('BAD_USER_INPUT', '`after` is not the end of a verification.', {
    reason: 'CURSOR',
    field: ['after'],
  });
}
