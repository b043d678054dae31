import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { costsOf } from './cost.js';
import { LIMITS } from './limits.js';
import { measureDocument, measureText } from './measure.js';
import { conditionsOnRoots } from './streams/conditional-root.js';

/** A document that was read before: parsed, measured, validated. */
export interface KnownDocument {
  readonly document: DocumentNode;
  readonly costs: ReturnType<typeof costsOf>;
  readonly hash: string;
}

const MOST = 1_000;
const MOST_CHARACTERS = 2_000_000;

/**
 * Reads each document once, whoever sends it and by whichever wire: the most recently used ones are kept, bounded in
 * number and in size. Refused ones are not.
 */
export class Documents {
  readonly #byText = new Map<string, KnownDocument>();
  readonly #byHash = new Map<string, DocumentNode>();
  readonly #rules;
  #characters = 0;

  constructor(
    readonly schema: GraphQLSchema,
    { allowsIntrospection }: { allowsIntrospection: boolean },
  ) {
    this.#rules = allowsIntrospection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  }

  /**
   * The document; or what is wrong with it, in GraphQL's own words.
   * @throws UserError TOO_COMPLEX
   */
  read(text: string): KnownDocument | readonly GraphQLError[] {
    const known = this.#byText.get(text);
    if (known) {
      // Map keeps the order of insertion: the first is the one that was not used for longest.
      this.#byText.delete(text);
      this.#byText.set(text, known);
      return known;
    }
    const document = parseMeasured(text);
    if (!('kind' in document)) return document;
    measureDocument(document);
    const conditions = conditionsOnRoots(document);
    if (conditions.length > 0) return conditions;
    const errors = validate(this.schema, document, this.#rules);
    return errors.length > 0 ? errors : this.#keep(text, document);
  }

  /** By the SHA-256 of its text: for Apollo, which then neither parses nor validates it. */
  byHash(hash: string): DocumentNode | undefined {
    return this.#byHash.get(hash);
  }

  #keep(text: string, document: DocumentNode): KnownDocument {
    const hash = createHash('sha256').update(text).digest('hex');
    const known = { document, costs: costsOf(this.schema, document), hash };
    this.#byText.set(text, known);
    this.#byHash.set(hash, document);
    this.#characters += text.length;
    for (const [oldest, { hash: oldHash }] of this.#byText) {
      if (this.#byText.size <= MOST && this.#characters <= MOST_CHARACTERS) break;
      this.#byText.delete(oldest);
      this.#byHash.delete(oldHash);
      this.#characters -= oldest.length;
    }
    return known;
  }
}

function parseMeasured(text: string): DocumentNode | [GraphQLError] {
  try {
    measureText(text);
    return parse(text, { maxTokens: LIMITS.TOKENS });
  } catch (error) {
    // A UserError is a GraphQLError too; only what the parser says is an answer.
    if ((error as Error).name === 'GraphQLError' && !(error as GraphQLError).extensions.code)
      return [error as GraphQLError];
    throw error;
  }
}
