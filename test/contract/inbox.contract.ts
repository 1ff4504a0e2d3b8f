import { randomUUID } from 'node:crypto';
import type { LeaseToken } from '../../src/turns/ports.ts';
import type { Turn } from '../../src/turns/turn.ts';
import { channelThread, directPlace, editTurn, messageTurn } from '../support/make-turns.ts';
import type { OpenWorld, World } from '../support/world.ts';

const minuteMs = 60_000;

/** Intake, order and leases. Times are given as lengths that are over at once or never, so nothing waits. */
export function inboxContract(open: OpenWorld): void {
  let world: World;
  let organizationId: string;
  let installationId: string;

  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    installationId = `T-${randomUUID()}`;
    organizationId = (await world.organizations.create({ name: 'Tenant' })).id;
    await world.organizations.bindInstallation(organizationId, 'slack', installationId);
  });

  const direct = (channelId = 'D1') => directPlace(channelId, installationId);
  const turn = (fields: Partial<Parameters<typeof messageTurn>[0]> = {}) =>
    messageTurn({ installationId, place: direct(), ...fields });
  const take = (taken: Turn, addressed = true) => world.intake(taken, { addressed });
  const lease = async (key: string, ttlMs = minuteMs): Promise<LeaseToken> => {
    const held = await world.inbox.acquireLease(organizationId, key, ttlMs);
    if (held === undefined) throw new Error('The lease is held by somebody else.');
    return held;
  };
  const texts = async (held: LeaseToken): Promise<string[]> => {
    const found: string[] = [];
    for (;;) {
      const event = await world.inbox.next(held);
      if (event === undefined) return found;
      found.push(event.turn.kind === 'message' ? event.turn.text : event.turn.kind);
      await world.inbox.finish(held, event.id, { state: 'done' });
    }
  };

  describe('intake', () => {
    it('stores a turn for the organisation that the installation is bound to', async () => {
      const taken = turn();
      const stored = await take(taken);
      expect(stored).toMatchObject({ kind: 'stored', organizationId });
      const event = await world.inbox.next(await lease(direct().key));
      expect(event).toMatchObject({ organizationId, attempts: 1, turn: taken });
    });

    it('takes the same event once', async () => {
      const taken = turn();
      await take(taken);
      expect(await take({ ...taken, dedupeKey: 'another' })).toEqual({ kind: 'duplicate' });
    });

    it('takes the same doing once, whatever event stands for it', async () => {
      const taken = turn();
      await take(taken);
      expect(await take({ ...taken, eventId: 'another' })).toEqual({ kind: 'duplicate' });
      expect(await texts(await lease(direct().key))).toHaveLength(1);
    });

    it('makes one row of a burst of fifty', async () => {
      const taken = turn();
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, index) => take({ ...taken, eventId: `burst-${index}` })),
      );
      expect(outcomes.filter(({ kind }) => kind === 'stored')).toHaveLength(1);
      expect(outcomes.filter(({ kind }) => kind === 'duplicate')).toHaveLength(49);
      expect(await texts(await lease(direct().key))).toHaveLength(1);
    });

    it('keeps the same ids of two installations apart', async () => {
      const other = `T-${randomUUID()}`;
      await world.organizations.bindInstallation(organizationId, 'slack', other);
      const taken = turn();
      await take(taken);
      const twin = { ...taken, installationId: other, place: directPlace('D1', other) };
      expect(await take(twin)).toMatchObject({ kind: 'stored' });
    });

    it('keeps nothing from an installation that nobody bound', async () => {
      const place = directPlace('D1', 'T-stranger');
      expect(await take(turn({ installationId: 'T-stranger', place }))).toEqual({
        kind: 'unknown-installation',
      });
      expect(await world.references.find(organizationId, place.key)).toBeUndefined();
    });

    it('keeps nothing that is not meant for the bot, and does not learn the place from it', async () => {
      const place = channelThread('1.1', 'C1', installationId);
      expect(await take(turn({ place }), false)).toEqual({ kind: 'not-addressed' });
      expect(await take(turn({ place }), false)).toEqual({ kind: 'not-addressed' });
      expect(await world.references.find(organizationId, place.key)).toBeUndefined();
    });

    it('takes a follow-up without a mention where the bot takes part already', async () => {
      const place = channelThread('2.2', 'C1', installationId);
      await take(turn({ place }));
      expect(await take(turn({ place }), false)).toMatchObject({ kind: 'stored' });
      const elsewhere = channelThread('3.3', 'C1', installationId);
      expect(await take(turn({ place: elsewhere }), false)).toEqual({ kind: 'not-addressed' });
    });

    it('takes a reply in a thread that the bot opened itself', async () => {
      const place = channelThread('4.4', 'C1', installationId);
      await world.references.save(organizationId, { platform: 'slack', installationId, place });
      expect(await take(turn({ place }), false)).toMatchObject({ kind: 'stored' });
    });

    it('remembers how to reach the place later, newest handle first', async () => {
      const place = { ...channelThread('5.5', 'C1', installationId), label: '#north' };
      await take(turn({ place, replyHandle: { url: 'first' } }));
      await take(turn({ place, replyHandle: { url: 'second' } }));
      expect(await world.references.find(organizationId, place.key)).toEqual({
        platform: 'slack',
        installationId,
        place,
        replyHandle: { url: 'second' },
      });
    });

    it('tells one organisation nothing of the places of another', async () => {
      await take(turn());
      const { id } = await world.organizations.create({ name: 'Other' });
      expect(await world.references.find(id, direct().key)).toBeUndefined();
    });
  });

  describe('order', () => {
    it('hands out the turns of a conversation as they came', async () => {
      for (const text of ['one', 'two', 'three']) await take(turn({ text }));
      expect(await texts(await lease(direct().key))).toEqual(['one', 'two', 'three']);
    });

    it('hands out a running turn again after its worker is gone, before any later one', async () => {
      await take(turn({ text: 'one' }));
      await take(turn({ text: 'two' }));
      const dead = await lease(direct().key, -1);
      expect(await world.inbox.next(dead)).toMatchObject({ attempts: 1 });
      const next = await world.inbox.next(await lease(direct().key));
      expect(next).toMatchObject({ attempts: 2, turn: { text: 'one' } });
    });

    it('keeps later turns waiting behind one that was put back', async () => {
      await take(turn({ text: 'one' }));
      await take(turn({ text: 'two' }));
      const held = await lease(direct().key);
      const first = await world.inbox.next(held);
      await world.inbox.postpone(held, first?.id ?? '', minuteMs, 'PLATFORM_UNAVAILABLE');
      expect(await world.inbox.next(held)).toBeUndefined();
      const due = await world.inbox.hasDue(organizationId, direct().key);
      expect(due).toEqual({ kind: 'open', dueInMs: expect.any(Number) as number });
      expect(due.kind === 'open' && due.dueInMs > 50_000 && due.dueInMs <= minuteMs).toBe(true);
    });

    it('hands out what was put back once it is due, with the count of tries', async () => {
      await take(turn({ text: 'one' }));
      const held = await lease(direct().key);
      const first = await world.inbox.next(held);
      await world.inbox.postpone(held, first?.id ?? '', 0, 'PLATFORM_UNAVAILABLE');
      expect(await world.inbox.hasDue(organizationId, direct().key)).toEqual({ kind: 'open', dueInMs: 0 });
      expect(await world.inbox.next(held)).toMatchObject({ attempts: 2, turn: { text: 'one' } });
    });

    it('has nothing due once everything has ended', async () => {
      await take(turn());
      await take(editTurn({ installationId, place: direct() }));
      expect(await texts(await lease(direct().key))).toHaveLength(2);
      expect(await world.inbox.hasDue(organizationId, direct().key)).toEqual({ kind: 'none' });
    });
  });

  describe('leases', () => {
    it('gives a conversation to one worker of twenty', async () => {
      const key = direct('D-lease').key;
      const held = await Promise.all(
        Array.from({ length: 20 }, () => world.inbox.acquireLease(organizationId, key, minuteMs)),
      );
      expect(held.filter((token) => token !== undefined)).toHaveLength(1);
    });

    it('lets different conversations run side by side', async () => {
      await take(turn({ place: direct('D1'), text: 'one' }));
      await take(turn({ place: direct('D2'), text: 'two' }));
      const [first, second] = [await lease(direct('D1').key), await lease(direct('D2').key)];
      expect(await world.inbox.next(first)).toMatchObject({ turn: { text: 'one' } });
      expect(await world.inbox.next(second)).toMatchObject({ turn: { text: 'two' } });
    });

    it('is free again after release', async () => {
      await world.inbox.release(await lease(direct().key));
      expect(await world.inbox.acquireLease(organizationId, direct().key, minuteMs)).toBeDefined();
    });

    it('can be taken over once it is out, and the old holder is told', async () => {
      const old = await lease(direct().key, -1);
      const stolen = await lease(direct().key);
      expect(await world.inbox.heartbeat(old, minuteMs)).toBe(false);
      expect(await world.inbox.heartbeat(stolen, minuteMs)).toBe(true);
    });

    it('lives on by its heartbeat', async () => {
      const held = await lease(direct().key, -1);
      expect(await world.inbox.heartbeat(held, minuteMs)).toBe(true);
      expect(await world.inbox.acquireLease(organizationId, direct().key, minuteMs)).toBeUndefined();
    });

    it('lets the old holder neither take, end, put back nor release what the new one works on', async () => {
      await take(turn({ text: 'one' }));
      const old = await lease(direct().key, -1);
      const event = await world.inbox.next(old);
      const stolen = await lease(direct().key);
      expect(await world.inbox.next(stolen)).toMatchObject({ attempts: 2 });

      expect(await world.inbox.next(old)).toBeUndefined();
      await world.inbox.finish(old, event?.id ?? '', { state: 'done' });
      await world.inbox.postpone(old, event?.id ?? '', minuteMs, 'LATE');
      await world.inbox.release(old);

      expect(await world.inbox.heartbeat(stolen, minuteMs)).toBe(true);
      expect(await world.inbox.hasDue(organizationId, direct().key)).toEqual({ kind: 'open', dueInMs: 0 });
      await world.inbox.finish(stolen, event?.id ?? '', { state: 'done' });
      expect(await world.inbox.hasDue(organizationId, direct().key)).toEqual({ kind: 'none' });
    });
  });

  describe('neglected conversations', () => {
    const mine = async (olderThanMs: number) =>
      (await world.neglectedConversations(olderThanMs, 1_000)).filter(
        (found) => found.organizationId === organizationId,
      );

    it('are those with a due turn and no living lease', async () => {
      await take(turn({ place: direct('D1') }));
      await take(turn({ place: direct('D2') }));
      await lease(direct('D2').key);
      await take(turn({ place: direct('D3') }));
      await lease(direct('D3').key, -1);
      const keys = (await mine(-1)).map(({ conversationKey }) => conversationKey).sort();
      expect(keys).toEqual([direct('D1').key, direct('D3').key]);
    });

    it('are not those whose turn has only just come, is put back, or has ended', async () => {
      await take(turn({ place: direct('D1') }));
      expect(await mine(minuteMs)).toEqual([]);
      const held = await lease(direct('D1').key);
      const event = await world.inbox.next(held);
      await world.inbox.postpone(held, event?.id ?? '', minuteMs, 'PLATFORM_UNAVAILABLE');
      await world.inbox.release(held);
      expect(await mine(-1)).toEqual([]);
      await take(turn({ place: direct('D2') }));
      await texts(await lease(direct('D2').key, -1));
      expect(await mine(-1)).toEqual([]);
    });
  });
}
