import { routeFor, type BoundTool } from '../../../../src/models/offline/route.ts';

const tool = (name: string): BoundTool => ({ name, parameters: {} });
const direct = ['search_knowledge', 'search_records', 'list_sessions', 'coach', 'recall_talks'].map(tool);
/** In a channel, or in a session's thread: the tools of a talk are not offered. */
const elsewhere = direct.slice(0, 3);

describe('the offline model in the direct message', () => {
  it.each([
    ['I keep getting angry at callers', 'coach'],
    ['help me plan my growth', 'coach'],
    ['What have we talked about?', 'recall_talks'],
    ['how do I refund without a receipt?', 'search_knowledge'],
    ['what is our complaint procedure', 'search_knowledge'],
    ['who struggled with refunds last month?', 'search_records'],
    ['sessions with Priya last month', 'list_sessions'],
  ])('%s', (words, name) => {
    expect(routeFor(words, direct)?.tool.name).toBe(name);
  });

  it('hands nothing to a coach who is not there', () => {
    expect(routeFor('I keep getting angry at callers', elsewhere)?.tool.name).toBe('search_knowledge');
  });
});
