import { existsSync, readFileSync } from 'node:fs';
import {
  buildClientSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { projectFolder } from '../../src/server/project.js';
import { type ConnectionOptions, findConnection } from './connection.js';
import { Failure } from './failure.js';

const FILE = `${projectFolder}/schema/schema.graphql`;

/** The schema that this version of the program comes with; undefined where it is not there. */
export const ownSchema = (): string | undefined =>
  existsSync(FILE) ? readFileSync(FILE, 'utf8') : undefined;

/** The schema of the running server, sorted; of this version where it does not run, or does not tell. */
export async function printSchemaOf(options: ConnectionOptions): Promise<string> {
  try {
    const { url, tokenFor } = findConnection(options);
    return await runningSchema(url, tokenFor('lead'));
  } catch (error) {
    const own = ownSchema();
    if (!own || options.url || !(error instanceof Failure)) throw error;
    return own;
  }
}

/** @throws Failure where the server cannot be reached, or does not tell */
export async function runningSchema(url: string, token: string): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = JSON.stringify({ query: getIntrospectionQuery() });
  const reply = await fetch(`${url}/graphql`, { method: 'POST', headers, body }).catch(() => {
    throw new Failure(`The server at ${url} cannot be reached.`);
  });
  const { data, errors } = (await reply.json()) as {
    data?: IntrospectionQuery;
    errors?: { message: string }[];
  };
  if (!data) throw new Failure(`${url} does not tell its schema: ${errors?.[0]?.message ?? reply.status}`);
  return `${printSchema(lexicographicSortSchema(buildClientSchema(data)))}\n`;
}
