import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, getNamedType } from 'graphql';
import type { Logger } from 'pino';
import { ArgumentValidationError } from 'type-graphql';
import { UserError } from '../graphql/errors.js';
import { currentRequest } from './requests.js';

/** What went wrong, as the caller shall read it: the same over HTTP and over a socket. */
export type ErrorFormatter = (error: unknown, requestId?: string) => GraphQLFormattedError;

/** Callers' mistakes keep their code; whatever else was thrown is a bug: logged with the request's id, and masked. */
export function errorFormatter(logger: Logger, schema: GraphQLSchema): ErrorFormatter {
  const argumentOf = argumentsByInput(schema);
  return (error, requestId = currentRequest.getStore()?.id) => {
    const thrown = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    const place = error instanceof GraphQLError ? locationOf(error) : {};
    if (thrown instanceof UserError)
      return { message: thrown.message, ...place, extensions: { ...publicOf(thrown) } };
    if (thrown instanceof ArgumentValidationError)
      return { ...place, ...formatViolations(thrown, argumentOf(thrown, error)) };
    // A scalar that refuses a value throws as well, but nothing had been executed yet.
    if (error instanceof GraphQLError && thrown instanceof GraphQLError && !error.path)
      return formatRefusedDocument(error, place);
    if (error instanceof GraphQLError && !error.originalError) return formatRefusedDocument(error, place);
    if (isTooLarge(thrown))
      return {
        message: 'A number in this answer is too large. Ask for a shorter range, or for less at once.',
        ...place,
        extensions: { code: 'TOO_COMPLEX', reason: 'NUMBER_TOO_LARGE' },
      };
    logger.error(
      { err: thrown, requestId, path: 'path' in place ? place.path : undefined },
      'A bug, masked for the caller.',
    );
    return {
      message: 'Something went wrong. Tell whoever runs this server the request id.',
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
    };
  };
}

/** Sums of minutes over many people and years: GraphQL's Int has 32 bits. */
const isTooLarge = (thrown: unknown) =>
  thrown instanceof GraphQLError &&
  thrown.message.startsWith('Int cannot represent non 32-bit signed integer');

const locationOf = ({ locations, path }: GraphQLError) => ({
  ...(locations && { locations }),
  ...(path && { path }),
});

function publicOf(error: UserError): Record<string, unknown> {
  const { http: _, ...extensions } = error.extensions;
  return extensions;
}

/** GraphQL itself refused the document or its variables. */
function formatRefusedDocument(error: GraphQLError, place: object): GraphQLFormattedError {
  const { code } = error.extensions;
  const isMistake = code === undefined || APOLLO_CODES.has(String(code));
  return { message: error.message, ...place, extensions: { code: isMistake ? 'BAD_USER_INPUT' : code } };
}

/** Apollo's own words for what are all mistakes in the request. */
const APOLLO_CODES: ReadonlySet<string> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);

interface Violation {
  property: string;
  /** The input that was judged. */
  target?: object;
  constraints?: Record<string, string>;
  children?: Violation[];
}

const violationsOf = ({ extensions }: ArgumentValidationError) =>
  (extensions as { validationErrors: Violation[] }).validationErrors;

/** By which of its arguments the field that threw takes the input that is wrong: `scope`, `overlapWith`, mostly `input`. */
function argumentsByInput(
  schema: GraphQLSchema,
): (thrown: ArgumentValidationError, error: unknown) => string {
  const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
    (type) => Object.values(type?.getFields() ?? {}),
  );
  const byField = new Map(
    fields.map(({ name, args }) => [
      name,
      new Map(args.map((argument) => [getNamedType(argument.type).name, argument.name])),
    ]),
  );
  return (thrown, error) => {
    const node = error instanceof GraphQLError ? error.nodes?.[0] : undefined;
    const input = violationsOf(thrown)[0]?.target?.constructor.name ?? '';
    return (node?.kind === 'Field' && byField.get(node.name.value)?.get(input)) || 'input';
  };
}

/** All violations of an input at once. */
function formatViolations(error: ArgumentValidationError, argument: string): GraphQLFormattedError {
  const faults = flatten(violationsOf(error), [argument]);
  return {
    message: faults.map(({ message }) => message).join(' '),
    extensions: {
      code: 'BAD_USER_INPUT',
      reason: faults[0]?.reason,
      field: faults[0]?.field,
      details: { faults },
    },
  };
}

function flatten(
  violations: Violation[],
  path: readonly (string | number)[],
): { field: (string | number)[]; reason: string; message: string }[] {
  return violations.flatMap(({ property, constraints = {}, children = [] }) => {
    // What lies in a list has its index for a name.
    const field = [...path, /^\d+$/.test(property) ? Number(property) : property];
    const own = Object.entries(constraints).map(([reason, message]) => ({
      field,
      reason: reason.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
      message: `${message}.`,
    }));
    return [...own, ...flatten(children, field)];
  });
}
