import { routeFor, type BoundTool } from '../../../../src/models/offline/route.ts';

const tool = (name: string): BoundTool => ({ name, parameters: {} });
const anywhere = ['search_knowledge', 'search_records', 'list_sessions', 'list_notes', 'my_data'].map(tool);
const thread = [...anywhere, ...['refine_summary', 'undo_summary', 'find_in_transcript'].map(tool)];

it.each([
  ['show my notes about Priya', 'list_notes'],
  ['open urgent notes', 'list_notes'],
  ['my open coaching notes this month', 'list_notes'],
  ['notes shared with me', 'list_notes'],
  // What was noted about a topic is searched for.
  ['what did I note about refunds?', 'search_records'],
  ['what did I note about Priya?', 'search_records'],
  ['who struggled with refunds last month?', 'search_records'],
  // Everything else stays what it was.
  ['my sessions', 'list_sessions'],
  ['how do I write call notes?', 'search_knowledge'],
  ['how do I refund without a receipt?', 'search_knowledge'],
  ['what is our complaint procedure?', 'search_knowledge'],
])('%j goes to %s', (words, expected) => {
  expect(routeFor(words, anywhere)?.tool.name).toBe(expected);
});

it.each([
  ['show my open notes about Priya', 'list_notes'],
  ['add a note that she was calm', 'refine_summary'],
  ['make the notes shorter', 'refine_summary'],
])('in a session’s thread %j goes to %s', (words, expected) => {
  expect(routeFor(words, thread)?.tool.name).toBe(expected);
});
