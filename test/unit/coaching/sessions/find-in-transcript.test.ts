import {
  createTranscriptFinder,
  findInTranscript,
} from '../../../../src/coaching/sessions/find-in-transcript.ts';
import type { TranscriptSegment } from '../../../../src/coaching/sessions/session.ts';
import { readDemoTranscript } from '../../../support/demo-transcript.ts';

describe('"where did she say that?"', () => {
  const find = async (query: string, k = 3) =>
    findInTranscript(await readDemoTranscript('coaching-priya-and-daniel.vtt'), query, k);

  it.each([
    ['where did she talk about Mrs. Okafor and the refund?', /Okafor|refund/],
    ['the greenhouse panel', /greenhouse/],
    ['repeat calls dropped', /repeat calls/],
    ['who has the problem with the headset?', /headset/],
  ])('%s', async (query, words) => {
    const hits = await find(query);
    expect(hits.map(({ quote }) => quote).join(' ')).toMatch(words);
  });

  it('prefers the speaker who is named', async () => {
    const [hit] = await find('What did Daniel say about the quality check?');
    expect(hit).toMatchObject({
      speaker: 'Daniel Osei',
      quote: expect.stringContaining('quality check') as string,
    });
  });

  it('quotes verbatim, best first, at most as many as asked for', async () => {
    const segments = await readDemoTranscript('coaching-priya-and-daniel.vtt');
    const hits = await find('ten minutes in the morning', 4);
    expect(hits).toHaveLength(4);
    for (const { segment, quote } of hits)
      expect(segments.find(({ index }) => index === segment)?.text).toContain(quote);
    expect(hits.map(({ score }) => score)).toEqual(
      hits.map(({ score }) => score).toSorted((one, other) => other - one),
    );
  });

  it('finds nothing where no word of the question was said', async () => {
    expect(await find('quantum chromodynamics')).toEqual([]);
    expect(await find('what did they think about that?')).toEqual([]);
    expect(findInTranscript([], 'anything', 3)).toEqual([]);
  });

  it('cuts a long turn to its sentences that answer, verbatim', () => {
    const filler = 'We spoke about the weather for a while. '.repeat(20);
    const text = `${filler}Then the customer asked for the greenhouse invoice. ${filler}`;
    const [hit] = findInTranscript([{ index: 7, speaker: 'Priya', text }], 'greenhouse invoice', 1);
    expect(hit?.quote.length).toBeLessThanOrEqual(400);
    expect(hit?.quote).toContain('greenhouse invoice');
    expect(text).toContain(hit?.quote ?? 'missing');
  });

  describe('in subtitles, whose cues are a few words each', () => {
    const said = (speaker: string, startMs: number, ...texts: readonly string[]) =>
      texts.map((text, at) => ({
        speaker,
        text,
        startMs: startMs + at * 2_000,
        endMs: startMs + at * 2_000 + 1_900,
      }));
    const cues: TranscriptSegment[] = [
      ...said('Dana', 0, 'Good morning everybody,', 'thank you for coming.'),
      ...said(
        'Priya',
        10_000,
        'So the customer rang',
        'about her refund,',
        'and I had no idea',
        'what to tell her.',
      ),
      ...said('Dana', 20_000, 'Right.'),
      ...said('Priya', 22_000, 'Then I promised', 'a call back.'),
      ...said('Dana', 60_000, 'Let us go on', 'with the rota.'),
    ].map((cue, index) => ({ ...cue, index }));

    it('takes the cues of one speaker for one turn, and names the cue that fits best', () => {
      const hits = findInTranscript(cues, 'the customer and her refund', 5);
      expect(hits[0]).toMatchObject({ speaker: 'Priya' });
      expect([2, 3]).toContain(hits[0]?.segment);
      // No two places of one turn: five places are five places.
      expect(hits.filter(({ segment }) => segment >= 2 && segment <= 5)).toHaveLength(1);
    });

    it('does not carry a turn over a long pause', () => {
      const [first, second] = said('Dana', 0, 'The rota is late.', 'The refund is due.');
      if (first === undefined || second === undefined) throw new Error('two cues');
      const apart = [first, { ...second, startMs: 90_000, endMs: 92_000 }];
      const found = findInTranscript(
        apart.map((cue, index) => ({ ...cue, index })),
        'rota refund',
        5,
      );
      expect(found.map(({ segment }) => segment).toSorted()).toEqual([0, 1]);
    });
  });

  it('understands a slip of the finger, but not in words so short that it would guess', async () => {
    const [hit] = await find('the greenhuose panel');
    expect(hit?.quote).toMatch(/greenhouse/);
    expect(findInTranscript([{ index: 0, speaker: 'Dana', text: 'The cat slept.' }], 'bat', 3)).toEqual([]);
  });

  it('gives each question the answer that it would get alone', async () => {
    const segments = await readDemoTranscript('coaching-priya-and-daniel.vtt');
    const finder = createTranscriptFinder(segments);
    for (const query of ['Okafor refund', 'headset', 'What did Daniel say about quality?', 'Okafor refund'])
      expect(finder.find(query, 5)).toEqual(findInTranscript(segments, query, 5));
  });

  it('finds what follows a topic named once rather than what stood before it', () => {
    const segments = Array.from({ length: 41 }, (_, index) => ({
      index,
      speaker: index % 2 === 0 ? 'Dana' : 'Priya',
      text: index === 20 ? 'About the warranty claim' : `Remark number ${index}`,
    }));
    const found = findInTranscript(segments, 'warranty claim', 6).map(({ segment }) => segment);
    expect(found[0]).toBe(20);
    expect(found.filter((segment) => segment > 20)).toHaveLength(4);
  });
});
