/** What stops a command: said to whoever gave it, without a stack. */
export class Failure extends Error {}

/** How a command ends: all went well; something of what was asked failed; it could not be done at all. */
export const EXIT = { OK: 0, FAILED: 1, UNUSABLE: 2 } as const;
