import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPlatforms, type Platforms } from '../../../src/app/create-platforms.ts';
import { openCore, type Core } from '../../../src/app/open-core.ts';
import { assemble, type System } from '../../../src/app/assemble.ts';
import { seedDemoChannels, seedDemoOrganization } from '../../../src/app/seed-demo.ts';
import { serve } from '../../../src/app/start-all.ts';
import { work } from '../../../src/app/work.ts';
import type { LocalStore } from '../../../src/coaching/local-chat/ports.ts';
import type { Config } from '../../../src/config/read-config.ts';
import { createLocalStore } from '../../../src/data/local/local-store.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import { silentLogger, type Logger } from '../../../src/shared/logger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

export interface DemoSystem {
  core: Core;
  system: System;
  organizationId: string;
  database: TestDatabase;
  /** Of the product's own web server; where there is a local page, its address with the token. */
  address: string;
  /** Rows of a table as they really are, seen by nobody's policy. */
  rows(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

interface Options extends Pick<Config, 'slack' | 'mail'> {
  /** Puts a test's own part in the place of one. */
  platforms?: (platforms: Platforms) => Platforms;
  /** Takes what the product logs. Default: nobody. */
  logger?: Logger;
}

/**
 * The product as `npm start` runs it, web server and workers in this process, on a database of its own with the demo in
 * it. With `slack` it is deployed for Slack; without, it serves the local page and Teams without tokens.
 */
export async function startDemoSystem({
  slack,
  mail,
  platforms = (same) => same,
  logger = silentLogger,
}: Options = {}): Promise<DemoSystem> {
  const database = await createTestDatabase({ name: 'demo', fill: seed });
  const config = {
    ...configFor(database),
    ...(slack === undefined ? {} : { slack }),
    ...(mail === undefined ? {} : { mail }),
  };
  const core = await openCore(config, { logger });
  // Everything is there already; this finds its id.
  const organizationId = await seedDemoOrganization(core, () => undefined);
  const localStore = slack === undefined ? await openLocalChat(core, organizationId) : undefined;
  const system = assemble(core, platforms(createPlatforms(core, localStore)), localStore);
  const server = await serve(config, system);
  // Every answer as a stream: the model here is faster than any.
  const turns = { ...system.drain.turns, streamAfterMs: 0 };
  await work({ ...system, drain: { ...system.drain, turns } });
  return {
    core,
    system,
    organizationId,
    database,
    address: server.address,
    rows: (sql, values = []) =>
      withConnection(
        database.superuserUrl,
        async (client) => (await client.query<Record<string, unknown>>(sql, values)).rows,
      ),
    async close() {
      await server.stop();
      await system.close();
      await database.drop();
      await rm(backupsOf(database), { recursive: true, force: true });
    },
  };
}

/** Exports, and the log of erasures, of one test's database. */
const backupsOf = ({ urls }: TestDatabase): string =>
  join(tmpdir(), 'threadcoach-test-backups', new URL(urls.app).pathname.slice(1));

export const configFor = (database: TestDatabase): Config => ({
  port: 0,
  host: '127.0.0.1',
  database: database.urls,
  queue: { kind: 'postgres', url: database.urls.queue },
  chromaUrl: database.chromaUrl,
  encryptionKey: randomBytes(32),
  chat: { provider: 'offline' },
  embeddings: { provider: 'offline' },
  // Not where a developer's own data lies.
  backup: { daily: false, keepDays: 90, location: { kind: 'folder', folder: backupsOf(database) } },
});

/** The copies share the organisation, and with it the vectors in Chroma, which no test changes. */
export async function seed(database: TestDatabase): Promise<void> {
  const core = await openCore(configFor(database), { logger: silentLogger });
  try {
    await seedDemoOrganization(core, () => undefined);
  } finally {
    await core.close();
  }
}

async function openLocalChat(core: Core, organizationId: string): Promise<LocalStore> {
  const store = createLocalStore({
    database: core.database,
    organizationId,
    databaseUrl: core.services.databases.app,
    logger: core.logger,
  });
  await seedDemoChannels(core, store, organizationId);
  return store;
}
