import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startChroma } from '../../src/embedded/embedded-chroma.ts';
import { temporaryDataFolder } from './postgres.ts';

/** A Chroma of one test alone, which may be killed and robbed of its folder, and comes back at the same address. */
export interface MortalChroma {
  url: string;
  /** SIGKILL: nothing is written any more, nothing is answered. */
  kill(): Promise<void>;
  deleteFolder(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function startMortalChroma(): Promise<MortalChroma> {
  const dataDir = await temporaryDataFolder('threadcoach-chroma-');
  let server = await startChroma({ dataDir, logDir: dataDir });
  const { url } = server;
  const chroma: MortalChroma = {
    url,
    async kill() {
      const { pid } = JSON.parse(await readFile(join(dataDir, 'chroma.json'), 'utf8')) as { pid: number };
      process.kill(pid, 'SIGKILL');
    },
    deleteFolder: () => rm(join(dataDir, 'chroma'), { recursive: true, force: true }),
    async start() {
      server = await startChroma({ dataDir, logDir: dataDir });
      if (server.url !== url) throw new Error('Somebody took the port of the Chroma that was killed.');
    },
    async close() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return chroma;
}
