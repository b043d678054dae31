import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { readEntitled } from '../auth/grants.js';
import type { Contexts } from './contexts.js';

/** A socket, and on whose behalf it was opened. */
export interface Signed {
  readonly socket: WebSocket;
  readonly subject: string;
  readonly expiresAt: Date;
}

const LOOK_EVERY_MS = 500;

/**
 * Closes sockets (4403) whose token has expired, or whose account was disabled or lost its last right: within a
 * second, whether or not anything is sent on them. One statement asks for all of them. Answers how to stop.
 */
export function watchRights(signed: ReadonlySet<Signed>, contexts: Contexts): () => void {
  let isLooking = false;
  const look = async () => {
    const now = Date.now();
    for (const { socket, expiresAt } of signed)
      if (expiresAt.getTime() <= now) forbid(socket, 'The token has expired');
    if (isLooking || signed.size === 0) return;
    isLooking = true;
    try {
      const entitled = await readEntitled(contexts.database.rows, [
        ...new Set([...signed].map(({ subject }) => subject)),
      ]);
      for (const { socket, subject } of signed)
        if (!entitled.has(subject)) forbid(socket, 'The account has no rights any more');
    } catch {
      // The database is away: whoever asks it for anything will hear of that. The next look tells.
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

const forbid = (socket: WebSocket, reason: string) => socket.close(CloseCode.Forbidden, reason);
