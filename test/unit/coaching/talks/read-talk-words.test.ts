import { readFileSync } from 'node:fs';
import {
  asksForAdvice,
  asksForCoaching,
  asksForTalks,
  endsTalk,
  goesOnWithTalk,
  startsTalk,
} from '../../../../src/coaching/talks/read-talk-words.ts';

const linesOf = (file: string): Record<string, string>[] =>
  readFileSync(`test/eval-data/${file}`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>);
const questionsAtWork = [
  ...linesOf('answers.jsonl').map(({ question = '' }) => question),
  ...linesOf('search-questions.jsonl').map(({ query = '' }) => query),
];

describe('words that begin a coaching talk', () => {
  it.each([
    'coach me',
    'can you coach me?',
    'Could you coach me on difficult calls?',
    'I’d like some coaching',
    'can we have a coaching conversation?',
    'help me plan my growth',
    'hey, can you help me sort out my thoughts?',
    'let’s think something through',
    'I want to talk about my goals',
  ])('asked for: %s', (words) => {
    expect(asksForCoaching(words)).toBe(true);
    expect(startsTalk(words)).toBe(true);
  });

  it.each([
    'I’m stuck with long calls',
    'I keep getting angry at callers',
    'I want to get better at de-escalation',
    'i feel overwhelmed',
    'I find it hard to say no',
    'I have trouble saying no to customers',
    'I’d like to become a team leader',
    'I wish I were calmer',
    'Lately I get impatient with slow customers',
    'I always panic when a manager listens in',
    'I don’t feel confident with upselling',
  ])('a struggle, wish or feeling: %s', (words) => {
    expect(startsTalk(words)).toBe(true);
  });

  it.each([
    'how do I refund without a receipt?',
    'what is our complaint procedure',
    'I’m stuck with the refund form, which field is the receipt number?',
    'I need to refund a customer without a receipt',
    'I want to know the refund limit',
    'I’d like to see my sessions',
    'what do I do with an angry caller?',
    'caller is screaming at me what now',
    'a caller keeps swearing at me',
    'what is coaching?',
    'How do I coach a colleague?',
    'coaching sessions with Priya',
    'who struggled with refunds last month?',
    'did Priya say she was frustrated?',
    'Priya keeps getting angry at callers',
    'add: I want to get better at calls',
    'I lost the receipt number',
    'I feel the SOP on refunds is wrong',
    ...questionsAtWork,
  ])('and those that do not: %s', (words) => {
    expect(startsTalk(words)).toBe(false);
  });
});

describe('words while the coach’s question waits', () => {
  it.each([
    'Yesterday a caller shouted at me',
    '8',
    'on Thursday',
    'the second one',
    'Show them the order number first',
    'What helped was breathing',
    'When the queue is red I get tense',
    'How I said it',
    'just tell me what to do',
    'what would you do?',
    'what do you mean?',
    'I was angry. What can I do?',
  ])('go on with the talk: %s', (words) => {
    expect(goesOnWithTalk(words)).toBe(true);
  });

  it.each([
    'how do I refund without a receipt?',
    'how do I refund without a receipt',
    'what is the refund limit?',
    'who approves a goodwill credit?',
    'lamp turned up smashed, what pics do we need from the customer',
    'what do I do with an angry caller?',
    'show me my sessions',
    'my action items',
    'my scores and trend',
    'export my summaries',
    'sessions with Priya last month',
    'person on the line says they want to hurt themselves',
  ])('or belong to the rest of the product: %s', (words) => {
    expect(goesOnWithTalk(words)).toBe(false);
  });
});

describe('other words', () => {
  it.each(['stop', 'that’s enough', 'let’s leave it', 'ok stop', 'I have to go', 'let’s stop here, thanks'])(
    'end a talk: %s',
    (words) => {
      expect(endsTalk(words)).toBe(true);
    },
  );

  it.each([
    'stop interrupting callers',
    'that’s it',
    'I stop and breathe',
    'leave it until I am calm',
    'not today but tomorrow',
  ])('or only sound like it: %s', (words) => {
    expect(endsTalk(words)).toBe(false);
  });

  it.each(['What have we talked about?', 'what did I choose last time?', 'remind me what we talked about'])(
    'ask for earlier talks: %s',
    (words) => {
      expect(asksForTalks(words)).toBe(true);
    },
  );

  it('ask for records, not for talks', () => {
    expect(asksForTalks('what did we talk about in the session with Priya?')).toBe(false);
  });

  it.each([
    'What should I do?',
    'Any tips?',
    'Just tell me what to do',
    'What would you suggest?',
    'I need advice',
    'How would you handle that?',
    'Could you recommend something?',
  ])('ask for advice: %s', (words) => {
    expect(asksForAdvice(words)).toBe(true);
  });

  it.each([
    'I don’t know what she wants',
    'She gave no tips',
    'I told her what to do',
    'My calls are too long',
    'Customers need advice on refunds',
    'What can you do?',
    'what should I do with a broken lamp?',
    'How do you handle a refund?',
    'Could you recommend a template?',
  ])('ask for a procedure, or tell: %s', (words) => {
    expect(asksForAdvice(words)).toBe(false);
  });
});
