import { createHash } from 'node:crypto';
import { type DocumentNode, getOperationAST, type OperationDefinitionNode, visit } from 'graphql';
import type { Viewer } from '../../graphql/context.js';
import { Identity } from '../request-context.js';
import { rightsOf, workerOf } from '../rights-fingerprint.js';

/** What somebody asks to follow: admitted already. */
export interface Asked {
  readonly document: DocumentNode;
  /** SHA-256 of its text. */
  readonly hash: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly cost: number | null;
  /** On whose behalf. */
  readonly subject: string;
  readonly requestId: string;
}

/**
 * What all who ask this have in common but their rights. Where somebody resumes is left out: once he has caught up he
 * is where everybody is.
 */
export function questionOf({ document, hash, operationName, variables }: Asked, day: string): string {
  const cursor = cursorOf(document, operationName);
  const others = Object.entries(variables).filter(([name]) => name !== cursor);
  const sorted = others.sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([hash, operationName, sorted, day]))
    .digest('base64url');
}

/** Whom an answer is for, if it depends so far on who asks. */
export const identityOf = (viewer: Viewer, identity: Identity): string => {
  const parts = [rightsOf(viewer)];
  if (identity >= Identity.WORKER) parts.push(workerOf(viewer));
  if (identity >= Identity.ACCOUNT) parts.push(viewer.subject);
  return parts.join(' ');
};

const cursors = new WeakMap<OperationDefinitionNode, string | null>();

/** The variable that only says where to resume: the `after` of the field, used for nothing else. */
function cursorOf(document: DocumentNode, operationName: string | null): string | null {
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  const known = cursors.get(operation);
  if (known !== undefined) return known;
  const [field] = operation.selectionSet.selections;
  const value =
    field?.kind === 'Field' ? field.arguments?.find(({ name }) => name.value === 'after')?.value : undefined;
  const name = value?.kind === 'Variable' ? value.name.value : null;
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable(variable) {
      if (variable.name.value === name) uses += 1;
    },
  });
  const cursor = uses === 1 ? name : null;
  cursors.set(operation, cursor);
  return cursor;
}
