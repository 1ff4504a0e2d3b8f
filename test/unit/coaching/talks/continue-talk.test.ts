import type { CoachMove, CoachSituation } from '../../../../src/coaching/talks/coach-mind.ts';
import type { CoachReply } from '../../../../src/coaching/talks/coach-reply.ts';
import { continueTalk } from '../../../../src/coaching/talks/continue-talk.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { csr } from '../../../support/agent-scene.ts';
import { demoDocuments, FakeKnowledgeSearch } from '../../../support/fake-knowledge-search.ts';
import { createFakeActions } from '../../../support/fakes/actions.ts';
import { ManualClock } from '../../../support/fakes/manual-clock.ts';
import { createFakeWorld } from '../../../support/fakes/repositories.ts';
import { createFakeTalks } from '../../../support/fakes/talks.ts';

const question: CoachMove = {
  ...{ stage: 'situation', reflection: 'You feel stuck.', question: 'What happened?' },
  ...{ questionId: 'situation.own', uses: [] },
};

/** A talk led by a mind that makes these moves, one after the other. */
function scene(moves: readonly CoachMove[]) {
  const clock = new ManualClock();
  const talks = createFakeTalks(clock);
  const search = new FakeKnowledgeSearch(demoDocuments());
  const seen: CoachSituation[] = [];
  const { conversations } = createFakeWorld(clock);
  const owner = { organizationId: csr.organizationId, userId: csr.id };
  const conversation = { ...owner, conversationKey: 'slack:T1:D1', shared: false };
  const deps = {
    ...{ clock, talks, search, conversations, actions: createFakeActions() },
    profiles: { fields: () => Promise.resolve([]) },
    mind: {
      promptVersion: 'test@1',
      next: (situation: CoachSituation) => {
        const move = moves[seen.length] ?? question;
        seen.push(situation);
        return Promise.resolve({ move, model: 'test', promptVersion: 'test@1' });
      },
    },
  };
  const say = async (words: string): Promise<CoachReply> => {
    const replies: CoachReply[] = [];
    await continueTalk(
      deps,
      {
        ...{ conversation, turnId: newId(), words, actor: csr, requireOffline: false },
        audience: { kind: 'direct', actor: csr },
        signal: new AbortController().signal,
      },
      (reply) => {
        replies.push(reply);
        return { text: reply.question, messages: [] };
      },
    );
    const [reply] = replies;
    if (reply === undefined) throw new Error('The coach said nothing.');
    return reply;
  };
  return { say, seen, search, talk: async () => (await talks.list(owner))[0] };
}

describe('one turn of a talk', () => {
  it('shows a quote only where it stands in a passage that the person may read', async () => {
    const invented = { ...question, quote: { passage: 1, text: 'Always smile.' } };
    const { say, seen, talk } = scene([question, invented]);
    await say('I find it hard to give feedback to a colleague');
    expect((await say('They never like feedback from me')).quote).toBeUndefined();
    expect(seen[1]?.passages.length).toBeGreaterThan(0);
    expect((await talk())?.contextUsed.passages).toEqual([]);
  });

  it('keeps a quote’s document and section with the talk', async () => {
    const { say, search, talk } = scene([question, { ...question, quote: { passage: 1, text: 'feedback' } }]);
    await say('I find it hard to give feedback to a colleague');
    const reply = await say('How they take feedback scares me a little');
    expect(search.queries).toHaveLength(1);
    expect(reply.quote).toMatchObject({ version: 1 });
    expect((await talk())?.contextUsed.passages).toMatchObject([{ version: 1 }]);
  });

  it('offers the person’s own ideas to choose from, and closes with what was chosen', async () => {
    const { say, talk } = scene([
      { ...question, stage: 'options', topic: 'long calls', options: ['breathe', 'ask first'] },
      { ...question, stage: 'step', questionId: 'step.own', options: ['ask first', 'write it down'] },
      {
        ...{ ...question, stage: 'close', question: '', questionId: '' },
        ...{ step: { text: 'ask first', on: '2026-11-26' }, confidence: 8 },
      },
    ]);
    expect((await say('coach me')).choices).toEqual([]);
    expect((await say('more')).choices).toEqual(['breathe', 'ask first', 'write it down']);
    const end = await say('ask first');
    expect(end).toMatchObject({ ending: 'closed', question: '', choices: [], asksSatisfaction: false });
    expect(await talk()).toMatchObject({
      ...{ state: 'closed', nextStep: 'ask first', nextStepOn: '2026-11-26', confidence: 8 },
      ...{ summary: 'long calls – next step: ask first (Thursday 26 November)', model: 'test' },
      progress: { asked: ['situation.own', 'step.own'] },
    });
  });

  it('keeps the first topic, and searches nothing for a day or a number', async () => {
    const { say, search, talk } = scene([
      { ...question, stage: 'step', topic: 'long calls' },
      { ...question, stage: 'confidence', topic: 'another' },
    ]);
    await say('coach me');
    await say('on Thursday');
    await say('8');
    expect(search.queries).toEqual([]);
    expect((await talk())?.topic).toBe('long calls');
  });
});
