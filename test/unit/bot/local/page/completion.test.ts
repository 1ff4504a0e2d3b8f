import {
  applySuggestion,
  mentionSuggestions,
  tokenAt,
} from '../../../../../src/bot/local/page/model/completion.ts';

const people = [
  { name: 'Tomás Rivera', department: 'Telesales' },
  { name: 'Priya Raman' },
  { name: 'Rita Moreno' },
];
const names = (typed: string, withBot = false): string[] =>
  mentionSuggestions(typed, people, withBot).map(({ label }) => label);

describe('what is being typed', () => {
  it.each([
    ['/no', { kind: 'command', text: '/no', start: 0 }],
    ['/', { kind: 'command', text: '/', start: 0 }],
    ['hi @pri', { kind: 'mention', text: 'pri', start: 3 }],
    ['(@', { kind: 'mention', text: '', start: 1 }],
    ['how do I ref', { kind: 'question', text: 'how do I ref', start: 0 }],
    ['@Priya Ra', { kind: 'mention', text: 'Priya Ra', start: 0 }],
  ])('%s can be completed', (text, token) => {
    expect(tokenAt(text, text.length)).toEqual(token);
  });

  it.each(['hi!', '/note @', 'a/b', 'me@example', '@Priya Raman thanks'])('%s', (text) => {
    const expected = text === '/note @' ? { kind: 'mention', text: '', start: 6 } : undefined;
    expect(tokenAt(text, text.length)).toEqual(expected);
  });

  it.each(['How do I refund?', 'two\nlines', 'ask @Priya about refunds', `long ${'x'.repeat(75)}`])(
    '%j is no beginning of a question',
    (text) => {
      expect(tokenAt(text, text.length)).toBeUndefined();
    },
  );

  it('is no question while the caret stands inside it', () => {
    expect(tokenAt('how do I refund', 5)).toBeUndefined();
  });

  it('is what stands before the caret', () => {
    expect(tokenAt('@pri and more', 4)).toMatchObject({ kind: 'mention', text: 'pri' });
  });
});

describe('suggestions', () => {
  it('find people by any of their names, without accents or case', () => {
    expect(names('tomas')).toEqual(['Tomás Rivera']);
    expect(names('r')).toEqual(['Tomás Rivera', 'Priya Raman', 'Rita Moreno']);
  });

  it('offer the bot where it must be mentioned', () => {
    expect(names('thr', true)).toEqual(['Threadcoach']);
    expect(names('thr')).toEqual([]);
  });

  it('stop when the name is complete', () => {
    expect(names('Priya Raman')).toEqual([]);
  });

  it('take the place of what was typed, and leave the rest', () => {
    const token = { kind: 'mention', text: 'pri', start: 3 } as const;
    expect(applySuggestion('hi @pri thanks', token, 7, '@Priya Raman ')).toEqual({
      text: 'hi @Priya Raman thanks',
      caret: 16,
    });
  });
});
