import { join } from 'node:path';
import type { Logger } from '../shared/logger.ts';
import { boundedLog } from './bounded-log.ts';
import type { BoundedLog } from './bounded-log.ts';
import { databaseUrls, provisionDatabase, superuserUrl, withConnection } from './database-roles.ts';
import type { DatabaseUrls } from './database-roles.ts';
import { passwordsLost } from './errors.ts';
import { numberField, readJsonFile, stringField, writeJsonFile } from './json-file.ts';
import { pollFor } from './polling.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { ensureCluster } from './postgres-cluster.ts';
import { clusterPathOf, clusterVersion } from './postgres-files.ts';
import { homeInside, preparePostgresHome } from './postgres-home.ts';
import { endOrphans, ensureServer, stopServer } from './postgres-server.ts';
import { createSecrets, readSecrets } from './secrets.ts';
import type { Secrets } from './secrets.ts';

/** Raise it when `provisionDatabase` learns something that existing databases need too. */
const provisionVersion = 1;

export const secretsFileOf = (dataDir: string): string => join(dataDir, 'secrets.json');

export interface EmbeddedPostgres {
  urls: DatabaseUrls;
  port: number;
  /** The database did not exist before. */
  created: boolean;
  log: BoundedLog;
  stop(): Promise<void>;
}

/** Call only while holding the start-up lock of the data folder. */
export async function startPostgres(options: {
  dataDir: string;
  logDir: string;
  logger: Logger;
  onProgress: (step: string) => void;
  outside?: string;
}): Promise<EmbeddedPostgres> {
  const { dataDir, logger, onProgress } = options;
  const recordFile = join(dataDir, 'postgres.json');
  const record = await readJsonFile(recordFile);
  const binaries = await findPostgresBinaries();
  const home = await preparePostgresHome({
    dataDir,
    binaries,
    recorded: stringField(record, 'home'),
    onCopy: () => onProgress('Copying the database server to where it may run (first start only)…'),
    onAbandoned: (movedTo) => logger.warn('a database of a deleted data folder was moved aside', { movedTo }),
    ...(options.outside === undefined ? {} : { outside: options.outside }),
  });
  // Written before anything is created there, so that a start that is killed does not forget the place.
  const place = home.path === homeInside(dataDir) ? {} : { home: home.path };
  if (record === undefined) await writeJsonFile(recordFile, place);

  const secrets = await secretsFor(dataDir, home);
  await endOrphans(clusterPathOf(home));
  const data = await ensureCluster(home, {
    major: binaries.major,
    password: secrets.superuser,
    onCreate: () => onProgress('Creating the database (first start only)…'),
  });
  const log = boundedLog(join(options.logDir, 'postgres.log'));
  const preferredPort = numberField(record, 'port');
  const onRecovery = once(() => onProgress('The database is recovering from an unclean stop…'));
  const { port, spawned } = await ensureServer({ home, data, log, preferredPort, onRecovery });
  const created = numberField(record, 'provisioned') === undefined;
  try {
    await ensureUsable(
      port,
      secrets,
      numberField(record, 'provisioned') === provisionVersion,
      secretsFileOf(dataDir),
    );
  } catch (error) {
    if (spawned) await stopServer(data);
    throw error;
  }
  if (created || preferredPort !== port) {
    await writeJsonFile(recordFile, { ...place, port, provisioned: provisionVersion });
  }
  return { urls: databaseUrls(port, secrets), port, created, log, stop: () => stopServer(data) };
}

async function secretsFor(dataDir: string, home: { path: string }): Promise<Secrets> {
  const file = secretsFileOf(dataDir);
  const found = await readSecrets(file);
  if (found !== undefined) return found;
  if ((await clusterVersion(home)) !== undefined) throw passwordsLost(file);
  return createSecrets(file);
}

/** Leaves with a database that the owner can open; repairs roles and passwords with the superuser's if it cannot. */
async function ensureUsable(
  port: number,
  secrets: Secrets,
  provisioned: boolean,
  secretsFile: string,
): Promise<void> {
  if (provisioned && (await opens(databaseUrls(port, secrets).owner))) return;
  if (!(await opens(superuserUrl(port, secrets, 'postgres')))) throw passwordsLost(secretsFile);
  await provisionDatabase(port, secrets);
}

/** False when the server refuses the role, its password or the database; a server that is not quite up is waited for. */
async function opens(url: string): Promise<boolean> {
  const answer = await pollFor(
    async () => {
      try {
        await withConnection(url, (client) => client.query('SELECT 1'));
        return true;
      } catch (error) {
        const code = String((error as { code?: unknown }).code);
        if (['28P01', '28000', '3D000', '42501'].includes(code)) return false;
        if (code === '57P03' || code === 'ECONNREFUSED' || code === 'ECONNRESET') return undefined;
        throw error;
      }
    },
    { intervalMs: 50, timeoutMs: 15_000 },
  );
  return answer === true;
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    action();
  };
}
