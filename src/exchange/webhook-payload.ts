import { PROOF } from '../events/cursor.js';

/** An event as webhooks tell of it. */
export interface WebhookEvent {
  readonly sequence: number;
  /** See the cursors of the feed. */
  readonly proof: string | null;
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly workerId: string | null;
  readonly causeId: string | null;
  readonly occurredAt: Date;
  readonly before: object | null;
  readonly after: object | null;
}

/** Columns of `change_event e` as a `WebhookEvent`. */
export const webhookEventColumns = `e.sequence, ${PROOF} as proof, e.kind, e.subject_type as "subjectType", e.subject_id as "subjectId",
  e.worker_id as "workerId", e.cause_id as "causeId", e.occurred_at as "occurredAt", e.before, e.after`;

const snakeCase = (name: string) => name.replace(/(?<=[a-z])[A-Z]/g, '_$&').toLowerCase();

/** As Standard Webhooks names types: `ASSIGNMENT_CONFIRMED` of an `Assignment` is `assignment.confirmed`. */
export function typeOfEvent({ kind, subjectType }: Pick<WebhookEvent, 'kind' | 'subjectType'>): string {
  const [noun, act] = [snakeCase(subjectType), kind.toLowerCase()];
  return `${noun}.${act.startsWith(`${noun}_`) ? act.slice(noun.length + 1) : act}`;
}

/** The body of a request. The log holds nothing personal, so neither does this. */
export function bodyOf(event: WebhookEvent, cursor: string): string {
  const { kind, subjectType, subjectId, workerId, causeId, occurredAt, before, after } = event;
  return JSON.stringify({
    type: typeOfEvent(event),
    timestamp: occurredAt,
    data: {
      cursor,
      ...{ kind, subjectType, subjectId, workerId, causeId, occurredAt, before, after },
    },
  });
}
