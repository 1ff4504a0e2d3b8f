import { smallTalkOf } from '../../../src/turns/small-talk.ts';

it.each([
  ['Hello!', 'hello'],
  ['Good morning', 'hello'],
  ['thanks a lot :)', 'thanks'],
  ['great, thank you!', 'thanks'],
  ['thanks for your help', 'thanks'],
  ['OK', 'agreed'],
  ['looks good to me', 'agreed'],
  ['👍🏽', 'agreed'],
  ['🙏 🎉', 'agreed'],
  ['What can you do?', 'help'],
  ['??', 'help'],
])('%j is %s', (text, kind) => {
  expect(smallTalkOf(text)).toBe(kind);
});

it.each([
  'ok, and without a receipt?',
  'good call handling',
  'thanks, how do I refund?',
  'hello, I have a question about refunds',
  'fine for late delivery',
  '👎',
  '',
])('%j is none', (text) => {
  expect(smallTalkOf(text)).toBeUndefined();
});
