import { reflect, toYou } from '../../../../src/models/coach/offline/reflect.ts';
import {
  readConfidence,
  readOptions,
  readStep,
  readTopic,
} from '../../../../src/models/coach/offline/read-answer.ts';
import { chronoDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';

describe('giving back what was said', () => {
  it.each([
    ['I keep getting angry at callers.', 'You keep getting angry at callers.'],
    ['My notes are a mess', 'Your notes are a mess.'],
    ['Yesterday he told me he was wrong', 'Yesterday he told you he was wrong.'],
    ['I was tired, I’m better now', 'You were tired, you’re better now.'],
    ['Well, I really was late', 'You really were late.'],
    ['I wasn’t sure about myself', 'You weren’t sure about yourself.'],
  ])('as “you”: %s', (words, expected) => {
    expect(reflect(words)).toBe(expected);
  });

  it.each([
    ['I was late and was tired', 'You said “I was late and was tired”.'],
    ['I told you that already', 'You said “I told you that already”.'],
    ['We lost the account', 'You said “We lost the account”.'],
    ['angry callers', 'You said “angry callers”.'],
    ['They said "no" to me', 'You said “They said ’no’ to me”.'],
  ])('word for word where “you” could mean something else: %s', (words, expected) => {
    expect(reflect(words)).toBe(expected);
  });

  it('says nothing where nothing was said, and turns no question into a statement', () => {
    expect(reflect('👍')).toBe('');
    expect(reflect('Can I do that?')).toBe('');
    expect(toYou('can I do that?')).toBeUndefined();
  });

  it('keeps to the clause that says most', () => {
    const long = `The day was long and the queue was red all morning without any pause at all for anybody in the whole team, but I stayed calm with the lady from Leeds`;
    expect(reflect(long)).toBe('But you stayed calm with the lady from Leeds.');
  });
});

describe('reading answers', () => {
  const context = { dates: chronoDateReader, today: '2026-11-20' };
  it.each([
    ['I could take a breath first, or ask for the name', ['take a breath first', 'ask for the name']],
    ['- call them back\n- write it down', ['call them back', 'write it down']],
    ['nothing else', []],
    ['good', []],
  ])('ideas, verbatim: %s', (words, expected) => {
    expect(readOptions(words)).toEqual(expected);
  });

  it.each([
    ['the second one', { text: 'ask for the name' }],
    ['1', { text: 'take a breath first' }],
    ['the breathing one, tomorrow', { text: 'take a breath first', on: '2026-11-21' }],
    ['I’ll count to seven on Thursday', { text: 'count to seven', on: '2026-11-26' }],
    ['on Thursday', { on: '2026-11-26' }],
    ['both', {}],
    ['next week', {}],
  ])('a step and its day: %s', (words, expected) => {
    expect(readStep(words, ['take a breath first', 'ask for the name'], context)).toEqual(expected);
  });

  it.each([
    ['8', 8],
    ['seven', 7],
    ['maybe a 6 or 7', 6],
    ['9 out of 10', 9],
    ['ten', 10],
    ['in 5 minutes', undefined],
    ['quite', undefined],
  ])('how sure: %s', (words, expected) => {
    expect(readConfidence(words)).toBe(expected);
  });

  it.each([
    ['can you coach me?', undefined],
    ['Can you coach me on long calls?', 'long calls'],
    ['coach me please. I feel stuck with refunds', 'I feel stuck with refunds'],
    ['help me plan my growth', undefined],
  ])('a topic: %s', (words, expected) => {
    expect(readTopic(words)).toBe(expected);
  });
});
