import { serverAudits } from 'graphql-http';
import { beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account } from '../support/company.js';

describe('GraphQL over HTTP', async () => {
  const api = await startApi();
  const url = `${api.address}/graphql`;
  const { authorization } = api.as('anna');
  beforeAll(() => account(api, 'anna', 'HR'));

  const audits = serverAudits({
    url,
    fetchFn: (address: string, init: RequestInit = {}) =>
      fetch(address, { ...init, headers: { ...init.headers, authorization } }),
  });

  it('is audited in 61 points', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
    '%s: %s',
    async (_id, _name, audit) => {
      const result = await audit.fn();
      expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
    },
  );
});
