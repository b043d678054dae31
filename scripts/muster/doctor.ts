import { WhoAmIDocument } from '../../schema/generated/operations.js';
import { Api } from './api.js';
import { type Connection, type ConnectionOptions, findConnection } from './connection.js';
import { EXIT, Failure } from './failure.js';
import { ownSchema, runningSchema } from './schema.js';

/** Answers what it found; throws a Failure that says what is wrong. */
type Check = (connection: Connection) => Promise<string>;

const MOST_SKEW_SECONDS = 30;

const checks: Readonly<Record<string, Check>> = {
  Health: async ({ url }) => `${url} ${await statusOf(url, '/healthz')}`,
  Readiness: async ({ url }) => `${await statusOf(url, '/readyz')}: the database answers`,
  Clock: async ({ url }) => {
    const seconds = Math.round(
      Math.abs(Date.now() - Date.parse((await fetch(url)).headers.get('date') ?? '')) / 1_000,
    );
    if (seconds <= MOST_SKEW_SECONDS) return `${seconds} s apart from the server's`;
    throw new Failure(
      `${seconds} s apart from the server's: tokens may not be valid yet, or no longer. Set it right.`,
    );
  },
  Token: async ({ url, tokenFor }) => {
    const { viewer } = await new Api(url, tokenFor('lead')).ask(WhoAmIDocument, {});
    return `accepted; it speaks for ${viewer.name} (${[...viewer.roles, ...viewer.scopes].join(', ') || 'no rights'})`;
  },
  Schema: async ({ url, tokenFor }) => {
    if ((await runningSchema(url, tokenFor('lead'))) === ownSchema()) return 'that of this version';
    throw new Failure('The server runs another version than this command line. Restart it, or update this.');
  },
};

/** Checks one thing after the other; answers how the command ends. */
export async function doctor(options: ConnectionOptions): Promise<number> {
  tell(true, 'Node', process.versions.node);
  let connection: Connection;
  try {
    connection = findConnection(options);
  } catch (error) {
    tell(false, 'Server', (error as Error).message);
    return EXIT.UNUSABLE;
  }
  let ending: number = EXIT.OK;
  for (const [name, check] of Object.entries(checks)) {
    try {
      tell(true, name, await check(connection));
    } catch (error) {
      tell(false, name, (error as Error).message);
      ending = EXIT.FAILED;
    }
  }
  return ending;
}

function tell(isFine: boolean, name: string, found: string): void {
  process.stdout.write(`${isFine ? 'ok    ' : 'FAILED'}  ${name}: ${found}\n`);
}

async function statusOf(url: string, path: string): Promise<string> {
  const reply = await fetch(`${url}${path}`).catch(() => {
    throw new Failure(`${url}${path} cannot be reached. Is the server running? \`npm start\` starts it.`);
  });
  if (!reply.ok) throw new Failure(`${url}${path} answers ${reply.status}.`);
  return ((await reply.json()) as { status: string }).status;
}
