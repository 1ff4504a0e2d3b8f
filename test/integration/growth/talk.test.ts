import type { AgentInput } from '../../../src/agent/agent.ts';
import { createCoachingAgent } from '../../../src/agent/coaching-agent.ts';
import { growthPlanTool } from '../../../src/agent/tools/growth-plan.ts';
import { goalStatuses, type GrowthGoal } from '../../../src/coaching/growth/goal.ts';
import type { GrowthRepository } from '../../../src/coaching/growth/ports.ts';
import type { Message } from '../../../src/messages/message.ts';
import { createChatModels } from '../../../src/models/chat-model.ts';
import { chronoMomentReader } from '../../../src/models/follow-ups/chrono-moment-reader.ts';
import { createDateReader } from '../../../src/models/summaries/chrono-date-reader.ts';
import { newId } from '../../../src/shared/ids.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { asked, csr, RecordedCalls } from '../../support/agent-scene.ts';
import { demoDocuments, FakeKnowledgeSearch } from '../../support/fake-knowledge-search.ts';
import { createFakeGrowth } from '../../support/fakes/growth.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { OpenAiServer, type Reply } from '../../support/openai-server.ts';

const owner = { organizationId: csr.organizationId, userId: csr.id };
let server: OpenAiServer;
let clock: ManualClock;
let growth: GrowthRepository;
let models: ReturnType<typeof createChatModels> | undefined;

beforeAll(async () => {
  server = await OpenAiServer.start();
});
afterAll(() => server.close());
beforeEach(() => {
  // A Friday.
  clock = new ManualClock('2026-11-20T10:00:00.000Z');
  growth = createFakeGrowth(clock);
});
afterEach(() => models?.settled());

type Kind = 'offline' | 'hosted';

/** One message of a person in their direct message. @returns everything that is shown */
async function say(
  kind: Kind,
  question: string,
  { args, ...fields }: Partial<AgentInput> & { args?: Record<string, unknown> } = {},
): Promise<string> {
  const call: Reply = { kind: 'tool', name: 'growth_plan', args: { words: question, ...args } };
  server.play([call, { kind: 'text', text: 'I found nothing about that in the knowledge base.' }]);
  models = createChatModels(
    kind === 'offline'
      ? { provider: 'offline' }
      : { provider: 'openai', baseUrl: server.baseUrl, apiKey: 'sk-test', model: 'test-model' },
    { calls: new RecordedCalls(), offlineEmbeddings: undefined, clock, logger: silentLogger },
  );
  const tool = growthPlanTool({ growth, clock, dates: createDateReader(), moments: chronoMomentReader });
  const agent = createCoachingAgent({
    models,
    search: new FakeKnowledgeSearch(demoDocuments()),
    tools: [tool],
    logger: silentLogger,
    clock,
  });
  const outcome = await agent.answer(asked(question, { turnId: newId(), ...fields }));
  clock.advance(60_000);
  if (outcome.kind !== 'handled') return outcome.kind;
  return outcome.text ?? outcome.views.map(readable).join('\n');
}

const readable = ({ summary, blocks, footer }: Message): string => JSON.stringify([summary, blocks, footer]);

async function only(): Promise<GrowthGoal> {
  const [goal, ...others] = await growth.list(owner, goalStatuses);
  if (goal === undefined || others.length > 0) throw new Error('not one goal');
  return goal;
}
const notes = async (goalId: string) => (await growth.notes(owner, goalId)).map(({ text }) => text);

describe.each<Kind>(['offline', 'hosted'])('growth plans in words, with the %s model', (kind) => {
  it('a goal with steps, check-ins that the person schedules, progress notes', async () => {
    const made = await say(kind, 'I want to set a goal: get better at closing calls by March');
    expect(made).toContain('Your goal stands.');
    expect(made).toContain('Only you can see this');
    expect(await only()).toMatchObject({ title: 'Get better at closing calls', targetOn: '2027-03-31' });

    expect(await say(kind, 'add a step: shadow Ana on Thursday')).toContain('☐ Shadow Ana');
    await say(kind, 'add a step to my closing goal: ask for the order in every call');
    expect(await say(kind, 'I did the first step')).toContain('1 of 2 done');
    expect((await only()).steps).toMatchObject([
      { dueOn: '2026-11-26', doneAt: expect.any(Date) as Date },
      {},
    ]);

    const scheduled = await say(kind, 'check in with me every Friday morning about it');
    expect(scheduled).toContain('I’ll check in with you on Fri 27 Nov 2026, 09:00, every week.');
    expect((await only()).checkIn).toMatchObject({ every: 'weekly', nextAt: new Date('2026-11-27T09:00Z') });

    await say(kind, 'note on my closing goal: two calls went well');
    expect(await notes((await only()).id)).toEqual(['two calls went well']);
    const shown = await say(kind, 'how is my goal going?');
    for (const words of ['two calls went well', '☑ Shadow Ana', '1 of 2 done', 'Fri 27 Nov 2026, 09:00'])
      expect(shown).toContain(words);

    await say(kind, 'stop checking in');
    expect((await only()).checkIn).toBeUndefined();
    await say(kind, 'undo');
    expect((await only()).checkIn).toMatchObject({ every: 'weekly' });
    await say(kind, 'I achieved my closing goal');
    expect(await only()).toMatchObject({ status: 'achieved' });
    await say(kind, 'reopen my closing goal');
    expect(await only()).toMatchObject({
      status: 'active',
      checkIn: { nextAt: new Date('2026-11-27T09:00Z') },
    });
  });

  it('asks which goal is meant, and changes none meanwhile', async () => {
    await say(kind, 'new goal: close more calls');
    await say(kind, 'new goal: learn Spanish');
    clock.advance(48 * 3_600_000);
    const which = await say(kind, 'add a step: shadow Ana');
    expect(which).toContain('Which goal do you mean?');
    for (const title of ['Close more calls', 'Learn Spanish']) expect(which).toContain(title);
    expect((await growth.list(owner)).flatMap(({ steps }) => steps)).toEqual([]);
    // By its words, and then the one talked about last.
    await say(kind, 'add a step to my Spanish goal: find a tandem');
    await say(kind, 'add a step: read a page a day');
    const [calls, spanish] = await growth.list(owner);
    expect([calls?.steps.length, spanish?.steps.length]).toEqual([0, 2]);
  });

  it('asks back, with the cure, where it cannot do what is said', async () => {
    expect(await say(kind, 'my goals')).toContain('You have no goal yet');
    expect(await say(kind, 'I want to set a goal')).toContain('What would you like to reach?');
    await say(kind, 'new goal: learn Spanish');
    expect(await say(kind, 'check in with me every day')).toContain(
      'once, every week, every two weeks or every month',
    );
    expect(await say(kind, 'I did the fourth step')).toContain('which step you mean');
    expect((await only()).checkIn).toBeUndefined();
  });

  it('is not there where others read along, nor in a session’s thread', async () => {
    const shared = { kind: 'shared', actor: csr, members: [csr], complete: true, label: '#team' } as const;
    await say(kind, 'new goal: learn Spanish', { audience: shared });
    await say(kind, 'new goal: learn Spanish', { session: { id: newId(), title: '1:1', participants: [] } });
    expect(await growth.list(owner)).toEqual([]);
  });
});

describe('with a hosted model', () => {
  it('understands what no rule reads, and acts for the person who asks alone', async () => {
    const words = 'I would love to be braver when a customer says no';
    await say('hosted', words, { args: { request: 'create', text: 'Be braver when a customer says no' } });
    expect(await only()).toMatchObject({ title: 'Be braver when a customer says no', userId: csr.id });
    await say('hosted', 'Fridays at nine would suit me', {
      args: { request: 'check_in', when: 'every Friday at 9' },
    });
    expect((await only()).checkIn).toMatchObject({ every: 'weekly' });
  });

  it('sees no word of a goal: what is shown is kept from the model', async () => {
    await growth.create(owner, { title: 'PLANTED-GOAL', steps: [{ text: 'PLANTED-STEP' }] });
    expect(await say('hosted', 'my goals')).toContain('PLANTED-GOAL');
    expect(JSON.stringify(server.requests)).not.toContain('PLANTED');
  });

  it('changes nothing on a question, whatever the model makes of it', async () => {
    await say('hosted', 'How do I set a goal with an agent?', {
      args: { words: 'set a goal with an agent', request: 'create', text: 'set a goal with an agent' },
    });
    expect(await growth.list(owner)).toEqual([]);
  });

  it('does nothing twice when the turn is tried again', async () => {
    const turnId = newId();
    for (const words of ['new goal: learn Spanish', 'new goal: learn Spanish'])
      await say('hosted', words, { turnId });
    const step = newId();
    for (let attempt = 0; attempt < 2; attempt += 1)
      await say('hosted', 'add a step: find a tandem', { turnId: step });
    await say('hosted', 'add a step: read');
    const tick = newId();
    for (let attempt = 0; attempt < 2; attempt += 1)
      await say('hosted', 'I did the next step', { turnId: tick });
    expect((await only()).steps.map(({ doneAt }) => doneAt !== undefined)).toEqual([true, false]);
    const undo = newId();
    for (let attempt = 0; attempt < 2; attempt += 1) await say('hosted', 'undo', { turnId: undo });
    expect((await only()).steps.map(({ doneAt }) => doneAt !== undefined)).toEqual([false, false]);
    // That it was made is taken back by its button alone.
    await say('hosted', 'new goal: read more');
    expect(await say('hosted', 'undo')).toContain('Undo** below takes it away');
    expect(await growth.list(owner)).toHaveLength(2);
  });
});
