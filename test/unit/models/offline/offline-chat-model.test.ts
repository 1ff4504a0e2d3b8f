import { AIMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import type { AIMessageChunk, BaseMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { z } from 'zod';
import type { KnowledgeFindings } from '../../../../src/coaching/knowledge/numbered-passage.ts';
import { notInKnowledgeBase, OfflineChatModel } from '../../../../src/models/offline/offline-chat-model.ts';
import { passageOf } from '../../../support/agent-scene.ts';

const search = tool(() => '', {
  name: 'search_knowledge',
  description: 'Searches',
  schema: z.object({ query: z.string() }),
});
const model = () => new OfflineChatModel().bindTools([search]);
const refund = passageOf('Refund without a receipt', [
  '3. Check the date: without a receipt, the item must come back within 14 days of the purchase.',
  '5. Check the limits: at most £75 an item.',
  '6. Give the value as store credit. There is no cash refund.',
]);

function found(...passages: ReturnType<typeof passageOf>[]): ToolMessage {
  const artifact: KnowledgeFindings = {
    kind: 'knowledge-findings',
    passages: passages.map((passage, index) => ({ number: index + 1, passage })),
    nothingRelevant: passages.length === 0,
  };
  return new ToolMessage({ content: '…', tool_call_id: 'call_1', artifact });
}

function exchange(question: string, ...results: ToolMessage[]): BaseMessage[] {
  return [new HumanMessage(question), ...results.flatMap((result) => [new AIMessage(''), result])];
}

describe('the offline model', () => {
  it("searches with the person's words, each call under an id of its own", async () => {
    const first = await model().invoke(exchange('How many days without a receipt?'));
    const second = await model().invoke(exchange('How many days without a receipt?'));
    expect(first.tool_calls).toMatchObject([
      { name: 'search_knowledge', args: { query: 'How many days without a receipt?' } },
    ]);
    expect(first.tool_calls?.[0]?.id).not.toBe(second.tool_calls?.[0]?.id);
  });

  it('searches for what a follow-up means', async () => {
    const reply = await model().invoke([
      new HumanMessage('How many days does a customer have with a receipt?'),
      new AIMessage('30 days.'),
      new HumanMessage('And without a receipt?'),
    ]);
    expect(reply.tool_calls?.[0]?.args).toEqual({
      query: 'How many days does a customer have without a receipt?',
    });
  });

  it('answers with the step itself, its number, its mark and its document', async () => {
    const reply = await model().invoke(
      exchange('within how many days must the item come back without a receipt?', found(refund)),
    );
    expect(reply.text).toContain('From **Refund without a receipt**:');
    expect(reply.text).toContain(
      '> 3. Check the date: without a receipt, the item must come back within 14 days of the purchase. [1]',
    );
  });

  it('looks once more with other words, then says that it found nothing', async () => {
    const question = 'Which voucher do abusive callers get in Leeds?';
    const again = await model().invoke(exchange(question, found(refund)));
    expect(again.tool_calls?.[0]?.args).toMatchObject({
      query: expect.stringContaining('credit') as unknown,
    });
    const end = await model().invoke(exchange(question, found(refund), found()));
    expect(end.tool_calls).toEqual([]);
    expect(end.text).toBe(notInKnowledgeBase);
  });

  it('does not take a refused call for an answer', async () => {
    const refused = new ToolMessage({
      content: 'The arguments do not fit',
      tool_call_id: 'call_1',
      status: 'error',
    });
    const reply = await model().invoke(exchange('How many days without a receipt?', refused));
    expect(reply.tool_calls?.[0]?.name).toBe('search_knowledge');
  });

  it('streams in pieces that make up the same answer, with token counts', async () => {
    const messages = exchange(
      'within how many days must the item come back without a receipt?',
      found(refund),
    );
    const whole = await model().invoke(messages);
    const chunks: AIMessageChunk[] = [];
    for await (const chunk of await model().stream(messages)) chunks.push(chunk);
    expect(chunks.length).toBeGreaterThan(5);
    expect(chunks.map(({ text }) => text).join('')).toBe(whole.text);
    expect(whole.usage_metadata).toMatchObject({ total_tokens: expect.any(Number) as unknown });
  });

  it('stops when told to', async () => {
    const stopped = AbortSignal.abort();
    await expect(model().invoke(exchange('How many days?'), { signal: stopped })).rejects.toThrow();
  });
});
