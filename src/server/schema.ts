import type { GraphQLInterfaceType, GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { typeOfNode } from '../graphql/node.js';
import { typeOfWorker } from '../workforce/worker.js';
import { makeTransactional } from './mutations.js';
import { resolvers } from './resolvers.js';
import { applyRules } from './rights.js';

/** The public schema: what the slices offer, behind the rules of who may ask, with a transaction per mutation field. */
export async function createSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers,
    // Subscriptions follow the change log; TypeGraphQL only insists on having topics.
    pubSub: { publish: unused, subscribe: unused },
    validate: {
      forbidUnknownValues: false,
      skipMissingProperties: true,
      // The target tells by which argument it came; it stays in this process.
      validationError: { target: true, value: false },
    },
  });
  resolveInterfaces(schema);
  makeTransactional(schema);
  // Outermost: who may not ask opens no transaction, and is replayed nothing.
  applyRules(schema);
  describeRoots(schema);
  return schema;
}

function describeRoots(schema: GraphQLSchema): void {
  schema.getQueryType()!.description = 'What can be asked. Nothing here changes anything.';
  schema.getMutationType()!.description =
    'What can be done. Each field is a transaction of its own, safe to repeat with an `Idempotency-Key`.';
  schema.getSubscriptionType()!.description = 'What can be followed, over WebSocket (graphql-transport-ws).';
}

/** TypeGraphQL's own are asynchronous, or go by the class, which rows read by plain SQL do not have. */
function resolveInterfaces(schema: GraphQLSchema): void {
  (schema.getType('Worker') as GraphQLInterfaceType).resolveType = typeOfWorker;
  (schema.getType('Node') as GraphQLInterfaceType).resolveType = typeOfNode;
}

const unused = () => {
  throw new Error('Give subscriptions a `subscribe` function instead of topics.');
};
