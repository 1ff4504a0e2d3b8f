import type { OneOnOne } from '../../../src/coaching/one-on-ones/one-on-one.ts';
import type { OneOnOneRepository } from '../../../src/coaching/one-on-ones/ports.ts';
import type { User } from '../../../src/coaching/people/user.ts';
import { createOneOnOneRepository } from '../../../src/data/one-on-ones/one-on-one-repository.ts';
import { openScopedPool, type ScopedPool } from '../../../src/data/scoped-pool.ts';
import { newId } from '../../../src/shared/ids.ts';
import { openRealSessionWorld } from '../../support/session-worlds.ts';
import { peopledOrganization, type CastName } from '../../support/world.ts';

type RealWorld = Awaited<ReturnType<typeof openRealSessionWorld>>;

/** What a transcript means for a 1:1, on PostgreSQL. */
describe('a transcript of a 1:1', () => {
  let world: RealWorld;
  let pool: ScopedPool;
  let meetings: OneOnOneRepository;
  let people: Record<CastName, User>;
  let organizationId: string;
  beforeAll(async () => {
    world = await openRealSessionWorld();
    pool = openScopedPool(world.database.urls.app, { max: 2 });
    meetings = createOneOnOneRepository(pool);
    ({ organizationId, people } = await peopledOrganization(world, 'T1'));
  });
  afterAll(async () => {
    await pool.close();
    await world.close();
  });

  let day = 0;
  async function planned(): Promise<OneOnOne> {
    day += 1;
    const at = new Date(Date.UTC(2026, 8, day, 10));
    const { meeting } = await meetings.plan({
      ...{
        organizationId,
        leaderId: people.theo.id,
        agent: people.priya,
        type: 'REGULAR',
        title: '1:1 with Priya Nair',
      },
      ...{ at, date: at.toISOString().slice(0, 10), plannedMinutes: 30, key: newId() },
    });
    return meeting;
  }
  const start = (id: string) =>
    meetings.change(organizationId, id, { from: ['scheduled'], to: 'in_progress' });
  const hold = (id: string) =>
    meetings.change(organizationId, id, {
      from: ['scheduled', 'in_progress'],
      to: 'held',
      outcome: {
        topics: ['Refunds'],
        resources: [],
        followUpRequired: false,
        followUpTopics: [],
        engagement: 4,
      },
    });
  const offered = async ({ at }: OneOnOne): Promise<string[]> => {
    const [from, to] = [-1, 1].map((days) => new Date(at.getTime() + days * 3_600_000));
    if (from === undefined || to === undefined) return [];
    return (await world.plans.planned(organizationId, people.theo.id, from, to)).map(({ id }) => id);
  };
  const upload = (scheduledId?: string) =>
    world.sessions.create({
      session: {
        organizationId,
        facilitatorId: people.theo.id,
        type: 'INDIVIDUAL',
        title: 'talk.vtt',
        date: '2026-09-01',
      },
      uploadKey: newId(),
      fileName: 'talk.vtt',
      contentHash: newId(),
      segments: [{ index: 0, speaker: 'Priya Nair', text: 'I open calmly now.' }],
      participants: [{ name: 'Priya Nair', userId: people.priya.id, isFacilitator: false, turns: 1 }],
      ...(scheduledId === undefined ? {} : { scheduledId }),
    });
  const wanted = async (id: string): Promise<unknown> => {
    const { rows } = await pool.runInScope<{ wanted_version: number }>(
      { organizationId },
      { text: 'SELECT wanted_version FROM record_index WHERE source_id = $1', values: [id] },
    );
    return rows[0]?.wanted_version;
  };

  it('is expected while it is planned, runs, or was held without one, and no more when it was called off', async () => {
    const [scheduled, running, held, cancelled] = [
      await planned(),
      await planned(),
      await planned(),
      await planned(),
    ];
    await start(running.id);
    await hold(held.id);
    await meetings.change(organizationId, cancelled.id, {
      from: ['scheduled'],
      to: 'cancelled',
      cancelledReason: 'ill',
    });
    expect(await offered(scheduled)).toEqual([scheduled.id]);
    expect(await offered(running)).toEqual([running.id]);
    expect(await offered(held)).toEqual([held.id]);
    expect(await offered(cancelled)).toEqual([]);
  });

  it('becomes part of one that was held: read from now on, and what the leader wrote stays', async () => {
    const { id } = await planned();
    await hold(id);
    expect(await wanted(id)).toBe(0);
    const session = await upload(id);
    expect(session).toMatchObject({
      id,
      meeting: 'held',
      processing: 'pending',
      title: '1:1 with Priya Nair',
    });
    expect(await wanted(id)).toBe(1);
    expect((await meetings.find(organizationId, id))?.outcome).toMatchObject({
      topics: ['Refunds'],
      engagement: 4,
    });
    // It has one now: the next file is another session.
    expect((await upload(id)).id).not.toBe(id);
  });

  it('that made a session of its own takes over the 1:1 with its notes and its thread', async () => {
    const { id } = await planned();
    await start(id);
    await meetings.addNote(organizationId, id, { authorId: people.theo.id, text: 'calm', turnId: newId() });
    await world.sessions.bindThread(organizationId, id, 'slack:T1:D1:1.1');
    const session = await upload();
    const merged = await Promise.all([1, 2].map(() => world.plans.merge(organizationId, session.id, id)));
    expect(merged.toSorted()).toEqual([false, true]);
    expect(await meetings.find(organizationId, id)).toBeUndefined();
    expect(await meetings.find(organizationId, session.id)).toMatchObject({
      agentId: people.priya.id,
      status: 'held',
    });
    expect((await meetings.notes(organizationId, session.id)).map(({ text }) => text)).toEqual(['calm']);
    expect((await world.sessions.findByThread(organizationId, 'slack:T1:D1:1.1'))?.id).toBe(session.id);
  });
});
