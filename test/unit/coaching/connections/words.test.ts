import { asksForConnection } from '../../../../src/coaching/connections/asks-for-connection.ts';
import { readAsk } from '../../../../src/coaching/connections/read-ask.ts';
import { toTerms } from '../../../../src/knowledge/terms.ts';

describe('words that ask for a colleague', () => {
  it.each([
    'Who could help me with refunds in Spanish?',
    'who can help me with calming angry callers',
    'Who might help me with chargebacks?',
    'Who could I learn from about closing a sale?',
    'Who is good at de-escalation?',
    'who here is good at writing follow-ups?',
    'Who speaks Polish?',
    'who on my team speaks French',
    'Who has experience with chargebacks?',
    'Who knows a lot about loyalty cards?',
    'Who else struggles with handle time?',
    'who else is working on empathy?',
    'Who has the same challenge?',
    'Who complements my strengths?',
    'Is there anyone who could help me with refunds?',
    'Is there somebody I could talk to about time management?',
    'are there other people who struggle with this?',
    'Does anyone else struggle with angry callers?',
    'Could anybody help me with Excel?',
    'Connect me with someone who knows refunds',
    'Can you introduce me to a colleague?',
    'Please put me in touch with somebody who speaks Dutch',
    'Find me a colleague who is good at planning',
    'I’m looking for someone who speaks German',
    'I need somebody to practise my pitch with',
    'Suggest someone to talk to about burnout at month end',
    'I’d like to talk to somebody who has done this before',
    'Can you recommend a mentor?',
    'do you know anyone who could help me with my tone on calls?',
  ])('%s', (words) => {
    expect(asksForConnection(words)).toBe(true);
  });

  it.each([
    'Who do I call for a refund escalation?',
    'who should I contact about payroll?',
    'Who can approve a refund over 500?',
    'Who may issue a goodwill credit?',
    'Who is responsible for chargebacks?',
    'Who signs off on a price match?',
    'Who do we escalate a legal threat to?',
    'who helps customers with a lost card?',
    'What do I do when a customer speaks Spanish?',
    'How do I help a customer who speaks Spanish?',
    'how do I refund without a receipt?',
    'What is our complaint procedure?',
    'Can I connect a caller with someone in billing?',
    'When do I put a customer in touch with somebody in fraud?',
    'Does anyone need to countersign a refund?',
    'Is there a limit for refunds?',
    'Who struggled with refunds last month?',
    'Sessions with Priya last month',
    'What did I note about Priya?',
    'What does the handbook say about who can help me with leave?',
    'Is somebody allowed to waive the fee?',
    'Do you know the refund policy?',
    'I need a refund for a customer',
    'can somebody cancel an order after dispatch?',
  ])('not: %s', (words) => {
    expect(asksForConnection(words)).toBe(false);
  });
});

describe('what they look for', () => {
  const read = (words: string) => readAsk(words, toTerms);
  it.each([
    ['Who could help me with refunds in Spanish?', ['refund'], ['spanish'], 'helper'],
    ['a French-speaking colleague good at billing', ['bill'], ['french'], 'helper'],
    ['quien habla español', ['quien', 'habla'], ['spanish'], 'helper'],
    ['Who speaks Polish?', [], ['polish'], 'helper'],
    ['who could help me polish my pitch?', ['polish', 'pitch'], [], 'helper'],
    ['Who else struggles with angry callers?', ['angri', 'caller'], [], 'alike'],
    ['Who complements my strengths?', [], [], 'complement'],
  ] as const)('%s', (words, topics, languages, wish) => {
    expect(read(words)).toEqual({ topics, languages, wish });
  });
  it('nothing in particular is nothing', () => {
    expect(read('Who could help me?')).toBeUndefined();
    expect(read('🤔')).toBeUndefined();
  });
});
