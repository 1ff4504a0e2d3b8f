import { parseQuestion } from '../../../../src/models/offline/question.ts';
import { isMisspelt, scoreUnits } from '../../../../src/models/offline/score-units.ts';
import { passageOf } from '../../../support/agent-scene.ts';

it.each([
  ['reciept', 'receipt', true],
  ['acount', 'account', true],
  ['custmer', 'customer', true],
  ['refunds', 'refund', true],
  ['refund', 'return', false],
  ['late', 'date', false],
])('%s for %s is a slip of the keyboard: %s', (typed, meant, expected) => {
  expect(isMisspelt(typed, meant)).toBe(expected);
});

it('finds the step that people ask for in other words', () => {
  const passage = passageOf('Abusive caller', [
    "1. Breathe, slow down, and say the customer's name.",
    '5. If there is a threat of violence, end the call at once, without a warning.',
    '6. Take 10 minutes away from the phone.',
  ]);
  const top = (question: string): string | undefined =>
    scoreUnits(parseQuestion(question), [{ number: 1, passage }]).sort((a, b) => b.score - a.score)[0]?.unit
      .text;
  expect(top('he threatened to hit me, must I warn him?')).toContain('threat of violence');
  expect(top('how long may I stay off the phones')).toContain('10 minutes');
});

it('counts a unit once when two searches return it', () => {
  const passage = passageOf('Refund', ['1. Check the date.']);
  const scored = scoreUnits(parseQuestion('refund date'), [
    { number: 1, passage },
    { number: 2, passage: { ...passage, id: 'again' } },
  ]);
  expect(scored).toHaveLength(1);
});
