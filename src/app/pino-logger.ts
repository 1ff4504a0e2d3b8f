import { destination, pino, type Logger as Pino } from 'pino';
import type { LogFields, Logger } from '../shared/logger.ts';

const wrap = (log: Pino): Logger => ({
  debug: (message, fields) => log.debug(fields ?? {}, message),
  info: (message, fields) => log.info(fields ?? {}, message),
  warn: (message, fields) => log.warn(fields ?? {}, message),
  error: (message, fields) => log.error(fields ?? {}, message),
  child: (fields: LogFields) => wrap(log.child(fields)),
});

/** JSON lines on stderr, so that stdout stays free for people and for `--json`. */
export function createLogger(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Logger {
  return wrap(
    pino(
      {
        level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
      },
      destination({ dest: 2, sync: true }),
    ),
  );
}
