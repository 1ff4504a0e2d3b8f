import { findInTranscript } from '../../../../src/coaching/sessions/find-in-transcript.ts';
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
});
