import { changeConnectionSettings } from '../../../src/coaching/connections/change-settings.ts';
import { askPerson, dismissPerson } from '../../../src/coaching/connections/ask-person.ts';
import { acceptConnection, declineConnection } from '../../../src/coaching/connections/answer-request.ts';
import type { SettingsChange } from '../../../src/coaching/connections/ports.ts';
import { suggestOthers } from '../../../src/coaching/connections/suggest-people.ts';
import type { Actor, User } from '../../../src/coaching/people/user.ts';
import { newId } from '../../../src/shared/ids.ts';
import {
  openConnectionScene,
  type ConnectionScene,
  type ProfileDraft,
} from '../../support/connection-scene.ts';

let scene: ConnectionScene;
beforeAll(async () => {
  scene = await openConnectionScene();
});
afterAll(() => scene.close());

const dayMs = 24 * 3_600_000;
const spanishRefunds = 'Who could help me with refunds in Spanish?';
/** One's own corner of the organisation: tests share a database and no company. */
let company = '';
let count = 0;
beforeEach(() => {
  count += 1;
  company = `Company ${count}`;
});
const person = (
  name: string,
  profile: ProfileDraft,
  settings?: SettingsChange | false,
  user?: Partial<User>,
) => scene.person(name, { company, ...profile }, settings, user);
const only = async (who: Actor, words = spanishRefunds) => {
  const result = await scene.suggest(who, words);
  const [first] = result.kind === 'suggested' ? result.people : [];
  if (first === undefined) throw new Error(`nobody: ${result.kind}`);
  return first;
};

describe('“who could help me with refunds in Spanish?”', () => {
  it('finds who has both, before who has one of them, and says why from what both share', async () => {
    const sam = await person('Sam', {});
    await person('Only Refunds', { expertise: ['Refunds'] });
    await person('Only Spanish', { languages: ['Spanish'] });
    await person('Both', { expertise: ['Refund escalations', 'Billing'], languages: ['Español (native)'] });
    const result = await scene.suggest(sam, spanishRefunds);
    expect(result).toMatchObject({
      kind: 'suggested',
      people: [
        {
          name: 'Both',
          suggestion: {
            reasonType: 'expertise_match',
            reason: [
              { kind: 'expertise', shown: 'Refund escalations' },
              { kind: 'language', shown: 'Español (native)' },
            ],
          },
        },
        { name: 'Only Refunds' },
      ],
    });
  });

  it('suggests once a turn, however often it is tried', async () => {
    const sam = await person('Sam', {});
    await person('Bo', { expertise: ['Refunds'] });
    const turnId = newId();
    const [first, ...others] = await Promise.all(
      [1, 2, 3].map(() => scene.suggest(sam, 'who could help me with refunds?', turnId)),
    );
    expect(first).toMatchObject({ kind: 'suggested', people: [{ name: 'Bo' }] });
    for (const other of others) expect(other).toEqual(first);
  });

  it('searches nothing for somebody who takes no part, which is how everybody begins', async () => {
    const sam = await person('Sam', {}, false);
    await person('Bo', { expertise: ['Refunds'], languages: ['Spanish'] });
    expect(await scene.ask(sam, spanishRefunds)).toBe('not-opted-in');
    expect(await scene.ask(await person('Ida', {}, { optedIn: false }), spanishRefunds)).toBe('not-opted-in');
  });

  it('goes by nothing that the asker keeps to themselves', async () => {
    const sam = await person('Sam', {}, { shares: ['expertise'] });
    const bo = await person('Bo', { expertise: ['Refunds'], languages: ['Spanish'] });
    expect(await scene.suggest(sam, spanishRefunds)).toEqual({ kind: 'share-first', kinds: ['language'] });
    expect(await scene.ask(bo, 'who speaks Welsh?')).toBe('nobody');
  });

  describe('is answered the same, “nobody”, whoever is there', () => {
    const day = (days: number) => new Date(Date.now() + days * dayMs);
    const fits: ProfileDraft = { expertise: ['Refunds'], languages: ['Spanish'] };
    const cases: [string, boolean, SettingsChange | false, Partial<User>?, ProfileDraft?][] = [
      ['opted in, available', true, {}],
      ['paused until yesterday', true, { pausedUntil: day(-10_000) }],
      ['nobody was ever asked to take part', false, false],
      ['out', false, { optedIn: false }],
      ['busy', false, { availability: 'busy' }],
      ['unavailable', false, { availability: 'unavailable' }],
      ['paused', false, { pausedUntil: day(10_000) }],
      ['shares neither', false, { shares: ['strength'] }],
      ['on leave', false, {}, { status: 'LEAVE' }],
      ['has left', false, {}, { status: 'TERMINATED' }],
      ['of another company', false, {}, {}, { company: 'Elsewhere' }],
      ['does something else', false, {}, {}, { expertise: ['Recruiting'], languages: ['Dutch'] }],
    ];
    it.each(cases)('%s: found is %s', async (_name, isFound, settings, user = {}, profile = {}) => {
      const sam = await person('Sam', {});
      const bo = await person('Bo', { ...fits, ...profile }, settings);
      if (user.status !== undefined) {
        const { email, name, role, jobFamily, timezone } = bo;
        await scene.world.users.upsertMany(scene.organizationId, [
          { email, name, role, jobFamily, timezone, ...user },
        ]);
      }
      expect(await scene.ask(sam, spanishRefunds)).toEqual(isFound ? ['Bo'] : 'nobody');
    });

    it('excluded by one or the other', async () => {
      for (const excluder of ['asker', 'other'] as const) {
        company = `${company}+`;
        const [sam, bo] = [await person('Sam', {}), await person('Bo', fits)];
        const [who, whom] = excluder === 'asker' ? [sam, bo] : [bo, sam];
        const viewer = { organizationId: scene.organizationId, userId: who.id };
        await scene.deps.connections.exclude(viewer, whom.id);
        await scene.deps.connections.exclude(viewer, whom.id);
        expect(await scene.ask(sam, spanishRefunds)).toBe('nobody');
      }
    });

    it('in another organisation', async () => {
      const elsewhere = await scene.beside();
      const sam = await elsewhere.person('Sam', { company });
      await person('Bo', fits);
      expect(await elsewhere.ask(sam, spanishRefunds)).toBe('nobody');
    });
  });

  it('leaving takes what was shared away at once, and a changed profile is found', async () => {
    const [sam, bo] = [await person('Sam', {}), await person('Bo', {})];
    expect(await scene.ask(sam, spanishRefunds)).toBe('nobody');
    await writeProfile(bo, { expertise: ['Refunds'] });
    expect(await scene.ask(sam, spanishRefunds)).toEqual(['Bo']);
    await changeConnectionSettings(scene.deps, bo, { optedIn: false });
    const rows = await termsOf(bo);
    expect(rows).toBe(0);
    // A profile that changes afterwards brings nothing back.
    await writeProfile(bo, { expertise: ['Refunds', 'Billing'] });
    expect(await termsOf(bo)).toBe(0);
  });
});

describe('complementary strengths and similar challenges', () => {
  const card = (planning: number, acting: number) => ({
    thinking: 2,
    planning,
    acting,
    feeling: 1,
    imagination: 1,
  });
  it('the asker’s low point meets the other’s strong one, and only where both share', async () => {
    const sam = await person('Sam', { star_card: card(0, 5) });
    await person('Planner', { star_card: card(5, 0) });
    await person('Quiet Planner', { star_card: card(5, 0) }, { shares: ['expertise'] });
    await person('Doer', { star_card: card(0, 5) });
    const result = await scene.suggest(sam, 'Connect me with somebody who complements my strengths');
    expect(result).toMatchObject({
      people: [
        {
          name: 'Planner',
          suggestion: {
            reasonType: 'complementary_strengths',
            reason: [{ kind: 'strength', shown: 'planning' }],
          },
        },
      ],
    });
    const ida = await person('Ida', { star_card: card(0, 5) }, { shares: ['expertise'] });
    expect(await scene.suggest(ida, 'Who complements my strengths?')).toEqual({
      kind: 'share-first',
      kinds: ['strength'],
    });
    const kim = await person('Kim', {});
    expect(await scene.suggest(kim, 'Who complements my strengths?')).toMatchObject({
      kind: 'profile-first',
    });
  });

  it('a similar challenge is one that both named themselves', async () => {
    const sam = await person('Sam', { development_areas: ['Calming angry callers'] });
    await person('Bo', { development_areas: ['Angry callers'] });
    await person('Expert', { expertise: ['Angry callers'] });
    const words = 'Who else struggles with angry callers?';
    expect(await scene.suggest(sam, words)).toMatchObject({
      people: [{ name: 'Bo', suggestion: { reasonType: 'similar_challenge' } }],
    });
    // Of somebody who never named it, the challenge stays with them: they are sent to who knows about it.
    const ida = await person('Ida', {});
    expect(await scene.ask(ida, words)).toEqual(['Expert']);
  });

  it('what a leader wrote about somebody leads to no suggestion', async () => {
    const sam = await person('Sam', { development_areas: ['Angry callers'] });
    const bo = await person('Bo', {});
    await writeProfile(bo, { development_areas: ['Angry callers'] }, sam.id);
    expect(await scene.ask(sam, 'Who else struggles with angry callers?')).toBe('nobody');
  });
});

describe('who comes first of those who fit', () => {
  const fits: ProfileDraft = { expertise: ['Refunds'] };
  const refunds = 'who could help me with refunds?';
  it('whose hours overlap; who was asked recently comes later; the own leader after peers', async () => {
    const leader = await person('Leader', fits);
    const sam = await person('Sam', {}, {}, { teamLeaderId: leader.id });
    await person('Far Away', fits, {}, { timezone: 'Asia/Tokyo' });
    await person('Near', fits);
    expect(await scene.ask(sam, refunds)).toEqual(['Near', 'Leader', 'Far Away']);
    const ida = await person('Ida', {});
    const near = await only(ida, refunds);
    await askPerson(scene.deps, ida, { id: near.suggestion.id, message: 'Hello' });
    const kim = await person('Kim', {});
    // As much as the other hours take off, being asked just now does: of those two either may come first.
    const found = await scene.ask(kim, refunds);
    expect(found).toHaveLength(3);
    expect(found[0]).toBe(near.name === 'Near' ? 'Leader' : 'Near');
    expect(found).toContain('Far Away');
  });

  it('who said yes before comes before who did not', async () => {
    const [yes, no] = [await person('Yes', fits), await person('No', fits)];
    for (let round = 0; round < 3; round += 1) {
      const asker = await person(`Asker ${round}`, {});
      const result = await scene.suggest(asker, refunds);
      for (const { suggestion, name } of result.kind === 'suggested' ? result.people : []) {
        await askPerson(scene.deps, asker, { id: suggestion.id, message: 'Hello' });
        if (name === 'Yes') await acceptConnection(scene.deps, yes, { id: suggestion.id, isRetry: false });
        if (name === 'No') await declineConnection(scene.deps, no, { id: suggestion.id });
      }
    }
    expect(await scene.ask(await person('Sam', {}), refunds)).toEqual(['Yes', 'No']);
  });
});

describe('no repeats', () => {
  const fits: ProfileDraft = { expertise: ['Refunds'] };
  const refunds = 'who could help me with refunds?';
  it('“show others” brings others, until there are none', async () => {
    const sam = await person('Sam', {});
    for (const name of ['A', 'B', 'C', 'D']) await person(name, fits);
    const first = await scene.suggest(sam, refunds);
    if (first.kind !== 'suggested') throw new Error(first.kind);
    const requestId = first.people[0]?.suggestion.requestId ?? '';
    const second = await suggestOthers(scene.deps, sam, { requestId, turnId: newId() });
    const names = (one: typeof first | typeof second) =>
      one.kind === 'suggested' ? one.people.map(({ name }) => name) : [];
    expect([...names(first), ...names(second)].sort()).toEqual(['A', 'B', 'C', 'D']);
    expect(await suggestOthers(scene.deps, sam, { requestId, turnId: newId() })).toEqual({ kind: 'nobody' });
    const stranger = await person('Stranger', {});
    await expect(suggestOthers(scene.deps, stranger, { requestId, turnId: newId() })).rejects.toMatchObject({
      code: 'CONNECT_001',
    });
  });

  it('after ninety days again; after a no never, in neither direction', async () => {
    const [sam, bo] = [await person('Sam', fits), await person('Bo', fits)];
    const one = await only(sam, refunds);
    expect(await scene.ask(sam, refunds)).toBe('nobody');
    await later(91, async () => {
      const again = await only(sam, refunds);
      expect(again.name).toBe('Bo');
      await askPerson(scene.deps, sam, { id: again.suggestion.id, message: 'Hello' });
      await declineConnection(scene.deps, bo, { id: again.suggestion.id });
    });
    await later(400, async () => {
      expect(await scene.ask(sam, refunds)).toBe('nobody');
      expect(await scene.ask(bo, refunds)).toBe('nobody');
    });
    expect(one.name).toBe('Bo');
  });

  it('“not this person” before anybody was asked: never again, and they hear nothing', async () => {
    const [sam, bo] = [await person('Sam', fits), await person('Bo', fits)];
    const { suggestion } = await only(sam, refunds);
    await dismissPerson(scene.deps, sam, suggestion.id);
    await later(400, async () => {
      expect(await scene.ask(sam, refunds)).toBe('nobody');
      expect(await scene.ask(bo, refunds)).toBe('nobody');
    });
    const viewer = { organizationId: scene.organizationId, userId: bo.id };
    expect(await scene.deps.connections.find(viewer, suggestion.id)).toBeUndefined();
  });
});

const termsOf = async (who: Actor): Promise<number> => {
  const asker = await scene.deps.matcher.asker(scene.organizationId, who.id, newId());
  return asker?.terms.length ?? 0;
};

/** As the person themselves, or as a leader who wrote about them. */
async function writeProfile(who: Actor, profile: ProfileDraft, leaderId?: string): Promise<void> {
  await scene.writeProfile(who, profile, leaderId);
}

async function later(days: number, work: () => Promise<void>): Promise<void> {
  scene.clock.advance(days * dayMs);
  await work();
}
