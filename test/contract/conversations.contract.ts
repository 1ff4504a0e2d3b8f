import { newId } from '../../src/shared/ids.ts';
import type { ConversationScope } from '../../src/coaching/conversations/ports.ts';
import { peopledOrganization, type CastName, type OpenWorld, type World } from '../support/world.ts';
import type { User } from '../../src/coaching/people/user.ts';

/** The private record of what was said. */
export function conversationsContract(open: OpenWorld): void {
  let world: World;
  let organizationId: string;
  let people: Record<CastName, User>;
  beforeAll(async () => {
    world = await open();
    ({ organizationId, people } = await peopledOrganization(world, 'T1'));
  });
  afterAll(() => world.close());

  let scope: ConversationScope;
  beforeEach(() => {
    scope = {
      organizationId,
      userId: people.priya.id,
      conversationKey: `slack:T1:${newId()}`,
      shared: false,
    };
  });
  const say = (
    text: string,
    fields: Partial<Parameters<World['conversations']['append']>[1]> = {},
    at = scope,
  ) => world.conversations.append(at, { role: 'user', text, turnId: newId(), ...fields });
  const heard = async (at = scope, limit = 50): Promise<string[]> =>
    (await world.conversations.recent(at, limit, newId())).map(({ text }) => text);

  it('opens the same conversation each time', async () => {
    const first = await world.conversations.open(scope);
    expect(first).toMatchObject({ ownerId: people.priya.id, conversationKey: scope.conversationKey });
    expect(await world.conversations.open(scope)).toEqual(first);
    const shared = await world.conversations.open({ ...scope, shared: true });
    expect(shared.ownerId).toBeUndefined();
    expect(shared.id).not.toBe(first.id);
  });

  it('gives the last messages, oldest first', async () => {
    for (const text of ['one', 'two', 'three']) await say(text);
    expect(await heard(scope, 2)).toEqual(['two', 'three']);
  });

  it('leaves out the turn that asks, and what was deleted', async () => {
    const turnId = newId();
    await say('one', { sourceMessageId: 'm1' });
    await say('two', { turnId });
    await world.conversations.rewrite(scope, 'm1', '');
    const rest = await world.conversations.recent(scope, 50, turnId);
    expect(rest).toEqual([]);
  });

  it('keeps what is withheld, and never reads it again', async () => {
    await say('one');
    const turnId = newId();
    await say('words of distress', { turnId, withheld: true });
    await say('the answer to them', { turnId, withheld: true, role: 'assistant' });
    await say('two');
    expect(await heard()).toEqual(['one', 'two']);
  });

  it('keeps the first answer of a turn with its data', async () => {
    const turnId = newId();
    expect(await world.conversations.answerOf(scope, turnId)).toBeUndefined();
    await say('question', { turnId });
    await say('first', { turnId, role: 'assistant', data: { messages: [{ view: 'a' }] } });
    await say('second', { turnId, role: 'assistant', data: { messages: [] } });
    expect(await world.conversations.answerOf(scope, turnId)).toEqual({
      text: 'first',
      data: { messages: [{ view: 'a' }] },
    });
    expect(await heard()).toEqual(['question', 'first']);
  });

  it('rewrites the words of an edited message', async () => {
    await say('before', { sourceMessageId: 'm1' });
    expect(await world.conversations.rewrite(scope, 'm1', 'after')).toBe('changed');
    expect(await world.conversations.rewrite(scope, 'm1', 'after')).toBe('same');
    expect(await world.conversations.rewrite(scope, 'm2', 'after')).toBe('unknown');
    expect(await heard()).toEqual(['after']);
  });

  it('keeps one wording of a message that was edited and asked anew, and none once it is deleted', async () => {
    await say('before', { sourceMessageId: 'm1' });
    await say('the answer', { role: 'assistant' });
    expect(await world.conversations.rewrite(scope, 'm1', 'after')).toBe('changed');
    await say('after', { sourceMessageId: 'm1', reworded: true });
    expect(await heard()).toEqual(['the answer', 'after']);
    expect(await world.conversations.rewrite(scope, 'm1', '')).toBe('changed');
    expect(await heard()).toEqual(['the answer']);
  });

  it('never lets another person in, whatever their role', async () => {
    const turnId = newId();
    await say('private', { turnId, sourceMessageId: 'm1' });
    await say('answer', { turnId, role: 'assistant', data: {} });
    for (const who of ['maya', 'theo', 'ada'] as const) {
      const nosy = { ...scope, userId: people[who].id };
      expect(await heard(nosy)).toEqual([]);
      expect(await world.conversations.answerOf(nosy, turnId)).toBeUndefined();
      expect(await world.conversations.rewrite(nosy, 'm1', 'changed')).toBe('unknown');
    }
    expect(await heard()).toEqual(['private', 'answer']);
  });

  it('lets everyone in a shared place hear it there, and nowhere else', async () => {
    const shared = { ...scope, shared: true };
    await say('in the channel', {}, shared);
    expect(await heard({ ...shared, userId: people.daniel.id })).toEqual(['in the channel']);
    expect(await heard({ ...shared, conversationKey: `${scope.conversationKey}:other` })).toEqual([]);
    expect(await heard(scope)).toEqual([]);
  });
}
