import { type LogMessageOptions, log } from '@clack/prompts';

// What a command has to say besides its result: on stderr, so that stdout holds the result alone.

const manner = (): LogMessageOptions => ({ output: process.stderr, withGuide: false, spacing: 0 });

export const say = {
  fact: (message: string): void => log.info(message, manner()),
  good: (message: string): void => log.success(message, manner()),
  warning: (message: string): void => log.warn(message, manner()),
  fault: (message: string): void => log.error(message, manner()),
};
