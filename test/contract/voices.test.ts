import { openDatabase } from '../../src/data/database.ts';
import { createVoiceRepository } from '../../src/data/voice/voice-repository.ts';
import { createFakeWorld } from '../support/fakes/repositories.ts';
import { createFakeVoices } from '../support/fakes/voices.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { voicesContract, type VoiceWorld } from './voices.contract.ts';

async function onPostgres(): Promise<VoiceWorld> {
  const world = await openPostgresWorld();
  const prisma = openDatabase(world.database.urls.app, { max: 4 });
  return {
    world: {
      ...world,
      async close() {
        await prisma.close();
        await world.close();
      },
    },
    voices: createVoiceRepository(prisma),
  };
}

describe('a voice in memory', () =>
  voicesContract(() => Promise.resolve({ world: createFakeWorld(), voices: createFakeVoices() })));
describe('a voice on PostgreSQL', () => voicesContract(onPostgres));
