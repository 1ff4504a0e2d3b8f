import type { ConnectionTerm } from '../../src/coaching/connections/connection.ts';
import type {
  ConnectionMatcher,
  ConnectionRepository,
  ConnectionSettingsRepository,
  Need,
} from '../../src/coaching/connections/ports.ts';
import { newId } from '../../src/shared/ids.ts';
import { peopledOrganization, type World } from '../support/world.ts';

export interface ConnectionWorld {
  world: World;
  connectionSettings: ConnectionSettingsRepository;
  connections: ConnectionRepository;
  matcher: ConnectionMatcher;
}

const at = new Date('2026-11-20T09:00:00Z');
const later = (days: number): Date => new Date(at.getTime() + days * 24 * 3_600_000);
const refunds: ConnectionTerm = { kind: 'expertise', term: 'refund', shown: 'Refunds', weight: 1 };
const need: Need = { kind: 'expertise', term: 'refund', part: 0, factor: 1, essential: true, least: 0 };

/** Who takes part, and what becomes of a suggestion. */
export function connectionsContract(open: () => Promise<ConnectionWorld>): void {
  let parts: ConnectionWorld;
  let organizationId: string;
  let [priya, daniel, theo] = ['', '', ''];
  beforeAll(async () => {
    parts = await open();
    const { people, ...organization } = await peopledOrganization(parts.world, 'T1');
    organizationId = organization.organizationId;
    [priya, daniel, theo] = [people.priya.id, people.daniel.id, people.theo.id];
    for (const userId of [priya, daniel]) await takePart(userId);
  });
  afterAll(() => parts.world.close());

  const viewer = (userId: string) => ({ organizationId, userId });
  async function takePart(userId: string): Promise<void> {
    await parts.connectionSettings.change(organizationId, userId, { optedIn: true, shares: ['expertise'] });
    await parts.connectionSettings.replaceTerms(organizationId, userId, () => ({
      ...{ company: 'north', utcOffsetMinutes: 0, terms: [refunds] },
    }));
  }
  const keep = (turnId = newId()) =>
    parts.connections.keep({
      ...{ organizationId, requestorId: priya, words: 'who could help me with refunds?', turnId, at },
      suggestions: [
        {
          ...{ suggestedId: daniel, reasonType: 'expertise_match', expiresAt: later(30) },
          reason: [{ kind: 'expertise', shown: 'Refunds' }],
        },
      ],
    });
  const kept = async (): Promise<string> => (await keep())[0]?.id ?? '';
  const ask = (id: string) =>
    parts.connections.ask(viewer(priya), id, { message: 'Hello', at, expiresAt: later(7) });

  it('settings are off until they are changed, keep what is not changed, and are one organisation’s', async () => {
    expect(await parts.connectionSettings.find(organizationId, theo)).toBeUndefined();
    const first = await parts.connectionSettings.change(organizationId, theo, { availability: 'busy' });
    expect(first).toEqual({ organizationId, userId: theo, optedIn: false, shares: [], availability: 'busy' });
    await parts.connectionSettings.change(organizationId, theo, { pausedUntil: later(3) });
    await parts.connectionSettings.change(organizationId, theo, { shares: ['flow', 'flow', 'language'] });
    expect(await parts.connectionSettings.find(organizationId, theo)).toMatchObject({
      availability: 'busy',
      pausedUntil: later(3),
    });
    const ended = await parts.connectionSettings.change(organizationId, theo, { pausedUntil: null });
    expect(ended.pausedUntil).toBeUndefined();
    expect(await parts.connectionSettings.find(newId(), theo)).toBeUndefined();
  });

  it('whoever is out has no terms, however they are written', async () => {
    const termsOf = async () => (await parts.matcher.asker(organizationId, theo, newId()))?.terms;
    await takePart(theo);
    expect(await termsOf()).toEqual([refunds]);
    await parts.connectionSettings.change(organizationId, theo, { optedIn: false });
    expect(await termsOf()).toEqual([]);
    await parts.connectionSettings.replaceTerms(organizationId, theo, () => {
      throw new Error('nothing is built of somebody who is out');
    });
    expect(await termsOf()).toEqual([]);
  });

  it('finds who shares it, and not the asker', async () => {
    const asker = await parts.matcher.asker(organizationId, priya, newId());
    if (asker === undefined) throw new Error('nobody asks');
    const options = { limit: 3, now: at, noRepeatSince: later(-90) };
    const found = await parts.matcher.best(asker, [need], options);
    expect(found.map(({ userId, matched }) => [userId, matched])).toEqual([[daniel, [refunds]]]);
    expect(await parts.matcher.best(asker, [{ ...need, term: 'recruit' }], options)).toEqual([]);
    expect(await parts.matcher.best(asker, [], options)).toEqual([]);
  });

  it('keeps the suggestions of a turn once, and shows them to their asker alone until the other is asked', async () => {
    const turnId = newId();
    const [first] = await keep(turnId);
    expect(await keep(turnId)).toEqual([first]);
    expect(await parts.connections.ofTurn(viewer(priya), turnId)).toEqual([first]);
    expect(await parts.connections.ofTurn(viewer(daniel), turnId)).toEqual([]);
    const id = first?.id ?? '';
    const requestId = first?.requestId ?? '';
    expect(first).toMatchObject({ status: 'suggested', reason: [{ kind: 'expertise', shown: 'Refunds' }] });
    expect(await parts.connections.wordsOf(viewer(priya), requestId)).toBe('who could help me with refunds?');
    for (const who of [daniel, theo]) {
      expect(await parts.connections.wordsOf(viewer(who), requestId)).toBeUndefined();
      expect(await parts.connections.find(viewer(who), id)).toBeUndefined();
    }
    await parts.connections.markViewed(viewer(priya), [id]);
    await ask(id);
    expect(await parts.connections.find(viewer(daniel), id)).toMatchObject({
      message: 'Hello',
      status: 'viewed',
    });
    expect(await parts.connections.find(viewer(theo), id)).toBeUndefined();
    expect(await parts.connections.find(viewer(priya), 'no id')).toBeUndefined();
  });

  it('is asked once, answered once by the other, and introduced once', async () => {
    const id = await kept();
    expect(await parts.connections.answer(viewer(daniel), id, 'connected', at)).toBeUndefined();
    expect(await ask(id)).toMatchObject({ askedAt: at, expiresAt: later(7) });
    expect(await ask(id)).toBeUndefined();
    expect(await parts.connections.answer(viewer(priya), id, 'connected', at)).toBeUndefined();
    const answers = await Promise.all(
      [1, 2].map(() => parts.connections.answer(viewer(daniel), id, 'connected', later(1))),
    );
    expect(answers.filter((one) => one !== undefined)).toMatchObject([
      { status: 'connected', responseAt: later(1) },
    ]);
    await parts.connections.markIntroduced(viewer(daniel), id, later(1));
    await parts.connections.markIntroduced(viewer(daniel), id, later(2));
    expect(await parts.connections.find(viewer(priya), id)).toMatchObject({ introducedAt: later(1) });
    await parts.connections.expire(viewer(priya), id, later(40));
    expect(await parts.connections.find(viewer(priya), id)).toMatchObject({ status: 'connected' });
  });

  it('runs out: then it is neither asked nor answered, and expires', async () => {
    const id = await kept();
    await ask(id);
    expect(await parts.connections.answer(viewer(daniel), id, 'declined', later(8))).toBeUndefined();
    await parts.connections.expire(viewer(priya), id, later(6));
    expect(await parts.connections.find(viewer(priya), id)).toMatchObject({ status: 'viewed' });
    const claim = (days: number) => parts.connections.claimClosing(viewer(priya), id, later(days));
    expect(await claim(6)).toBe(false);
    // One worker tells the asker; where it could not, or died, another does.
    expect((await Promise.all([claim(8), claim(8)])).toSorted()).toEqual([false, true]);
    await parts.connections.releaseClosing(viewer(priya), id);
    expect([await claim(8), await claim(8), await claim(9)]).toEqual([true, false, true]);
    await parts.connections.expire(viewer(priya), id, later(8));
    expect(await parts.connections.find(viewer(priya), id)).toMatchObject({ status: 'expired' });
    expect(await claim(20)).toBe(false);
  });

  it('is dismissed by its asker before the other was asked, and not after', async () => {
    const [one, other] = [await kept(), await kept()];
    await parts.connections.dismiss(viewer(priya), one, at);
    expect(await parts.connections.find(viewer(priya), one)).toMatchObject({ status: 'declined' });
    expect(await ask(one)).toBeUndefined();
    await ask(other);
    await parts.connections.dismiss(viewer(priya), other, at);
    expect(await parts.connections.find(viewer(priya), other)).toMatchObject({ status: 'viewed' });
  });

  it('nobody is asked who is busy, paused, out or excluded since', async () => {
    const id = await kept();
    const { change } = parts.connectionSettings;
    for (const [away, back] of [
      [{ availability: 'busy' }, { availability: 'available' }],
      [{ pausedUntil: later(1) }, { pausedUntil: null }],
      [{ optedIn: false }, { optedIn: true }],
    ] as const) {
      await change(organizationId, daniel, away);
      expect(await ask(id)).toBeUndefined();
      await change(organizationId, daniel, back);
    }
    await parts.connections.exclude(viewer(daniel), priya);
    await parts.connections.exclude(viewer(daniel), priya);
    expect(await ask(id)).toBeUndefined();
  });
}
