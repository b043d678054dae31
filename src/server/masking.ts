import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import type { Logger } from 'pino';
import { UserError } from '../graphql/errors.js';

/** What went wrong, as the caller shall read it: the same over HTTP and over a socket. */
export type ErrorFormatter = (error: unknown) => GraphQLFormattedError;

/** Callers' mistakes keep their code; whatever else was thrown is a bug: logged with the request's id, and masked. */
export function errorFormatter(logger: Logger): ErrorFormatter {
  return (error) => {
    const thrown = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    const place = error instanceof GraphQLError ? locationOf(error) : {};
    if (thrown instanceof UserError) return { message: thrown.message, ...place, extensions: { ...publicOf(thrown) } };
    if (thrown instanceof ArgumentValidationError) return { ...place, ...formatViolations(thrown) };
    if (error instanceof GraphQLError && !error.originalError) return formatRefusedDocument(error, place);
    logger.error({ err: thrown, path: 'path' in place ? place.path : undefined }, 'A bug, masked for the caller.');
    return { message: 'Something went wrong.', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  };
}

const locationOf = ({ locations, path }: GraphQLError) => ({ ...(locations && { locations }), ...(path && { path }) });

function publicOf(error: UserError): Record<string, unknown> {
  const { http: _, ...extensions } = error.extensions;
  return extensions;
}

/** GraphQL itself refused the document or its variables. */
function formatRefusedDocument(error: GraphQLError, place: object): GraphQLFormattedError {
  const code = String(error.extensions.code ?? 'BAD_USER_INPUT');
  const isKnown = code === 'BAD_USER_INPUT' || code in HTTP_CODES;
  return { message: error.message, ...place, extensions: { code: isKnown ? (HTTP_CODES[code] ?? code) : code } };
}

/** Apollo's own words for what are all mistakes in the request. */
const HTTP_CODES: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: 'BAD_USER_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_USER_INPUT',
};

interface Violation {
  property: string;
  constraints?: Record<string, string>;
  children?: Violation[];
}

/** All violations of an input at once. */
function formatViolations({ extensions }: ArgumentValidationError): GraphQLFormattedError {
  const faults = flatten((extensions as { validationErrors: Violation[] }).validationErrors, ['input']);
  return {
    message: faults.map(({ message }) => message).join(' '),
    extensions: { code: 'BAD_USER_INPUT', reason: faults[0]?.reason, field: faults[0]?.field, details: { faults } },
  };
}

function flatten(violations: Violation[], path: string[]): { field: string[]; reason: string; message: string }[] {
  return violations.flatMap(({ property, constraints = {}, children = [] }) => {
    const field = [...path, property];
    const own = Object.entries(constraints).map(([reason, message]) => ({
      field,
      reason: reason.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
      message: `${message}.`,
    }));
    return [...own, ...flatten(children, field)];
  });
}
