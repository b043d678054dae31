import { LogVerifyDocument, type LogVerifyQuery } from '../../schema/generated/operations.js';
import { Api } from './api.js';
import { type ConnectionOptions, findConnection } from './connection.js';
import { EXIT } from './failure.js';
import { count } from './progress.js';

export interface VerifyOptions extends ConnectionOptions {
  /** Where the log ended when it was verified before. */
  readonly kept?: string;
}

type Step = LogVerifyQuery['changeLogVerification'];
type Fault = NonNullable<Step['fault']>;

const WRONG: Readonly<Record<Fault['kind'], string>> = {
  MISSING: 'is missing',
  UNHASHED: 'has lost its hash',
  CHANGED: 'was changed, or its hash was',
};

/** Recomputes the hashes of the change log, and says where the chain breaks first; answers how the command ends. */
export async function verifyLog({ kept, ...options }: VerifyOptions): Promise<number> {
  const connection = findConnection(options);
  const api = new Api(connection.url, connection.tokenFor('admin'));
  const step = async (after: string | null): Promise<Step> =>
    (await api.ask(LogVerifyDocument, { after })).changeLogVerification;

  let last = await step(null);
  let { events } = last;
  while (last.next) {
    last = await step(last.next);
    events += last.events;
  }
  const fault = last.fault ?? (kept ? (await step(kept)).fault : null);
  if (fault) {
    process.stdout.write(`Event ${fault.sequence} of the log ${WRONG[fault.kind]}.\n`);
    return EXIT.FAILED;
  }
  process.stdout.write(`${count(events)} events of the log are as they were written, up to ${last.end}\n`);
  return EXIT.OK;
}
