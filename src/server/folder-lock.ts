import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { StartError } from './start-error.js';

/** Who holds a folder, in a file `lock.<turn>`. */
interface Holder {
  readonly file: string;
  readonly turn: number;
  readonly pid: number;
  /** Tells it from a later process of the same number; null where the system does not say. */
  readonly startedAt: string | null;
}

const MOST_ATTEMPTS = 10;
const MOST_LOOKS = 1_000;

/**
 * Takes a folder for this process; answers how to give it back. A lock whose process is gone is not removed and made
 * anew, since two could remove it, the second one that of the first: whoever follows makes the file of the next turn,
 * which one of them only can, and the file appears with its content or not at all.
 *
 * It knows the processes of this machine. Those of other machines and containers that share the folder look dead.
 * @throws StartError where another process holds it
 */
export function takeFolder(folder: string): () => void {
  const own = join(folder, `lock-${uuidv7()}`);
  writeFileSync(own, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) }));
  try {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const holders = holdersOf(folder);
      expectNoneAlive(folder, holders);
      const turn = Math.max(0, ...holders.map(({ turn }) => turn)) + 1;
      const taken = join(folder, `lock.${turn}`);
      if (!appears(own, taken)) continue;
      const release = () => rmSync(taken, { force: true });
      try {
        settle(folder, turn);
        return release;
      } catch (error) {
        release();
        throw error;
      }
    }
  } finally {
    rmSync(own, { force: true });
  }
  throw new StartError(`${resolve(folder)} cannot be taken: other processes are starting on it.`);
}

/** Whoever started from what was true a while ago finds the others now, or is found by them; then clears up. */
function settle(folder: string, turn: number): void {
  const others = holdersOf(folder).filter((holder) => holder.turn !== turn);
  expectNoneAlive(folder, others);
  for (const { file } of others) rmSync(join(folder, file), { force: true });
}

function expectNoneAlive(folder: string, holders: readonly Holder[]): void {
  const alive = holders.find(isAlive);
  if (!alive) return;
  throw new StartError(
    `${resolve(folder)} is in use by process ${alive.pid}. Stop that one first, or set MUSTER_DATA to another folder. ` +
      `(If process ${alive.pid} is something else, delete ${resolve(folder, alive.file)}.)`,
  );
}

function appears(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

/** A lock that goes while it is looked at may have been followed by one that was not there yet: the look begins anew. */
function holdersOf(folder: string): Holder[] {
  for (let look = 0; look < MOST_LOOKS; look++) {
    const holders = readdirSync(folder).flatMap((file) => {
      const turn = Number(/^lock\.(\d{1,9})$/.exec(file)?.[1]);
      return turn > 0 ? [{ file, turn, holder: read(join(folder, file)) }] : [];
    });
    const there = holders.flatMap(({ holder, ...place }) => (holder ? [{ ...holder, ...place }] : []));
    if (there.length === holders.length) return there;
  }
  throw new StartError(`${resolve(folder)} cannot be taken: other processes are starting on it.`);
}

/** Null where it was given back meanwhile. A file that is not ours to read holds nothing: process 0. */
function read(path: string): Pick<Holder, 'pid' | 'startedAt'> | null {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(path, 'utf8'));
    return { pid: Number(pid), startedAt: startedAt ?? null };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    if (error instanceof SyntaxError) return { pid: 0, startedAt: null };
    throw error;
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  const now = startOf(pid);
  if (startedAt !== null && now !== null) return startedAt === now;
  // Without start times, one of this number that is not this process: in a container every start has the same number.
  return pid !== process.pid && exists(pid);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process started, in ticks since that boot of the machine; null where there is none, or no `/proc`. */
function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in parentheses, may hold anything; the start is the 20th field behind it.
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return null;
  }
}
