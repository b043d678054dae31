import jwt from 'jsonwebtoken';
import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { createApi } from '../../src/server/server.js';
import { tokenSettings } from '../support/api.js';
import { cloneDatabase } from '../support/database.js';

describe('GraphiQL', async () => {
  const { database, drop } = await cloneDatabase();
  const served = async (settings: { isDemo: boolean; allowsIntrospection: boolean }) => {
    const api = await createApi(database, { token: tokenSettings, ...settings }, pino({ level: 'silent' }));
    const reply = await api.app.inject('/graphiql');
    const list = await api.app.inject('/');
    await api.close();
    return { status: reply.statusCode, page: reply.body, list: list.json() };
  };
  afterAll(drop);

  it('comes whole: its page names no script, style or font of another place', async () => {
    const { page } = await served({ isDemo: true, allowsIntrospection: true });
    const [markup] = page.split('<script>');
    expect(markup).toContain('<div id="root"></div>');
    expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)="?(https?:)?\/\//);
    expect(page).not.toMatch(/(@import|url\()\s*["']?(https?:)?\/\//);
  });

  it('is filled in with a project lead’s token in demo mode, and with nobody else’s', async () => {
    const { page } = await served({ isDemo: true, allowsIntrospection: true });
    const tokens = [...page.matchAll(/Bearer ([\w-]+\.[\w-]+\.[\w-]+)/g)].map(([, token]) => token!);
    expect(tokens.length).toBeGreaterThan(0);
    for (const token of tokens)
      expect(jwt.verify(token, tokenSettings.secret)).toMatchObject({ sub: 'lead' });
  });

  it('gives no token out of demo mode', async () => {
    const { status, page } = await served({ isDemo: false, allowsIntrospection: true });
    expect(status).toBe(200);
    expect(page).not.toMatch(/Bearer eyJ/);
  });

  it('signs its sockets in by the headers of the tab, in demo mode and out of it', async () => {
    for (const isDemo of [true, false]) {
      const { page } = await served({ isDemo, allowsIntrospection: true });
      const [sent, ...others] = page.match(/extensions:\{headers:[^}]*\}[^}]*\}/g)!;
      expect(others).toEqual([]);
      const [, options] = /headers:(\w+)/.exec(sent!)!;
      const extensions = new Function(options!, `return ({${sent}}).extensions`);
      expect(extensions({ headers: { Authorization: 'Bearer mine' } })).toEqual({
        headers: { Authorization: 'Bearer mine' },
        connectionParams: { authorization: 'Bearer mine' },
      });
      expect(extensions(undefined)).toEqual({ headers: undefined, connectionParams: {} });
    }
  });

  it('is not there where the schema is not told', async () => {
    const { status, list } = await served({ isDemo: true, allowsIntrospection: false });
    expect(status).toBe(404);
    expect(list).not.toHaveProperty('graphiql');
  });
});
