import { createChatModels } from '../../../src/models/chat-model.ts';
import { createCoachMind } from '../../../src/models/coach/create-coach-mind.ts';
import type { CoachReply } from '../../../src/models/coach/prompts/coach.ts';
import { createDateReader } from '../../../src/models/summaries/chrono-date-reader.ts';
import { createStructuredModel } from '../../../src/models/summaries/structured-model.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { RecordedCalls, TestClock } from '../../support/agent-scene.ts';
import { coachingScripts, holdTalks } from '../../support/coach/held-talks.ts';
import { situation, smallTree } from '../../support/coach/situations.ts';
import { OpenAiServer, type ChatRequest, type Reply } from '../../support/openai-server.ts';

let server: OpenAiServer;
beforeAll(async () => {
  server = await OpenAiServer.start();
});
afterAll(() => server.close());

/** The mind as the product puts it together, with a model behind the OpenAI protocol. */
function hostedMind() {
  const calls = new RecordedCalls();
  const models = createChatModels(
    { provider: 'openai', apiKey: 'k', baseUrl: server.baseUrl, model: 'test-model' },
    {
      ...{ calls, clock: new TestClock(), logger: silentLogger, offlineEmbeddings: undefined },
      ...{ random: () => 0, sleep: () => Promise.resolve() },
    },
  );
  const model = createStructuredModel(models);
  const options = { modelName: models.name, dates: createDateReader(), logger: silentLogger };
  return { mind: createCoachMind({ ...options, model, tree: smallTree() }), calls, models };
}

const userText = (request: ChatRequest): string => String(request.messages.at(-1)?.content);
const between = (text: string, tag: string): string =>
  new RegExp(`<${tag}>\n([^]*?)\n</${tag}>`).exec(text)?.[1] ?? '';
const replying = (reply: CoachReply): Reply => ({ kind: 'tool', name: 'coach', args: { ...reply } });

const nothing = { quote: null, kind: null, topic: null, options: [], step: null, confidence: null };
const order = ['topic', 'situation', 'strength', 'options', 'step', 'confidence', 'close'] as const;
const questions: Readonly<Record<CoachReply['stage'], string>> = {
  look_back: 'What came of it?',
  topic: 'What would be most useful to talk about?',
  situation: 'Take me through one moment of it.',
  strength: 'What did you do there that helped?',
  options: 'What could you try?',
  step: 'Which one will you do, and on which day?',
  confidence: 'How sure are you, from one to ten?',
  close: '',
};

/** A model that keeps to the method: it gives the words back and goes on by one stage. */
function goodModel(request: ChatRequest): Reply {
  const told = userText(request);
  const words = between(told, 'last_words');
  const before = /Stage so far: (\w+)/.exec(told)?.[1];
  const isFirst = told.includes('Questions asked so far: 0');
  const at = order.findIndex((stage) => stage === before);
  const stage = isFirst && before === 'look_back' ? 'look_back' : (order[at + 1] ?? 'close');
  const chosen = /Chosen step: (.*)/.exec(told)?.[1] ?? '';
  const heard =
    words
      .split(/(?<=[.?!])\s/)[0]
      ?.replaceAll('?', '.')
      .slice(0, 140) ?? '';
  return replying({
    ...nothing,
    stage,
    reflection: stage === 'close' ? `Your step: ${chosen}. Thank you.` : `“${heard}” is what you say.`,
    question: questions[stage],
    topic: before === 'topic' ? heard : null,
    options: before === 'options' ? [heard] : [],
    step: before === 'step' ? heard : null,
  });
}

/** Two questions, one of them closed, and advice; whatever it is told. */
const badModel = (): Reply =>
  replying({
    ...nothing,
    stage: 'situation',
    reflection: 'You should stay calm and try to smile.',
    question: 'Have you tried breathing? What else did you do?',
    step: 'smile at everybody',
  });

const scripts = coachingScripts.map(({ expect: _unused, ...script }) => script);

describe('scripted conversations with a hosted model', () => {
  it('keep to the method, and are counted under its name', async () => {
    server.play(goodModel);
    const { mind, calls, models } = hostedMind();
    const score = await holdTalks(mind, scripts);
    expect(score.failures).toEqual([]);
    expect(score.speakers.map(({ model, promptVersion }) => [model, promptVersion])).toContainEqual([
      'test-model',
      'coach@1',
    ]);
    const hosted = score.speakers.find(({ model }) => model === 'test-model')?.messages ?? 0;
    const all = score.speakers.reduce((sum, { messages }) => sum + messages, 0);
    expect(hosted / all).toBeGreaterThan(0.9);
    await models.settled();
    expect(new Set(calls.calls.map(({ purpose, promptVersion }) => `${purpose} ${promptVersion}`))).toEqual(
      new Set(['coach coach@1']),
    );
  });

  it('keep to the method even when the model does not: what it says is never read', async () => {
    server.play(badModel);
    const { mind } = hostedMind();
    const score = await holdTalks(mind, scripts.slice(0, 4));
    expect(score.failures).toEqual([]);
    expect(score.speakers.map(({ model, promptVersion }) => [model, promptVersion])).toEqual([
      ['offline', 'tree@1'],
    ]);
    const answers = score.speakers[0]?.messages ?? 0;
    expect(server.requests).toHaveLength(2 * answers);
    const again = server.requests.filter((request) => userText(request).includes('<refused>'));
    expect(again).toHaveLength(answers);
    expect(userText(again[0] ?? server.requests[0]!)).toContain('hides advice in a question');
  });
});

it('a model that mends its move when it is told what was wrong is heard', async () => {
  server.play((request, index) => (index === 0 ? badModel() : goodModel(request)));
  const { mind } = hostedMind();
  const { signal } = new AbortController();
  const said = await mind.next(situation(), { organizationId: 'o', requireOffline: false, signal });
  expect(said).toMatchObject({ model: 'test-model', promptVersion: 'coach@1' });
  expect(said.move.question).toBe('What did you do there that helped?');
});

it('an organisation that allows no outside model: nothing of the talk leaves the machine', async () => {
  server.play(goodModel);
  const { mind } = hostedMind();
  const { signal } = new AbortController();
  const said = await mind.next(situation(), { organizationId: 'o', requireOffline: true, signal });
  expect(said).toMatchObject({ model: 'offline', promptVersion: 'tree@1' });
  expect(server.requests).toEqual([]);
});

it('a model that is down, answers nonsense or is stopped', async () => {
  const { mind } = hostedMind();
  const asked = { organizationId: 'o', requireOffline: false, signal: new AbortController().signal };
  for (const reply of [
    { kind: 'status', status: 500 },
    { kind: 'text', text: 'What helped?' },
  ] as const) {
    server.play([reply]);
    expect(await mind.next(situation(), asked)).toMatchObject({ model: 'offline' });
  }
  server.play([{ kind: 'stall' }]);
  const stopping = new AbortController();
  const call = hostedMind().mind.next(situation(), { ...asked, signal: stopping.signal });
  stopping.abort();
  await expect(call).rejects.toMatchObject({ code: 'MODEL_STOPPED' });
});
