import type { LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import { post } from '../../src/exchange/webhook-request.js';
import { receiver } from './receiver.js';

/** As a resolver that knows every name, by these addresses. */
const standsFor =
  (...addresses: string[]): LookupFunction =>
  (_, { all }, callback) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (all) callback(null, found);
    else callback(null, found[0]!.address, found[0]!.family);
  };

describe('a request to a public address only', async () => {
  const program = await receiver();
  const headers = { 'webhook-id': '1' };
  const { port } = new URL(program.url('/'));
  const attempt = (url: string, lookup?: LookupFunction) =>
    post(
      { url, headers, body: '{}' },
      {
        allowsPrivate: false,
        timeoutMs: 2_000,
        signal: new AbortController().signal,
        ...(lookup && { lookup }),
      },
    );

  it.each([
    ['an address of this machine', `https://127.0.0.1:${port}/`],
    ['the same in other words', `https://2130706433:${port}/`],
    ['the same as IPv6', `https://[::ffff:127.0.0.1]:${port}/`],
    ['the address of a cloud’s secrets', 'https://169.254.169.254/latest'],
  ])('is not made to %s', async (_, url) => {
    expect(await attempt(url)).toMatchObject({ statusCode: null, error: 'PRIVATE_ADDRESS' });
  });

  it('is not made without encryption', async () => {
    expect(await attempt(program.url('/'))).toMatchObject({ error: 'NOT_HTTPS' });
  });

  it.each([
    ['a private address', ['127.0.0.1']],
    ['a private one among others', ['93.184.215.14', '10.0.0.1']],
    ['a private one in IPv6', ['::1']],
  ])('is not made to a name that stands for %s, as it is connected to', async (_, addresses) => {
    const url = `https://receiver.example:${port}/`;
    expect(await attempt(url, standsFor(...addresses))).toMatchObject({
      statusCode: null,
      error: 'PRIVATE_ADDRESS',
    });
  });

  it('is not made to a name of this machine', async () => {
    expect(await attempt(`https://localhost:${port}/`)).toMatchObject({ error: 'PRIVATE_ADDRESS' });
  });

  it('is made to a name by the addresses that were looked at, where others are allowed', async () => {
    const message = { url: `http://receiver.example:${port}/named`, headers, body: '{"type":"x"}' };
    const { signal } = new AbortController();
    const network = { allowsPrivate: true, timeoutMs: 2_000, signal, lookup: standsFor('127.0.0.1') };
    expect(await post(message, network)).toMatchObject({ statusCode: 204, error: null });
    expect(program.at('/named')[0]!.headers).toMatchObject({
      host: `receiver.example:${port}`,
      'webhook-id': '1',
      'content-type': 'application/json',
    });
  });

  it('that was not made has reached nobody', () => {
    expect(program.at('/')).toEqual([]);
  });
});
