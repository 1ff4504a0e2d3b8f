import { readWorkedQuestion } from '../../../../src/coaching/effectiveness/read-worked-words.ts';

it.each([
  ['what has worked for handle time in this team?', 'aht', 'team'],
  ['What worked for AHT?', 'aht', 'team'],
  ['what’s worked best for quality in my line', 'quality_score', 'line'],
  ['which coaching methods helped with attendance?', 'attendance_rate', 'team'],
  ['which method works for handle time', 'aht', 'team'],
  ['what has helped with customer satisfaction across all teams?', 'csat', 'line'],
  ['tell me what has worked for first call resolution', 'fcr', 'team'],
  ['what works for handle time in my team?', 'aht', 'team'],
  ['how effective has our coaching been for adherence?', 'adherence_score', 'team'],
])('%s', (words, issue, which) => {
  expect(readWorkedQuestion(words)).toEqual({ issue, which });
});

it.each([
  'what works for an angry customer?',
  'what helps with handle time?',
  'how do I lower my handle time?',
  'what is the handle time target?',
  'what worked for refunds?',
  'what is our complaint procedure?',
  'what has worked for calls handled?',
  'what helped?',
  'show my handle time',
  'what worked in the session with Priya?',
  'which procedure worked for quality checks?',
])('not: %s', (words) => {
  expect(readWorkedQuestion(words)).toBeUndefined();
});
