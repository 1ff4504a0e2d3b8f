import { openDatabase } from '../../src/data/database.ts';
import { createLinkableSessions } from '../../src/data/notes/linkable-sessions.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { createSessionRepository } from '../../src/data/sessions/session-repository.ts';
import { newId } from '../../src/shared/ids.ts';
import { createFakeWorld } from '../support/fakes/repositories.ts';
import { openPostgresWorld, type PostgresWorld } from '../support/postgres-world.ts';
import { peopledOrganization } from '../support/world.ts';
import { notesContract } from './notes.contract.ts';

async function withSessions<T>(
  { database }: PostgresWorld,
  work: (
    sessions: ReturnType<typeof createSessionRepository>,
    pool: ReturnType<typeof openScopedPool>,
  ) => Promise<T>,
): Promise<T> {
  const prisma = openDatabase(database.urls.app, { max: 1 });
  const pool = openScopedPool(database.urls.app, { max: 1 });
  try {
    return await work(createSessionRepository(prisma, pool), pool);
  } finally {
    await Promise.all([prisma.close(), pool.close()]);
  }
}

const session = (organizationId: string, facilitatorId: string, date: string, userId?: string) => ({
  session: { organizationId, facilitatorId, type: 'REGULAR' as const, title: `1:1 of ${date}`, date },
  uploadKey: newId(),
  fileName: 'a.txt',
  contentHash: 'ab'.repeat(32),
  segments: [],
  participants: userId === undefined ? [] : [{ name: 'P', userId, isFacilitator: false, turns: 0 }],
});

describe('notes in memory', () =>
  notesContract(
    () => Promise.resolve(createFakeWorld()),
    () => Promise.resolve(newId()),
  ));

describe('notes on PostgreSQL', () => {
  let world: PostgresWorld;
  notesContract(
    async () => {
      world = await openPostgresWorld();
      return world;
    },
    (organizationId, facilitatorId) =>
      withSessions(world, async (sessions) => {
        const made = await sessions.create(session(organizationId, facilitatorId, '2026-05-04'));
        return made.id;
      }),
  );

  it('are kept for sessions of their person, of these leaders and days, the newest first', async () => {
    const { organizationId, people } = await peopledOrganization(world, 'T-linkable');
    const dates = await withSessions(world, async (sessions, pool) => {
      for (const date of ['2026-10-20', '2026-10-21', '2026-11-20', '2026-12-20', '2026-12-21'])
        await sessions.create(session(organizationId, people.theo.id, date, people.priya.id));
      await sessions.create(session(organizationId, people.theo.id, '2026-11-01', people.daniel.id));
      await sessions.create(session(organizationId, people.omar.id, '2026-11-02', people.priya.id));
      const days = { from: '2026-10-21', to: '2026-12-20' };
      const found = await createLinkableSessions(pool).between(
        organizationId,
        people.priya.id,
        [people.theo.id],
        days,
      );
      expect(found[0]?.title).toBe('1:1 of 2026-12-20');
      return found.map(({ date }) => date);
    });
    expect(dates).toEqual(['2026-12-20', '2026-11-20', '2026-10-21']);
  });
});
