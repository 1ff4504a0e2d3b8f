import type { LocalStore } from '../coaching/local-chat/ports.ts';
import type { Config } from '../config/read-config.ts';
import { createLocalStore } from '../data/local/local-store.ts';
import type { Logger } from '../shared/logger.ts';
import { assemble, type System } from './assemble.ts';
import { createPlatforms } from './create-platforms.ts';
import { openCore, type Core } from './open-core.ts';
import { seedDemoChannels, seedDemoOrganization } from './seed-demo.ts';

export async function openSystem(
  config: Config,
  deps: { logger: Logger; onProgress: (step: string) => void },
): Promise<System> {
  const core = await openCore(config, deps);
  let localStore: LocalStore | undefined;
  try {
    localStore = await openDemo(core, deps.onProgress);
    return assemble(core, createPlatforms(core, localStore), localStore);
  } catch (error) {
    await localStore?.close();
    await core.close();
    throw error;
  }
}

/** The demo organisation is seeded where PostgreSQL is embedded, and never elsewhere. */
async function openDemo(core: Core, onProgress: (step: string) => void): Promise<LocalStore | undefined> {
  if (!core.services.embedded) return undefined;
  const organizationId = await seedDemoOrganization(core, onProgress);
  const localStore = createLocalStore({
    database: core.database,
    organizationId,
    databaseUrl: core.services.databases.app,
    logger: core.logger,
  });
  await seedDemoChannels(core, localStore, organizationId);
  return localStore;
}
