import { selfContained } from '../../../../src/models/offline/follow-up.ts';

it.each([
  [
    ['How many days does a customer have with a receipt?'],
    'And without a receipt?',
    'How many days does a customer have without a receipt?',
  ],
  [
    ['How long is a payment link valid?'],
    'and store credit?',
    'How long is a payment link valid, store credit?',
  ],
  [['What do I do with a damaged item?'], 'what about glass?', 'What do I do with a damaged item, glass?'],
  [
    ['customer lost her receipt, how long does she have to bring it back?'],
    'and with a receipt?',
    'customer with a receipt, how long does she have to bring it back?',
  ],
  [
    ['The customer doesn’t have a receipt. What now?'],
    'And with a receipt?',
    'The customer with a receipt. What now?',
  ],
  ...[
    'How do I refund without a receipt?',
    'What is store credit?',
    'What do I do with an abusive caller?',
  ].map((complete): [string[], string, string] => [['What is the capital of Peru?'], complete, complete]),
  [['power tool?'], 'caller is screaming at me what now', 'caller is screaming at me what now'],
  [
    ['What do I do with a damaged item?'],
    'Do I need a photo?',
    'What do I do with a damaged item, Do I need a photo?',
  ],
  [
    ['How do I refund without a receipt?'],
    'how many days?',
    'How do I refund without a receipt, how many days?',
  ],
  [[], 'And without a receipt?', 'And without a receipt?'],
  [
    ['How do I refund a customer?'],
    'How long do we keep recordings of calls with customers?',
    'How long do we keep recordings of calls with customers?',
  ],
])('after %j, %j is read as a question of its own', (earlier, question, expected) => {
  expect(selfContained(question, earlier)).toBe(expected);
});

it('looks past a follow-up to the question that it followed', () => {
  const earlier = ['How many days does a customer have with a receipt?', 'and without a receipt?'];
  expect(selfContained('and in a shop?', earlier)).toBe(
    'How many days does a customer have without a receipt, in a shop?',
  );
});
