import { lookup as systemLookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-address.js';
import { hostOf } from './webhook-url.js';

const RESPONSE_BYTES = 1_024;

/** How an attempt went. */
export interface Outcome {
  /** Null where the receiver did not answer. */
  readonly statusCode: number | null;
  readonly durationMs: number;
  /** Null where it was taken. */
  readonly error: string | null;
  /** The first bytes of what it answered. */
  readonly response: string | null;
  /** Its `Retry-After`. */
  readonly retryAfter: string | null;
}

export interface Network {
  readonly allowsPrivate: boolean;
  readonly timeoutMs: number;
  /** Breaks off what runs once it is aborted. */
  readonly signal: AbortSignal;
  /** How names are resolved; as the system does it by default. */
  readonly lookup?: LookupFunction;
}

interface Message {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Posts a message, and answers how that went; never throws for what lies with the receiver. Redirects are not followed.
 * Addresses are looked at as the connection is made to them, so that no name can stand for a public one first, and for a
 * private one then.
 */
export async function post(message: Message, network: Network): Promise<Outcome> {
  const begun = performance.now();
  const answer = await answerTo(message, network).catch((error: unknown) => ({
    statusCode: null,
    error: nameOf(error),
    response: null,
    retryAfter: null,
  }));
  return { ...answer, durationMs: Math.round(performance.now() - begun) };
}

async function answerTo(
  { url: address, headers, body }: Message,
  { allowsPrivate, timeoutMs, signal, lookup = systemLookup as LookupFunction }: Network,
): Promise<Omit<Outcome, 'durationMs'>> {
  const url = new URL(address);
  const isHttps = url.protocol === 'https:';
  const host = hostOf(url);
  // The server may have been told otherwise since the webhook was created.
  if (!allowsPrivate && !isHttps) throw named('NOT_HTTPS');
  // An address is not looked up.
  if (!allowsPrivate && isIP(host) !== 0 && isPrivateAddress(host)) throw named('PRIVATE_ADDRESS');
  return new Promise((resolve, reject) => {
    const request = (isHttps ? requestHttps : requestHttp)(url, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      lookup: allowsPrivate ? lookup : publicOnly(lookup),
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Muster',
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const statusCode = response.statusCode!;
      const chunks: Buffer[] = [];
      let bytes = 0;
      // What it says beside its status is for people to read: more of it, or a break in it, changes nothing.
      const finish = () => {
        request.destroy();
        resolve({
          statusCode,
          error: statusCode >= 200 && statusCode < 300 ? null : `STATUS_${statusCode}`,
          response: readable(Buffer.concat(chunks).subarray(0, RESPONSE_BYTES)),
          retryAfter: response.headers['retry-after'] ?? null,
        });
      };
      request.off('error', reject).on('error', finish);
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes >= RESPONSE_BYTES) finish();
      });
      response.on('end', finish);
      response.on('error', finish);
    });
    request.end(body);
  });
}

/** Refuses a name if any of its addresses is private. */
const publicOnly =
  (lookup: LookupFunction): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : [];
      if (error) return callback(error, '', 0);
      if (addresses.length === 0) return callback(named('ENOTFOUND'), '', 0);
      if (addresses.some(({ address }) => isPrivateAddress(address)))
        return callback(named('PRIVATE_ADDRESS'), '', 0);
      if (options.all) return callback(null, addresses);
      return callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };

const named = (code: string): NodeJS.ErrnoException => Object.assign(new Error(code), { code });

/** In one word, without anything that the receiver could put into it. */
function nameOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError') return 'TIMEOUT';
  return typeof code === 'string' ? code : 'NO_ANSWER';
}

/** The database stores no NUL. */
const readable = (bytes: Buffer) => bytes.toString('utf8').replaceAll('\0', '\uFFFD');
