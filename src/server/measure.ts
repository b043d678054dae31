import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  Lexer,
  type SelectionSetNode,
  Source,
  TokenKind,
} from 'graphql';
import { expectWithin } from './limits.js';

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Refuses what would be too much to parse: the parser calls itself for every bracket.
 * @throws UserError TOO_COMPLEX
 * @throws GraphQLError where the text is not made of tokens
 */
export function measureText(text: string): void {
  expectWithin('DOCUMENT_SIZE', Buffer.byteLength(text));
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let nesting = 0;
  let deepest = 0;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    tokens += 1;
    if (OPENING.has(token.kind)) deepest = Math.max(deepest, ++nesting);
    if (CLOSING.has(token.kind)) nesting -= 1;
  }
  expectWithin('TOKENS', tokens);
  expectWithin('NESTING', deepest);
}

/** @throws UserError TOO_COMPLEX where values lie too deep inside each other */
export function measureVariables(variables: unknown): void {
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth++) {
    expectWithin('NESTING', depth);
    level = level.flatMap((value) => (value && typeof value === 'object' ? Object.values(value) : []));
  }
}

interface Size {
  fields: number;
  aliases: number;
  directives: number;
  depth: number;
}

/**
 * Measures every operation as it would be executed: a fragment counts wherever it is spread. Each fragment is
 * measured once, so a document whose fragments double at every step costs no more than any other. Needs no valid
 * document; a fragment that spreads itself counts as nothing here, and is refused by validation.
 * @throws UserError TOO_COMPLEX
 */
export function measureDocument(document: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, Size>();

  const sizeOfFragment = (name: string): Size => {
    const measured = known.get(name);
    if (measured) return measured;
    known.set(name, { fields: 0, aliases: 0, directives: 0, depth: 0 });
    const fragment = fragments.get(name);
    const size = fragment ? sizeOf(fragment.selectionSet) : known.get(name)!;
    known.set(name, size);
    return size;
  };

  const sizeOf = (set: SelectionSetNode): Size => {
    const total: Size = { fields: 0, aliases: 0, directives: 0, depth: 0 };
    for (const selection of set.selections) {
      const isField = selection.kind === Kind.FIELD;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? sizeOfFragment(selection.name.value)
          : below(selection.selectionSet);
      total.fields += inner.fields + (isField ? 1 : 0);
      total.aliases += inner.aliases + (isField && selection.alias ? 1 : 0);
      total.directives += inner.directives + (selection.directives?.length ?? 0);
      // The schema's own description is deep by nature, and bounded by graphql's own rule.
      const depth = isField && selection.name.value.startsWith('__') ? 0 : inner.depth;
      total.depth = Math.max(total.depth, depth + (isField ? 1 : 0));
    }
    return total;
  };
  const below = (set: SelectionSetNode | undefined): Size =>
    set ? sizeOf(set) : { fields: 0, aliases: 0, directives: 0, depth: 0 };

  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, aliases, directives, fields } = sizeOf(definition.selectionSet);
    expectWithin('DEPTH', depth);
    expectWithin('ALIASES', aliases);
    expectWithin('DIRECTIVES', directives + (definition.directives?.length ?? 0));
    expectWithin('FIELDS', fields);
  }
}
