import { createMetrics } from '../../../src/app/metrics.ts';
import type { Actor } from '../../../src/coaching/people/user.ts';
import type { Knowledge } from '../../../src/knowledge/create-knowledge.ts';
import { TestClock } from '../../support/agent-scene.ts';
import { startChromaProxy, type ChromaProxy } from '../../support/chroma-proxy.ts';
import {
  actorOf,
  createKnowledgeRig,
  directTo,
  documentOf,
  type KnowledgeRig,
} from '../../support/knowledge.ts';
import { recordedLogger } from '../../support/recorded-log.ts';

const question = 'How many days for a refund without a receipt?';

describe('a vector store that fails while people ask', () => {
  let rig: KnowledgeRig;
  let proxy: ChromaProxy;
  let actor: Actor;
  beforeAll(async () => {
    rig = await createKnowledgeRig();
    actor = actorOf(await rig.addOrganization());
    const text = '# Refunds\n\n1. Without a receipt, a refund is possible within 14 days.\n';
    await rig.open().knowledge.ingest.add(documentOf(actor.organizationId, 'refunds', text));
  });
  afterAll(() => rig.close());
  beforeEach(async () => {
    proxy = await startChromaProxy(rig.services.chromaUrl);
  });
  afterEach(() => proxy.close());

  function open() {
    const clock = new TestClock();
    const { logger, lines } = recordedLogger();
    const { knowledge } = rig.open({
      chroma: { url: proxy.url },
      clock,
      logger,
      cached: false,
      vectorTimeoutMs: 150,
    });
    return { knowledge, clock, lines };
  }
  const ask = (knowledge: Knowledge) => knowledge.search.search(directTo(actor), question);
  /** A first question tells the search which scopes there are. */
  const warmUp = async (knowledge: Knowledge) => expect((await ask(knowledge)).mode).toBe('hybrid');

  it('is left alone after one answer that does not come, and asked again after 30 s', async () => {
    const { knowledge, clock, lines } = open();
    const metrics = createMetrics();
    knowledge.observe(metrics.search);
    await warmUp(knowledge);
    proxy.mode = 'stall';
    const slow = await ask(knowledge);
    expect(slow).toMatchObject({ mode: 'text-only', nothingRelevant: false });
    expect(slow.passages[0]?.documentName).toBe('refunds');
    expect(await metrics.text()).toContain('threadcoach_knowledge_vector_store_open 1');

    const before = proxy.queries;
    for (let at = 0; at < 3; at += 1) expect((await ask(knowledge)).mode).toBe('text-only');
    clock.advance(29_999);
    expect((await ask(knowledge)).mode).toBe('text-only');
    expect(proxy.queries).toBe(before);

    clock.advance(1);
    // Still stuck: one question finds out for all.
    expect((await ask(knowledge)).mode).toBe('text-only');
    expect(proxy.queries).toBe(before + 1);
    proxy.mode = 'pass';
    expect((await ask(knowledge)).mode).toBe('text-only');
    clock.advance(30_000);
    expect((await ask(knowledge)).mode).toBe('hybrid');
    expect((await ask(knowledge)).mode).toBe('hybrid');

    const warnings = lines.filter(({ level }) => level === 'warn');
    expect(warnings.map(({ reason }) => reason)).toEqual(['TimeLimitError', undefined]);
    const text = await metrics.text();
    expect(text).toContain('threadcoach_knowledge_vector_store_open 0');
    expect(text).toContain('threadcoach_knowledge_searches_total{mode="hybrid",cached="false"} 3');
    expect(text).toContain('threadcoach_knowledge_searches_total{mode="text-only",cached="false"} 7');
    expect(text).toContain('threadcoach_knowledge_search_failures_total{part="vector-store"} 2');
  });

  it('is left alone after five failures in a row, not after four', async () => {
    const { knowledge, lines } = open();
    await warmUp(knowledge);
    proxy.mode = 'refuse';
    for (let at = 0; at < 4; at += 1) expect((await ask(knowledge)).mode).toBe('text-only');
    proxy.mode = 'pass';
    await warmUp(knowledge);
    proxy.mode = 'refuse';
    for (let at = 0; at < 5; at += 1) expect((await ask(knowledge)).mode).toBe('text-only');
    const before = proxy.queries;
    proxy.mode = 'pass';
    expect((await ask(knowledge)).mode).toBe('text-only');
    expect(proxy.queries).toBe(before);
    expect(lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('does not count a question that its asker stopped', async () => {
    const { knowledge } = open();
    await warmUp(knowledge);
    proxy.mode = 'stall';
    const stop = new AbortController();
    const before = proxy.queries;
    const stopped = knowledge.search.search(directTo(actor), question, { signal: stop.signal });
    while (proxy.queries === before) await new Promise(setImmediate);
    stop.abort();
    await expect(stopped).rejects.toThrow();
    proxy.mode = 'pass';
    expect((await ask(knowledge)).mode).toBe('hybrid');
  });
});
