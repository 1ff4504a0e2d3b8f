import type { LogFields, Logger } from '../../src/shared/logger.ts';

export interface RecordedLine extends LogFields {
  level: 'debug' | 'info' | 'warn' | 'error';
  message: string;
}

/** A logger that keeps its lines. */
export function recordedLogger(): { logger: Logger; lines: RecordedLine[] } {
  const lines: RecordedLine[] = [];
  const withFields = (own: LogFields): Logger => {
    const at =
      (level: RecordedLine['level']) =>
      (message: string, fields: LogFields = {}) =>
        void lines.push({ level, message, ...own, ...fields });
    return {
      debug: at('debug'),
      info: at('info'),
      warn: at('warn'),
      error: at('error'),
      child: (fields) => withFields({ ...own, ...fields }),
    };
  };
  return { logger: withFields({}), lines };
}
