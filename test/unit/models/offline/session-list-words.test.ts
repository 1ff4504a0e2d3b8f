import { routeFor, type BoundTool } from '../../../../src/models/offline/route.ts';

const tool = (name: string): BoundTool => ({ name, parameters: {} });
const anywhere = ['search_knowledge', 'search_records', 'list_sessions'].map(tool);
const thread = [
  ...anywhere,
  ...['refine_summary', 'undo_summary', 'find_in_transcript', 'similar_sessions'].map(tool),
];

describe('outside a session’s thread', () => {
  it.each([
    'sessions with Priya last month',
    'my workshops in October',
    'unapproved summaries',
    'show me my unapproved summaries',
    'which sessions did I have with Dana in October?',
    'list all sessions since Monday',
    'my sessions',
    'sessions',
    'show my latest coaching sessions',
    'what 1:1s did I have this week?',
    'which summaries do I still have to approve?',
    'any failed sessions?',
    'upcoming sessions',
    'how many sessions did I have with Priya this year?',
  ])('%j lists sessions', (words) => {
    expect(routeFor(words, anywhere)?.tool.name).toBe('list_sessions');
  });

  it.each([
    ['which sessions were about handovers?', 'search_records'],
    ['sessions about refunds in October', 'search_records'],
    ['who struggled with refunds last month?', 'search_records'],
    ['show me my notes', 'search_records'],
    ['How long is a coaching session?', 'search_knowledge'],
    ['How often should sessions take place?', 'search_knowledge'],
  ])('%j goes to %s', (words, expected) => {
    expect(routeFor(words, anywhere)?.tool.name).toBe(expected);
  });
});

describe('in a session’s thread', () => {
  it.each([
    ['which sessions did I have with Priya last month?', 'list_sessions'],
    ['my other sessions', 'list_sessions'],
    ['unapproved summaries', 'list_sessions'],
    ['make the summary shorter', 'refine_summary'],
    ['the summary of Priya is too long', 'refine_summary'],
    ['sessions like this one', 'similar_sessions'],
    ['add: plan three sessions with Priya', 'refine_summary'],
  ])('%j goes to %s', (words, expected) => {
    expect(routeFor(words, thread)?.tool.name).toBe(expected);
  });
});
