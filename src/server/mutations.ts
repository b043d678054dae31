import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  GraphQLString,
  getNamedType,
  isInputObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { asRefusal } from '../graphql/constraints.js';
import type { Context } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';
import { inTransaction } from './database.js';
import { attemptOf, claim, replay, storable, store } from './idempotency.js';

declare module '../graphql/context.js' {
  interface Context {
    /** Called after a mutation field is committed, so that what it wrote is published at once. */
    readonly committed: () => void;
  }
}

type Mutation = GraphQLField<unknown, Context>;

/** Gives every mutation field its transaction, and an idempotency key beside its input. */
export function makeTransactional(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    addIdempotencyKey(field);
    wrap(field);
  }
}

function addIdempotencyKey({ args }: Mutation): void {
  const input = getNamedType(args.find(({ name }) => name === 'input')?.type);
  if (!isInputObjectType(input)) return;
  const key: GraphQLInputField = {
    name: 'idempotencyKey',
    description:
      'Makes the mutation safe to repeat: the same key answers the same for 48 hours. 1 to 200 characters; an `Idempotency-Key` header does the same.',
    type: GraphQLString,
    defaultValue: undefined,
    deprecationReason: undefined,
    extensions: {},
    astNode: undefined,
  };
  input.getFields().idempotencyKey ??= key;
}

/**
 * The transaction spans the field's resolver, not its selection: that is read after the commit, and a failing nested
 * field undoes nothing.
 */
function wrap(field: Mutation): void {
  const resolve = field.resolve!;
  field.resolve = async (root, { ...args }, ctx, info) => {
    const attempt = attemptOf(ctx, field.name, args);
    if (attempt) expectSingleField(info);
    if (args.input) args.input = withoutKey(args.input);
    try {
      const answer = await inTransaction(ctx, async () => {
        const stored = attempt && (await claim(ctx, attempt));
        if (stored) return { stored };
        const result = await resolve(root, args, ctx, info);
        if (attempt) store(ctx, attempt, storable(info.returnType, result));
        return { result };
      });
      startReadingAnew(ctx);
      if (answer.stored) return await replay(ctx, answer.stored);
      ctx.committed();
      return answer.result;
    } catch (error) {
      startReadingAnew(ctx);
      throw asRefusal(error);
    }
  };
}

const withoutKey = ({ idempotencyKey: _, ...input }: Record<string, unknown>) => input;

/** What was loaded before, or within, a mutation field must not answer for what comes after it. */
function startReadingAnew(ctx: Context): void {
  ctx.em.clear();
  ctx.loaders = {};
}

function expectSingleField({ operation, fragments }: GraphQLResolveInfo): void {
  const fieldsOf = ({ selections }: SelectionSetNode): FieldNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value.startsWith('__') ? [] : [selection];
      return fieldsOf(
        selection.kind === Kind.FRAGMENT_SPREAD
          ? fragments[selection.name.value]!.selectionSet
          : selection.selectionSet,
      );
    });
  if (fieldsOf(operation.selectionSet).length === 1) return;
  throw new UserError('BAD_USER_INPUT', 'An idempotency key goes with a single mutation field.', {
    reason: 'IDEMPOTENCY_KEY',
  });
}
