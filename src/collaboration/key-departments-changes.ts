import type { ChangeEvent } from '../events/change-event.js';
import { type StreamOf, streamOf } from '../events/stream.js';
import type { Context } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';
import { MessageKind } from '../planning/capacity-change.js';
import { isPartial } from '../planning/capacity-message.js';
import type { KeyDepartment, KeyDepartments } from './key-departments.js';
import { type KeyDepartmentsQuestion, keyDepartments } from './key-departments.service.js';
import type { KeyDepartmentChange } from './key-departments-change.js';

/** A ranking takes seconds of work in a large organisation: it is looked at anew no sooner than so long after the last. */
export const PAUSE_SECONDS = 5;
const DEPARTMENTS_PER_MESSAGE = 20;
const SCORE_DECIMALS = 4;

/** Subjects of events that no ranking depends on. */
const ELSEWHERE = new Set([
  ...['Account', 'Grant', 'Webhook', 'CapacityStore', 'Horizon', 'Scenario', 'ScenarioChange'],
  ...['Note', 'CollaborationRequest', 'Contribution', 'ObjectiveDependency', 'KeyResult'],
]);

export interface RankingMessage {
  readonly kind: MessageKind;
  readonly sequence: number;
  readonly event: null;
  readonly departments: readonly KeyDepartment[];
  readonly changes: readonly KeyDepartmentChange[];
  /** False for a part of a ranking that others follow. */
  readonly isComplete: boolean;
}

const NOTHING = { event: null, departments: [], changes: [], isComplete: true };

/**
 * The ranking, then who changes in it. What is told is not what an event did but what is found some time after it: who
 * resumes behind a cursor is given the ranking anew if anything happened since.
 * @throws UserError as `keyDepartments`; BAD_USER_INPUT (CURSOR), CURSOR_EXPIRED
 */
export async function keyDepartmentsChanges(
  ctx: Context,
  question: KeyDepartmentsQuestion,
  after: string | null,
): Promise<StreamOf<RankingMessage>> {
  const start = after === null || isPartial(after) ? null : await ctx.feed.sequenceOf(after);
  let told: KeyDepartments;
  let position = 0;
  // What it told of last tells of everything up to there.
  let toldUntil = 0;
  let lookedAt = 0;
  let mayDiffer = false;

  return streamOf<RankingMessage>({
    async open(ctx) {
      position = await ctx.feed.position();
      toldUntil = position;
      told = await rankingSince(ctx, question, position);
      mayDiffer = false;
      lookedAt = ctx.now().getTime();
      return { sequence: position, snapshot: position === start ? [] : partsOf(told, position) };
    },
    select({ sequence, subjectType }: ChangeEvent) {
      position = sequence;
      mayDiffer ||= !ELSEWHERE.has(subjectType);
      return null;
    },
    // Who resumes behind it is told of what is not yet looked at.
    mark: (kind, sequence) => ({
      ...NOTHING,
      kind: MessageKind[kind],
      sequence: mayDiffer ? toldUntil : sequence,
    }),
    due: () => (mayDiffer ? lookedAt + PAUSE_SECONDS * 1_000 : null),
    async onDue(ctx) {
      const found = await rankingSince(ctx, question, position).catch((error) => {
        // Too much is being calculated: after another pause there may be less.
        if (error instanceof UserError && error.extensions.code === 'UNAVAILABLE') return null;
        throw error;
      });
      lookedAt = ctx.now().getTime();
      if (!found) return null;
      mayDiffer = false;
      toldUntil = position;
      const changes = changesBetween(told, found);
      told = found;
      return changes.length > 0 ? { ...NOTHING, kind: MessageKind.DELTA, sequence: position, changes } : null;
    },
  });
}

function* partsOf({ departments }: KeyDepartments, sequence: number): Generator<RankingMessage> {
  const kind = MessageKind.SNAPSHOT;
  if (departments.length === 0) yield { ...NOTHING, kind, sequence };
  for (let start = 0; start < departments.length; start += DEPARTMENTS_PER_MESSAGE)
    yield {
      ...{ ...NOTHING, kind, sequence },
      departments: departments.slice(start, start + DEPARTMENTS_PER_MESSAGE),
      isComplete: start + DEPARTMENTS_PER_MESSAGE >= departments.length,
    };
}

function changesBetween(before: KeyDepartments, after: KeyDepartments): KeyDepartmentChange[] {
  const were = new Map(before.departments.map((department) => [department.departmentId, department]));
  const are = new Map(after.departments.map((department) => [department.departmentId, department]));
  return [...new Set([...are.keys(), ...were.keys()])]
    .map((departmentId) => ({
      departmentId,
      before: were.get(departmentId) ?? null,
      after: are.get(departmentId) ?? null,
    }))
    .filter(({ before, after }) => placeOf(before) !== placeOf(after));
}

const placeOf = (department: KeyDepartment | null): string | null =>
  department && `${department.rank} ${department.score.toFixed(SCORE_DECIMALS)}`;

interface Looked {
  /** Up to where in the log it tells of everything, at least. */
  readonly sequence: number;
  readonly ranking: Promise<KeyDepartments>;
}

const MOST_LOOKED = 100;
const looked = new WeakMap<object, Map<string, Looked>>();

/** That tells of all events up to there: whoever asks the same of the same moment shares it. */
function rankingSince(
  ctx: Context,
  question: KeyDepartmentsQuestion,
  sequence: number,
): Promise<KeyDepartments> {
  const known = looked.get(ctx.memory) ?? new Map<string, Looked>();
  looked.set(ctx.memory, known);
  const key = JSON.stringify(question);
  const recent = known.get(key);
  if (recent && recent.sequence >= sequence) return recent.ranking;
  const ranking = keyDepartments(ctx, question);
  known.delete(key);
  known.set(key, { sequence, ranking });
  const [oldest] = known.keys();
  if (known.size > MOST_LOOKED) known.delete(oldest!);
  ranking.catch(() => {
    if (known.get(key)?.ranking === ranking) known.delete(key);
  });
  return ranking;
}
