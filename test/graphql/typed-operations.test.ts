import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { account, department } from '../support/company.js';
import { graphql } from '../support/graphql.js';

const BY_CODE = graphql(`query ($code: String!) { departmentByCode(code: $code) { name } }`);

describe('an operation written in a test', async () => {
  const api = await startApi();
  const hr = api.as(await account(api, 'hr', 'HR'));
  await department(api, 'Design');

  it('is answered as the compiler says, which knows its variables', async () => {
    const { data } = await hr.ask(BY_CODE, { code: 'Design' });
    expect(data.departmentByCode.name).toBe('Design');
    // @ts-expect-error: it was not asked for
    expect(data.departmentByCode.timeZone).toBeUndefined();
    // @ts-expect-error: a code is a text
    const wrong = await hr.ask(BY_CODE, { code: ['Design'] });
    // @ts-expect-error: without one there is nothing to ask
    const missing = await hr.ask(BY_CODE);
    for (const { errors } of [wrong, missing])
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
