import type { AgentInput, AgentOutcome } from '../../../src/agent/agent.ts';
import { createCoachingAgent } from '../../../src/agent/coaching-agent.ts';
import { createChatModels } from '../../../src/models/chat-model.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { asked, RecordedCalls, TestClock } from '../../support/agent-scene.ts';
import { demoDocuments, FakeKnowledgeSearch } from '../../support/fake-knowledge-search.ts';
import { OpenAiServer } from '../../support/openai-server.ts';
import type { Reply, Script } from '../../support/openai-server.ts';

const question = 'How long is store credit valid?';
const search: Reply = { kind: 'tool', name: 'search_knowledge', args: { query: question } };
const answer: Reply = { kind: 'text', text: 'Store credit is valid for 12 months [1].' };

let server: OpenAiServer;
let clock: TestClock;
let calls: RecordedCalls;
let waits: number[];

beforeAll(async () => {
  server = await OpenAiServer.start();
});
afterAll(() => server.close());
beforeEach(() => {
  clock = new TestClock();
  calls = new RecordedCalls();
  waits = [];
});

function build(timeoutMs = 5_000) {
  const models = createChatModels(
    { provider: 'openai', baseUrl: server.baseUrl, apiKey: 'sk-test', model: 'test-model' },
    {
      calls,
      offlineEmbeddings: undefined,
      clock,
      logger: silentLogger,
      timeoutMs,
      random: () => 0,
      sleep: (ms) => {
        waits.push(ms);
        clock.advance(ms);
        return Promise.resolve();
      },
    },
  );
  const agent = createCoachingAgent({
    models,
    search: new FakeKnowledgeSearch(demoDocuments()),
    logger: silentLogger,
    clock,
  });
  return { models, agent };
}

async function ask(
  script: Script,
  fields: Partial<AgentInput> = {},
  timeoutMs?: number,
): Promise<AgentOutcome> {
  server.play(script);
  const { agent, models } = build(timeoutMs);
  const outcome = await agent.answer(asked(question, fields));
  await models.settled();
  return outcome;
}

function expectCitedAnswer(outcome: AgentOutcome): Extract<AgentOutcome, { kind: 'answer' }> {
  expect(outcome.kind).toBe('answer');
  if (outcome.kind !== 'answer') throw new Error('no answer');
  expect(outcome.text).toContain('12 months');
  expect(
    outcome.citations.map(({ document, quote }) => [document, quote.includes('valid for 12 months')]),
  ).toContainEqual(['refund-without-receipt', true]);
  expect(JSON.stringify(outcome)).not.toContain('PROVIDER-TEXT');
  return outcome;
}

describe('the agent with an OpenAI-compatible server', () => {
  it('searches, answers with a verbatim citation, streams the text and records what it cost', async () => {
    const pieces: string[] = [];
    const outcome = expectCitedAnswer(await ask([search, answer], { onText: (piece) => pieces.push(piece) }));
    expect(outcome.fallback).toBeUndefined();
    expect(outcome.text).toBe('Store credit is valid for 12 months. [1]');
    expect(pieces.join('')).toBe('Store credit is valid for 12 months [1].');
    expect(pieces.length).toBeGreaterThan(3);
    expect(server.requests.map(({ path }) => path)).toEqual(['/v1/chat/completions', '/v1/chat/completions']);
    expect(
      calls.calls.map(({ model, outcome: end, promptVersion, inputTokens, outputTokens }) => [
        model,
        end,
        promptVersion,
        inputTokens,
        outputTokens,
      ]),
    ).toEqual([
      ['test-model', 'ok', 'answer@5', 100, 20],
      ['test-model', 'ok', 'answer@5', 100, 20],
    ]);
  });

  it('waits as long as a 429 asks and then answers', async () => {
    const outcome = await ask([search, { kind: 'status', status: 429, retryAfterSeconds: 7 }, answer]);
    expect(expectCitedAnswer(outcome).fallback).toBeUndefined();
    expect(waits).toEqual([7_000]);
  });

  it('does not wait longer than the turn allows: the offline model answers at once', async () => {
    const outcome = await ask([{ kind: 'status', status: 429, retryAfterSeconds: 600 }]);
    expect(expectCitedAnswer(outcome).fallback).toBe(
      'The language model did not answer (it is busy), so my built-in offline model did.',
    );
    expect(waits).toEqual([]);
  });

  const broken: [string, Reply, string][] = [
    ['a 500', { kind: 'status', status: 500 }, 'it cannot be reached'],
    ['a stream that is torn', { kind: 'cut', text: 'Store credit is' }, 'it cannot be reached'],
    [
      'a stream that ends early without an error',
      { kind: 'unfinished', text: 'Store credit' },
      'its reply was incomplete',
    ],
    ['an event that is no JSON', { kind: 'malformed' }, 'its reply was incomplete'],
    ['an empty reply', { kind: 'empty' }, 'its reply was incomplete'],
    [
      'tool arguments that are no JSON',
      { kind: 'tool', name: 'search_knowledge', args: '{"query": ' },
      'its reply was incomplete',
    ],
  ];

  it.each(broken)('tries again after %s', async (_name, reply) => {
    const outcome = await ask([search, reply, answer]);
    expect(expectCitedAnswer(outcome).fallback).toBeUndefined();
    expect(waits).toHaveLength(1);
  });

  it.each(broken)('answers offline, and says so, when %s keeps coming back', async (_name, reply, reason) => {
    const outcome = await ask([reply]);
    expect(expectCitedAnswer(outcome).fallback).toBe(
      `The language model did not answer (${reason}), so my built-in offline model did.`,
    );
    // One try and three retries; the rest of the turn stays with the offline model.
    expect(server.requests).toHaveLength(4);
    expect(calls.outcomes.filter((end) => end === 'fallback')).toHaveLength(1);
  });

  it('does not wait for a server that says nothing', async () => {
    const outcome = await ask([{ kind: 'stall' }], {}, 30);
    expect(expectCitedAnswer(outcome).fallback).toContain('it took too long');
    expect(calls.outcomes).toContain('MODEL_TIMEOUT');
  });

  it('tells a refused key from a passing failure: no retry', async () => {
    const outcome = await ask([{ kind: 'status', status: 401 }]);
    expect(expectCitedAnswer(outcome).fallback).toContain('it refused our key');
    expect(server.requests).toHaveLength(1);
  });

  it('sends arguments that do not fit the tool back to the model', async () => {
    const wrong: Reply = { kind: 'tool', name: 'search_knowledge', args: { question: 'store credit' } };
    const outcome = await ask([wrong, search, answer]);
    expect(expectCitedAnswer(outcome).fallback).toBeUndefined();
    expect(server.requests[1]?.messages.at(-1)).toMatchObject({ role: 'tool' });
  });

  it('hands a turn to the offline model when the model keeps calling tools wrongly', async () => {
    const outcome = await ask([
      { kind: 'tool', name: 'search_knowledge', args: { question: 'store credit' } },
    ]);
    expect(expectCitedAnswer(outcome).fallback).toBe(
      'The language model could not use my tools, so my built-in offline model answered.',
    );
    expect(server.requests).toHaveLength(2);
  });

  it('copes with a server that repeats its completion and call ids', async () => {
    const again = { id: 'chatcmpl-same', callId: 'call_same' };
    const outcome = await ask([
      { ...search, ...again },
      { kind: 'tool', name: 'search_knowledge', args: { query: 'refund without a receipt' }, ...again },
      { ...answer, id: 'chatcmpl-same' },
    ]);
    expectCitedAnswer(outcome);
    const sent = server.requests[2]?.messages ?? [];
    expect(sent.filter(({ role }) => role === 'tool')).toHaveLength(2);
  });

  it('shows no word twice when a torn stream is repeated', async () => {
    const pieces: string[] = [];
    await ask([search, { kind: 'cut', text: 'Store credit is ' }, answer], {
      onText: (piece) => pieces.push(piece),
    });
    expect(pieces.join('')).toBe('Store credit is valid for 12 months [1].');
  });

  it('leaves a failing server alone, and asks it again half a minute later', async () => {
    server.play([{ kind: 'status', status: 500 }]);
    const { agent } = build();
    await agent.answer(asked(question));
    await agent.answer(asked(question));
    expect(server.requests).toHaveLength(5);
    expectCitedAnswer(await agent.answer(asked(question)));
    expect(server.requests).toHaveLength(5);
    clock.advance(30_000);
    server.play([search, answer]);
    expect(expectCitedAnswer(await agent.answer(asked(question))).fallback).toBeUndefined();
  });

  it('calls no outside model for an organisation that requires offline, and announces nothing', async () => {
    const outcome = await ask([search, answer], { requireOffline: true });
    expect(expectCitedAnswer(outcome).fallback).toBeUndefined();
    expect(server.requests).toHaveLength(0);
  });

  it('stops when the person does, without counting it as a failure', async () => {
    server.play([{ kind: 'stall' }]);
    const { agent, models } = build();
    const controller = new AbortController();
    const answering = agent.answer(asked(question, { signal: controller.signal }));
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await expect(answering).rejects.toMatchObject({ code: 'AGENT_STOPPED', retry: 'later' });
    await models.settled();
    expect(calls.outcomes).toEqual(['MODEL_STOPPED']);
  });

  it('never shows what the model says without a source', async () => {
    const pieces: string[] = [];
    const outcome = await ask(
      [{ kind: 'text', text: 'Store credit lasts for ever, trust me on that one.' }],
      {
        onText: (piece) => pieces.push(piece),
      },
    );
    expect(outcome).toEqual({ kind: 'not-found', searched: false });
    expect(pieces).toEqual([]);
  });

  it('drops a citation that the passage does not support', async () => {
    const outcome = await ask([search, { kind: 'text', text: 'Store credit is valid for 24 months [1].' }]);
    expect(outcome).toMatchObject({ kind: 'not-found', searched: true });
  });

  it('ends a model that only ever searches after six steps', async () => {
    const outcome = await ask(({ tools }) => (tools.length > 0 ? search : answer));
    expectCitedAnswer(outcome);
    expect(server.requests).toHaveLength(7);
  });

  it('passes a question back on', async () => {
    const outcome = await ask([{ kind: 'text', text: 'Do you mean with or without a receipt?' }]);
    expect(outcome).toEqual({ kind: 'handled', views: [], text: 'Do you mean with or without a receipt?' });
  });
});
