import { readOwnDataRequest } from '../../../../src/coaching/performance/read-request.ts';

describe('what of their own data somebody asks for', () => {
  it.each([
    ['how am I doing?', { what: 'overview' }],
    ['Hey, how am I doing this month?', { what: 'overview' }],
    ['show me my numbers', { what: 'overview' }],
    ['my stats', { what: 'overview' }],
    ['my scores', { what: 'scores' }],
    ['can you show me my scores please', { what: 'scores' }],
    ['what are my scores for the last 90 days?', { what: 'scores' }],
    ['how did I do last week?', { what: 'scores' }],
    ['am I improving?', { what: 'scores' }],
    ['show my handle time this month', { what: 'scores', metric: 'aht' }],
    ['what is my AHT', { what: 'scores', metric: 'aht' }],
    ['How is my quality score?', { what: 'scores', metric: 'quality_score' }],
    ['my QA score since October', { what: 'scores', metric: 'qa_score' }],
    ['chart my first call resolution', { what: 'scores', metric: 'fcr' }],
    ['what was my csat in October', { what: 'scores', metric: 'csat' }],
    ['how many calls did I handle last week', { what: 'scores', metric: 'calls_handled' }],
    ['my action items', { what: 'actions' }],
    ['Show my open action items', { what: 'actions' }],
    ['what do I still have to do?', { what: 'actions' }],
    ['what’s on my list?', { what: 'actions' }],
    ['my PIP progress', { what: 'plan' }],
    ['how is my plan going?', { what: 'plan' }],
    ['show me my performance improvement plan', { what: 'plan' }],
    ['am I on track?', { what: 'plan' }],
    ['when is my next session?', { what: 'session' }],
    ['when’s my 1:1', { what: 'session' }],
    ['my next one-on-one', { what: 'session' }],
    ['do I have a session this week?', { what: 'session' }],
    ['what changed since last time?', { what: 'changes' }],
    ['what’s new since my last 1:1?', { what: 'changes' }],
    ['What has changed for me since the last session', { what: 'changes' }],
    ['anything new since I last looked?', { what: 'changes', sinceLook: true }],
  ])('%s', (text, expected) => {
    expect(readOwnDataRequest(text)).toEqual(expected);
  });

  it.each([
    // To the knowledge base.
    'what is our handle time target procedure',
    'how do I refund without a receipt?',
    'what is our complaint procedure',
    'what counts as average handle time?',
    'how is the composite score calculated?',
    'how is my composite score calculated?',
    'what does adherence mean?',
    'what is a PIP?',
    'how long does a performance plan last?',
    'what happens when my PIP ends?',
    'who approves my break time?',
    'can I change my lunch time?',
    'what should my handle time be?',
    'what is the policy for attendance',
    'what has changed in the refund procedure since last month?',
    'what changed since the last version?',
    'what do I need to do when a customer asks for a refund?',
    'how often should quality be checked?',
    // To sessions and records.
    'sessions with Priya last month',
    'my sessions last month',
    'action items for Priya',
    'how is Priya doing?',
    'show Priya’s scores',
    // To a talk, a goal, a profile.
    'how do I improve my handle time?',
    'how can I get my quality score up?',
    'my quality score dropped and I feel bad about it',
    'I am worried about my scores',
    'I want to work on my adherence',
    'my growth plan',
    'show my development plan',
    'what are my goals?',
    'what are my strengths?',
    'what have we talked about?',
    'thanks, that helps',
  ])('leaves alone: %s', (text) => {
    expect(readOwnDataRequest(text)).toBeUndefined();
  });
});
