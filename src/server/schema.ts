import { type GraphQLField, type GraphQLInterfaceType, type GraphQLResolveInfo, type GraphQLSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { buildSchema } from 'type-graphql';
import { type Rule, rootRules } from '../auth/rules.js';
import { asRefusal } from '../graphql/constraints.js';
import type { Context } from '../graphql/context.js';
import { authorize, UserError } from '../graphql/errors.js';
import { inTransaction } from './database.js';
import { attemptOf, claim, replay, type StoredResult, store } from './idempotency.js';
import { inputCheckOf } from './input-check.js';
import { resolvers } from './resolvers.js';
import { typeOfWorker } from '../workforce/worker.js';

declare module '../graphql/context.js' {
  interface Context {
    /** Called after a mutation field is committed, so that what it wrote is published at once. */
    readonly committed: () => void;
  }
}

/** The public schema: what the slices offer, behind the rules of who may ask, with a transaction per mutation field. */
export async function createSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers,
    // Subscriptions follow the change log; TypeGraphQL only insists on having topics.
    pubSub: { publish: unused, subscribe: unused },
    validate: { forbidUnknownValues: false, skipMissingProperties: true, validationError: { target: false, value: false } },
  });
  resolveInterfaces(schema);
  for (const type of [schema.getMutationType(), schema.getQueryType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) guardRoot(type!.name, field);
  }
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) makeTransactional(field);
  return schema;
}

/** TypeGraphQL's own are asynchronous, or go by the class, which rows read by plain SQL do not have. */
function resolveInterfaces(schema: GraphQLSchema): void {
  (schema.getType('Worker') as GraphQLInterfaceType).resolveType = typeOfWorker;
}

const unused = () => {
  throw new Error('Give subscriptions a `subscribe` function instead of topics.');
};

type RootField = GraphQLField<unknown, Context>;

/** Deny by default: who is not signed in, or not allowed by the field's rule, does not reach its resolver. */
function guardRoot(typeName: string, field: RootField): void {
  const name = `${typeName}.${field.name}`;
  const rule = rootRules[name];
  if (!rule) throw new Error(`${name} has no rule: add one to auth/rules.ts.`);
  const check = inputCheckOf(field);
  const entry = typeName === 'Subscription' ? 'subscribe' : 'resolve';
  const enter = field[entry]!;
  field[entry] = (root, args, ctx, info) => {
    admit(ctx, rule);
    check(args);
    return enter(root, args, ctx, info);
  };
}

function admit(ctx: Context, rule: Rule): void {
  if (!ctx.viewer) throw new UserError('UNAUTHENTICATED', 'A bearer token is required.');
  authorize(rule(ctx.viewer));
}

/**
 * The transaction spans the field's resolver, not its selection: that is read after the commit, and a failing nested
 * field undoes nothing.
 */
function makeTransactional(field: RootField): void {
  const resolve = field.resolve!;
  field.resolve = async (root, args, ctx, info) => {
    const attempt = attemptOf(ctx, field.name, args);
    if (attempt) expectSingleField(info);
    try {
      const answer = await inTransaction(ctx, async () => {
        const stored = attempt && (await claim(ctx, attempt));
        if (stored) return { stored };
        const result = await resolve(root, args, ctx, info);
        if (attempt) await store(ctx, attempt, storable(info, result));
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

/** What was loaded before, or within, a mutation field must not answer for what comes after it. */
function startReadingAnew(ctx: Context): void {
  ctx.em.clear();
  ctx.loaders = {};
}

function expectSingleField({ operation }: GraphQLResolveInfo): void {
  if (operation.selectionSet.selections.length === 1) return;
  throw new UserError('BAD_USER_INPUT', 'An idempotency key goes with a single mutation field.', { reason: 'IDEMPOTENCY_KEY' });
}

function storable(info: GraphQLResolveInfo, result: unknown): StoredResult {
  const type = getNamedType(info.returnType);
  const isNode = (isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node')) || isInterfaceType(type);
  return isNode ? { type: type.name, id: (result as { id: string }).id } : { json: result };
}
