import type { FastifyRequest } from 'fastify';
import type { Asked } from './guard.js';

/** What a request to `/graphql` asks, as far as it is of the right types. */
export function askedOf({ method, query: search, body }: FastifyRequest): Asked {
  const parameters = (method === 'GET' ? search : body) as Record<string, unknown> | null;
  const { query, operationName, variables } = parameters ?? {};
  return {
    query: typeof query === 'string' ? query : '',
    operationName: typeof operationName === 'string' && operationName ? operationName : null,
    variables: readJson(variables),
  };
}

/** In a URL, objects are JSON. */
export function readJson(value: unknown): Record<string, unknown> | null {
  if (typeof value !== 'string') return value as Record<string, unknown> | null;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
