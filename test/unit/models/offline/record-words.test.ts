import { routeFor, type BoundTool } from '../../../../src/models/offline/route.ts';

const tool = (name: string): BoundTool => ({ name, parameters: {} });
const anywhere = [tool('search_knowledge'), tool('search_records')];
const thread = [
  ...anywhere,
  ...['refine_summary', 'undo_summary', 'find_in_transcript', 'similar_sessions'].map(tool),
];

describe('outside a session’s thread', () => {
  it.each([
    'who struggled with refunds last month?',
    'Who is struggling with handovers?',
    'which agents had trouble with angry callers this week',
    'has anyone improved at upselling since Monday?',
    'who did well last week?',
    'who promised to call a customer back?',
    'what did I note about Priya?',
    'notes about Priya from last week',
    'show me my notes',
    'which sessions were about handovers?',
    'sessions about refunds in October',
    'overdue action items',
    'what did Daniel struggle with in October?',
    'How did Priya Raman do last month?',
    'what did I struggle with last month?',
    'who mentioned the greenhouse panels?',
    'who worked with refunds last week?',
  ])('%j is looked for in records', (words) => {
    expect(routeFor(words, anywhere)?.tool.name).toBe('search_records');
  });

  it.each([
    'who do I escalate a refund to?',
    'Who can approve a refund over 100 pounds?',
    'who should I call when a customer is angry?',
    'How do I refund without a receipt?',
    'How do I take notes after a call?',
    'What do I note on the account?',
    'How long is a coaching session?',
    'What should I do when a customer struggled to log in?',
    'what is the procedure for overdue action items?',
    'customer had trouble with the delivery, what now?',
    'The customer promised to send photos last week',
    'Who is allowed to give goodwill credit?',
    'Which desk handles complaints?',
    'What did the customer need for an identity check?',
    'how do I give feedback with the AST method?',
    'a caller lost her receipt last month',
  ])('%j is looked for in the knowledge base', (words) => {
    expect(routeFor(words, anywhere)?.tool.name).toBe('search_knowledge');
  });

  it('reads a follow-up in the light of the question before', () => {
    const question = 'who struggled with refunds last month, this month?';
    expect(routeFor('and this month?', anywhere, question)?.tool.name).toBe('search_records');
  });
});

describe('in a session’s thread', () => {
  it.each([
    ['sessions like this one', 'similar_sessions'],
    ['were there similar sessions?', 'similar_sessions'],
    ['find other sessions like this', 'similar_sessions'],
    ['who struggled with refunds last month?', 'search_records'],
    ['what did I note about Priya?', 'search_records'],
    ['which sessions were about handovers?', 'search_records'],
    ['what did Daniel say about Friday?', 'find_in_transcript'],
    ['what did Priya promise?', 'find_in_transcript'],
    ['add: notes about Priya go to the file', 'refine_summary'],
    ['Dana: find sessions about refunds', 'refine_summary'],
    ['drop the second win', 'refine_summary'],
    ['make the action items for this week shorter', 'refine_summary'],
  ])('%j goes to %s', (words, expected) => {
    expect(routeFor(words, thread)?.tool.name).toBe(expected);
  });
});
