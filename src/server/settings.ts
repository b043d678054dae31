import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import type { TokenSettings } from '../auth/token.js';
import { StartError } from './embedded.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const flag = z.enum(['on', 'off', 'true', 'false', '1', '0']).transform((value) => ['on', 'true', '1'].includes(value));
const count = (fallback: number, least: number, most: number) => z.coerce.number().int().min(least).max(most).default(fallback);
const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `is not a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const Environment = z.object({
  PORT: count(4000, 0, 65_535),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_CONNECTIONS: count(10, 2, 200),
  MUSTER_DATA: z.string().min(1).default('./.data'),
  MUSTER_DEMO: flag.optional(),
  MUSTER_INTROSPECTION: flag.optional(),
  JWT_SECRET: z.string().min(32, 'is shorter than 32 characters').optional(),
  JWT_JWKS_URL: url('https:', 'http:').optional(),
  JWT_ISSUER: z.string().min(1).default('muster'),
  JWT_AUDIENCE: z.string().min(1).default('muster'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
});

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  readonly databaseConnections: number;
  /** Folder of the embedded database, the demo's secret and its address. */
  readonly dataFolder: string;
  /** Seeds the demo organisation, gives out tokens, listens on loopback only. */
  readonly isDemo: boolean;
  readonly allowsIntrospection: boolean;
  readonly token: TokenSettings;
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
  const problems = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`);
  const isDemo = parsed.success ? (parsed.data.MUSTER_DEMO ?? !parsed.data.DATABASE_URL) : false;
  if (parsed.success) problems.push(...contradictions(parsed.data, isDemo));
  if (!parsed.success || problems.length > 0) {
    throw new StartError(`Muster cannot start with these settings:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    databaseConnections: values.DATABASE_CONNECTIONS,
    dataFolder: values.MUSTER_DATA,
    isDemo,
    allowsIntrospection: values.MUSTER_INTROSPECTION ?? isDemo,
    token: {
      issuer: values.JWT_ISSUER,
      audience: values.JWT_AUDIENCE,
      jwksUrl: values.JWT_JWKS_URL,
      secret: values.JWT_JWKS_URL ? undefined : (values.JWT_SECRET ?? demoSecret(values.MUSTER_DATA)),
    },
    logLevel: values.LOG_LEVEL,
  };
}

function contradictions(values: z.infer<typeof Environment>, isDemo: boolean): string[] {
  const problems: string[] = [];
  if (isDemo && !isLoopback(values.HOST)) {
    problems.push(`HOST: demo mode gives out tokens, so it listens on loopback only, not on ${values.HOST}. Set HOST=127.0.0.1, or MUSTER_DEMO=off.`);
  }
  if (!isDemo && !values.JWT_SECRET && !values.JWT_JWKS_URL) {
    problems.push('JWT_SECRET: outside demo mode there is no default. Set it to at least 32 random characters, or set JWT_JWKS_URL.');
  }
  if (values.JWT_SECRET && values.JWT_JWKS_URL) {
    problems.push('JWT_SECRET: tokens are verified either by a secret or by JWT_JWKS_URL. Set one of them.');
  }
  if (isDemo && values.JWT_JWKS_URL) {
    problems.push('JWT_JWKS_URL: demo mode signs its own tokens. Set MUSTER_DEMO=off to use a provider.');
  }
  return problems;
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

/** Made once per data folder, and readable by its owner only. */
function demoSecret(folder: string): string {
  const file = join(folder, 'secret');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}
