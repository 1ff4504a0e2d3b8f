import { scoreAnswers } from '../../../bench/eval/score-answers.ts';
import type { AnswerCase, GivenAnswer } from '../../../bench/eval/score-answers.ts';

const known: AnswerCase = {
  id: 'a',
  as: 'x@example.test',
  question: 'How long?',
  expect: { document: 'refund', mustQuote: 'within 14 days' },
};
const unknown: AnswerCase = { id: 'd', as: 'x@example.test', question: 'Rain?', expect: { declined: true } };
const cited = (document: string, quote: string): GivenAnswer => ({
  answer: quote,
  citations: [{ document, quote }],
});
const declined: GivenAnswer = { answer: '', citations: [] };

it.each([
  [known, cited('refund', 'It must come back\n within 14  days.'), undefined],
  [known, cited('refund', 'At most £75.'), 'quoted other words of refund'],
  [known, cited('delivery', 'within 14 days'), 'cited delivery instead of refund'],
  [known, declined, 'declined'],
  [unknown, declined, undefined],
  [unknown, cited('refund', 'within 14 days'), 'should have declined, but cited refund'],
])('scores %# as a reader would', async (question, given, reason) => {
  const score = await scoreAnswers([question], () => Promise.resolve(given));
  expect(score.failures.map((failure) => failure.reason)).toEqual(reason === undefined ? [] : [reason]);
  expect([score.passed, score.total]).toEqual([reason === undefined ? 1 : 0, 1]);
});
