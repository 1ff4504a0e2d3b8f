import { saysNothingNew } from '../../../../src/coaching/follow-ups/check-facts.ts';

const sources = [
  'Closed every ticket before Friday',
  'Repeat calls dropped from eleven to six',
  'Write the closing question on a card (by Mon 23 Nov 2026)',
  'Priya Nair',
  'Cleo Coach',
  'Closing well',
  '2026-11-20',
];

describe('what a model wrote', () => {
  it.each([
    'Hi Priya,\n\nthank you for your time. You closed every ticket before Friday, which is great.\n\nBest,\nCleo',
    'Your repeat calls dropped from eleven to six – well done!',
    'Please write the closing question on a card by Monday 23 November.',
    'I hope you are well. Looking forward to our next session.',
  ])('passes where it only says what is known: %s', (text) => {
    expect(saysNothingNew(text, sources)).toBe(true);
  });

  it.each([
    ['a number', 'You closed 12 tickets before Friday.'],
    ['a number in words', 'Repeat calls dropped from eleven to four.'],
    ['a day', 'Please write the card by Thursday.'],
    ['another day', 'Please write the card today.'],
    ['a name', 'Daniel was impressed by how you closed every ticket.'],
    ['a name further on', 'You closed every ticket before Friday, and Mrs Okafor noticed.'],
    ['a claim', 'Management decided about budget increases yesterday.'],
    ['another claim', 'your salary negotiation succeeded brilliantly'],
  ])('fails with %s that nobody said', (_what, text) => {
    expect(saysNothingNew(text, sources)).toBe(false);
  });
});
