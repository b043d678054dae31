import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueToken } from '../../src/auth/token.js';
import { Failure } from './failure.js';

export interface ConnectionOptions {
  url?: string;
  token?: string;
}

/** Where the server is, and how to speak for somebody there. */
export interface Connection {
  /** Without a slash at its end. */
  readonly url: string;
  /** A token for this subject in demo mode; otherwise the one that was given, whoever it speaks for. */
  tokenFor(subject: string): string;
  /** Where the token comes from, in words. */
  readonly tokenOrigin: string;
}

const HOW = 'Start it with `npm start`, or say where it is: --url or MUSTER_URL.';
const RUN_SECONDS = 3_600;

/**
 * By options, by MUSTER_URL and MUSTER_TOKEN, or as a server in demo mode on this machine has left it in its data
 * folder.
 * @throws Failure where there is neither
 */
export function findConnection({ url, token }: ConnectionOptions): Connection {
  // An empty variable is one that was not set.
  const place = url ?? (process.env.MUSTER_URL || publishedUrl());
  if (!place) throw new Failure(`No running server was found in ${dataFolder()}. ${HOW}`);
  if (!URL.canParse(place)) throw new Failure(`${place} is not a URL such as http://127.0.0.1:4000.`);
  const given = token ?? (process.env.MUSTER_TOKEN || undefined);
  return {
    url: place.replace(/\/+$/, '').replace(/\/graphql$/, ''),
    tokenFor: (subject) => given ?? demoToken(subject, RUN_SECONDS),
    tokenOrigin: token
      ? 'that of --token'
      : given
        ? 'that of MUSTER_TOKEN'
        : `made with the secret of ${process.env.JWT_SECRET ? 'JWT_SECRET' : dataFolder()}`,
  };
}

/** @throws Failure outside of demo mode */
export function demoToken(subject: string, seconds: number): string {
  const file = join(dataFolder(), 'secret');
  const secret = process.env.JWT_SECRET || (existsSync(file) && readFileSync(file, 'utf8'));
  if (!secret) {
    throw new Failure(
      `There is no ${file}: tokens are given out in demo mode only. Start the demo with \`npm start\`, or pass --token or MUSTER_TOKEN.`,
    );
  }
  const issuer = process.env.JWT_ISSUER || 'muster';
  const audience = process.env.JWT_AUDIENCE || 'muster';
  return issueToken(subject, { secret, issuer, audience }, seconds);
}

const dataFolder = () => process.env.MUSTER_DATA || './.data';

function publishedUrl(): string | undefined {
  const file = join(dataFolder(), 'server.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { url: string }).url;
}
