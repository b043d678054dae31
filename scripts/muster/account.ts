import { AccountsByEmailDocument } from '../../schema/generated/operations.js';
import { Api } from './api.js';
import { type ConnectionOptions, demoToken, findConnection } from './connection.js';
import { Failure } from './failure.js';

/** The `sub` of whoever has this e-mail address, as the running demo knows. @throws Failure where nobody has */
export async function subjectOf(email: string, options: ConnectionOptions): Promise<string> {
  if (!email.includes('@'))
    throw new Failure(`${email} is neither a role of the demo nor an e-mail address.`);
  const { url } = findConnection(options);
  const api = new Api(url, demoToken('admin', 60));
  const { accounts } = await api.ask(AccountsByEmailDocument, { email: email.toLowerCase() });
  const [account] = accounts.nodes;
  if (!account) throw new Failure(`Nobody at ${url} has the e-mail address ${email}.`);
  return account.subject;
}
