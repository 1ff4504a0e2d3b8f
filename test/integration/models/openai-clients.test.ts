import { HumanMessage } from '@langchain/core/messages';
import { checkModel } from '../../../src/models/check-model.ts';
import { createChatModels } from '../../../src/models/chat-model.ts';
import type { ChatConfig } from '../../../src/models/chat-providers.ts';
import { createEmbeddings } from '../../../src/models/create-embeddings.ts';
import type { EmbeddingConfig } from '../../../src/models/create-embeddings.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { RecordedCalls, TestClock } from '../../support/agent-scene.ts';
import { OpenAiServer } from '../../support/openai-server.ts';

let server: OpenAiServer;
const clock = new TestClock();
const atOnce = { clock, logger: silentLogger, random: () => 0, sleep: () => Promise.resolve() };

beforeAll(async () => {
  server = await OpenAiServer.start();
});
afterAll(() => server.close());

describe('embeddings of an OpenAI-compatible server', () => {
  const config = (dimension = 4): EmbeddingConfig => ({
    provider: 'openai',
    baseUrl: server.baseUrl,
    model: 'text-embedding-test',
    dimension,
  });

  it('come in the order of the texts, asked for as plain numbers, in requests of a bounded size', async () => {
    server.play([{ kind: 'text', text: '' }]);
    const texts = Array.from({ length: 130 }, (_, at) => 'x'.repeat(at + 1));
    const vectors = await createEmbeddings(config(), atOnce).embed(texts);
    expect(vectors.map(([first]) => Math.round((first ?? 0) * 100))).toEqual(
      texts.map(({ length }) => length),
    );
    expect(
      server.embeddingRequests.map(({ input, encodingFormat }) => [input.length, encodingFormat]),
    ).toEqual([
      [128, 'float'],
      [2, 'float'],
    ]);
  });

  it('are asked for again after a 500, and fail in plain words when it stays', async () => {
    server.play([
      { kind: 'status', status: 500 },
      { kind: 'text', text: '' },
    ]);
    await expect(createEmbeddings(config(), atOnce).embed(['a'])).resolves.toHaveLength(1);
    server.play([{ kind: 'status', status: 500 }]);
    await expect(createEmbeddings(config(), atOnce).embed(['a'])).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      retry: 'later',
    });
    expect(server.embeddingRequests).toHaveLength(4);
  });

  it('of another size than configured are refused: they would poison the index', async () => {
    server.play([{ kind: 'text', text: '' }]);
    await expect(createEmbeddings(config(1536), atOnce).embed(['a'])).rejects.toMatchObject({
      code: 'MODEL_REPLY',
      message: expect.stringContaining('OPENAI_EMBEDDING_DIMENSION') as unknown,
    });
  });

  it('work on Azure by deployment', async () => {
    server.play([{ kind: 'text', text: '' }]);
    const embeddings = createEmbeddings(
      {
        provider: 'azure',
        endpoint: server.address,
        apiKey: 'azure-key',
        deployment: 'embed-1',
        apiVersion: '2024-10-21',
        dimension: 4,
      },
      atOnce,
    );
    await expect(embeddings.embed(['a', 'b'])).resolves.toHaveLength(2);
    expect(embeddings.model).toBe('embed-1');
  });
});

it('Azure chat goes to the deployment with its own key header', async () => {
  server.play([{ kind: 'text', text: 'Hello there' }]);
  const config: ChatConfig = {
    provider: 'azure',
    endpoint: `${server.address}/`,
    apiKey: 'azure-key',
    deployment: 'chat-1',
    apiVersion: '2024-10-21',
  };
  const calls = new RecordedCalls();
  const models = createChatModels(config, { ...atOnce, calls, offlineEmbeddings: undefined });
  const reply = await models.invoke(
    { organizationId: 'org', purpose: 'summary', promptVersion: 'summary@1', requireOffline: false },
    [new HumanMessage('Hi')],
  );
  await models.settled();
  expect(reply).toMatchObject({ model: 'chat-1', message: { content: 'Hello there' } });
  expect(server.requests[0]).toMatchObject({
    path: '/openai/deployments/chat-1/chat/completions?api-version=2024-10-21',
    authorization: 'azure-key',
  });
  expect(calls.calls).toMatchObject([
    { organizationId: 'org', purpose: 'summary', model: 'chat-1', outcome: 'ok' },
  ]);
});

describe("the doctor's question to the model", () => {
  const openai = (model = 'test-model'): ChatConfig => ({
    provider: 'openai',
    baseUrl: server.baseUrl,
    model,
    apiKey: 'k',
  });

  it('says that it is there', async () => {
    server.play([{ kind: 'text', text: 'ok' }]);
    await expect(checkModel(openai())).resolves.toEqual({ ok: true, detail: 'test-model is reachable' });
  });

  it('tries a word where the server lists no models', async () => {
    server.play([{ kind: 'text', text: 'ok' }]);
    await expect(checkModel(openai('unlisted'))).resolves.toMatchObject({ ok: true });
    expect(server.requests).toHaveLength(1);
  });

  it("names the setting when the key is refused, and never the provider's words", async () => {
    server.play([{ kind: 'status', status: 401, message: 'PROVIDER-TEXT sk-123' }]);
    const { ok, detail } = await checkModel(openai());
    expect(ok).toBe(false);
    expect(detail).toContain('OPENAI_API_KEY');
    expect(detail).not.toContain('PROVIDER-TEXT');
  });

  it('names the setting when nothing listens', async () => {
    const { ok, detail } = await checkModel({
      provider: 'openai',
      baseUrl: 'http://127.0.0.1:1/v1',
      model: 'm',
    });
    expect([ok, detail]).toEqual([false, expect.stringContaining('check the address')]);
  });

  it('is content with the offline model, and says how to have another', async () => {
    await expect(checkModel({ provider: 'offline' })).resolves.toMatchObject({
      ok: true,
      detail: expect.stringContaining('OPENAI_API_KEY') as unknown,
    });
  });
});
