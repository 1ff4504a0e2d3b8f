import { openDatabase } from '../../src/data/database.ts';
import { createFeedbackRepository } from '../../src/data/knowledge/feedback-repository.ts';
import { createGapRepository } from '../../src/data/knowledge/gap-repository.ts';
import { createRagQueryRepository } from '../../src/data/knowledge/rag-query-repository.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { newId } from '../../src/shared/ids.ts';
import { createFakeKnowledge } from '../support/fakes/knowledge.ts';
import { ManualClock } from '../support/fakes/manual-clock.ts';
import { createFakeWorld } from '../support/fakes/repositories.ts';
import { openPostgresWorld } from '../support/postgres-world.ts';
import { peopledOrganization } from '../support/world.ts';
import { feedbackContract, type FeedbackWorld } from './feedback.contract.ts';

async function onPostgres(): Promise<FeedbackWorld> {
  const world = await openPostgresWorld();
  const pool = openScopedPool(world.database.urls.app, { max: 4 });
  const prisma = openDatabase(world.database.urls.app, { max: 2 });
  return {
    world: {
      ...world,
      async close() {
        await Promise.all([pool.close(), prisma.close()]);
        await world.close();
      },
    },
    queries: createRagQueryRepository(pool),
    feedback: createFeedbackRepository(pool),
    gaps: createGapRepository(prisma),
  };
}

describe('feedback in memory', () =>
  feedbackContract(() =>
    Promise.resolve({ world: createFakeWorld(), ...createFakeKnowledge(new ManualClock()) }),
  ));
describe('feedback on PostgreSQL', () => feedbackContract(onPostgres));

describe('the turn that a message answers', () => {
  it('is found by the id of any of the message’s parts, in its own place alone', async () => {
    const { world, feedback } = await onPostgres();
    const { organizationId } = await peopledOrganization(world, 'T1');
    const turnId = newId();
    const sent = await world.deliveries.claim({
      organizationId,
      idempotencyKey: `${turnId}:0`,
      conversationKey: 'teams:t:one',
      view: 'answer.cited',
      platform: 'teams',
      installationId: 't',
    });
    await world.deliveries.markSent(organizationId, sent.id, 'm-1 m-2');
    const find = (place: string, message: string) => feedback.turnOfMessage(organizationId, place, message);
    expect(await find('teams:t:one', 'm-2')).toBe(turnId);
    expect(await find('teams:t:one', 'm-1 m-2')).toBe(turnId);
    expect(await find('teams:t:one', 'm-3')).toBeUndefined();
    expect(await find('teams:t:two', 'm-2')).toBeUndefined();
    await world.close();
  });
});
