import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { print } from 'graphql';
import { CloseCode, createClient } from 'graphql-ws';
import {
  FollowCapacityDocument,
  type FollowCapacitySubscription,
  type FollowCapacitySubscriptionVariables,
  FollowDepartmentDocument,
} from '../schema/generated/operations.js';
import { Api, Refusal } from './muster/api.js';
import { type ConnectionOptions, findConnection } from './muster/connection.js';
import { EXIT, Failure } from './muster/failure.js';
import { say } from './muster/say.js';

// npx tsx scripts/follow.ts. How a client follows capacity: what it holds, where it resumes, and when it gives up.

type Message = FollowCapacitySubscription['capacityChanged'];
type Line = Message['lines'][number];
type Minutes = Record<(typeof MEASURES)[number], number>;

const MEASURES = ['effective', 'confirmed', 'tentative'] as const;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
/** The server says something every 15 seconds: who hears nothing for three times as long has lost it. */
const SILENCE_MS = 45_000;
/** Of what the server may do better next time. */
const PASSING = ['UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL_SERVER_ERROR'];
const NORMAL_CLOSURE = 1_000;
const FINAL_CLOSES: readonly number[] = [CloseCode.BadRequest, CloseCode.SubprotocolNotAcceptable];

const options = new Command('follow')
  .description(
    'Prints every change of capacity as it happens, a line for each department, until it is interrupted. It survives a server that goes away. In demo mode it finds server and token by itself.',
  )
  .option('--url <url>', 'where the server is (MUSTER_URL), such as http://127.0.0.1:4000')
  .option('--token <token>', 'a bearer token (MUSTER_TOKEN)')
  .option('--department <code>', 'only of this department and those below it')
  .parse()
  .opts<ConnectionOptions & { department?: string }>();

/** What the week of a department has, in minutes. */
const held = new Map<string, Minutes>();
/** Where `held` stands; null while it is nothing whole. */
let cursor: string | null = null;

/** One connection with one subscription. Throws a close event, GraphQL's errors, or a Failure. */
async function* messages(after: string | null): AsyncGenerator<Message> {
  // Found anew each time: a demo that was started again may listen elsewhere, and its token is a fresh one.
  const connection = findConnection(options);
  const token = connection.tokenFor('client');
  const client = createClient({
    url: `${connection.url.replace(/^http/, 'ws')}/graphql`,
    connectionParams: { authorization: `Bearer ${token}` },
    // By itself it would send the old cursor again.
    retryAttempts: 0,
    on: {
      closed(event) {
        // As it does after a normal closure, even so.
        if ((event as { code?: number }).code === NORMAL_CLOSURE) void client.dispose();
      },
    },
  });
  const silence = setTimeout(() => client.terminate(), SILENCE_MS);
  try {
    const variables: FollowCapacitySubscriptionVariables = {
      after,
      scope: await scopeIn(new Api(connection.url, token)),
    };
    const query = print(FollowCapacityDocument);
    for await (const { data, errors } of client.iterate<FollowCapacitySubscription>({ query, variables })) {
      silence.refresh();
      if (errors) throw errors;
      if (data) yield data.capacityChanged;
    }
  } finally {
    clearTimeout(silence);
    await client.dispose();
  }
}

async function scopeIn(api: Api): Promise<FollowCapacitySubscriptionVariables['scope']> {
  const { department: code } = options;
  if (!code) return null;
  const { departmentByCode: department } = await api.ask(FollowDepartmentDocument, { code });
  if (!department) throw new Refusal(`There is no department ${code}.`, 'NOT_FOUND');
  return { departmentId: department.id };
}

const keyOf = ({ department, week }: Line) => `${department?.code ?? ''} ${week}`;

/** What a line changes: a day on which all capacity is unknown counts as 0. */
function differenceOf({ before, after }: Line): Minutes {
  const sum = (days: readonly (number | null)[]) => days.reduce<number>((all, day) => all + (day ?? 0), 0);
  const of = (measure: keyof Minutes) => sum(after[`${measure}Minutes`]) - sum(before[`${measure}Minutes`]);
  return { effective: of('effective'), confirmed: of('confirmed'), tentative: of('tentative') };
}

const added = (a: Minutes, b: Minutes): Minutes => ({
  effective: a.effective + b.effective,
  confirmed: a.confirmed + b.confirmed,
  tentative: a.tentative + b.tentative,
});

const NOTHING: Minutes = { effective: 0, confirmed: 0, tentative: 0 };

function apply({ lines, isComplete, cursor: reached }: Message): void {
  for (const line of lines) {
    const key = keyOf(line);
    held.set(key, added(held.get(key) ?? NOTHING, differenceOf(line)));
  }
  if (isComplete) cursor = reached;
}

/** Such as: 2027-03-01 08:30:00  ASSIGNMENT_CONFIRMED  MOB  2027-03-01..2027-03-15  confirmed +960, now 960 of 7,200 min */
function report({ occurredAt, cause, changes, lines }: Message): void {
  const what = cause ?? `${changes} ${changes === 1 ? 'change' : 'changes'}`;
  const when = (occurredAt ?? new Date().toISOString()).slice(0, 19).replace('T', ' ');
  for (const [department, own] of Map.groupBy(lines, (line) => line.department?.code ?? 'no department')) {
    const weeks = own.map(({ week }) => week).sort();
    const difference = own.map(differenceOf).reduce(added, NOTHING);
    const moved = MEASURES.filter((measure) => difference[measure] !== 0)
      .map((measure) => `${measure} ${signed.format(difference[measure])}`)
      .join(', ');
    const { confirmed, effective } = [...new Set(own.map(keyOf))]
      .map((key) => held.get(key)!)
      .reduce(added, NOTHING);
    const span = weeks[0] === weeks.at(-1) ? weeks[0] : `${weeks[0]}..${weeks.at(-1)}`;
    const now = `now ${plain.format(confirmed)} of ${plain.format(effective)} min`;
    process.stdout.write(
      `${[when, what, department, span, `${moved || 'no minutes'}, ${now}`].join('  ')}\n`,
    );
  }
}

const plain = new Intl.NumberFormat('en');
const signed = new Intl.NumberFormat('en', { signDisplay: 'always' });

/** Follows until the connection ends, or what belongs to the scope is another; `onHeard` is called at each message. */
async function follow(onHeard: () => void): Promise<void> {
  if (cursor === null) held.clear();
  for await (const message of messages(cursor)) {
    onHeard();
    apply(message);
    if (message.kind === 'DELTA') report(message);
    if (message.kind === 'CAUGHT_UP') say.fact(`Following; ${plain.format(held.size)} weeks of departments.`);
    if (message.isScopeChanged) {
      say.fact('A department was moved: beginning anew, with what belongs to the scope now.');
      cursor = null;
      return;
    }
  }
}

/** The API's; a socket has a number for one of them. */
const codeOf = (error: unknown): string | undefined => {
  if ((error as { code?: unknown }).code === CloseCode.Forbidden) return 'UNAUTHENTICATED';
  if (error instanceof Refusal) return error.code;
  return (error as { extensions?: { code?: string } }[])[0]?.extensions?.code;
};

const messageOf = (error: unknown): string => {
  const { code, reason } = error as { code?: unknown; reason?: string };
  if (typeof code === 'number') return `${reason || 'closed'} (${code})`;
  const { message } = (Array.isArray(error) ? error[0] : error) as Error;
  return message || 'the server does not answer';
};

/** Whether trying again is of no use. Who was let in once may be let in again, if his token is a new one. */
function isFinal(error: unknown, wasLetIn: boolean): boolean {
  const code = codeOf(error);
  if (code === 'UNAUTHENTICATED') return !wasLetIn;
  if (code) return !PASSING.includes(code);
  const closed = (error as { code?: unknown }).code;
  if (typeof closed === 'number') return FINAL_CLOSES.includes(closed);
  // A socket that fails throws an event; an error that nobody foresaw is a fault of this file.
  return error instanceof Error && !(error instanceof Failure);
}

process.stdout.on('error', () => process.exit(EXIT.FAILED));

try {
  // Where nothing says where to ask, and as whom, nothing will in a minute.
  findConnection(options).tokenFor('client');
} catch (error) {
  say.fault(messageOf(error));
  process.exit(EXIT.UNUSABLE);
}

for (let failures = 0; ; failures++) {
  let wasLetIn = false;
  try {
    await follow(() => {
      wasLetIn = true;
      failures = 0;
    });
  } catch (error) {
    if (codeOf(error) === 'CURSOR_EXPIRED') {
      say.warning(`${messageOf(error)} Beginning anew: what was changed meanwhile is not told.`);
      cursor = null;
      // Whoever refuses is there.
      failures = 0;
    } else if (isFinal(error, wasLetIn)) {
      say.fault(messageOf(error));
      if (codeOf(error) === 'UNAUTHENTICATED') say.fact('A token has its time: give another one.');
      process.exit(EXIT.FAILED);
    } else say.warning(`The connection is lost: ${messageOf(error)}.`);
  }
  // At random, so that not all clients of a server that comes back are there at once.
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures) * (0.5 + Math.random());
  await sleep(pause);
}
