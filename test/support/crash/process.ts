import { writeSync } from 'node:fs';
import type { Core } from '../../../src/app/open-core.ts';
import { createLogger } from '../../../src/app/pino-logger.ts';
import type { LocalStore } from '../../../src/coaching/local-chat/ports.ts';
import type { Config } from '../../../src/config/read-config.ts';
import { createLocalStore } from '../../../src/data/local/local-store.ts';
import type { Logger } from '../../../src/shared/logger.ts';
import type { Said } from './protocol.ts';

/** At once and whole: a line must not be lost to the signal that follows it. */
export const say = (said: Said): void => void writeSync(1, `${JSON.stringify(said)}\n`);

export const processLogger = (config: Config): Logger => createLogger(config.logLevel ?? 'silent');

export const pageStore = ({ database, services, logger }: Core, organizationId: string): LocalStore =>
  createLocalStore({ database, organizationId, databaseUrl: services.databases.app, logger });
