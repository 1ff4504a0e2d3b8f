import { readPeerWords } from '../../../../src/coaching/performance/read-peer-words.ts';
import { readTeamRequest } from '../../../../src/coaching/performance/read-team-request.ts';

describe('words that ask how a team or somebody in it is doing', () => {
  it.each([
    'how is my team doing?',
    'How are my team doing this week',
    'how’s our team doing',
    'how did my team do last month?',
    'how did the team perform last quarter?',
    'my team’s scores',
    'show me my team scores for last month',
    'team figures last week',
    'show team performance',
    'Can you show me the numbers for my team?',
  ])('“%s” asks about the asker’s own team', (words) => {
    expect(readTeamRequest(words)).toEqual({ kind: 'team' });
  });

  it.each([
    ['how is Elena’s team doing?', 'Elena'],
    ['Tomás Rivera’s team scores last month', 'Tomás Rivera'],
    ['show me the figures for Elena’s team', 'Elena'],
  ])('“%s” asks about a leader’s team', (words, name) => {
    expect(readTeamRequest(words)).toEqual({ kind: 'team', name });
  });

  it.each([
    ['how is Priya doing?', 'Priya'],
    ['How’s Priya doing', 'Priya'],
    ['how did Priya do last month?', 'Priya'],
    ['how has Daniel Osei been doing this quarter', 'Daniel Osei'],
    ['how did @priya do in October 2026?', 'priya'],
    ['Priya’s scores', 'Priya'],
    ['show me Priya Raman’s figures for last month', 'Priya Raman'],
    ['scores of Daniel', 'Daniel'],
    ['what are Daniel’s numbers this week?', 'Daniel'],
  ])('“%s” asks about one person', (words, name) => {
    expect(readTeamRequest(words)).toEqual({ kind: 'person', name });
  });

  it.each([
    'how am I doing?',
    'my scores',
    'how do I refund without a receipt?',
    'what is our complaint procedure?',
    'how is the quality score calculated?',
    'how is handle time measured?',
    'How did Priya do on the refund call?',
    'how did Priya handle the angry customer last month',
    'What did Priya say about refunds?',
    'Who struggled with refunds last month?',
    'how is it going?',
    'How are you doing?',
    'How is everyone doing?',
    'how does my team escalate a refund?',
    'how do I raise my team’s scores?',
    'what is a good CSAT score?',
    'What is the AHT performance target?',
    'Sessions with Priya last month',
    'my team keeps missing its targets and I feel stuck',
    'How is your day going?',
    'What results does the AST method promise?',
  ])('“%s” does not', (words) => {
    expect(readTeamRequest(words)).toBeUndefined();
  });
});

describe('words about being compared with peers', () => {
  it.each([
    ['compare me with my peers', 'join'],
    ['Please compare me to my colleagues.', 'join'],
    ['can you compare me with others?', 'join'],
    ['turn on peer comparison', 'join'],
    ['I want to be compared with my peers', 'join'],
    ['stop comparing me', 'leave'],
    ['stop comparing me with my peers please', 'leave'],
    ['don’t compare me with others', 'leave'],
    ['turn off peer comparison', 'leave'],
    ['how do I compare with my peers?', 'show'],
    ['where do I stand among my colleagues?', 'show'],
    ['my percentile', 'show'],
  ] as const)('“%s” is %s', (words, wish) => {
    expect(readPeerWords(words)).toBe(wish);
  });

  it.each([
    'how do I compare two phone plans for a customer?',
    'how do I compare with the old procedure?',
    'compare version 1 with version 2',
    'should leaders compare agents with their peers?',
    'my leader keeps comparing me with my colleagues and it hurts',
    'what is peer coaching?',
    'who could help me with refunds?',
    'stop comparing the two drafts',
  ])('“%s” is not about it', (words) => {
    expect(readPeerWords(words)).toBeUndefined();
  });
});
