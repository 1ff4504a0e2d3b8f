import type { ClientRepository } from '../../../src/coaching/clients/ports.ts';
import type { ParticipantMatches, SessionPlans } from '../../../src/coaching/sessions/plan-ports.ts';
import type { SessionRepository } from '../../../src/coaching/sessions/ports.ts';
import type { Insight } from '../../../src/coaching/sessions/session.ts';
import type { User } from '../../../src/coaching/people/user.ts';
import { newId } from '../../../src/shared/ids.ts';
import { peopledOrganization, type CastName, type World } from '../../support/world.ts';

export interface PlanWorld extends World {
  sessions: SessionRepository;
  plans: SessionPlans;
  matches: ParticipantMatches;
  clients: ClientRepository;
}

const insight: Insight = {
  engagement: { level: 'high', because: ['60 % of all words'] },
  breakthroughs: [{ segment: 1, startMs: 2000, quote: 'I see it now.', because: 'an insight' }],
  priority: { score: 0.25, because: ['1 open challenge'] },
};
const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));

/** Planned sessions, transcripts that belong to them, and who is who. */
export function plansContract(open: () => Promise<PlanWorld>): void {
  let world: PlanWorld;
  let organizationId: string;
  let people: Record<CastName, User>;
  let keys = 0;
  beforeAll(async () => {
    world = await open();
    ({ organizationId, people } = await peopledOrganization(world, 'P1'));
  });
  afterAll(() => world.close());

  const plan = (hour: number, coach: CastName = 'theo', key = `plan-${(keys += 1)}`) =>
    world.plans.schedule({
      session: {
        ...{
          organizationId,
          facilitatorId: people[coach].id,
          type: 'WORKSHOP',
          title: `At ${hour}`,
          date: '2026-11-20',
        },
        ...{ scheduledAt: at(hour), workshopType: 'strengths', template: 'system:short' },
      },
      key,
      participants: [
        { name: 'Priya Nair', userId: people.priya.id, isFacilitator: false },
        { name: 'Daniel Osei', userId: people.daniel.id, isFacilitator: false },
      ],
    });
  const upload = (
    more: { scheduledId?: string; uploadKey?: string; contentHash?: string; coach?: CastName } = {},
  ) =>
    world.sessions.create({
      session: {
        ...{
          organizationId,
          facilitatorId: people[more.coach ?? 'theo'].id,
          type: 'INDIVIDUAL',
          title: 'Uploaded',
        },
        date: '2026-11-21',
      },
      uploadKey: more.uploadKey ?? `upload-${(keys += 1)}`,
      fileName: 'a.vtt',
      contentHash: more.contentHash ?? newId(),
      segments: [
        { index: 0, speaker: 'Theo', startMs: 500, endMs: 1500, text: 'Hi.' },
        { index: 1, speaker: 'Pria', startMs: 2000, endMs: 9000, text: 'I see it now.' },
      ],
      participants: [
        { name: 'Theo', userId: people.theo.id, match: 'certain', isFacilitator: true, turns: 1 },
        {
          ...{ name: 'Pria', match: 'uncertain', isFacilitator: false, turns: 1, insight },
          candidates: [{ kind: 'user', id: people.priya.id, name: 'Priya Nair', score: 0.75 }],
        },
        { name: 'Speaker 3', match: 'none', isFacilitator: false, turns: 0 },
      ],
      ...(more.scheduledId === undefined ? {} : { scheduledId: more.scheduledId }),
    });
  const speaker = async (sessionId: string, name: string) => {
    const found = (await world.sessions.participants(organizationId, sessionId)).find(
      (other) => other.name === name,
    );
    if (found === undefined) throw new Error(`${name} is not there`);
    return found;
  };

  it('what was matched and measured comes back as it was stored', async () => {
    const { id, durationMs, meeting } = await upload();
    expect({ durationMs, meeting }).toEqual({ durationMs: 8500, meeting: 'held' });
    const { candidates, ...pria } = await speaker(id, 'Pria');
    expect(pria).toMatchObject({ match: 'uncertain', insight });
    expect(candidates).toEqual([{ kind: 'user', id: people.priya.id, name: 'Priya Nair', score: 0.75 }]);
    expect(await world.matches.find(organizationId, pria.id)).toEqual({ candidates, ...pria });
    expect(await speaker(id, 'Theo')).not.toHaveProperty('insight');
  });

  it('a plan is made once for a key, and found in its time by its facilitator only', async () => {
    const [one, other] = await Promise.all([plan(3, 'omar', 'same'), plan(3, 'omar', 'same')]);
    expect(one).toEqual(other);
    expect(one).toMatchObject({
      meeting: 'scheduled',
      processing: 'pending',
      scheduledAt: at(3),
      workshopType: 'strengths',
    });
    const found = (coach: CastName, from: number, to: number) =>
      world.plans.planned(organizationId, people[coach].id, at(from), at(to));
    expect(await found('omar', 3, 4)).toEqual([one]);
    expect([await found('omar', 2, 3), await found('omar', 4, 9), await found('cleo', 0, 23)]).toEqual([
      [],
      [],
      [],
    ]);
    expect(
      (await world.sessions.participants(organizationId, one.id)).map(({ name, turns, match }) => [
        name,
        turns,
        match,
      ]),
    ).toEqual([
      ['Priya Nair', 0, 'certain'],
      ['Daniel Osei', 0, 'certain'],
    ]);
  });

  it('the next one of a person is the earliest that they lead or are invited to, from then on', async () => {
    const [later, sooner] = [await plan(22, 'maya'), await plan(21, 'maya')];
    const next = (who: CastName, hour: number) => world.plans.next(organizationId, people[who].id, at(hour));
    expect([await next('maya', 20), await next('priya', 20)]).toEqual([sooner, sooner]);
    expect([await next('maya', 22), await next('daniel', 22)]).toEqual([later, later]);
    expect([await next('maya', 23), await next('cleo', 20)]).toEqual([undefined, undefined]);
    // What took place is not to come.
    await upload({ scheduledId: sooner.id, coach: 'maya' });
    expect((await next('priya', 20))?.id).toBe(later.id);
  });

  it('a transcript becomes the planned session: its id, title and kind stay, its people are those of the transcript', async () => {
    const planned = await plan(5);
    const session = await upload({ scheduledId: planned.id, uploadKey: 'for-plan' });
    expect(session).toMatchObject({
      id: planned.id,
      title: 'At 5',
      type: 'WORKSHOP',
      meeting: 'held',
      processing: 'pending',
    });
    expect((await world.sessions.participants(organizationId, planned.id)).map(({ name }) => name)).toEqual([
      'Theo',
      'Pria',
      'Speaker 3',
    ]);
    expect(await world.plans.planned(organizationId, people.theo.id, at(5), at(6))).toEqual([]);
    // Tried again, by the same upload and by another one.
    expect((await upload({ scheduledId: planned.id, uploadKey: 'for-plan' })).id).toBe(planned.id);
    expect((await upload({ scheduledId: planned.id })).id).not.toBe(planned.id);
  });

  it('two transcripts at the same moment do not become one plan', async () => {
    const planned = await plan(6);
    const made = await Promise.all([
      upload({ scheduledId: planned.id }),
      upload({ scheduledId: planned.id }),
    ]);
    expect(made.filter(({ id }) => id === planned.id)).toHaveLength(1);
    expect(new Set(made.map(({ id }) => id)).size).toBe(2);
  });

  it('somebody else’s plan is not taken', async () => {
    const planned = await plan(7, 'omar');
    expect((await upload({ scheduledId: planned.id })).id).not.toBe(planned.id);
    expect(await world.plans.planned(organizationId, people.omar.id, at(7), at(8))).toHaveLength(1);
  });

  it('a session takes over a plan once, with who was invited and is not in it', async () => {
    const [planned, session] = [await plan(8), await upload()];
    const [first, second] = await Promise.all([
      world.plans.merge(organizationId, session.id, planned.id),
      world.plans.merge(organizationId, session.id, planned.id),
    ]);
    expect([first, second].filter(Boolean)).toHaveLength(1);
    expect(await world.sessions.find(organizationId, session.id)).toMatchObject({
      ...{
        title: 'At 8',
        type: 'WORKSHOP',
        date: '2026-11-20',
        scheduledAt: at(8),
        template: 'system:short',
      },
    });
    expect(await world.sessions.find(organizationId, planned.id)).toBeUndefined();
    expect((await world.sessions.participants(organizationId, session.id)).map(({ name }) => name)).toEqual([
      ...['Theo', 'Pria', 'Speaker 3', 'Priya Nair', 'Daniel Osei'],
    ]);
    expect(await world.plans.merge(organizationId, session.id, (await plan(9)).id)).toBe(false);
  });

  it('the same bytes are found again, newest first, but not as this very upload, and not elsewhere', async () => {
    const hash = newId();
    const [first, second] = [
      await upload({ contentHash: hash }),
      await upload({ contentHash: hash, uploadKey: 'this' }),
    ];
    const ids = async (key: string) =>
      (await world.plans.sameContent(organizationId, hash, key)).map(({ id }) => id);
    expect(await ids('other')).toEqual([second.id, first.id]);
    expect(await ids('this')).toEqual([first.id]);
    const elsewhere = await peopledOrganization(world, 'P2');
    expect(await world.plans.sameContent(elsewhere.organizationId, hash, 'other')).toEqual([]);
  });

  it('who a speaker is can be said, changed and taken back', async () => {
    const { id } = await upload();
    const pria = await speaker(id, 'Pria');
    const say = (userId?: string) =>
      world.matches.confirm(organizationId, pria.id, userId === undefined ? {} : { userId });
    expect(await say(people.priya.id)).toMatchObject({
      userId: people.priya.id,
      match: 'confirmed',
      insight,
    });
    expect(await say(people.daniel.id)).toMatchObject({ userId: people.daniel.id });
    expect(await say()).not.toHaveProperty('userId');
    expect(await speaker(id, 'Pria')).toMatchObject({ match: 'confirmed' });
  });

  it('two speakers do not become one person, also at the same moment', async () => {
    const { id } = await upload();
    const [pria, third] = [await speaker(id, 'Pria'), await speaker(id, 'Speaker 3')];
    const said = await Promise.all(
      [pria, third].map((one) => world.matches.confirm(organizationId, one.id, { userId: people.priya.id })),
    );
    expect(said.filter((one) => one !== undefined)).toHaveLength(1);
    expect(await world.matches.confirm(organizationId, pria.id, { userId: people.theo.id })).toBeUndefined();
  });

  it('how engaged a client was is counted over the sessions that were measured', async () => {
    const client = await world.clients.create({ organizationId, name: 'Zoe', timezone: 'UTC', tags: [] });
    expect((await world.matches.clientEngagement(organizationId)).get(client.id)).toBeUndefined();
    for (let session = 0; session < 2; session += 1) {
      const pria = await speaker((await upload()).id, 'Pria');
      await world.matches.confirm(organizationId, pria.id, { clientId: client.id });
    }
    const counted = await world.matches.clientEngagement(organizationId);
    expect(counted.get(client.id)).toEqual(new Map([['high', 2]]));
    const elsewhere = await peopledOrganization(world, 'P4');
    expect((await world.matches.clientEngagement(elsewhere.organizationId)).size).toBe(0);
  });

  it('nobody says so from another organisation', async () => {
    const elsewhere = await peopledOrganization(world, 'P3');
    const pria = await speaker((await upload()).id, 'Pria');
    expect(await world.matches.find(elsewhere.organizationId, pria.id)).toBeUndefined();
    expect(await world.matches.confirm(elsewhere.organizationId, pria.id, {})).toBeUndefined();
    expect(await world.matches.find(organizationId, 'nobody')).toBeUndefined();
  });
}
