import { LogLevel } from '@slack/bolt';
import type { Logger as SdkLogger } from '@slack/bolt';
import type { Logger } from '../../shared/logger.ts';

/**
 * The SDK's log lines in ours. Below `warn` they hold request bodies and tokens, so those are dropped; above, only the
 * first sentence passes, because what follows it may be an error that carries a body.
 */
export function toSdkLogger(logger: Logger): SdkLogger {
  const sentence = (parts: unknown[]): string => {
    const [first] = parts;
    return typeof first === 'string' ? first.slice(0, 200) : 'Slack SDK reported a fault';
  };
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts) => logger.warn(sentence(parts), { source: 'slack-sdk' }),
    error: (...parts) => logger.warn(sentence(parts), { source: 'slack-sdk' }),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
