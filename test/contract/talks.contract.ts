import type { Owner } from '../../src/coaching/people/owner.ts';
import type { TalkRepository } from '../../src/coaching/talks/ports.ts';
import { newId } from '../../src/shared/ids.ts';
import type { ManualClock } from '../support/fakes/manual-clock.ts';
import { peopledOrganization, type World } from '../support/world.ts';

export interface TalkWorld {
  world: World;
  talks: TalkRepository;
  clock: ManualClock;
  /** Puts words into the conversation as both sides' part of a turn. */
  say(
    owner: Owner,
    key: string,
    turnId: string,
    asked: string,
    answered: string,
    sourceMessageId?: string,
  ): Promise<void>;
}

const day = 24 * 3_600_000;

/** One person's coaching talks. */
export function talksContract(open: () => Promise<TalkWorld>): void {
  let parts: TalkWorld;
  let talks: TalkRepository;
  let priya: Owner;
  let theo: Owner;
  beforeAll(async () => {
    parts = await open();
    ({ talks } = parts);
    const { people, organizationId } = await peopledOrganization(parts.world, 'T1');
    priya = { organizationId, userId: people.priya.id };
    theo = { organizationId, userId: people.theo.id };
  });
  afterAll(() => parts.world.close());

  const begin = (owner: Owner, conversationKey = `slack:T1:${newId()}`) =>
    talks.begin(owner, { conversationKey, kind: 'general', stage: 'topic' });

  it('begins one a conversation: where one is open, it is that one', async () => {
    const first = await begin(priya, 'slack:T1:D1');
    expect(first).toMatchObject({ state: 'open', stage: 'topic', progress: { asked: [], options: [] } });
    expect(await begin(priya, 'slack:T1:D1')).toEqual(first);
    expect(await talks.findOpen(priya, 'slack:T1:D1')).toEqual(first);
    expect((await begin(priya)).id).not.toBe(first.id);
  });

  it('keeps what a turn changed, once a turn', async () => {
    const { id } = await begin(priya);
    const turnId = newId();
    const change = {
      stage: 'step',
      topic: 'angry callers',
      nextStep: 'breathe first',
      nextStepOn: '2026-11-26',
      confidence: 8,
      progress: { asked: ['topic.mind'], options: ['breathe first'] },
      contextUsed: {
        fields: ['star_card'],
        passages: [{ document: 'ast-method', version: 1, section: 'Good questions' }],
      },
      promptVersion: 'tree@1',
      model: 'offline',
    } as const;
    expect(await talks.change(priya, id, turnId, change)).toMatchObject(change);
    // The same turn again changes nothing.
    expect(await talks.change(priya, id, turnId, { topic: 'another', confidence: 1 })).toMatchObject(change);
    expect(await talks.change(priya, id, newId(), { confidence: 9 })).toMatchObject({
      ...change,
      confidence: 9,
    });
    expect(await talks.find(priya, id)).toMatchObject({ topic: 'angry callers', confidence: 9 });
    expect(await talks.ofTurn(priya, turnId)).toMatchObject({ id });
  });

  it('lists newest first, and finds the words of a talk, oldest first', async () => {
    const key = `slack:T1:${newId()}`;
    const { id } = await begin(priya, key);
    const [first, second] = [newId(), newId()];
    for (const [turnId, asked, answered] of [
      [first, 'I am stuck', 'What is on your mind?'],
      [second, 'Long calls', 'When was the last one?'],
    ] as const) {
      parts.clock.advance(1_000);
      await parts.say(priya, key, turnId, asked, answered);
      await talks.change(priya, id, turnId, {});
    }
    expect((await talks.list(priya))[0]?.id).toBe(id);
    expect((await talks.list(priya, 1)).length).toBe(1);
    expect((await talks.said(priya, id)).map(({ role, text, turnId }) => [turnId, role, text])).toEqual([
      [first, 'user', 'I am stuck'],
      [first, 'assistant', 'What is on your mind?'],
      [second, 'user', 'Long calls'],
      [second, 'assistant', 'When was the last one?'],
    ]);
  });

  it('is left when nobody goes on with it, and another can begin', async () => {
    const key = `slack:T1:${newId()}`;
    const talk = await begin(priya, key);
    parts.clock.advance(3 * day);
    await talks.leave(priya, talk.id);
    expect(await talks.findOpen(priya, key)).toBeUndefined();
    expect(await talks.find(priya, talk.id)).toMatchObject({ state: 'left', endedAt: parts.clock.now() });
    expect((await begin(priya, key)).id).not.toBe(talk.id);
  });

  it('is one person’s: nobody else finds, lists, reads, changes or leaves it', async () => {
    const key = `slack:T1:${newId()}`;
    const talk = await begin(priya, key);
    const turnId = newId();
    await parts.say(priya, key, turnId, 'my secret', 'What is on your mind?');
    await talks.change(priya, talk.id, turnId, { topic: 'my secret' });
    const { id: organizationId } = await parts.world.organizations.create({ name: 'Other' });
    for (const other of [theo, { ...priya, organizationId }]) {
      expect(await talks.find(other, talk.id)).toBeUndefined();
      expect(await talks.findOpen(other, key)).toBeUndefined();
      expect(await talks.said(other, talk.id)).toEqual([]);
      expect(await talks.ofTurn(other, turnId)).toBeUndefined();
      expect(await talks.change(other, talk.id, newId(), { topic: 'stolen' })).toBeUndefined();
      await talks.leave(other, talk.id);
    }
    expect(await talks.list(theo)).toEqual([]);
    expect(await talks.find(priya, talk.id)).toMatchObject({ topic: 'my secret', state: 'open' });
  });

  it('is found by a message of the person, in the conversation that it stands in', async () => {
    const key = `slack:T1:${newId()}`;
    const { id } = await begin(priya, key);
    const turnId = newId();
    await parts.say(priya, key, turnId, 'I am stuck', 'What is on your mind?', 'm1');
    await talks.change(priya, id, turnId, {});
    expect((await talks.ofMessage(priya, key, 'm1'))?.id).toBe(id);
    expect(await talks.ofMessage(priya, key, 'm2')).toBeUndefined();
    expect(await talks.ofMessage(priya, 'slack:T1:elsewhere', 'm1')).toBeUndefined();
    expect(await talks.ofMessage(theo, key, 'm1')).toBeUndefined();
  });

  it('finds nothing under what is no id', async () => {
    expect(await talks.find(priya, 'x')).toBeUndefined();
    expect(await talks.change(priya, 'x', newId(), {})).toBeUndefined();
  });
}
