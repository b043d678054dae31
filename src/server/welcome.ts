import { issueToken } from '../auth/token.js';
import { examplesFor } from './examples.js';
import type { Settings } from './settings.js';

const TOKEN_HOURS = 12;

/** What a person reads once the server listens: where it is and, in demo mode, a first question to ask it. */
export function welcome(
  url: string,
  { isDemo, allowsIntrospection, token, databaseUrl, dataFolder }: Settings,
): string {
  const places = [
    `  GraphQL    ${url}/graphql   (HTTP and WebSocket)`,
    ...(allowsIntrospection ? [`  GraphiQL   ${url}/graphiql`] : []),
    `  Health     ${url}/healthz   ${url}/readyz   ${url}/metrics`,
  ];
  const lines = [
    `Muster is ready, on ${databaseUrl ? 'PostgreSQL' : `the embedded database in ${dataFolder}`}.`,
    '',
    ...places,
  ];
  if (isDemo) {
    const demoToken = issueToken('lead', token, TOKEN_HOURS * 3_600);
    lines.push(
      '',
      `  A project lead's token, good for ${TOKEN_HOURS} hours (others: npm run -s muster -- token --as hr):`,
      `  ${demoToken}`,
      '',
      '  Try:',
      '',
      firstQuestion(url, demoToken),
    );
  }
  return `${lines.join('\n')}\n`;
}

function firstQuestion(url: string, token: string): string {
  const [query] = examplesFor(new Date());
  const compact = query!.replace(/^#.*$/m, '').replace(/\s+/g, ' ').trim();
  return [
    `curl -s ${url}/graphql`,
    `-H 'content-type: application/json'`,
    `-H 'authorization: Bearer ${token}'`,
    `-d '${JSON.stringify({ query: compact })}'`,
  ].join(' \\\n  ');
}
