import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../src/server/settings.js';

const folder = mkdtempSync(join(tmpdir(), 'muster-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (environment: Record<string, string>) => readSettings({ MUSTER_DATA: folder, ...environment });
const secret = 'a secret of more than 32 characters';
const database = { DATABASE_URL: 'postgres://localhost/muster' };

describe('settings', () => {
  it('need nothing: the demo, on the embedded database', () => {
    expect(read({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      isDemo: true,
      allowsIntrospection: true,
      logLevel: 'warn',
      standardWeekMinutes: 2_400,
      allowsPrivateWebhooks: true,
      answersMegabytes: 64,
      pointsPerMinute: 300_000,
      token: { issuer: 'muster', audience: 'muster', jwksUrl: undefined },
    });
  });

  it('keep one secret per data folder, for its owner only', () => {
    const { token } = read({});
    expect(token.secret).toMatch(/^[\w-]{64}$/);
    expect(read({}).token.secret).toBe(token.secret);
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
  });

  it("leave demo mode with a database of one's own", () => {
    expect(read({ ...database, JWT_SECRET: secret })).toMatchObject({
      isDemo: false,
      allowsIntrospection: false,
      logLevel: 'info',
    });
  });

  it('limit nobody where they say 0 points', () => {
    expect(read({ MUSTER_POINTS_PER_MINUTE: '0' }).pointsPerMinute).toBe(0);
  });

  it('take an empty variable as one that is not set', () => {
    expect(read({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4000, isDemo: true });
  });

  it.each([
    ['a host that others can reach, in demo mode', { HOST: '0.0.0.0' }, 'HOST is 0.0.0.0'],
    ['no secret outside of demo mode', database, 'JWT_SECRET is not set'],
    [
      'a secret besides published keys',
      { ...database, JWT_SECRET: secret, JWT_JWKS_URL: 'https://id.example/keys' },
      'both set',
    ],
    ['published keys in demo mode', { JWT_JWKS_URL: 'https://id.example/keys' }, 'demo mode signs its own'],
    [
      'published keys without an audience',
      { ...database, JWT_JWKS_URL: 'https://id.example/keys', JWT_ISSUER: 'x' },
      'JWT_AUDIENCE',
    ],
    ['a port beyond all ports', { PORT: '65536' }, 'PORT is not a whole number from 0 to 65535'],
    ['half a port', { PORT: '40.5' }, 'PORT is not'],
    [
      'a week without work',
      { MUSTER_STANDARD_WEEK_MINUTES: '0' },
      'MUSTER_STANDARD_WEEK_MINUTES is not a whole number from 1 to 10080',
    ],
    [
      'fewer points than one operation may cost',
      { MUSTER_POINTS_PER_MINUTE: '9999' },
      'MUSTER_POINTS_PER_MINUTE is less than the 10000 points',
    ],
    ['a level of logging that is none', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL is none of'],
  ])('refuse %s', (_, environment, said) => {
    expect(() => read(environment as unknown as Record<string, string>)).toThrow(said);
  });
});
