import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { createTalkRepository } from '../../src/data/talks/talk-repository.ts';
import { ManualClock } from '../support/fakes/manual-clock.ts';
import { createFakeWorld } from '../support/fakes/repositories.ts';
import { createFakeTalks } from '../support/fakes/talks.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { talksContract, type TalkWorld } from './talks.contract.ts';

async function onPostgres(): Promise<TalkWorld> {
  const world = await openPostgresWorld();
  const pool = openScopedPool(world.database.urls.app, { max: 2 });
  const clock = new ManualClock();
  return {
    clock,
    world: {
      ...world,
      async close() {
        await pool.close();
        await world.close();
      },
    },
    talks: createTalkRepository(pool, clock),
    async say(owner, conversationKey, turnId, asked, answered, sourceMessageId) {
      const scope = { ...owner, conversationKey, shared: false };
      await world.conversations.append(scope, {
        ...{ role: 'user', text: asked, turnId },
        ...(sourceMessageId === undefined ? {} : { sourceMessageId }),
      });
      await world.conversations.append(scope, { role: 'assistant', text: answered, turnId });
    },
  };
}

function inMemory(): Promise<TalkWorld> {
  const clock = new ManualClock();
  const talks = createFakeTalks(clock);
  return Promise.resolve({
    world: createFakeWorld(clock),
    talks,
    clock,
    say(_owner, _key, turnId, asked, answered, sourceMessageId) {
      const at = clock.now();
      talks.hear(
        turnId,
        [
          { turnId, role: 'user', text: asked, at },
          { turnId, role: 'assistant', text: answered, at },
        ],
        sourceMessageId,
      );
      return Promise.resolve();
    },
  });
}

describe('talks in memory', () => talksContract(inMemory));
describe('talks on PostgreSQL', () => talksContract(onPostgres));
