import type {
  LocalChange,
  LocalPerson,
  LocalStore,
  NewLocalMessage,
} from '../../src/coaching/local-chat/ports.ts';
import { newId } from '../../src/shared/ids.ts';

export interface LocalChatWorld {
  store: LocalStore;
  /** At least Ann, Ben and Cy. */
  people: Record<'ann' | 'ben' | 'cy', LocalPerson>;
  close(): Promise<void>;
}

/** What every store of the local chat must do, in memory or in PostgreSQL. */
export function localStoreContract(open: () => Promise<LocalChatWorld>): void {
  let world: LocalChatWorld;
  let store: LocalStore;
  let ann: string;
  let ben: string;
  let cy: string;
  beforeAll(async () => {
    world = await open();
    store = world.store;
    [ann, ben, cy] = [world.people.ann.id, world.people.ben.id, world.people.cy.id];
  });
  afterAll(() => world.close());

  /** A channel of its own for each test, with Ann and Ben in it. */
  const channel = async (memberIds = [ann, ben]) =>
    (await store.ensureChannel({ name: newId(), topic: 'Talk', memberIds })).id;
  const message = (
    channelId: string,
    text: string,
    more: Partial<NewLocalMessage> = {},
  ): NewLocalMessage => ({
    id: newId(),
    channelId,
    text,
    state: 'final',
    ...more,
  });
  const textsFor = async (viewer: string, channelId: string): Promise<string[]> =>
    (await store.messages(viewer, { channelId, limit: 100 })).map(({ text }) => text);

  describe('people and channels', () => {
    it('lists everyone by name', async () => {
      expect((await store.people()).map(({ name }) => name)).toEqual(['Ann', 'Ben', 'Cy']);
      expect(await store.people()).toContainEqual(world.people.ben);
    });

    it('makes one direct message per person, however often it is asked for', async () => {
      const first = await store.ensureDirect(cy);
      expect(await store.ensureDirect(cy)).toEqual(first);
      expect(first).toMatchObject({ kind: 'direct', memberIds: [cy] });
      expect((await store.ensureDirect(ann)).id).not.toBe(first.id);
    });

    it('makes one channel per name and adds the members it lacks', async () => {
      const name = newId();
      const first = await store.ensureChannel({ name, topic: 'Talk', memberIds: [ann] });
      const again = await store.ensureChannel({ name, topic: 'Talk', memberIds: [ann, cy] });
      expect(again.id).toBe(first.id);
      expect([...again.memberIds].sort()).toEqual([ann, cy].sort());
      expect(await store.channel(first.id)).toEqual(again);
      expect(await store.channel(newId())).toBeUndefined();
    });

    it('shows a person their own channels, the direct message first', async () => {
      const id = await channel([ann]);
      await store.ensureDirect(ann);
      const own = await store.channelsOf(ann);
      expect(own[0]?.kind).toBe('direct');
      expect(own.map((one) => one.id)).toContain(id);
      expect((await store.channelsOf(ben)).map((one) => one.id)).not.toContain(id);
    });
  });

  describe('messages', () => {
    it('come back as they were written, oldest first', async () => {
      const id = await channel();
      const root = message(id, 'root', { authorId: ann, files: [{ id: newId(), name: 'a.vtt', size: 3 }] });
      const reply = message(id, 'reply', {
        threadId: root.id,
        card: { type: 'AdaptiveCard', body: [{ text: '“a”' }] },
        state: 'streaming',
      });
      await store.insert(ann, [root, reply]);
      expect(await store.messages(ben, { channelId: id, limit: 10 })).toMatchObject([root, reply]);
      const stored = await store.message(ben, reply.id);
      expect(stored).not.toHaveProperty('authorId');
      expect(stored?.createdAt).toBeInstanceOf(Date);
    });

    it('are added once, also by delivery', async () => {
      const id = await channel();
      const once = message(id, 'once', { deliveryId: newId() });
      await store.insert(ann, [once]);
      await store.insert(ann, [{ ...once, text: 'twice' }]);
      expect(await textsFor(ann, id)).toEqual(['once']);
    });

    it('are added all or not at all', async () => {
      const [mine, theirs] = [await channel([ann]), await channel([ben])];
      await expect(store.insert(ann, [message(mine, 'here'), message(theirs, 'there')])).rejects.toThrow();
      expect(await textsFor(ann, mine)).toEqual([]);
    });

    it('are read in pages, newest first to come', async () => {
      const id = await channel();
      for (const text of ['1', '2', '3', '4']) await store.insert(ann, [message(id, text)]);
      const newest = await store.messages(ann, { channelId: id, limit: 2 });
      expect(newest.map(({ text }) => text)).toEqual(['3', '4']);
      const older = await store.messages(ann, { channelId: id, limit: 2, beforeSeq: newest[0]?.seq ?? 0 });
      expect(older.map(({ text }) => text)).toEqual(['1', '2']);
    });

    it('change in place, and only what was named', async () => {
      const id = await channel();
      const card = { type: 'AdaptiveCard' };
      const one = message(id, 'before', { card, authorId: ann });
      await store.insert(ann, [one]);
      const editedAt = new Date('2026-11-20T10:00:00Z');
      expect(await store.update(ann, one.id, { text: 'after', editedAt })).toMatchObject({
        text: 'after',
        editedAt,
        card,
        authorId: ann,
      });
      expect(await store.update(ann, newId(), { text: 'x' })).toBeUndefined();
    });
  });

  describe('sight', () => {
    it('ends at the channel', async () => {
      const id = await channel();
      const one = message(id, 'between Ann and Ben');
      await store.insert(ann, [one]);
      expect(await textsFor(ben, id)).toEqual(['between Ann and Ben']);
      expect(await textsFor(cy, id)).toEqual([]);
      expect(await store.message(cy, one.id)).toBeUndefined();
      expect(await store.update(cy, one.id, { text: 'mine now' })).toBeUndefined();
      await expect(store.insert(cy, [message(id, 'from outside')])).rejects.toThrow();
    });

    it('ends at what is for somebody else only', async () => {
      const id = await channel();
      const one = message(id, 'just for Ann', { onlyFor: ann });
      await store.insert(ann, [one]);
      expect(await textsFor(ann, id)).toEqual(['just for Ann']);
      expect(await textsFor(ben, id)).toEqual([]);
      expect(await store.update(ben, one.id, { text: 'x' })).toBeUndefined();
    });
  });

  describe('files', () => {
    it('are kept whole, once, for those in the channel', async () => {
      const channelId = await channel();
      const content = Uint8Array.from([0, 1, 2, 255]);
      const file = { id: newId(), name: 'call.vtt', size: 4, channelId, mimeType: 'text/vtt', content };
      await store.addFile(ann, file);
      await store.addFile(ann, { ...file, name: 'other.vtt' });
      const found = await store.file(ben, file.id);
      expect(found).toMatchObject({
        id: file.id,
        name: 'call.vtt',
        size: 4,
        channelId,
        mimeType: 'text/vtt',
      });
      expect([...(found?.content ?? [])]).toEqual([0, 1, 2, 255]);
      expect(await store.file(cy, file.id)).toBeUndefined();
      await expect(store.addFile(cy, { ...file, id: newId() })).rejects.toThrow();
    });
  });

  describe('changes', () => {
    /** Collects changes until the wanted ones were heard. */
    async function hear(
      act: () => Promise<void>,
      until: (change: LocalChange) => boolean,
    ): Promise<LocalChange[]> {
      const heard: LocalChange[] = [];
      let done: () => void = () => undefined;
      const complete = new Promise<void>((resolve) => (done = resolve));
      const end = await store.subscribe((change) => {
        heard.push(change);
        if (until(change)) done();
      });
      await act();
      await complete;
      end();
      return heard;
    }

    it('are told after the fact, by ids, and nothing is told of what failed', async () => {
      const [id, closed] = [await channel(), await channel([ben])];
      const one = message(id, 'words that do not travel');
      const heard = await hear(
        async () => {
          await store
            .insert(ann, [message(id, 'rolled back'), message(closed, 'not allowed')])
            .catch(() => undefined);
          await store.insert(ann, [one]);
          await store.update(ann, one.id, { text: 'other words' });
          await store.announceProgress({ channelId: id, text: 'Reading the procedures…' });
        },
        ({ kind }) => kind === 'progress',
      );
      const told = { kind: 'message', channelId: id, messageId: one.id };
      expect(heard).toEqual([
        told,
        told,
        { kind: 'progress', channelId: id, text: 'Reading the procedures…' },
      ]);
    });

    it('reach nobody who has stopped listening', async () => {
      const heard: LocalChange[] = [];
      (await store.subscribe((change) => heard.push(change)))();
      const id = await channel();
      await hear(
        () => store.insert(ann, [message(id, 'x')]),
        ({ kind }) => kind === 'message',
      );
      expect(heard).toEqual([]);
    });
  });
}
