import { faultsOf, maxQuestion, maxQuote, maxReflection } from '../../../../src/coaching/talks/check-move.ts';
import { composeMove } from '../../../../src/coaching/talks/compose-move.ts';
import { move, noContext, situation } from '../../../support/coach/situations.ts';

describe('a coaching move is held to the method', () => {
  it('lets a good one pass', () => {
    expect(faultsOf(move(), situation())).toEqual([]);
    expect(
      faultsOf(
        move({ quote: { passage: 1, text: 'Speak more slowly than the caller\n does.' } }),
        situation(),
      ),
    ).toEqual([]);
  });

  it.each([
    ['two questions', { question: 'What helped? What did not?' }],
    ['a second one in the reflection', { reflection: 'You froze. How was that?' }],
    ['none', { question: '' }],
    ['a statement in its place', { question: 'Freezing is normal.' }],
    ['three in one sentence', { question: 'What happened, how did it feel, and what did she say?' }],
    ['a closed one on its tail', { question: 'What helped, and did it calm her?' }],
  ])('asks one question, not %s', (_what, change) => {
    expect(faultsOf(move(change), situation())).toContain('one-question');
  });

  it('lets a step ask for what, when and how it shows', () => {
    const question = 'Which one will you do, when, and how will you notice that you did?';
    expect(faultsOf(move({ stage: 'step', question }), situation())).toEqual([]);
  });

  it('closes without a question', () => {
    const words = 'I am at an 8 for the slow start';
    const closing = move({
      stage: 'close',
      question: '',
      reflection: 'A slow start it is, on Monday. Thank you.',
    });
    expect(faultsOf(closing, situation({ stage: 'confidence', words }))).toEqual([]);
    expect(faultsOf({ ...closing, question: 'What else?' }, situation({ words }))).toContain('one-question');
  });

  it('asks open questions, and no advice in disguise', () => {
    expect(faultsOf(move({ question: 'Did you breathe?' }), situation())).toEqual(['closed-question']);
    expect(faultsOf(move({ question: 'What if you paused first?' }), situation())).toEqual(['advice']);
    expect(faultsOf(move({ question: 'Have you thought of a pause?' }), situation())).toEqual([
      'closed-question',
      'advice',
    ]);
  });

  it('gives something back of what the person said', () => {
    expect(faultsOf(move({ reflection: 'That sounds hard.' }), situation())).toEqual(['no-reflection']);
    expect(faultsOf(move({ reflection: '', question: 'What helped when you froze?' }), situation())).toEqual(
      [],
    );
    for (const words of [
      'I don’t know',
      'yes',
      'ok, sure',
      'hi, I want coaching',
      '8',
      'No idea',
      'Any tips?',
    ])
      expect(faultsOf(move({ reflection: '' }), situation({ words }))).toEqual([]);
  });

  it('needs no echo of a number, nor at the end', () => {
    const words = '9, I can do it alone at home as well';
    const closing = move({ stage: 'close', reflection: 'Thank you.', question: '' });
    expect(faultsOf(closing, situation({ stage: 'confidence', words }))).toEqual([]);
    const smaller = move({ stage: 'step', reflection: '', question: 'What would make it smaller?' });
    expect(faultsOf(smaller, situation({ stage: 'confidence', words: '5, Zanele may be off' }))).toEqual([]);
  });

  it('does not advise, until somebody who was asked something asks for it', () => {
    const advising = move({ reflection: 'You froze when she shouted. Try to pause before you speak.' });
    expect(faultsOf(advising, situation())).toEqual(['advice']);
    const words = 'She shouted and I froze. What should I do?';
    expect(faultsOf(advising, situation({ words }))).toEqual([]);
    expect(faultsOf(advising, situation({ words, asked: [] }))).toEqual(['advice']);
    const inside = move({ question: 'What if you paused first?' });
    expect(faultsOf(inside, situation({ words }))).toEqual(['advice']);
  });

  it('quotes what stands in the passage of that number', () => {
    const text = 'Speak more loudly than the caller does.';
    expect(faultsOf(move({ quote: { passage: 1, text } }), situation())).toEqual(['quote']);
    const verbatim = 'Pause before you answer.';
    expect(faultsOf(move({ quote: { passage: 2, text: verbatim } }), situation())).toEqual(['quote']);
  });

  it('is short', () => {
    const reflection = `She shouted. ${'a'.repeat(maxReflection)}`;
    const question = `What ${'a'.repeat(maxQuestion)}?`;
    const quote = { passage: 1, text: 'a'.repeat(maxQuote + 1) };
    expect(faultsOf(move({ reflection }), situation())).toEqual(['too-long']);
    expect(faultsOf(move({ question }), situation())).toEqual(['too-long']);
    expect(faultsOf(move({ quote }), situation())).toEqual(['quote', 'too-long']);
  });

  it('takes topic, ideas and step from the person alone', () => {
    const words = 'I could pause for a second, or ask for her order number first';
    const own = situation({ stage: 'options', words });
    const claim = (change: object) =>
      faultsOf(move({ reflection: 'A pause, or her number.', ...change }), own);
    expect(claim({ options: ['pause for a second', 'ask for the order number'] })).toEqual([]);
    expect(claim({ step: { text: 'Ask for her order number first' } })).toEqual([]);
    expect(claim({ topic: 'upset callers' })).toEqual([]);
    expect(claim({ options: ['pause for a second', 'write a script'] })).toEqual(['not-their-words']);
    expect(claim({ step: { text: 'Apologise to every customer' } })).toEqual(['not-their-words']);
    expect(claim({ topic: 'stress management' })).toEqual(['not-their-words']);
    expect(claim({ step: { text: '' } })).toEqual(['not-their-words']);
  });

  it('knows what the person chose before as theirs', () => {
    const person = {
      ...noContext,
      lastStep: { step: 'count to three', topic: 'loud calls' },
      goals: ['Lead a team'],
    };
    const words = 'The same again';
    const again = {
      reflection: 'The same again, then.',
      step: { text: 'count to three' },
      topic: 'lead a team',
    };
    expect(faultsOf(move(again), situation({ words, person }))).toEqual([]);
    expect(faultsOf(move(again), situation({ words }))).toEqual(['not-their-words']);
  });

  it('hears the same rules in other languages', () => {
    const words = 'Sie hat geschrien und ich war wie gelähmt';
    const reflection = 'Sie hat geschrien, und du warst gelähmt.';
    const german = (question: string) => faultsOf(move({ reflection, question }), situation({ words }));
    expect(german('Was hat ein wenig geholfen?')).toEqual([]);
    expect(german('Hat es geholfen?')).toEqual(['closed-question']);
  });
});

describe('what a person reads of a move', () => {
  it('is their words, the source with its place, and the question', () => {
    const { passages } = situation();
    const quote = { passage: 1, text: 'Pause before you answer.' };
    expect(composeMove(move({ quote }), passages)).toBe(
      'She shouted, and you froze.\n\n“Pause before you answer.” (The AST coaching guide › Steps)\n\nWhat did you do that helped, even a little?',
    );
    expect(composeMove(move({ reflection: '', question: 'What else?' }), passages)).toBe('What else?');
  });
});
