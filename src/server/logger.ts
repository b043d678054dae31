import { type DestinationStream, type Logger, pino } from 'pino';
import type { Settings } from './settings.js';

const TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;
const E_MAIL = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g;

/**
 * JSON lines on stdout. Whatever reaches them, by an error of the database or a URL for instance, no token and no
 * e-mail address is in it.
 */
export function createLogger(level: Settings['logLevel'], destination?: DestinationStream): Logger {
  const options = {
    level,
    redact: {
      paths: ['authorization', 'token', 'secret', 'password', 'email'].flatMap((name) => [
        name,
        `*.${name}`,
        `*.*.${name}`,
      ]),
      censor: '[removed]',
    },
    serializers: { err: errorWithoutRows },
    hooks: { streamWrite: (line: string) => line.replace(TOKEN, '[token]').replace(E_MAIL, '[e-mail]') },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** The database quotes rows in these. */
function errorWithoutRows(error: Error) {
  const {
    detail: _detail,
    where: _where,
    parameters: _parameters,
    ...rest
  } = pino.stdSerializers.err(error) as unknown as Record<string, unknown>;
  return rest;
}
