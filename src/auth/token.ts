import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt, { type Algorithm, type GetPublicKeyOrSecret, type JwtPayload } from 'jsonwebtoken';
import { JwksClient } from 'jwks-rsa';
import { UserError } from '../graphql/errors.js';

/** How tokens are verified: by a shared secret (HS256), or by the keys that an OIDC provider publishes. */
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly secret?: string | undefined;
  readonly jwksUrl?: string | undefined;
}

export interface Claims {
  /** Who the token speaks for. */
  readonly subject: string;
  readonly expiresAt: Date;
}

export type TokenReader = (authorization: unknown) => Promise<Claims>;

const MOST_KNOWN = 10_000;
const KNOWN_FOR_MS = 60_000;
const REQUIRED = ['sub', 'exp', 'iat', 'iss', 'aud'] as const;

/**
 * Reads `Bearer <token>`. The algorithm is pinned by the settings, never taken from the token.
 * The function it gives throws UserError UNAUTHENTICATED.
 */
export function tokenReader({ issuer, audience, secret, jwksUrl }: TokenSettings): TokenReader {
  const algorithms: Algorithm[] = jwksUrl ? ['RS256', 'ES256'] : ['HS256'];
  // As a key object: a string is tried as a public key first, at every token.
  const key = jwksUrl ? publishedKey(jwksUrl) : createSecretKey(Buffer.from(secret!));
  const known = new Map<string, { claims: Claims; until: number }>();
  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(String(authorization ?? ''))?.[1];
    if (!token) throw unauthenticated('A bearer token is required.');
    // The same client sends the same token again and again. Not for longer, since a provider may withdraw a key.
    const verified = known.get(token);
    if (verified && verified.until > Date.now()) return verified.claims;
    const claims = await verify(token, key, { algorithms, issuer, audience });
    const missing = REQUIRED.filter((name) => claims[name] === undefined);
    if (missing.length > 0) throw unauthenticated(`The token lacks ${missing.join(', ')}.`);
    if (known.size >= MOST_KNOWN) known.clear();
    // No account is called so, and the database could not even look.
    if (claims.sub!.includes('\0')) throw unauthenticated('Nobody here is known by this token.');
    const read = { subject: claims.sub!, expiresAt: new Date(claims.exp! * 1000) };
    known.set(token, { claims: read, until: Math.min(Date.now() + KNOWN_FOR_MS, claims.exp! * 1000) });
    return read;
  };
}

function publishedKey(jwksUri: string): GetPublicKeyOrSecret {
  const client = new JwksClient({ jwksUri, cache: true, rateLimit: true, timeout: 5_000 });
  return (header, callback) => {
    client.getSigningKey(header.kid).then(
      (found) => callback(null, found.getPublicKey()),
      (error) => callback(error),
    );
  };
}

function verify(
  token: string,
  key: KeyObject | GetPublicKeyOrSecret,
  options: jwt.VerifyOptions,
): Promise<JwtPayload> {
  return new Promise((resolve, reject) => {
    jwt.verify(token, key, { ...options, complete: true }, (error, verified) => {
      // RFC 7515, 4.1.11: who does not know what a token calls critical, and here nothing is, has to refuse it.
      if (isUnreachable(error)) reject(UNREACHABLE);
      else if (error || typeof verified?.payload !== 'object' || verified.header.crit !== undefined)
        reject(unauthenticated('The token is not valid, or no longer.'));
      else resolve(verified.payload);
    });
  });
}

const UNREACHABLE = new UserError(
  'UNAVAILABLE',
  'The keys of the identity provider cannot be read. Try again in a moment.',
  {
    reason: 'IDENTITY_PROVIDER',
  },
);

/** No fault of the token, and no reason to sign in anew. A key that the provider does not know is the token's. */
const isUnreachable = (error: Error | null) => {
  const { message = '' } = error ?? {};
  return (
    message.startsWith('error in secret or public key callback') &&
    !message.includes('Unable to find a signing key')
  );
};

export const unauthenticated = (message: string) => new UserError('UNAUTHENTICATED', message);

/** A token as the demo and the tests use them. */
export const issueToken = (subject: string, settings: TokenSettings, secondsToLive: number): string =>
  jwt.sign({}, settings.secret!, {
    algorithm: 'HS256',
    subject,
    issuer: settings.issuer,
    audience: settings.audience,
    expiresIn: secondsToLive,
  });
