import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import type { TokenSettings } from '../auth/token.js';
import { STANDARD_WEEK_MINUTES } from '../capacity/calendar-ratios.js';
import { MINIMUM_PEOPLE } from './contexts.js';
import { makeFolder } from './embedded.js';
import { LIMITS } from './limits.js';
import { StartError } from './start-error.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const text = z.string().min(1);
const flag = z
  .enum(['on', 'off', 'true', 'false', '1', '0'], { error: 'is neither on nor off' })
  .transform((value) => ['on', 'true', '1'].includes(value));
const count = (fallback: number, least: number, most: number) =>
  z
    .string()
    .refine((value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most, {
      error: `is not a whole number from ${least} to ${most}`,
    })
    .transform(Number)
    .default(fallback);
const url = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `is not a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const Environment = z.object({
  PORT: count(4000, 0, 65_535),
  HOST: text.default('127.0.0.1'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_CONNECTIONS: count(10, 2, 200),
  MUSTER_DATA: text.default('./.data'),
  MUSTER_DEMO: flag.optional(),
  MUSTER_INTROSPECTION: flag.optional(),
  MUSTER_STANDARD_WEEK_MINUTES: count(STANDARD_WEEK_MINUTES, 1, 10_080),
  JWT_SECRET: z.string().min(32, 'is shorter than 32 characters').optional(),
  JWT_JWKS_URL: url('https:', 'http:').optional(),
  JWT_ISSUER: text.optional(),
  JWT_AUDIENCE: text.optional(),
  MUSTER_ANSWERS_MB: count(64, 0, 65_536),
  MUSTER_POINTS_PER_MINUTE: count(300_000, 0, 999_999_999).refine(
    (points) => points === 0 || points >= LIMITS.COST,
    { error: `is less than the ${LIMITS.COST} points that one operation may cost (0: no limit)` },
  ),
  MUSTER_MINIMUM_PEOPLE: count(MINIMUM_PEOPLE, 1, 1_000),
  MUSTER_WEBHOOK_PRIVATE: flag.optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `is none of ${LOG_LEVELS.join(', ')}` }).optional(),
});
type Environment = z.infer<typeof Environment>;

export interface Settings {
  /** 0: any free one. */
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  readonly databaseConnections: number;
  /** Folder of the embedded database, the demo's secret and its address. */
  readonly dataFolder: string;
  /** Seeds the demo organisation, gives out tokens, listens on loopback only. */
  readonly isDemo: boolean;
  readonly allowsIntrospection: boolean;
  /** Of one full-time equivalent. */
  readonly standardWeekMinutes: number;
  /** Ties and figures of departments that fewer people stand behind are withheld. */
  readonly minimumPeople: number;
  readonly token: TokenSettings;
  /** For answers that are kept while nothing is written; 0: none are. */
  readonly answersMegabytes: number;
  /** What operations each caller may ask of this process in a minute, by their cost; 0: any number. */
  readonly pointsPerMinute: number;
  /** Whether webhooks may go by plain http, and to addresses of one's own network. */
  readonly allowsPrivateWebhooks: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/**
 * Settings from the environment.
 * @throws StartError naming every problem at once: what, where, and how to mend it
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  // An empty variable is one that was not set: `PORT= npm start`.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success)
    refuse(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`));
  const values = parsed.data;
  const isDemo = values.MUSTER_DEMO ?? !values.DATABASE_URL;
  const problems = contradictions(values, isDemo);
  if (problems.length > 0) refuse(problems);
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    databaseConnections: values.DATABASE_CONNECTIONS,
    dataFolder: values.MUSTER_DATA,
    isDemo,
    allowsIntrospection: values.MUSTER_INTROSPECTION ?? isDemo,
    standardWeekMinutes: values.MUSTER_STANDARD_WEEK_MINUTES,
    minimumPeople: values.MUSTER_MINIMUM_PEOPLE,
    token: {
      issuer: values.JWT_ISSUER ?? 'muster',
      audience: values.JWT_AUDIENCE ?? 'muster',
      jwksUrl: values.JWT_JWKS_URL,
      secret: values.JWT_JWKS_URL ? undefined : (values.JWT_SECRET ?? demoSecret(values.MUSTER_DATA)),
    },
    answersMegabytes: values.MUSTER_ANSWERS_MB,
    pointsPerMinute: values.MUSTER_POINTS_PER_MINUTE,
    allowsPrivateWebhooks: values.MUSTER_WEBHOOK_PRIVATE ?? isDemo,
    // What the demo prints for its user would drown in lines about requests.
    logLevel: values.LOG_LEVEL ?? (isDemo ? 'warn' : 'info'),
  };
}

function refuse(problems: string[]): never {
  const list = problems.map((problem) => `  - ${problem}`).join('\n');
  throw new StartError(`Muster cannot start with these settings (environment variables):\n${list}`);
}

function contradictions(values: Environment, isDemo: boolean): string[] {
  const problems: string[] = [];
  if (isDemo && !isLoopback(values.HOST)) {
    problems.push(
      `HOST is ${values.HOST}, but demo mode gives out tokens and so listens on loopback only. Set HOST=127.0.0.1, or MUSTER_DEMO=off.`,
    );
  }
  if (!isDemo && !values.JWT_SECRET && !values.JWT_JWKS_URL) {
    problems.push(
      'JWT_SECRET is not set, and has no default outside demo mode. Set it to at least 32 random characters, or set JWT_JWKS_URL.',
    );
  }
  if (values.JWT_SECRET && values.JWT_JWKS_URL) {
    problems.push(
      'JWT_SECRET and JWT_JWKS_URL are both set, but tokens are verified by one of them. Unset the other.',
    );
  }
  if (isDemo && values.JWT_JWKS_URL) {
    problems.push(
      'JWT_JWKS_URL is set, but demo mode signs its own tokens. Set MUSTER_DEMO=off to use a provider.',
    );
  }
  if (values.JWT_JWKS_URL && !(values.JWT_ISSUER && values.JWT_AUDIENCE)) {
    problems.push(
      'JWT_ISSUER and JWT_AUDIENCE are needed with JWT_JWKS_URL: else a token that the provider made for another program would do.',
    );
  }
  return problems;
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

/** Made once per data folder, and readable by its owner only. */
function demoSecret(folder: string): string {
  const file = join(folder, 'secret');
  if (!existsSync(file)) {
    makeFolder(folder);
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}
