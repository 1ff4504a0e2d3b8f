/**
 * Structured log. Fields are ids, counts, durations and codes: never message text, tokens, addresses or transcripts.
 * ERROR means that someone must act.
 */
export interface LogFields {
  /** Correlation id: the inbox event, job or command that caused the line. */
  correlationId?: string;
  organizationId?: string;
  [field: string]: string | number | boolean | undefined;
}

export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger that adds `fields` to each line. */
  child(fields: LogFields): Logger;
}

export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLogger,
};
