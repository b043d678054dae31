import { Command, InvalidArgumentError, Option } from 'commander';
import { isLocalDate } from '../src/time/local-date.js';
import { rebuildCapacity, verifyCapacity } from './muster/capacity.js';
import type { Kind } from './muster/columns.js';
import { doctor } from './muster/doctor.js';
import { EXIT, Failure } from './muster/failure.js';
import { type ImportOptions, importFile } from './muster/import.js';
import { type VerifyOptions, verifyLog } from './muster/log.js';
import { drawCapacity, drawStrategy, type PictureOptions } from './muster/pictures.js';
import { say } from './muster/say.js';
import { printSchemaOf } from './muster/schema.js';
import { ROLES, tokenAs } from './muster/token.js';

// npm run -s muster -- <command>. Results go to stdout, everything else to stderr.

const program = new Command('muster')
  .description('Works with a running Muster: in demo mode it finds server and token by itself.')
  .option('--url <url>', 'where the server is (MUSTER_URL), such as http://127.0.0.1:4000')
  .option('--token <token>', 'a bearer token (MUSTER_TOKEN)')
  .configureHelp({ showGlobalOptions: true })
  .exitOverride();

program
  .command('token')
  .description('Prints a token of the demo, and nothing else.')
  .requiredOption('--as <who>', `${ROLES.join(', ')}, or an e-mail address`)
  .option('--ttl <duration>', 'how long it is good for: 90s, 15m, 12h', durationOf, 900)
  .action(async ({ as, ttl }, command) => {
    process.stdout.write(`${await tokenAs(as, ttl, command.optsWithGlobals())}\n`);
  });

program
  .command('import')
  .description(
    'Adds and changes what a CSV file says, by external ids. Every 1,000 rows or so are one transaction; unless told to skip wrong rows, it checks the whole file before it writes any of it. Running it again is safe.',
  )
  .argument('<kind>', 'departments, workers or memberships', kindOf)
  .argument('<file>', 'a CSV file; its first line names the columns')
  .option('--dry-run', 'check everything, write nothing', false)
  .addOption(
    new Option(
      '--to <reading>',
      'whether the end of a range is the last day in it, or the first one out of it',
    )
      .choices(['inclusive', 'exclusive'])
      .default('inclusive'),
  )
  .addOption(
    new Option('--on-error <what>', 'what to do if some rows are wrong')
      .choices(['reject-all', 'skip'])
      .default('reject-all'),
  )
  .option(
    '--default <field=value...>',
    'for what the file does not say, such as region=CH-GE',
    pairs,
    new Map(),
  )
  .option('--map <column=field...>', 'which column is which field', pairs, new Map())
  .option('--rejects <file>', 'where to write what is wrong', 'rejects.csv')
  .action(async (kind: Kind, file: string, _options, command: Command) => {
    process.exitCode = await importFile(kind, file, command.optsWithGlobals<ImportOptions>());
  });

program
  .command('doctor')
  .description('Checks whether everything is in place, and says what is not.')
  .action(async (_options, command: Command) => {
    process.exitCode = await doctor(command.optsWithGlobals());
  });

program
  .command('verify')
  .description(
    'Recomputes the hashes of the change log, and compares what is stored of capacity with the facts; exits with 1 where anything differs.',
  )
  .option(
    '--kept <end>',
    'where an earlier run said that the log ended: tells whether nothing was cut off or written anew since',
  )
  .action(async (_options, command: Command) => {
    const options = command.optsWithGlobals<VerifyOptions>();
    // Totals rest on the log: where it is broken, they prove nothing.
    process.exitCode = (await verifyLog(options)) || (await verifyCapacity(options));
  });

program
  .command('rebuild')
  .description('Forgets what is stored of capacity, and computes it anew; everything works on meanwhile.')
  .action(async (_options, command: Command) => {
    process.exitCode = await rebuildCapacity(command.optsWithGlobals());
  });

for (const [name, description, draw] of [
  ['capacity', 'Draws how busy departments are, the busiest first.', drawCapacity],
  ['strategy', 'Draws which departments the strategy rests on, and which links are missing.', drawStrategy],
] as const) {
  program
    .command(name)
    .description(description)
    .option('--from <day>', 'the first day; that of the coming month by default', dayOf)
    .option('--to <day>', 'the last day; the end of that month by default', dayOf)
    .option('--first <n>', 'how many departments', countOf, 10)
    .action(async (_options, command: Command) => {
      await draw(command.optsWithGlobals<PictureOptions>());
    });
}

program
  .command('schema')
  .description('Prints the schema of the API, in SDL.')
  .action(async (_options, command: Command) => {
    process.stdout.write(await printSchemaOf(command.optsWithGlobals()));
  });

function kindOf(text: string): Kind {
  if (text === 'departments' || text === 'workers' || text === 'memberships') return text;
  throw new InvalidArgumentError('It is departments, workers or memberships.');
}

function dayOf(text: string): string {
  if (isLocalDate(text)) return text;
  throw new InvalidArgumentError('It is a day such as 2026-12-31.');
}

function countOf(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 100) return number;
  throw new InvalidArgumentError('It is from 1 to 100.');
}

function durationOf(text: string): number {
  const [, digits, unit] = /^(\d{1,6})(s|m|h)$/.exec(text) ?? [];
  const seconds = Number(digits) * { s: 1, m: 60, h: 3_600 }[unit as 's' | 'm' | 'h'];
  if (unit && seconds > 0) return seconds;
  throw new InvalidArgumentError('It is such as 90s, 15m or 12h.');
}

function pairs(text: string, before: ReadonlyMap<string, string>): Map<string, string> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It is name=value.');
  return new Map(before).set(name, value);
}

// Whoever reads the result may have read enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? EXIT.OK : EXIT.FAILED);
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  // Commander has spoken already, and asks for 0 after help.
  const { code, exitCode } = error as { code?: string; exitCode?: number };
  if (code?.startsWith('commander.')) return exitCode === 0 ? EXIT.OK : EXIT.UNUSABLE;
  say.fault(error instanceof Failure ? error.message : String((error as Error).stack));
  return EXIT.UNUSABLE;
}
