import { openDatabase } from '../../src/data/database.ts';
import { createEntryRepository } from '../../src/data/knowledge/entry-repository.ts';
import { createFakeKnowledge } from '../support/fakes/knowledge.ts';
import { ManualClock } from '../support/fakes/manual-clock.ts';
import { createFakeWorld } from '../support/fakes/repositories.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { entriesContract, type EntryWorld } from './entries.contract.ts';

async function onPostgres(): Promise<EntryWorld> {
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
    entries: createEntryRepository(prisma),
  };
}

describe('entries in memory', () =>
  entriesContract(() =>
    Promise.resolve({ world: createFakeWorld(), ...createFakeKnowledge(new ManualClock()) }),
  ));
describe('entries on PostgreSQL', () => entriesContract(onPostgres));
