import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { DocumentNode } from 'graphql';
import type { Logger } from 'pino';
import type { Context } from '../graphql/context.js';
import { UserError } from '../graphql/errors.js';
import type { Documents } from './documents.js';
import type { ErrorFormatter } from './masking.js';
import { currentRequest } from './requests.js';

declare module '../graphql/context.js' {
  interface Context {
    /** Objects that the request asks for, as counted before it is executed. */
    cost?: number | null;
  }
}

interface Parts {
  documents: Documents;
  allowsIntrospection: boolean;
  format: ErrorFormatter;
  logger: Logger;
}

/** Apollo, as far as it is used: it executes what the guard admitted. */
export function createApollo({
  documents,
  allowsIntrospection,
  format,
  logger,
}: Parts): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema: documents.schema,
    introspection: allowsIntrospection,
    logger,
    // No cookies are used, so there is no request that a foreign page could forge.
    csrfPrevention: false,
    // A hash in place of the document would pass by the guard.
    persistedQueries: false,
    documentStore: storeOf(documents),
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    formatError: (_formatted, error) => {
      const formatted = format(error);
      const request = currentRequest.getStore();
      if (request?.code === 'OK') request.code = String(formatted.extensions?.code);
      return formatted;
    },
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), ownManners],
  });
}

/** What the guard has read, Apollo need not read again. Its key ends in the SHA-256 of the text. */
const storeOf = (documents: Documents) => ({
  get: async (key: string) => documents.byHash(key.slice(-64)),
  set: async (_key: string, _document: DocumentNode) => {},
  delete: async () => false,
});

const ownManners: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation }) {
        // Also called without one.
        const request = currentRequest.getStore();
        if (request && operation) request.operation = operation.operation;
        if (operation?.operation === 'subscription') {
          const refusal = new UserError(
            'BAD_USER_INPUT',
            'Subscriptions are served at this address over WebSocket (graphql-transport-ws), or as Server-Sent Events where `Accept: text/event-stream` asks for them.',
            { reason: 'SUBSCRIPTION_OVER_HTTP' },
          );
          refusal.extensions.http = { status: 400 };
          throw refusal;
        }
      },
      async willSendResponse({ contextValue, request, source, errors, response: { body, http } }) {
        // Who accepts JSON only, expects 200 for a document that was read and refused (GraphQL over HTTP, 6.4.1).
        const isDocumentRefused =
          source !== undefined && errors?.every((error) => !(error instanceof UserError));
        const speaksGraphQL = request.http?.headers
          .get('accept')
          ?.includes('application/graphql-response+json');
        if (http.status === 400 && isDocumentRefused && !speaksGraphQL) http.status = 200;
        const { cost } = contextValue;
        if (body.kind !== 'single' || typeof cost !== 'number') return;
        body.singleResult.extensions = { ...body.singleResult.extensions, cost };
      },
    };
  },
};
