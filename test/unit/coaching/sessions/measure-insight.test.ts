import { measureInsight } from '../../../../src/coaching/sessions/measure-insight.ts';
import { countSpeakers, durationOf } from '../../../../src/coaching/sessions/speaker-words.ts';
import type { SessionType, TranscriptSegment } from '../../../../src/coaching/sessions/session.ts';

const talk = (...turns: [speaker: string, text: string][]): TranscriptSegment[] =>
  turns.map(([speaker, text], index) => ({ index, speaker, startMs: index * 1000, text }));
const measure = (
  segments: readonly TranscriptSegment[],
  name: string,
  sessionType: SessionType = 'INDIVIDUAL',
) => {
  const all = countSpeakers(segments);
  return measureInsight({
    spoken: all.find((speaker) => speaker.name === name),
    all,
    facilitator: 'Coach',
    sessionType,
  });
};
const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');

describe('speaking time', () => {
  it('counts a speaker’s own overlapping cues once, and everybody’s in full', () => {
    const spoken = countSpeakers([
      { index: 0, speaker: 'Ana', startMs: 0, endMs: 4000, text: 'one two' },
      { index: 1, speaker: 'Ana', startMs: 3000, endMs: 5000, text: 'three' },
      { index: 2, speaker: 'Ben', startMs: 4000, endMs: 6000, text: 'four' },
      { index: 3, speaker: 'Ana', startMs: 1000, endMs: 2000, text: 'five' },
    ]);
    expect(spoken.map(({ name, turns, words: said, speakingMs }) => [name, turns, said, speakingMs])).toEqual(
      [
        ['Ana', 2, 4, 5000],
        ['Ben', 1, 1, 2000],
      ],
    );
  });

  it('goes to the next turn where the file has no ends, but not through the silence before it', () => {
    const segments = [
      { index: 0, speaker: 'Ana', startMs: 0, text: 'one two three' },
      { index: 1, speaker: 'Ben', startMs: 1000, text: 'four' },
      { index: 2, speaker: 'Ana', startMs: 60_000, text: 'five' },
    ];
    expect(countSpeakers(segments).map(({ speakingMs }) => speakingMs)).toEqual([1700, 700]);
    expect(durationOf(segments)).toBe(60_000);
    expect(durationOf([{ index: 0, speaker: 'Ana', text: 'hm' }])).toBeUndefined();
  });
});

describe('engagement', () => {
  const group = talk(
    ['Coach', words(300)],
    ['Ana', words(60)],
    ['Ben', words(15)],
    ['Cid', words(8)],
    ['Ana', words(40)],
    ['Dee', 'Hi there'],
    ['Ben', words(20)],
  );
  it.each([
    ['Ana', 'high'],
    ['Ben', 'medium'],
    ['Cid', 'low'],
    ['Dee', 'silent'],
    ['Eve', 'silent'],
  ])('of %s is %s', (name, level) => {
    expect(measure(group, name).engagement.level).toBe(level);
  });

  it('names its inputs', () => {
    expect(measure(group, 'Ana').engagement.because).toEqual([
      '69 % of the words of those coached; an equal share would be 25 %',
      '2 turns (33 %)',
    ]);
    expect(measure(group, 'Eve').engagement.because).toEqual(['said nothing']);
  });

  it('in a session of two is beside the coach', () => {
    const two = (ana: number, coach: number) =>
      measure(talk(['Coach', words(coach)], ['Ana', words(ana)]), 'Ana').engagement.level;
    expect([two(70, 30), two(40, 60), two(5, 195)]).toEqual(['high', 'medium', 'low']);
  });
});

describe('moments at which something opened', () => {
  it('are insights in the person’s own words, verbatim', () => {
    const segments = talk(
      ['Coach', 'I just realised we have an hour.'],
      ['Ana', 'Well. I just realised that I never ask what they need! Maybe that is it.'],
      ['Ana', 'So now I see why they hang up.'],
    );
    const { breakthroughs } = measure(segments, 'Ana');
    expect(breakthroughs.map(({ segment, startMs, quote }) => [segment, startMs, quote])).toEqual([
      [1, 1000, 'I just realised that I never ask what they need!'],
      [2, 2000, 'So now I see why they hang up.'],
    ]);
    for (const { segment, quote } of breakthroughs) expect(segments[segment]?.text).toContain(quote);
  });

  it('are commitments that answer what was hard before', () => {
    const { breakthroughs, priority } = measure(
      talk(
        ['Ana', 'I still struggle with the closing question.'],
        ['Coach', 'What could help?'],
        ['Ana', 'Hm. I’ll write the closing question on a card.'],
      ),
      'Ana',
    );
    expect(breakthroughs).toEqual([
      {
        segment: 2,
        startMs: 2000,
        quote: 'I’ll write the closing question on a card.',
        because: 'a commitment after “I still struggle with the closing question.”',
      },
    ]);
    expect(priority.because.join()).not.toContain('open challenge');
  });

  it.each([
    'I realised I am on mute, sorry.',
    'Did you realise that?',
    'I didn’t realise we had a meeting.',
    'You will realise it when you try.',
    'I’ll send you the link.',
    'Now I see the screen.',
  ])('are not: %s', (text) => {
    expect(measure(talk(['Ana', text]), 'Ana').breakthroughs).toEqual([]);
  });
});

describe('follow-up priority', () => {
  it('grows with open challenges, strain, a call for help and silence, and says so', () => {
    const calm = measure(talk(['Coach', words(10)], ['Ana', words(20)]), 'Ana').priority;
    expect(calm).toEqual({ score: 0.1, because: ['nothing that asks for an early follow-up'] });
    const heavy = measure(
      talk(
        ['Ana', 'The script is really hard for me. I am overwhelmed and I need some help.'],
        ['Coach', words(12)],
      ),
      'Ana',
      'URGENT',
    ).priority;
    expect(heavy.score).toBeGreaterThan(0.7);
    expect(heavy.because).toEqual([
      '2 open challenges',
      'asked for help',
      'words of strain',
      'an urgent session',
    ]);
    expect(measure(talk(['Coach', 'hello there you']), 'Ana').priority).toEqual({
      score: 0.35,
      because: ['said next to nothing'],
    });
  });

  it('takes in what a summary counts', () => {
    const all = countSpeakers(talk(['Ana', words(20)], ['Coach', words(20)]));
    const { priority } = measureInsight({
      spoken: all[0],
      all,
      facilitator: 'Coach',
      sessionType: 'INDIVIDUAL',
      summary: { challenges: 2, actionsWithoutOwner: 1, actionsWithoutDate: 9 },
    });
    expect(priority).toEqual({
      score: 0.6,
      because: ['2 challenges', '1 action without an owner', '9 actions without a date'],
    });
  });

  it('stays between 0 and 1', () => {
    const worst = talk(
      ['Ana', 'I am overwhelmed, it is so hard. I can’t cope. I am stuck. I need help. I keep failing.'],
      ['Ben', words(400)],
      ['Cid', words(400)],
    );
    expect(measure(worst, 'Ana', 'URGENT').priority.score).toBeLessThanOrEqual(1);
  });
});
