import { type ChangeLine, MessageKind } from './capacity-change.js';
import type { Message } from './capacity-message.js';

/**
 * Several deltas, in order, as one: of each worker, department and week what it was before the first of them and is
 * after the last. What came back to what it was is left out.
 */
export function mergedChanges(messages: readonly Message[]): Message {
  const last = messages.at(-1)!;
  if (messages.length === 1) return last;
  const lines = new Map<string, ChangeLine>();
  for (const line of messages.flatMap(({ lines }) => lines)) {
    const key = `${line.workerId} ${line.departmentId} ${line.week}`;
    const first = lines.get(key);
    lines.set(key, first ? { ...line, before: first.before } : line);
  }
  return {
    kind: MessageKind.DELTA,
    sequence: last.sequence,
    event: null,
    changes: messages.reduce((sum, { changes }) => sum + changes, 0),
    lines: [...lines.values()].filter(
      ({ before, after }) => JSON.stringify(before) !== JSON.stringify(after),
    ),
    isComplete: true,
    isScopeChanged: messages.some(({ isScopeChanged }) => isScopeChanged),
  };
}
