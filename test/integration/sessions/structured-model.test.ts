import { z } from 'zod';
import { createChatModels } from '../../../src/models/chat-model.ts';
import { createStructuredModel } from '../../../src/models/summaries/structured-model.ts';
import { refineReply } from '../../../src/models/summaries/prompts/refine.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { RecordedCalls, TestClock } from '../../support/agent-scene.ts';
import { OpenAiServer, type Reply } from '../../support/openai-server.ts';

let server: OpenAiServer;
beforeAll(async () => {
  server = await OpenAiServer.start();
});
afterAll(() => server.close());

const schema = z.object({ lines: z.array(z.string()), note: z.string().nullable() });

async function invoke<T>(
  replySchema: z.ZodType<T>,
  replies: readonly Reply[],
  more: { signal?: AbortSignal; requireOffline?: boolean } = {},
) {
  server.play(replies);
  const calls = new RecordedCalls();
  const models = createChatModels(
    { provider: 'openai', baseUrl: server.baseUrl, model: 'test-model', apiKey: 'k' },
    {
      ...{ clock: new TestClock(), logger: silentLogger, random: () => 0, sleep: () => Promise.resolve() },
      calls,
      offlineEmbeddings: undefined,
    },
  );
  const outcome = await createStructuredModel(models)
    .invokeStructured({
      ...{
        organizationId: 'org',
        purpose: 'summary',
        promptVersion: 'summary@1',
        system: 'Be exact.',
        user: 'Go.',
      },
      schema: replySchema,
      ...more,
    })
    .then(
      (value) => ({ value }),
      (error: unknown) => ({ code: (error as { code?: string }).code }),
    );
  await models.settled();
  return { outcome, outcomes: calls.calls.map((call) => `${call.model} ${call.outcome}`) };
}
const good: Reply = { kind: 'tool', name: 'summary', args: { lines: ['one'], note: null } };

describe('a reply of a given shape from an OpenAI-compatible server', () => {
  it('comes as a tool call that the schema describes', async () => {
    const { outcome, outcomes } = await invoke(schema, [good]);
    expect(outcome).toEqual({ value: { lines: ['one'], note: null } });
    expect(outcomes).toEqual(['test-model ok']);
    expect(server.requests[0]).toMatchObject({
      messages: [
        { role: 'system', content: 'Be exact.' },
        { role: 'user', content: 'Go.' },
      ],
      tools: [{ function: { name: 'summary' } }],
    });
  });

  it.each<[string, Reply]>([
    ['has the wrong shape', { kind: 'tool', name: 'summary', args: { lines: 'one' } }],
    ['is no JSON', { kind: 'tool', name: 'summary', args: '{"lines": [' }],
    ['is plain text', { kind: 'text', text: 'Here you are.' }],
    ['is a 500', { kind: 'status', status: 500 }],
    ['is a 429', { kind: 'status', status: 429, retryAfterSeconds: 1 }],
    ['is cut', { kind: 'cut', text: 'Here' }],
  ])('is asked for again when it %s', async (_what, bad) => {
    const { outcome } = await invoke(schema, [bad, good]);
    expect(outcome).toEqual({ value: { lines: ['one'], note: null } });
    expect(server.requests).toHaveLength(2);
  });

  it('is given up after the tries, so that the caller’s rules can stand in; the call counts as a fallback', async () => {
    const { outcome, outcomes } = await invoke(schema, [{ kind: 'tool', name: 'summary', args: {} }]);
    expect(outcome).toEqual({ code: 'MODEL_STRUCTURED' });
    expect(outcomes.at(-1)).toBe('offline fallback');
    expect(server.requests).toHaveLength(4);
  });

  it('is not asked for where the organisation forbids it, nor after a stop', async () => {
    expect((await invoke(schema, [good], { requireOffline: true })).outcome).toEqual({
      code: 'MODEL_STRUCTURED',
    });
    expect((await invoke(schema, [good], { signal: AbortSignal.abort() })).outcome).toEqual({
      code: 'MODEL_STOPPED',
    });
    expect(server.requests).toHaveLength(0);
  });

  it('takes the refinement’s schema', async () => {
    const value = { question: null, operations: [{ op: 'remove', lineId: 'w1' }] };
    const { outcome } = await invoke(refineReply, [{ kind: 'tool', name: 'summary', args: value }]);
    expect(outcome).toEqual({ value });
  });
});
