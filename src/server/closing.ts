import { setTimeout as sleep } from 'node:timers/promises';

const GOING_AWAY = 1001;
const ROUNDS = 100;
const FEW_PAUSE_MS = 5;
const MANY_PAUSE_MS = 30;
const CLOSE_WITHIN_MS = 1_000;

interface Closable {
  close(code: number, reason: string): void;
  terminate(): void;
}

/**
 * Closes connections in a staggered way, over three seconds where there are many: their clients would otherwise all come
 * back in one moment, to a server that is about to take this one's place. Those that do not answer are cut.
 */
export async function closeInTurn(sockets: ReadonlySet<Closable>): Promise<void> {
  const open = [...sockets];
  const atOnce = Math.ceil(open.length / ROUNDS);
  for (let next = 0; next < open.length; next += atOnce) {
    for (const socket of open.slice(next, next + atOnce))
      socket.close(GOING_AWAY, 'The server is going away');
    await sleep(atOnce > 1 ? MANY_PAUSE_MS : FEW_PAUSE_MS);
  }
  const deadline = performance.now() + CLOSE_WITHIN_MS;
  while (sockets.size > 0 && performance.now() < deadline) await sleep(10);
  for (const socket of sockets) socket.terminate();
}
