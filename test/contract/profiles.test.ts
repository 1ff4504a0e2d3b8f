import { createProfileParts } from '../../src/app/create-profiles.ts';
import { openDatabase } from '../../src/data/database.ts';
import { ManualClock } from '../support/fakes/manual-clock.ts';
import { createFakeProfiles, createFakeQuestionnaires } from '../support/fakes/profiles.ts';
import { createFakeWorld } from '../support/fakes/repositories.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { profilesContract, type ProfileWorld } from './profiles.contract.ts';

async function onPostgres(): Promise<ProfileWorld> {
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
    ...createProfileParts(prisma, () => Promise.resolve()),
  };
}

function inMemory(): Promise<ProfileWorld> {
  const clock = new ManualClock();
  const parts = { profiles: createFakeProfiles(clock), questionnaires: createFakeQuestionnaires(clock) };
  return Promise.resolve({ world: createFakeWorld(clock), ...parts });
}

describe('profiles in memory', () => profilesContract(inMemory));
describe('profiles on PostgreSQL', () => profilesContract(onPostgres));
