import { readGrowthWords, type GrowthWish } from '../../../../src/coaching/growth/read-growth-words.ts';
import { routeFor, type BoundTool } from '../../../../src/models/offline/route.ts';

const tool = (name: string): BoundTool => ({ name, parameters: {} });
const direct = ['search_knowledge', 'search_records', 'list_sessions', 'growth_plan'].map(tool);

const meant: readonly (readonly [string, GrowthWish])[] = [
  [
    'I want to set a goal: get better at closing calls by March',
    { kind: 'create', text: 'get better at closing calls by March' },
  ],
  ['Can you help me set a growth goal?', { kind: 'create', text: '' }],
  ['new goal: learn Spanish', { kind: 'create', text: 'learn Spanish' }],
  ['My goal is to become a team leader by 2028', { kind: 'create', text: 'become a team leader by 2028' }],
  [
    'I’d like to set myself a goal to ask one open question on every call',
    { kind: 'create', text: 'ask one open question on every call' },
  ],
  ['my goals', { kind: 'list' }],
  ['What are my goals?', { kind: 'list' }],
  ['what goals do I have?', { kind: 'list' }],
  ['do I have any goals?', { kind: 'list' }],
  ['how is my goal going?', { kind: 'show', about: '' }],
  ['How’s my closing goal going?', { kind: 'show', about: 'closing' }],
  ['how am I doing with my Spanish goal?', { kind: 'show', about: 'Spanish' }],
  ['when is my next check-in?', { kind: 'show', about: '' }],
  ['add a step: shadow Ana on Thursday', { kind: 'add-step', text: 'shadow Ana on Thursday', about: '' }],
  [
    'add another step to my closing goal: listen to two recordings',
    { kind: 'add-step', text: 'listen to two recordings', about: 'closing' },
  ],
  ['I did the first step', { kind: 'step', doing: 'tick', which: 'first', about: '' }],
  ['I’ve done step 2', { kind: 'step', doing: 'tick', which: '2', about: '' }],
  ['the last step is done', { kind: 'step', doing: 'tick', which: 'last', about: '' }],
  ['I did the step about Ana', { kind: 'step', doing: 'tick', which: 'Ana', about: '' }],
  ['I haven’t done the second step yet', { kind: 'step', doing: 'untick', which: 'second', about: '' }],
  ['remove the third step', { kind: 'step', doing: 'remove', which: 'third', about: '' }],
  [
    'note on my closing goal: two calls went well',
    { kind: 'note', text: 'two calls went well', about: 'closing' },
  ],
  ['progress: I asked for the order twice', { kind: 'note', text: 'I asked for the order twice', about: '' }],
  [
    'check in with me every Friday morning about it',
    { kind: 'check-in', when: 'every Friday morning', about: '' },
  ],
  [
    'check in with me monthly on the 1st at 10 about my Spanish goal',
    { kind: 'check-in', when: 'monthly on the 1st at 10', about: 'Spanish' },
  ],
  ['can you check in with me every other week?', { kind: 'check-in', when: 'every other week', about: '' }],
  ['weekly check-ins on Monday at 10', { kind: 'check-in', when: 'weekly on Monday at 10', about: '' }],
  ['stop checking in', { kind: 'stop-check-ins', about: '' }],
  ['pause check-ins', { kind: 'stop-check-ins', about: '' }],
  ['no more check-ins please', { kind: 'stop-check-ins', about: '' }],
  [
    'rename my goal to close more calls',
    { kind: 'edit', what: 'title', text: 'close more calls', about: '' },
  ],
  [
    'move the deadline of my closing goal to the end of April',
    { kind: 'edit', what: 'target', text: 'the end of April', about: 'closing' },
  ],
  ['I’ve reached my goal!', { kind: 'end', how: 'achieved', about: '' }],
  ['my closing goal is achieved', { kind: 'end', how: 'achieved', about: 'closing' }],
  ['mark my Spanish goal as achieved', { kind: 'end', how: 'achieved', about: 'Spanish' }],
  ['drop my Spanish goal', { kind: 'end', how: 'dropped', about: 'Spanish' }],
  ['reopen my closing goal', { kind: 'reopen', about: 'closing' }],
  ['undo', { kind: 'undo' }],
  ['undo the last change', { kind: 'undo' }],
];

it.each(meant)('%j is about one’s own goals, and the offline model takes it there', (words, wish) => {
  expect(readGrowthWords(words)).toEqual(wish);
  expect(routeFor(words, direct)).toMatchObject({ tool: { name: 'growth_plan' }, input: 'words' });
});

it.each([
  'how do I refund without a receipt?',
  'what is our complaint procedure',
  'What is the goal of a coaching session?',
  'How do I set goals with an agent?',
  'what are the goals of the AST method?',
  'How do I check in with a customer?',
  'what is the check-in procedure?',
  'How often should we check in with new starters?',
  'what goals should I set for a new agent?',
  'What is the first step when a caller is abusive?',
  'add a step to the refund SOP',
  'what is step 2 of the complaint procedure?',
  'should I set a goal with every agent?',
  'why do goals matter?',
  'what is our goal for CSAT?',
  'What is the sales goal this quarter?',
  'check in with Priya on Friday',
  'note on Priya: great call',
  'what did I note about Priya?',
  'who struggled with refunds last month?',
  'sessions with Priya last month',
  'I finished the call',
  'mark it as done',
  'my next step is to call Dana',
  'remind me to call Dana tomorrow',
  'My goal is going well',
  'coach me on closing calls',
  'What have we talked about?',
  'forget this',
  'stop',
  'a customer wants to check in early',
  'check-in call script',
])('%j is not', (words) => {
  expect(readGrowthWords(words)).toBeUndefined();
  expect(routeFor(words, direct)?.tool.name).not.toBe('growth_plan');
});
