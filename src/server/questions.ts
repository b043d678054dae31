import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Viewer } from '../graphql/context.js';
import type { Admitted } from './guard.js';

/** No civil day of any zone begins within one. */
const QUARTER_OF_AN_HOUR_MS = 15 * 60_000;

/**
 * All that an answer to this request depends on, besides the state: what is asked, by which rights, on which civil
 * day. Null where the answer is not one to keep. Whatever Apollo may refuse is part of it, so that a malformed request
 * is never taken for the proper one.
 */
export function questionOf(
  { method, url, headers, body }: FastifyRequest,
  { isQuery, hash }: Admitted,
  viewer: Viewer,
  now: Date,
): string | null {
  if (!isQuery || (method !== 'GET' && method !== 'POST')) return null;
  const moment = Math.floor(now.getTime() / QUARTER_OF_AN_HOUR_MS);
  const { query: _, ...parameters } = (body ?? {}) as Record<string, unknown>;
  const asked =
    method === 'GET'
      ? `${headers['content-type'] ?? ''} ${url.slice(url.indexOf('?'))}`
      : JSON.stringify(parameters);
  return [method, headers.accept ?? '', moment, rightsOf(viewer), hash, asked].join('\n');
}

const known = new WeakMap<Viewer, string>();

/** The same for all who have the same rights and the same worker: they see the same. */
function rightsOf(viewer: Viewer): string {
  let rights = known.get(viewer);
  if (rights === undefined) {
    const { accountId: _, subject: __, ...others } = viewer;
    const named = Object.entries(others).map(([name, value]) => [
      name,
      value instanceof Set ? [...value].sort() : value,
    ]);
    rights = createHash('sha256').update(JSON.stringify(named)).digest('base64url');
    known.set(viewer, rights);
  }
  return rights;
}
