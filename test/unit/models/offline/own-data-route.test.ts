import { routeFor } from '../../../../src/models/offline/route.ts';

const tool = (name: string) => ({
  name,
  parameters: { properties: { request: { type: 'string' } }, required: ['request'] },
});
const direct = ['search_knowledge', 'search_records', 'list_sessions', 'similar_sessions', 'my_data'].map(
  tool,
);
/** Where others read along the tool is not there. */
const shared = direct.filter(({ name }) => name !== 'my_data');
const toolOf = (words: string, tools = direct, question = words) =>
  routeFor(words, tools, question)?.tool.name;

describe('one’s own data, by rule', () => {
  it.each([
    'how am I doing?',
    'my scores',
    'show my handle time this month',
    'my action items',
    'my PIP progress',
  ])('%s is shown', (words) => {
    expect(toolOf(words)).toBe('my_data');
  });

  it.each(['when is my next session?', 'what changed since last time?', 'how did I do last week?'])(
    '%s is shown, and not looked for in records or lists of sessions',
    (words) => {
      expect(toolOf(words)).toBe('my_data');
    },
  );

  it('a follow-up goes on with it, in the words made complete', () => {
    const route = routeFor('and last month?', direct, 'show my handle time this month, last month?');
    expect([route?.tool.name, route?.input]).toEqual(['my_data', 'question']);
    expect(toolOf('refunds?', direct, 'show my scores, refunds?')).toBe('search_knowledge');
  });

  it.each([
    ['what is our handle time target procedure', 'search_knowledge'],
    ['how do I improve my quality score?', 'search_knowledge'],
    ['how do I refund without a receipt?', 'search_knowledge'],
    ['who struggled with refunds last month?', 'search_records'],
    ['how is Priya doing?', 'search_records'],
    ['my sessions last month', 'list_sessions'],
  ])('%s goes to %s', (words, name) => {
    expect(toolOf(words)).toBe(name);
  });

  it('is not offered where others read along', () => {
    expect(toolOf('my scores', shared)).not.toBe('my_data');
  });
});
