import { type DocumentNode, type GraphQLError, getOperationAST } from 'graphql';
import type { Documents } from './documents.js';
import { expectWithin } from './limits.js';
import { measureVariables } from './measure.js';

export interface Asked {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

export interface Admitted {
  readonly document: DocumentNode;
  /** SHA-256 of its text. */
  readonly hash: string;
  /** Whether it only reads; false where the document does not say which of its operations is meant. */
  readonly isQuery: boolean;
  /** Objects asked for; null where the document does not say which of its operations is meant. */
  readonly cost: number | null;
}

/**
 * Whether a request is small enough to be answered; the same for both wires, before anything is read for it.
 * Answers the errors of a document that is not valid.
 */
export type Guard = (asked: Asked) => Admitted | readonly GraphQLError[];

/** The guard throws UserError TOO_COMPLEX, with `limit` and `actual` in its details. */
export function guardOf(documents: Documents): Guard {
  return ({ query, operationName, variables }) => {
    measureVariables(variables);
    const read = documents.read(query);
    if (!('document' in read)) return read;
    const operation = getOperationAST(read.document, operationName);
    const cost = operation ? read.costs.get(operation)!(variables ?? {}) : null;
    expectWithin('COST', cost ?? 0);
    return { document: read.document, hash: read.hash, isQuery: operation?.operation === 'query', cost };
  };
}
