import type { ConnectionOptions } from './connection.js';
import { Failure } from './failure.js';

export async function subjectOf(email: string, _options: ConnectionOptions): Promise<string> {
  throw new Failure(`${email} is not known.`);
}
