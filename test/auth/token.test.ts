import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenReader } from '../../src/auth/token.js';
import { startApi, tokenSettings } from '../support/api.js';
import { account } from '../support/company.js';
import { graphql } from '../support/graphql.js';

const NOT_VALID = 'The token is not valid, or no longer.';
const { issuer, audience, secret } = tokenSettings;
const base64 = (value: object | string) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1_000);
const claims = (changes: object = {}) => ({
  sub: 'anna',
  iss: issuer,
  aud: audience,
  iat: now(),
  exp: now() + 60,
  ...changes,
});
const without = (name: string) => {
  const { [name]: _, ...rest } = claims() as Record<string, unknown>;
  return rest;
};
/** With nothing added and nothing checked. */
const signed = (
  payload: object,
  key: string | Buffer = secret,
  header: object = { alg: 'HS256', typ: 'JWT' },
) => {
  const text = `${base64(header)}.${base64(payload)}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
};

describe('a bearer token', () => {
  const read = tokenReader(tokenSettings);
  const refusal = (authorization: unknown) =>
    read(authorization).then(
      () => 'accepted',
      ({ message, extensions }) => [extensions.code, message],
    );

  it('says who asks, and until when', async () => {
    const exp = now() + 60;
    expect(await read(`Bearer ${signed(claims({ exp }))}`)).toEqual({
      subject: 'anna',
      expiresAt: new Date(exp * 1_000),
    });
    expect(await read(`bearer ${signed(claims({ exp }))}`)).toMatchObject({ subject: 'anna' });
  });

  it.each([
    ['nothing', undefined],
    ['an empty header', ''],
    ['another scheme', `Basic ${base64('anna:secret')}`],
    ['a token without its scheme', signed(claims())],
    ['what has no three parts', 'Bearer abc.def'],
    ['several tokens', `Bearer ${signed(claims())} ${signed(claims())}`],
  ])('is required in place of %s', async (_, authorization) => {
    expect(await refusal(authorization)).toEqual(['UNAUTHENTICATED', 'A bearer token is required.']);
  });

  it.each([
    ['of no algorithm', `${base64({ alg: 'none', typ: 'JWT' })}.${base64(claims())}.`],
    ['of no algorithm, in other letters', `${base64({ alg: 'nOnE' })}.${base64(claims())}.`],
    ['of no algorithm, with a signature', signed(claims(), secret, { alg: 'none' })],
    ['of another algorithm of the same secret', jwt.sign(claims(), secret, { algorithm: 'HS512' })],
    [
      'that calls critical what nobody here knows',
      signed(claims(), secret, { alg: 'HS256', crit: ['b64'], b64: false }),
    ],
    ['signed by another secret', signed(claims(), `${secret}!`)],
    ['without a signature', signed(claims()).replace(/[^.]*$/, '')],
    [
      'whose claims were exchanged',
      signed(claims()).replace(/\.[^.]+\./, `.${base64(claims({ sub: 'admin' }))}.`),
    ],
    ['of another issuer', signed(claims({ iss: 'someone' }))],
    ['for another audience', signed(claims({ aud: 'something' }))],
    ['that has expired', signed(claims({ exp: now() - 1 }))],
    ['that is not valid yet', signed(claims({ nbf: now() + 60 }))],
    ['whose expiry is no number', signed(claims({ exp: 'never' }))],
    ['whose claims are no object', signed('anna' as never)],
    ['without an issuer', signed(without('iss'))],
    ['without an audience', signed(without('aud'))],
  ])('is refused where it is one %s', async (_, token) => {
    expect(await refusal(`Bearer ${token}`)).toEqual(['UNAUTHENTICATED', NOT_VALID]);
  });

  it.each(['sub', 'exp', 'iat'])('is refused where it lacks %s, whoever signed it', async (name) => {
    expect(await refusal(`Bearer ${signed(without(name))}`)).toEqual([
      'UNAUTHENTICATED',
      `The token lacks ${name}.`,
    ]);
  });

  it('is not valid any longer once it was read and has expired since', async () => {
    const token = `Bearer ${signed(claims({ exp: now() + 1 }))}`;
    await read(token);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await refusal(token)).toEqual(['UNAUTHENTICATED', NOT_VALID]);
  });
});

describe('a token of a provider that publishes its keys', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const published = (key: KeyObject, kid: string, alg: string) => ({
    ...key.export({ format: 'jwk' }),
    kid,
    alg,
    use: 'sig',
  });
  const keys = [published(rsa.publicKey, 'rsa', 'RS256'), published(ec.publicKey, 'ec', 'ES256')];
  const provider = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
  });
  let read: ReturnType<typeof tokenReader>;
  beforeAll(async () => {
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    const { port } = provider.address() as AddressInfo;
    read = tokenReader({ issuer, audience, jwksUrl: `http://127.0.0.1:${port}/keys` });
  });
  afterAll(() => new Promise((resolve) => provider.close(resolve)));

  it.each([
    ['RS256', rsa.privateKey, 'rsa'],
    ['ES256', ec.privateKey, 'ec'],
  ] as const)('is accepted where it is signed by %s', async (algorithm, key, keyid) => {
    const token = jwt.sign(claims(), key, { algorithm, keyid });
    expect(await read(`Bearer ${token}`)).toMatchObject({ subject: 'anna' });
  });

  it.each([
    [
      'with the public key as a shared secret',
      () =>
        signed(claims(), rsa.publicKey.export({ format: 'pem', type: 'spki' }) as string, {
          alg: 'HS256',
          kid: 'rsa',
        }),
    ],
    [
      'by a key that is not published',
      () => jwt.sign(claims(), stranger.privateKey, { algorithm: 'RS256', keyid: 'other' }),
    ],
    [
      'by another key under a published name',
      () => jwt.sign(claims(), stranger.privateKey, { algorithm: 'RS256', keyid: 'rsa' }),
    ],
    [
      'by RS512, which is not agreed',
      () => jwt.sign(claims(), rsa.privateKey, { algorithm: 'RS512', keyid: 'rsa' }),
    ],
    ['by no algorithm', () => `${base64({ alg: 'none', kid: 'rsa' })}.${base64(claims())}.`],
    [
      'for another audience',
      () => jwt.sign(claims({ aud: 'other' }), rsa.privateKey, { algorithm: 'RS256', keyid: 'rsa' }),
    ],
    [
      'without a time to end',
      () => jwt.sign(without('exp'), rsa.privateKey, { algorithm: 'RS256', keyid: 'rsa' }),
      'The token lacks exp.',
    ],
  ])('is refused where it is signed %s', async (_, sign, message = NOT_VALID) => {
    await expect(read(`Bearer ${sign()}`)).rejects.toMatchObject({
      message,
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  it('is not judged where the provider cannot be reached', async () => {
    const unreachable = tokenReader({ issuer, audience, jwksUrl: 'http://127.0.0.1:1/keys' });
    const token = jwt.sign(claims(), rsa.privateKey, { algorithm: 'RS256', keyid: 'rsa' });
    await expect(unreachable(`Bearer ${token}`)).rejects.toMatchObject({
      extensions: { code: 'UNAVAILABLE', reason: 'IDENTITY_PROVIDER' },
    });
  });
});

describe('whoever a valid token names', async () => {
  const api = await startApi();
  const ask = async (subject: string) => {
    const { errors } = await api.as(subject).ask(graphql(`{ departments { totalCount } }`));
    return errors?.map(({ message, extensions }) => [extensions.code, message]);
  };
  beforeAll(() => account(api, 'anna', 'HR'));

  it('is answered where an account knows it', async () => {
    expect(await ask('anna')).toBeUndefined();
  });

  it('is UNAUTHENTICATED where no account does', async () => {
    expect(await ask('nobody')).toEqual([['UNAUTHENTICATED', 'Nobody here is known by this token.']]);
  });

  it('is UNAUTHENTICATED, in the same words, once the account is disabled', async () => {
    await account(api, 'gone', 'HR');
    await api.database.rows('test.disable', `update account set disabled_at = now() where subject = 'gone'`);
    expect(await ask('gone')).toEqual([['UNAUTHENTICATED', 'Nobody here is known by this token.']]);
  });
});
