import { contract, expand } from '../../../../src/coaching/voice/contractions.ts';
import { describeVoice } from '../../../../src/coaching/voice/describe-voice.ts';
import { favouriteWords } from '../../../../src/coaching/voice/favourite-words.ts';
import { measureVoice } from '../../../../src/coaching/voice/measure-voice.ts';
import { readOwnWords } from '../../../../src/coaching/voice/own-words.ts';
import { inSpelling, spellingOf } from '../../../../src/coaching/voice/spelling.ts';
import { withoutPeople } from '../../../../src/coaching/voice/without-people.ts';

const pair = (before: string, after: string) => ({ before, after });
const lines = (...after: string[]) => after.map((line) => pair('', line));
const favourites = (...pairs: [string, string][]) =>
  favouriteWords(pairs.map(([before, after]) => pair(before, after))).map(({ from, to }) => `${from}>${to}`);

describe('favourite words', () => {
  it('are what was replaced in two lines or more', () => {
    expect(
      favourites(
        ['The rep closed the ticket.', 'The agent closed the ticket.'],
        ['Helped a rep with refunds.', 'Helped an agent with refunds.'],
        ['Sent the deck once.', 'Sent the slides once.'],
      ),
    ).toEqual(['rep>agent']);
  });

  it('may be a few words in the place of others', () => {
    expect(
      favourites(
        ['Will reach out to the client.', 'Will call the client.'],
        ['Plans to reach out to Ana first.', 'Plans to call Ana first.'],
      ),
    ).toEqual(['reach out to>call']);
  });

  it.each<[string, [string, string][]]>([
    [
      'numbers',
      [
        ['Closed 3 calls.', 'Closed 4 calls.'],
        ['Took 3 notes.', 'Took 4 notes.'],
      ],
    ],
    [
      'days',
      [
        ['Call by Monday please.', 'Call by Friday please.'],
        ['Write by Monday then.', 'Write by Friday then.'],
      ],
    ],
    [
      'names',
      [
        ['Helped Ana with it.', 'Helped Ben with it.'],
        ['Wrote to Ana today.', 'Wrote to Ben today.'],
      ],
    ],
    [
      'polarity',
      [
        ['She always calls.', 'She never calls.'],
        ['He always writes.', 'He never writes.'],
      ],
    ],
    [
      'changes of mind',
      [
        ['The rep called.', 'The agent called.'],
        ['A rep wrote.', 'A agent wrote.'],
        ['An agent left it.', 'An rep left it.'],
      ],
    ],
    [
      'words in quotes',
      [
        ['Said “my rep knows”.', 'Said “my agent knows”.'],
        ['Heard “a rep came”.', 'Heard “a agent came”.'],
      ],
    ],
    [
      'lines written anew',
      [
        ['The rep did it.', 'Wonderful patience with an upset agent all week.'],
        ['A rep came.', 'Agent kept calm under heavy pressure today.'],
      ],
    ],
    [
      'what stayed as often',
      [
        ['The rep called in.', 'The agent called in.'],
        ['A rep wrote back.', 'A agent wrote back.'],
        ['x', 'The rep left early.'],
        ['y', 'A rep came late.'],
      ],
    ],
  ])('are not learnt from %s', (_what, pairs) => {
    expect(favourites(...pairs)).toEqual([]);
  });
});

describe('traits', () => {
  it('say nothing of fewer than three lines', () => {
    expect(measureVoice(lines('Great!', 'Lovely!'))).toEqual({ lines: 2, favourites: [] });
    expect(describeVoice(measureVoice([]))).toEqual([]);
  });

  it('tell a short, warm, British, informal hand, in words to the coach', () => {
    const traits = measureVoice(
      lines(
        "Prioritised the callbacks, and it's great to see!",
        "Recognised what the client couldn't say. Lovely!",
        'Organised her week well, and stayed kind!',
        "Kept calm, didn't rush, and apologised warmly!",
      ),
    );
    expect(traits).toMatchObject({
      spelling: 'british',
      contractions: 'uses',
      exclamations: 'uses',
      verbFirst: true,
      warmth: 'warm',
      fullStop: 'uses',
    });
    const said = describeVoice(traits);
    expect(said[0]).toBe('You write short lines: seven words on average.');
    expect(said).toContain('You spell the British way.');
    expect(said).toContain('You use short forms, such as “don’t”.');
  });

  it('tell a sober, formal hand without a mark at the end', () => {
    const traits = measureVoice(
      lines(
        'The customer is not informed prior to the transfer, which requires attention',
        'The procedure was not followed in order to organize the callback',
        'The agent does not demonstrate the closing question regarding renewals',
      ),
    );
    expect(traits).toMatchObject({
      contractions: 'avoids',
      exclamations: 'avoids',
      fullStop: 'avoids',
      formality: 'formal',
      person: 'third',
    });
    expect(describeVoice(traits)).toContain('You write “do not” rather than “don’t”.');
  });

  it('leave out what the lines do not show clearly', () => {
    const { spelling, fullStop, person } = measureVoice(
      lines('I organised it.', 'You organized it', 'Ana left it.', 'I did it', 'Well done you.'),
    );
    expect([spelling, fullStop, person]).toEqual([undefined, undefined, undefined]);
  });

  it('do not count what is quoted', () => {
    expect(measureVoice(lines('Said “great!”', 'Heard “wow!”', 'Asked “why not!”')).exclamations).toBe(
      'avoids',
    );
  });
});

describe('own words', () => {
  const traits = measureVoice([]);
  it.each([
    ['I say “agent”, not “rep”.', { favourites: [{ from: 'rep', to: 'agent', times: 1 }] }],
    ['Never “rep”, always “agent”', { favourites: [{ from: 'rep', to: 'agent', times: 1 }] }],
    ['British spelling, no contractions.', { spelling: 'british', contractions: 'avoids' }],
    ['No exclamation marks. Short lines.', { exclamations: 'avoids', wordsPerLine: 10 }],
    ['Like a friend who knows the job.', {}],
  ])('%j go before what was measured', (words, expected) => {
    expect(readOwnWords(words, { ...traits, spelling: 'american' })).toEqual({
      ...traits,
      spelling: 'american',
      ...expected,
    });
  });
});

describe('spelling and short forms', () => {
  it.each([
    ['organised', 'organized'],
    ['Prioritising', 'Prioritizing'],
    ['behaviour', 'behavior'],
    ['centre', 'center'],
    ['centres', 'centers'],
    ['centred', 'centered'],
    ['analyse', 'analyze'],
    ['cancelled', 'canceled'],
    ['colourful', 'colorful'],
    ['fulfilment', 'fulfillment'],
  ])('%s and %s are one word', (british, american) => {
    expect([inSpelling(british, 'american'), inSpelling(american, 'british')]).toEqual([american, british]);
  });

  it.each([
    'optimist',
    'analysis',
    'emphasis',
    'realist',
    'practice',
    'program',
    'size',
    'surprise',
    'exercise',
    'specialist',
    'fulfilled',
  ])('%s stays as it is', (word) => {
    expect([spellingOf(word), inSpelling(word, 'british'), inSpelling(word, 'american')]).toEqual([
      undefined,
      word,
      word,
    ]);
  });

  it('are put on and taken off without changing the sense', () => {
    expect(contract('She did not call. I am glad, you are early, they have two cats, and so I am.')).toBe(
      "She didn't call. I'm glad, you're early, they have two cats, and so I am.",
    );
    expect(expand("Don’t rush; she can't.")).toBe('Do not rush; she cannot.');
  });
});

describe('what is kept of an edit', () => {
  it.each([
    [
      'Priya closed 14 tickets for Dana Okafor by Friday.',
      '[name] closed [number] tickets for [name] by Friday.',
    ],
    ['Thanked priya’s team; Priya’s idea won.', 'Thanked priya’s team; [name]’s idea won.'],
    ["I'm glad, and I'll call Acme at 10:30.", "I'm glad, and I'll call [name] at [number]."],
    ['Kept calm.', 'Kept calm.'],
  ])('names nobody: %s', (text, kept) => {
    expect(withoutPeople(text, ['Priya Nair'])).toBe(kept);
  });
});
