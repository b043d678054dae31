import type { FastifyRequest } from 'fastify';
import type { Viewer } from '../graphql/context.js';
import type { Admitted } from './guard.js';
import { rightsOf, workerOf } from './rights-fingerprint.js';

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
  return [method, headers.accept ?? '', moment, rightsOf(viewer), workerOf(viewer), hash, asked].join('\n');
}
