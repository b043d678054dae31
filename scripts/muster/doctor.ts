import { WhoAmIDocument } from '../../schema/generated/operations.js';
import type { DatabaseKind } from '../../src/server/readiness.js';
import { Api } from './api.js';
import { type Connection, type ConnectionOptions, findConnection } from './connection.js';
import { EXIT, Failure } from './failure.js';
import { ownSchema, runningSchema } from './schema.js';

interface Check {
  readonly name: string;
  /** Answers what it found; throws a Failure that says what is wrong, and where. */
  readonly run: (connection: Connection) => Promise<string>;
  /** Names of checks without which this one would only tell of their fault again. */
  readonly needs: readonly string[];
}

const MOST_SKEW_SECONDS = 30;
const OLDEST_NODE = [22, 17] as const;

const checks: readonly Check[] = [
  {
    name: 'Health',
    needs: [],
    run: async ({ url }) => `${url} ${(await pageOf<{ status: string }>(url, '/healthz')).status}`,
  },
  {
    name: 'Database',
    needs: ['Health'],
    async run({ url }) {
      const { database } = await pageOf<{ database: DatabaseKind }>(url, '/readyz');
      return database.kind === 'embedded'
        ? `embedded (PGlite, PostgreSQL ${database.version}) in the data folder of the server; it answers`
        : `PostgreSQL ${database.version}; it answers`;
    },
  },
  {
    name: 'Clock',
    needs: ['Health'],
    async run({ url }) {
      const date = Date.parse((await fetch(`${url}/healthz`)).headers.get('date') ?? '');
      const seconds = Math.round(Math.abs(Date.now() - date) / 1_000);
      if (seconds <= MOST_SKEW_SECONDS) return `${seconds} s apart from the server's`;
      throw new Failure(
        `${seconds} s apart from the server's: tokens may not be valid yet, or no longer. Set it right.`,
      );
    },
  },
  {
    name: 'Token',
    needs: ['Health'],
    async run({ url, tokenFor, tokenOrigin }) {
      try {
        const { viewer } = await new Api(url, tokenFor('lead')).ask(WhoAmIDocument, {});
        const rights = [...viewer.roles, ...viewer.scopes].join(', ') || 'no rights';
        return `accepted (${tokenOrigin}); it speaks for ${viewer.name} (${rights})`;
      } catch (error) {
        throw new Failure(`${(error as Error).message} The token is ${tokenOrigin}.`);
      }
    },
  },
  {
    name: 'Schema',
    needs: ['Health', 'Token'],
    async run({ url, tokenFor }) {
      if ((await runningSchema(url, tokenFor('lead'))) === ownSchema()) return 'that of this version';
      throw new Failure(
        `The server at ${url} runs another version than this command line. Restart it, or update this.`,
      );
    },
  },
];

/** Checks one thing after the other; answers how the command ends. */
export async function doctor(options: ConnectionOptions): Promise<number> {
  tell(
    isNodeRecent() ? 'ok' : 'FAILED',
    'Node',
    `${process.versions.node}${isNodeRecent() ? '' : `; it takes ${OLDEST_NODE.join('.')} or later`}`,
  );
  let connection: Connection;
  try {
    connection = findConnection(options);
  } catch (error) {
    tell('FAILED', 'Server', (error as Error).message);
    return EXIT.UNUSABLE;
  }
  const failed = new Set<string>();
  for (const { name, needs, run } of checks) {
    const missing = needs.find((need) => failed.has(need));
    if (missing) tell('-', name, `not checked: see ${missing}`);
    else {
      try {
        tell('ok', name, await run(connection));
      } catch (error) {
        tell('FAILED', name, (error as Error).message);
        failed.add(name);
      }
    }
  }
  return failed.size > 0 || !isNodeRecent() ? EXIT.FAILED : EXIT.OK;
}

function isNodeRecent(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

function tell(verdict: 'ok' | 'FAILED' | '-', name: string, found: string): void {
  process.stdout.write(`${verdict.padEnd(6)}  ${name}: ${found}\n`);
}

/** @throws Failure that says what the server, or whatever is there, answers instead */
async function pageOf<T>(url: string, path: string): Promise<T> {
  const reply = await fetch(`${url}${path}`).catch((error) => {
    const { cause, message } = error as { cause?: { code?: string }; message: string };
    throw new Failure(
      `${url}${path} cannot be reached (${cause?.code ?? message}). Is the server running? \`npm start\` starts it.`,
    );
  });
  const page = await reply.json().catch(() => null);
  if (reply.ok && page) return page as T;
  const said = (page as { errors?: { message: string }[] } | null)?.errors?.[0]?.message;
  throw new Failure(
    `${url}${path} answers ${reply.status}${said ? `: ${said}` : ', and not as Muster does. Is the URL right?'}`,
  );
}
