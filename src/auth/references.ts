import { notFound } from '../graphql/errors.js';

/**
 * Flushes rows that refer to what only higher folders know. That it exists is for the database to say: `references`
 * names, by constraint, what was referred to.
 * @throws UserError NOT_FOUND
 */
export async function flushReferring(
  flush: () => Promise<void>,
  references: Readonly<Record<string, readonly [noun: string, id: string | null]>>,
): Promise<void> {
  try {
    await flush();
  } catch (error) {
    for (let cause = error; cause instanceof Error; cause = cause.cause) {
      const [noun, id] = references[(cause as { constraint?: string }).constraint ?? ''] ?? [];
      if (noun && id) throw notFound(noun, id);
    }
    throw error;
  }
}
