import { isAnswerToCheckIn, putsOff } from '../../../../src/turns/growth/read-check-in-answer.ts';

it.each([
  'I asked for the order twice, and got it once.',
  'two calls went well',
  'Good!',
  'not much, we were short of people all week',
  'It was hard. The first caller hung up on me.',
  'Nothing yet',
  'so-so',
  'My last session was about it, and it helped',
])('%j tells what happened', (words) => {
  expect(isAnswerToCheckIn(words)).toBe(true);
  expect(putsOff(words)).toBe(false);
});

it.each([
  'what should I do next?',
  'how do I refund without a receipt',
  'refund without a receipt',
  'can you show me my goals',
  'show my scores',
  'coach me on it',
  'I want to talk about my calls',
  'I need help with closing calls',
  'I did the first step',
  'stop checking in',
  'forget this',
  'sessions with Priya last month',
  'my open action items',
  'What have we talked about?',
  'Hi, how does the AST method work',
  '/goals',
])('%j wants something', (words) => {
  expect(isAnswerToCheckIn(words)).toBe(false);
});

it.each([
  'not now',
  'Later',
  'tomorrow, please',
  'ask me again tomorrow',
  'sorry, not today',
  'I’m busy right now',
])('%j puts it off', (words) => {
  expect(putsOff(words)).toBe(true);
});
