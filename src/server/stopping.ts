import { constants } from 'node:os';
import type { Logger } from 'pino';

const STOP_WITHIN_MS = 9_500;

/**
 * On SIGTERM or SIGINT lets `stop` end what runs, then exits with 0. What is not done within ten seconds is cut off,
 * and the exit code is 1. A second signal ends the process at once.
 */
export function stopOnSignal(stop: () => Promise<void>, logger: Logger): void {
  let isStopping = false;
  const onSignal = async (signal: 'SIGTERM' | 'SIGINT') => {
    if (isStopping) process.exit(128 + constants.signals[signal]);
    isStopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => {
      logger.error('Not everything ended within ten seconds: cut off.');
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    try {
      await stop();
      logger.info('stopped');
      process.exit(0);
    } catch (error) {
      logger.error({ err: error }, 'The server did not stop cleanly.');
      process.exit(1);
    }
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
