import { sql } from 'kysely';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { collaborationReach } from '../auth/policy.js';
import { type Connection, connectionOf } from '../graphql/connection.js';
import type { Context } from '../graphql/context.js';
import { Direction } from '../graphql/filter.js';
import type { List } from '../graphql/keyset.js';
import { page } from '../graphql/page.js';

export enum KnowledgeKind {
  NOTE = 'NOTE',
  DECISION = 'DECISION',
  COLLABORATION_REQUEST = 'COLLABORATION_REQUEST',
  OBJECTIVE = 'OBJECTIVE',
  KEY_RESULT = 'KEY_RESULT',
}
registerEnumType(KnowledgeKind, {
  name: 'KnowledgeKind',
  description: 'What can be found by its words.',
  valuesConfig: {
    NOTE: { description: 'A note on an objective.' },
    DECISION: { description: 'A decision on an objective.' },
    COLLABORATION_REQUEST: { description: 'A request for help, with its answer.' },
    OBJECTIVE: { description: 'An objective, with its description.' },
    KEY_RESULT: { description: 'A key result of an objective.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Something found by its words, that you may see.' })
export class KnowledgeFound {
  id!: string;
  objectiveId!: string;

  @Field(() => KnowledgeKind, { description: 'What it is.' })
  kind!: KnowledgeKind;

  @Field(() => ID, {
    description: 'The id of what was found: of the note, request, objective or key result.',
  })
  subjectId!: string;

  @Field(() => String, {
    description:
      'Plain text around the words found, each of them between `«` and `»`; parts that do not follow each other are joined by ` … `.',
  })
  excerpt!: string;
}

export const KnowledgeFoundConnection = connectionOf(KnowledgeFound, 'KnowledgeFound');

interface Question {
  text: string;
  kinds?: readonly KnowledgeKind[] | null | undefined;
  objectiveId?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}

// Whole millionths, so that a cursor compares exactly what was ranked.
const RANK = sql`(ts_rank_cd(found.search, found.query) * 1000000)::integer`;

// As they are indexed, to the letter.
const OBJECTIVE_WORDS = sql`(setweight(to_tsvector('simple', o.title), 'A') || setweight(to_tsvector('simple', coalesce(o.description, '')), 'B'))`;
const KEY_RESULT_WORDS = sql`(setweight(to_tsvector('simple', k.title), 'A'))`;

const HEADLINE = 'StartSel=«, StopSel=», MaxFragments=2, MaxWords=25, MinWords=8, FragmentDelimiter=" … "';

/**
 * Notes, decisions, requests for help, objectives and key results that the viewer sees, by how closely their words cover
 * those of `text`, the closest first (cover density; Clarke, Cormack and Tudhope, 2000). `text` is as of a web search: quotes, `or` and a
 * leading minus count, anything else is taken for words; without any, nothing is found. Words are not stemmed.
 */
export function knowledgeSearch(
  ctx: Context,
  { text, kinds, objectiveId, first, after }: Question,
): Promise<Connection<KnowledgeFound>> {
  const wanted = kinds ?? Object.values(KnowledgeKind);
  const searched = sql`(
    select n.id, n.kind, n.objective_id, n.search, n.title || ': ' || n.text as words, query
      from websearch_to_tsquery('simple', ${text}) query, note n
      where n.search @@ query and n.archived_at is null
    union all
    select r.id, 'COLLABORATION_REQUEST', r.objective_id, r.search, concat_ws(' — ', r.message, r.answer), query
      from websearch_to_tsquery('simple', ${text}) query, collaboration_request r
      where r.search @@ query and ${collaborationReach(ctx.viewer, 'r')}
    union all
    select o.id, 'OBJECTIVE', o.id, ${OBJECTIVE_WORDS}, concat_ws(': ', o.title, o.description), query
      from websearch_to_tsquery('simple', ${text}) query, objective o where ${OBJECTIVE_WORDS} @@ query
    union all
    select k.id, 'KEY_RESULT', k.objective_id, ${KEY_RESULT_WORDS}, k.title, query
      from websearch_to_tsquery('simple', ${text}) query, key_result k
      where ${KEY_RESULT_WORDS} @@ query and k.archived_at is null)`;
  const list: List = {
    name: 'knowledge.search',
    from: sql`${searched} found`,
    columns: sql`found.id, found.id as "subjectId", found.kind, found.objective_id as "objectiveId",
      ts_headline('simple', found.words, found.query, ${HEADLINE}) as excerpt`,
    id: sql`found.id`,
    filters: {},
    orders: { RANK },
    defaultOrder: [{ field: 'RANK', direction: Direction.DESC }],
  };
  const about = objectiveId ? sql<boolean>`found.objective_id = ${objectiveId}::uuid` : sql<boolean>`true`;
  return page<KnowledgeFound>(
    ctx,
    list,
    { first, after },
    sql<boolean>`(found.kind = any(${wanted}::text[]) and ${about})`,
  );
}
