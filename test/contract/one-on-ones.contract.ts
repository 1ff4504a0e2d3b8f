import type { User } from '../../src/coaching/people/user.ts';
import type { OneOnOneRepository } from '../../src/coaching/one-on-ones/ports.ts';
import { newId } from '../../src/shared/ids.ts';
import { peopledOrganization, type CastName, type World } from '../support/world.ts';

export interface MeetingWorld {
  world: World;
  meetings: OneOnOneRepository;
}

const hour = 3_600_000;
const at = new Date('2026-11-26T15:00:00Z');

/** 1:1s: planned once, changed under a condition, and found by those who lead them. */
export function oneOnOneContract(open: () => Promise<MeetingWorld>): void {
  let world: World;
  let meetings: OneOnOneRepository;
  let people: Record<CastName, User>;
  let organizationId: string;
  let elsewhere: string;
  beforeAll(async () => {
    ({ world, meetings } = await open());
    ({ organizationId, people } = await peopledOrganization(world, 'T1'));
    elsewhere = (await peopledOrganization(world, 'T2')).organizationId;
  });
  afterAll(() => world.close());

  const plan = async (input: { at?: Date; key?: string; agent?: User; minutes?: number } = {}) => {
    const agent = input.agent ?? people.priya;
    const when = input.at ?? at;
    const { meeting } = await meetings.plan({
      organizationId,
      leaderId: people.theo.id,
      agent: { id: agent.id, name: agent.name },
      type: 'REGULAR',
      title: `1:1 with ${agent.name}`,
      at: when,
      date: when.toISOString().slice(0, 10),
      plannedMinutes: input.minutes ?? 30,
      key: input.key ?? newId(),
    });
    return meeting;
  };

  it('is found as it was planned', async () => {
    const made = await plan({ minutes: 45 });
    expect(made).toMatchObject({
      leaderId: people.theo.id,
      agentId: people.priya.id,
      type: 'REGULAR',
      title: '1:1 with Priya Nair',
      at,
      plannedMinutes: 45,
      status: 'scheduled',
      moved: 0,
      outcome: { topics: [], resources: [], followUpRequired: false, followUpTopics: [] },
    });
    expect(await meetings.find(organizationId, made.id)).toEqual(made);
  });

  it('is planned once by a turn that is tried again', async () => {
    const key = newId();
    const one = await plan({ key });
    const again = await plan({ key, at: new Date(at.getTime() + hour) });
    expect([again.id, again.at]).toEqual([one.id, at]);
  });

  it('is not there for another organisation, nor under what is no id', async () => {
    const { id } = await plan();
    expect(await meetings.find(elsewhere, id)).toBeUndefined();
    expect(await meetings.find(organizationId, 'nothing')).toBeUndefined();
    expect(await meetings.change(elsewhere, id, { from: ['scheduled'], to: 'held' })).toBeUndefined();
  });

  it('changes its state once: of two presses at the same moment one begins it', async () => {
    const { id } = await plan();
    const press = () =>
      meetings.change(organizationId, id, { from: ['scheduled'], to: 'in_progress', startedAt: at });
    const pressed = await Promise.all([press(), press()]);
    expect(pressed.filter((meeting) => meeting !== undefined)).toHaveLength(1);
    expect(await meetings.find(organizationId, id)).toMatchObject({ status: 'in_progress', startedAt: at });
  });

  it('keeps what came of it, with how long it took', async () => {
    const { id } = await plan();
    const outcome = {
      topics: ['Hold music', 'Refunds'],
      discussion: 'She knows the cause.',
      commitments: 'Practise the close twice a week',
      resources: ['https://example.test/refunds'],
      engagement: 4,
      receptiveness: 5,
      understanding: 3,
      effectiveness: 4,
      achievements: 'Three thank-you mails',
      concerns: 'Tired on Mondays',
      followUpRequired: true,
      followUpOn: '2026-12-10',
      followUpTopics: ['The close'],
    };
    const endedAt = new Date(at.getTime() + 35 * 60_000);
    const held = await meetings.change(organizationId, id, {
      from: ['scheduled'],
      to: 'held',
      startedAt: at,
      endedAt,
      outcome,
    });
    expect(held).toMatchObject({ status: 'held', endedAt, durationMinutes: 35, outcome });
    const plain = { topics: [], resources: [], followUpRequired: false, followUpTopics: [] };
    const corrected = await meetings.change(organizationId, id, { from: ['held'], outcome: plain });
    expect(corrected?.outcome).toEqual(plain);
  });

  it('counts how often it was moved', async () => {
    const { id } = await plan();
    const later = new Date(at.getTime() + 24 * hour);
    const moved = await meetings.change(organizationId, id, {
      from: ['scheduled'],
      moveTo: { at: later, date: '2026-11-27' },
    });
    expect(moved).toMatchObject({ at: later, moved: 1, status: 'scheduled' });
  });

  it('says who has another one at that time, and not at the next full hour', async () => {
    const when = new Date('2026-12-01T09:00:00Z');
    const { id } = await plan({ at: when, minutes: 60 });
    const during = async (from: string, to: string, ...ids: string[]) =>
      (await meetings.overlapping(organizationId, ids, new Date(from), new Date(to))).map(
        (other) => other.id,
      );
    expect(await during('2026-12-01T09:30Z', '2026-12-01T10:30Z', people.priya.id)).toEqual([id]);
    expect(await during('2026-12-01T09:30Z', '2026-12-01T10:30Z', people.theo.id)).toEqual([id]);
    expect(await during('2026-12-01T10:00Z', '2026-12-01T10:30Z', people.priya.id)).toEqual([]);
    expect(await during('2026-12-01T08:00Z', '2026-12-01T09:00Z', people.priya.id)).toEqual([]);
    expect(await during('2026-12-01T09:00Z', '2026-12-01T10:00Z', people.daniel.id)).toEqual([]);
    await meetings.change(organizationId, id, {
      from: ['scheduled'],
      to: 'cancelled',
      cancelledReason: 'ill',
    });
    expect(await during('2026-12-01T09:30Z', '2026-12-01T10:30Z', people.priya.id)).toEqual([]);
  });

  it('lists by leader, person, state and time, either way round', async () => {
    const days = ['2027-01-04', '2027-01-05', '2027-01-06'];
    const made = [];
    for (const day of days) made.push(await plan({ at: new Date(`${day}T10:00:00Z`), agent: people.cleo }));
    const list = async (order: 'earliest' | 'latest', more: object = {}) =>
      (
        await meetings.list(organizationId, {
          leaderIds: [people.theo.id],
          agentId: people.cleo.id,
          order,
          limit: 2,
          ...more,
        })
      ).map(({ at: time }) => time.toISOString().slice(0, 10));
    expect(await list('earliest')).toEqual(['2027-01-04', '2027-01-05']);
    expect(await list('latest')).toEqual(['2027-01-06', '2027-01-05']);
    expect(await list('earliest', { from: new Date('2027-01-05T10:00:00Z') })).toEqual([
      '2027-01-05',
      '2027-01-06',
    ]);
    expect(await list('earliest', { before: new Date('2027-01-05T10:00:00Z') })).toEqual(['2027-01-04']);
    expect(await list('earliest', { statuses: ['held'] })).toEqual([]);
    expect(await list('earliest', { leaderIds: [people.omar.id] })).toEqual([]);
  });

  it('knows the last one that was held with somebody by their leaders', async () => {
    const last = (leaderIds: string[], before: string) =>
      meetings.lastHeld(organizationId, people.daniel.id, leaderIds, new Date(before));
    const first = await plan({ at: new Date('2026-10-01T10:00:00Z'), agent: people.daniel });
    const second = await plan({ at: new Date('2026-10-15T10:00:00Z'), agent: people.daniel });
    await plan({ at: new Date('2026-10-20T10:00:00Z'), agent: people.daniel });
    for (const { id } of [first, second])
      await meetings.change(organizationId, id, { from: ['scheduled'], to: 'held' });
    expect((await last([people.theo.id], '2026-11-01'))?.id).toBe(second.id);
    expect((await last([people.theo.id], '2026-10-10'))?.id).toBe(first.id);
    expect(await last([people.omar.id], '2026-11-01')).toBeUndefined();
  });

  it('keeps notes in their order, each turn’s once', async () => {
    const { id } = await plan();
    const turnId = newId();
    const note = (text: string, turn: string) =>
      meetings.addNote(organizationId, id, { authorId: people.theo.id, text, turnId: turn });
    expect(await note('calm openings', turnId)).toBe(true);
    expect(await note('calm openings', turnId)).toBe(false);
    expect(await note('topic: refunds', newId())).toBe(true);
    expect((await meetings.notes(organizationId, id)).map(({ text }) => text)).toEqual([
      'calm openings',
      'topic: refunds',
    ]);
    expect(await meetings.notes(elsewhere, id)).toEqual([]);
  });
}
