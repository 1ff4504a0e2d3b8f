import type { VoiceRepository } from '../../src/coaching/voice/ports.ts';
import type { VoiceExample } from '../../src/coaching/voice/voice-profile.ts';
import { newId } from '../../src/shared/ids.ts';
import { peopledOrganization, type World } from '../support/world.ts';

export interface VoiceWorld {
  world: World;
  voices: VoiceRepository;
}

/** Each coach's way of writing. */
export function voicesContract(open: () => Promise<VoiceWorld>): void {
  let parts: VoiceWorld;
  let organizationId: string;
  let cleo: string;
  let theo: string;
  beforeAll(async () => {
    parts = await open();
    const { people, ...organization } = await peopledOrganization(parts.world, 'T1');
    organizationId = organization.organizationId;
    [cleo, theo] = [people.cleo.id, people.theo.id];
  });
  afterAll(() => parts.world.close());

  const example = (after: string): VoiceExample => ({
    before: 'The rep closed it.',
    after,
    summaryId: newId(),
    lineId: newId(),
    at: new Date('2026-11-20T09:00:00Z'),
  });

  it('is found as it was written, measured, and counts its changes', async () => {
    const examples = [example('The agent closed it.'), example('The agent closed it well.')];
    expect(await parts.voices.find(organizationId, theo)).toBeUndefined();
    const first = await parts.voices.change(organizationId, theo, (content) => ({ ...content, examples }));
    expect(first).toMatchObject({ examples, ownWords: '', paused: false, version: 1 });
    expect(first?.traits.favourites).toMatchObject([{ from: 'rep', to: 'agent' }]);
    expect(await parts.voices.find(organizationId, theo)).toEqual(first);
    const next = await parts.voices.change(organizationId, theo, (content) => ({ ...content, paused: true }));
    expect(next).toMatchObject({ examples, paused: true, version: 2 });
  });

  it('keeps what a reset took away, and lets it go', async () => {
    const kept = { examples: [example('x')], ownWords: 'short' };
    await parts.voices.change(organizationId, theo, (content) => ({ ...content, forgotten: kept }));
    expect(await parts.voices.find(organizationId, theo)).toMatchObject({ forgotten: kept });
    await parts.voices.change(organizationId, theo, ({ examples, ownWords, paused }) => ({
      examples,
      ownWords,
      paused,
    }));
    expect((await parts.voices.find(organizationId, theo))?.forgotten).toBeUndefined();
  });

  it('writes nothing where nothing changes', async () => {
    const before = await parts.voices.find(organizationId, theo);
    expect(await parts.voices.change(organizationId, theo, (content) => ({ ...content }))).toEqual(before);
    expect(await parts.voices.change(organizationId, theo, () => undefined)).toEqual(before);
    expect(await parts.voices.change(organizationId, newId(), () => undefined)).toBeUndefined();
  });

  it('loses none of two changes at once, the first ever included', async () => {
    await Promise.all(
      ['one', 'two', 'three'].map((word) =>
        parts.voices.change(organizationId, cleo, (content) => ({
          ...content,
          examples: [...content.examples, example(word)],
        })),
      ),
    );
    const profile = await parts.voices.find(organizationId, cleo);
    expect(profile?.examples.map(({ after }) => after).toSorted()).toEqual(['one', 'three', 'two']);
  });

  it('is one coach’s, in one organisation', async () => {
    const { id } = await parts.world.organizations.create({ name: 'Other' });
    expect(await parts.voices.find(id, cleo)).toBeUndefined();
    const mine = await parts.voices.find(organizationId, cleo);
    const theirs = await parts.voices.find(organizationId, theo);
    expect(JSON.stringify(theirs)).not.toContain('three');
    expect(JSON.stringify(mine)).not.toContain('The agent closed it well.');
  });
}
