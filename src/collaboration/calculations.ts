import { Worker } from 'node:worker_threads';
import { UserError } from '../graphql/errors.js';
import type { Asked, Found, Kind } from './graph-calculation.js';

const MOST_WAITING = 50;
const isSource = import.meta.url.endsWith('.ts');

interface Waiting {
  resolve: (answer: never) => void;
  reject: (error: unknown) => void;
}

let thread: Worker | undefined;
let last = 0;
const waiting = new Map<number, Waiting>();

/**
 * Calculates in a thread of its own, so that whoever asks for something else does not wait for it. One after the other.
 * @throws UserError UNAVAILABLE (BUSY) where too many wait already
 */
export function calculated<K extends Kind>(
  kind: K,
  asked: Asked[K],
  transfer: readonly ArrayBuffer[] = [],
): Promise<Found[K]> {
  if (waiting.size >= MOST_WAITING)
    throw new UserError('UNAVAILABLE', 'Too much is being calculated. Try again in a moment.', {
      reason: 'BUSY',
    });
  thread ??= begun();
  // What does not wait for an answer does not keep the process alive.
  thread.ref();
  const id = ++last;
  return new Promise<Found[K]>((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    thread!.postMessage({ id, question: { kind, asked } }, transfer);
  });
}

function begun(): Worker {
  // Run from its source, it is TypeScript there as well.
  const worker = isSource
    ? new Worker(new URL('./calculation-worker.ts', import.meta.url), { execArgv: ['--import', 'tsx'] })
    : new Worker(new URL('./calculation-worker.js', import.meta.url));
  worker.on('message', ({ id, answer, error }: { id: number; answer: never; error?: unknown }) => {
    const { resolve, reject } = waiting.get(id)!;
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    if (error) reject(error);
    else resolve(answer);
  });
  worker.on('error', (error) => {
    if (thread === worker) thread = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  return worker;
}
