import { jest } from '@jest/globals';
import { createLocalPlatform } from '../../../../src/bot/local/deliver.ts';
import { streamIntervalMs } from '../../../../src/bot/local/limits.ts';
import { placeIn } from '../../../../src/bot/local/places.ts';
import type { LocalChannel, LocalMessage, LocalStore } from '../../../../src/coaching/local-chat/ports.ts';
import type { Message } from '../../../../src/messages/message.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { silentLogger } from '../../../../src/shared/logger.ts';
import type { ChatPlatform, Target } from '../../../../src/turns/chat-platform.ts';
import { createFakeLocalStore } from '../../../support/fakes/fake-local-store.ts';
import { demoPeople, personId } from '../../../support/local-demo-bot.ts';

const elena = personId('1');
const priya = personId('2');
const clock = { now: () => new Date() };
const say = (markdown: string): Message => ({
  view: 'test',
  summary: markdown.slice(0, 20),
  blocks: [{ kind: 'text', markdown }],
});
const long = (word: string): Message => say(`${word} `.repeat(5_000));

let store: LocalStore;
let platform: ChatPlatform;
let channel: LocalChannel;
let target: Target;

beforeEach(async () => {
  jest.useFakeTimers();
  store = createFakeLocalStore(demoPeople, clock);
  platform = createLocalPlatform({ store, clock, logger: silentLogger });
  channel = await store.ensureChannel({ name: 'team', topic: '', memberIds: [elena, priya] });
  target = { installationId: 'demo', place: placeIn(channel), recipient: elena };
});
afterEach(() => jest.useRealTimers());

const seenBy = (viewer: string): Promise<LocalMessage[]> => store.messages(viewer, { limit: 100 });
const shown = async (viewer: string): Promise<LocalMessage[]> =>
  (await seenBy(viewer)).filter(({ state }) => state !== 'deleted');

describe('a file', () => {
  it('hangs on its message, for those alone who see that, however often it is sent', async () => {
    const own = await store.ensureDirect(priya);
    const direct = { installationId: 'demo', place: placeIn(own), recipient: priya };
    const file = {
      name: 'summaries.csv',
      mimeType: 'text/csv',
      content: new TextEncoder().encode('a,b'),
      message: say('One summary'),
    };
    const deliveryId = newId();
    await platform.sendFile?.(direct, file, deliveryId);
    await platform.sendFile?.(direct, file, deliveryId);
    const [message, ...others] = await seenBy(priya);
    expect(others).toEqual([]);
    expect(message).toMatchObject({ text: 'One summary', files: [{ name: 'summaries.csv', size: 3 }] });
    const id = message?.files[0]?.id ?? '';
    expect(Buffer.from((await store.file(priya, id))?.content ?? []).toString()).toBe('a,b');
    expect(await store.file(elena, id)).toBeUndefined();
  });
});

describe('posting', () => {
  it('shows one message, however often the same delivery is tried', async () => {
    const deliveryId = newId();
    const first = await platform.post(target, say('Hello'), deliveryId);
    expect(await platform.post(target, say('Hello'), deliveryId)).toEqual(first);
    expect(await seenBy(priya)).toMatchObject([
      { id: first.messageId, text: 'Hello', state: 'final', card: { type: 'AdaptiveCard' } },
    ]);
  });

  it('finds again what was sent, and nothing else', async () => {
    const deliveryId = newId();
    const search = { since: new Date(0), known: new Set<string>() };
    expect(await platform.find(target, { ...search, deliveryId })).toEqual({ kind: 'absent' });
    const { messageId } = await platform.post(target, say('Hello'), deliveryId);
    expect(await platform.find(target, { ...search, deliveryId })).toEqual({ kind: 'found', messageId });
  });

  it('cuts what is too long into several messages, in order, and once', async () => {
    const deliveryId = newId();
    await platform.post(target, long('word'), deliveryId);
    await platform.post(target, long('word'), deliveryId);
    const parts = await seenBy(elena);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map(({ text }) => /\((\d+) of (\d+)\)$/.exec(text)?.slice(1).map(Number))).toEqual(
      parts.map((_, index) => [index + 1, parts.length]),
    );
  });

  it('answers in the thread', async () => {
    const root = await platform.post(target, say('Root'), newId());
    await platform.post({ ...target, place: placeIn(channel, root.messageId) }, say('Reply'), newId());
    expect((await seenBy(elena))[1]).toMatchObject({ text: 'Reply', threadId: root.messageId });
  });

  it.each([
    ['the caller asked for it', { onlyFor: elena }],
    ['what is answered was private', { replyHandle: { onlyFor: elena } }],
  ])('shows it to one person only when %s', async (_, more) => {
    await platform.post({ ...target, ...more }, say('Just for you'), newId());
    expect(await seenBy(elena)).toHaveLength(1);
    expect(await seenBy(priya)).toHaveLength(0);
  });

  it('says that the place is unreachable when the channel is gone, or the only reader is not in it', async () => {
    const gone = { ...target, place: { ...target.place, channelId: newId() } };
    await expect(platform.post(gone, say('x'), newId())).rejects.toMatchObject({
      code: 'LOCAL_UNREACHABLE',
      retry: 'never',
    });
    await expect(
      platform.post({ ...target, onlyFor: personId('4') }, say('x'), newId()),
    ).rejects.toMatchObject({ code: 'LOCAL_UNREACHABLE' });
  });
});

describe('replacing', () => {
  it('puts the new words in place', async () => {
    const { messageId } = await platform.post(target, say('Old'), newId());
    await platform.update(target, messageId, say('New'));
    expect(await seenBy(elena)).toMatchObject([{ id: messageId, text: 'New' }]);
  });

  it('adds parts when it grows and takes them away when it shrinks', async () => {
    const { messageId } = await platform.post(target, say('Short'), newId());
    await platform.update(target, messageId, long('word'));
    const grown = (await shown(elena)).length;
    expect(grown).toBeGreaterThan(1);
    await platform.update(target, messageId, say('Short again'));
    expect(await shown(elena)).toMatchObject([{ id: messageId, text: 'Short again' }]);
    await platform.update(target, messageId, long('other'));
    expect(await shown(elena)).toHaveLength(grown);
  });

  it('says so when the message is gone', async () => {
    await expect(platform.update(target, newId(), say('x'))).rejects.toMatchObject({
      code: 'LOCAL_NOT_FOUND',
      retry: 'never',
    });
  });
});

describe('streaming', () => {
  it('grows a message, writing at most once an interval, and ends with the card', async () => {
    const writes = jest.spyOn(store, 'update');
    const stream = await platform.startStream(target, newId());
    for (const piece of ['Ask ', 'for ', 'proof']) await stream?.append(piece);
    expect(writes).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(streamIntervalMs);
    expect(writes).toHaveBeenCalledTimes(2);
    expect(await seenBy(priya)).toMatchObject([{ text: 'Ask for proof', state: 'streaming' }]);
    await stream?.finish(say('Ask for proof.'));
    expect(await seenBy(priya)).toMatchObject([
      { id: stream?.messageId, text: 'Ask for proof.', state: 'final', card: { version: '1.5' } },
    ]);
  });

  it('is never overwritten by a late piece', async () => {
    const stream = await platform.startStream(target, newId());
    await stream?.append('one ');
    await stream?.append('two ');
    await stream?.finish(say('Done'));
    await jest.advanceTimersByTimeAsync(streamIntervalMs * 5);
    expect(await seenBy(elena)).toMatchObject([{ text: 'Done', state: 'final' }]);
  });

  it('loses no words when a write fails', async () => {
    const stream = await platform.startStream(target, newId());
    jest.spyOn(store, 'update').mockRejectedValueOnce(new Error('away'));
    await stream?.append('one ');
    await stream?.append('two');
    await jest.advanceTimersByTimeAsync(streamIntervalMs * 2);
    expect(await seenBy(elena)).toMatchObject([{ text: 'one two' }]);
  });

  it('goes on after a crash in the same message', async () => {
    const deliveryId = newId();
    const before = await platform.startStream(target, deliveryId);
    await before?.append('half a');
    const after = await platform.resumeStream(target, before?.messageId ?? '');
    await after.append('A whole answer');
    await after.finish(say('A whole answer'));
    expect(await seenBy(elena)).toMatchObject([
      { id: before?.messageId, text: 'A whole answer', state: 'final' },
    ]);
  });
});

describe('who is there', () => {
  it('knows people by the address in the directory, and calls nobody else one of them', async () => {
    expect(await platform.person('demo', priya)).toEqual({
      name: 'Priya Raman',
      email: 'priya.raman@fennimoor.example',
      isBot: false,
      isGuest: false,
    });
    expect((await platform.person('demo', newId())).email).toBeUndefined();
  });

  it('lists all members of a place', async () => {
    expect(await platform.members(target)).toEqual({ platformUserIds: [elena, priya], complete: true });
  });

  it('opens the direct message, the same one each time', async () => {
    const place = await platform.directPlace('demo', priya);
    expect(place).toMatchObject({ place: { kind: 'direct' }, recipient: priya });
    expect(await platform.directPlace('demo', priya)).toEqual(place);
    expect(await platform.members(place!)).toEqual({ platformUserIds: [priya], complete: true });
  });

  it('opens a channel for two people, the same one each time, and another for others of the same names', async () => {
    const group = await platform.openGroup?.('demo', [priya, elena], 'Priya and Elena');
    expect(group?.place).toMatchObject({ kind: 'channel' });
    expect(await platform.openGroup?.('demo', [elena, priya], 'Priya and Elena')).toEqual(group);
    const { platformUserIds } = await platform.members(group!);
    expect([...platformUserIds].sort()).toEqual([priya, elena].sort());
    const others = await platform.openGroup?.('demo', [priya], 'Priya and Elena');
    expect(others?.place.channelId).not.toBe(group?.place.channelId);
  });

  it('hands out a file of the place, and says so when it is gone', async () => {
    const file = { id: newId(), name: 'call.vtt', size: 3 };
    await store.addFile(elena, {
      ...file,
      channelId: channel.id,
      mimeType: 'text/vtt',
      content: Uint8Array.of(1, 2, 3),
    });
    expect([...(await platform.download(target, file))]).toEqual([1, 2, 3]);
    await expect(platform.download(target, { id: newId(), name: 'x' })).rejects.toMatchObject({
      code: 'FILE_NOT_REACHABLE',
    });
  });
});
