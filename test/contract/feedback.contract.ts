import type { FeedbackRepository, Verdict } from '../../src/coaching/knowledge/feedback/feedback.ts';
import { giveFeedback } from '../../src/coaching/knowledge/feedback/give-feedback.ts';
import type { GapRepository } from '../../src/coaching/knowledge/gaps/gap.ts';
import type { RagQueryRepository } from '../../src/coaching/knowledge/rag-query.ts';
import { toActor, type User } from '../../src/coaching/people/user.ts';
import { newId } from '../../src/shared/ids.ts';
import { peopledOrganization, type CastName, type World } from '../support/world.ts';

export interface FeedbackWorld {
  world: World;
  queries: RagQueryRepository;
  feedback: FeedbackRepository;
  gaps: GapRepository;
}

/** What people say about answers, and what admins see of it. */
export function feedbackContract(open: () => Promise<FeedbackWorld>): void {
  let parts: FeedbackWorld;
  let organizationId: string;
  let people: Record<CastName, User>;
  beforeAll(async () => {
    parts = await open();
    ({ organizationId, people } = await peopledOrganization(parts.world, 'T1'));
  });
  afterAll(() => parts.world.close());

  /** A question of Priya's, answered from a section of its own. @returns its turn */
  async function ask(section = newId()): Promise<{ turnId: string; section: string }> {
    const turnId = newId();
    await parts.queries.record({
      organizationId,
      userId: people.priya.id,
      turnId,
      query: 'May I refund my sister?',
      results: [],
      citations: [
        { documentId: newId(), start: 0, end: 5, document: 'refund.md', section, version: 2 },
        { documentId: newId(), start: 9, end: 12, document: 'other.md', section: 'Elsewhere' },
      ],
      confidence: 0.9,
      durationMs: 12,
      mode: 'hybrid',
      followUps: ['Refund: are there exceptions?'],
    });
    return { turnId, section };
  }
  const give = (who: CastName, turnId: string, verdict: Verdict, answer: { cited?: never } = {}) =>
    giveFeedback(parts, toActor(people[who]), { turnId, verdict, answer });
  const openIn = async (section: string) =>
    (await parts.gaps.listOpen(organizationId, 100)).filter(({ cited }) => cited?.section === section);

  it('reports the section that was quoted first, and neither the asker nor the question', async () => {
    const { turnId, section } = await ask();
    expect(await give('priya', turnId, 'wrong')).toEqual({
      changed: true,
      isAsker: true,
      reported: { cited: { document: 'refund.md', section } },
    });
    const [gap, ...more] = await openIn(section);
    expect(more).toEqual([]);
    expect(gap).toMatchObject({ kind: 'wrong', cited: { document: 'refund.md', section } });
    expect(JSON.stringify(gap)).not.toMatch(/sister|question/);
    expect(JSON.stringify(gap)).not.toContain(people.priya.id);
    expect(JSON.stringify(gap)).not.toContain(turnId);
  });

  it('keeps one gap at most, whatever is pressed, and the last press counts', async () => {
    const { turnId, section } = await ask();
    expect((await give('priya', turnId, 'down')).changed).toBe(true);
    expect((await give('priya', turnId, 'down')).changed).toBe(false);
    expect((await give('priya', turnId, 'missing')).changed).toBe(true);
    expect((await openIn(section)).map(({ kind }) => kind)).toEqual(['missing']);
    expect((await give('priya', turnId, 'up')).changed).toBe(true);
    expect(await openIn(section)).toEqual([]);
    const own = await parts.feedback.ownQuestion(organizationId, people.priya.id, turnId);
    expect(own).toMatchObject({ feedback: 'up', query: 'May I refund my sister?' });
    expect(own?.gap).toBeUndefined();
  });

  it('counts two presses at the same time as one', async () => {
    const { turnId, section } = await ask();
    await Promise.all([give('priya', turnId, 'wrong'), give('priya', turnId, 'wrong')]);
    expect(await openIn(section)).toHaveLength(1);
  });

  it('lets another reader report the answer without touching the asker’s row', async () => {
    const { turnId, section } = await ask();
    await give('priya', turnId, 'up');
    expect(await give('daniel', turnId, 'wrong')).toMatchObject({ changed: true, isAsker: false });
    expect(await parts.feedback.ownQuestion(organizationId, people.priya.id, turnId)).toMatchObject({
      feedback: 'up',
    });
    expect(await parts.feedback.ownQuestion(organizationId, people.daniel.id, turnId)).toBeUndefined();
    // What the reader knows of the answer is what was said in the place; here nothing was quoted.
    expect(await openIn(section)).toEqual([]);
    const unplaced = (await parts.gaps.listOpen(organizationId, 100)).filter(({ cited }) => !cited);
    expect(unplaced.map(({ kind }) => kind)).toEqual(['wrong']);
    await give('daniel', turnId, 'up');
    expect((await parts.gaps.listOpen(organizationId, 100)).filter(({ cited }) => !cited)).toEqual([]);
  });

  it('does not know an answer that was said nowhere this person reads', async () => {
    const { turnId } = await ask();
    await expect(
      giveFeedback(parts, toActor(people.daniel), { turnId, verdict: 'up', answer: undefined }),
    ).rejects.toMatchObject({ code: 'KNOWLEDGE_071' });
  });

  it('holds a question only when its asker sends it, and only while there is something open', async () => {
    const { turnId, section } = await ask();
    const send = (userId: string, question: string) =>
      parts.feedback.sendQuestion({ organizationId, userId, turnId, question });
    expect(await send(people.priya.id, 'Too early')).toBe(false);
    await give('priya', turnId, 'missing');
    expect(await send(people.daniel.id, 'Not mine')).toBe(false);
    expect(await send(people.priya.id, 'May I refund a relative?')).toBe(true);
    expect(await openIn(section)).toMatchObject([{ question: 'May I refund a relative?' }]);
    expect(await parts.feedback.ownQuestion(organizationId, people.priya.id, turnId)).toMatchObject({
      gap: { questionSent: true },
    });
    await give('priya', turnId, 'up');
    await give('priya', turnId, 'missing');
    expect((await openIn(section))[0]?.question).toBeUndefined();
  });

  it('resolves a section’s gaps, but not what came in after the list was shown', async () => {
    const { turnId, section } = await ask();
    const second = await ask(section);
    await give('priya', turnId, 'wrong');
    const [shown] = await openIn(section);
    await give('priya', second.turnId, 'missing');
    const resolve = (id: string) =>
      parts.gaps.resolve(organizationId, id, people.ada.id, new Date('2026-11-20T10:00:00Z'));
    expect(await resolve(shown!.id)).toBe(1);
    expect(await resolve(shown!.id)).toBe(0);
    const [left] = await openIn(section);
    expect(left).toMatchObject({ kind: 'missing' });
    expect(await resolve(left!.id)).toBe(1);
    expect(await openIn(section)).toEqual([]);
    // Still so: the person says it again, and it is open again.
    expect((await give('priya', turnId, 'wrong')).changed).toBe(true);
    expect(await openIn(section)).toHaveLength(1);
  });

  it('leaves a resolved gap alone when the thumb goes up', async () => {
    const { turnId, section } = await ask();
    await give('priya', turnId, 'wrong');
    const [gap] = await openIn(section);
    await parts.gaps.resolve(organizationId, gap!.id, people.ada.id, new Date());
    expect((await give('priya', turnId, 'up')).changed).toBe(true);
    expect(await openIn(section)).toEqual([]);
  });

  it('is invisible to another organisation', async () => {
    const { turnId, section } = await ask();
    await give('priya', turnId, 'wrong');
    const [gap] = await openIn(section);
    const other = await parts.world.organizations.create({ name: 'Other' });
    expect(await parts.gaps.listOpen(other.id, 100)).toEqual([]);
    expect(await parts.gaps.resolve(other.id, gap!.id, people.ada.id, new Date())).toBe(0);
    expect(await parts.feedback.ownQuestion(other.id, people.priya.id, turnId)).toBeUndefined();
    expect(await openIn(section)).toHaveLength(1);
  });

  it('resolves nothing under an id that is none', async () => {
    expect(await parts.gaps.resolve(organizationId, 'nonsense', people.ada.id, new Date())).toBe(0);
  });
}
