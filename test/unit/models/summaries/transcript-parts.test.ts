import fc from 'fast-check';
import type { TranscriptSegment } from '../../../../src/coaching/sessions/session.ts';
import { aboutParticipant } from '../../../../src/models/summaries/about-participant.ts';
import { splitTranscript, tokensOf } from '../../../../src/models/summaries/transcript-parts.ts';

const costOf = (part: readonly TranscriptSegment[]) =>
  part.reduce((sum, segment) => sum + tokensOf(segment), 0);
const spoken = (index: number, text: string, more: Partial<TranscriptSegment> = {}): TranscriptSegment => ({
  index,
  speaker: index % 2 === 0 ? 'Naomi' : 'Priya',
  text,
  ...more,
});

describe('a long transcript', () => {
  it('is one part where it fits, and none where nothing was said', () => {
    const short = [spoken(0, 'How was the week?'), spoken(1, 'It was fine.')];
    expect(splitTranscript(short, 'Naomi')).toEqual([short]);
    expect(splitTranscript([], 'Naomi')).toEqual([]);
  });

  it('loses no word, keeps its order, stays in its budget, and falls the same way each time', () => {
    const words = fc.array(fc.constantFrom('refund', 'call', 'a', 'Überweisung', '返金', 'so'), {
      minLength: 1,
      maxLength: 400,
    });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 60 }), (texts) => {
        const segments = texts.map((text, index) => spoken(index, text.join(' ')));
        const budget = 300;
        const parts = splitTranscript(segments, 'Naomi', budget);
        expect(Math.max(...parts.map(costOf))).toBeLessThanOrEqual(budget);
        expect(splitTranscript(segments, 'Naomi', budget)).toEqual(parts);
        // Without what a part repeats of the one before.
        const seen = new Set<TranscriptSegment>();
        const fresh = parts.flat().filter((piece) => !seen.has(piece) && seen.add(piece));
        const textOf = (index: number) =>
          fresh
            .filter((piece) => piece.index === index)
            .map(({ text }) => text)
            .join(' ');
        expect(segments.map(({ index }) => textOf(index))).toEqual(segments.map(({ text }) => text));
        expect(fresh.map(({ index }) => index)).toEqual(
          fresh.map(({ index }) => index).toSorted((a, b) => a - b),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('is divided where the talk pauses', () => {
    const segments = Array.from({ length: 100 }, (_unused, index) => {
      const startMs = index * 5_000 + (index >= 80 ? 600_000 : 0);
      return spoken(index, 'The refund of the customer took a while again.', {
        startMs,
        endMs: startMs + 4_900,
      });
    });
    const [first = []] = splitTranscript(segments, 'Naomi', costOf(segments) * 0.9);
    expect(first.at(-1)?.index).toBe(79);
  });

  it('is divided where the leader turns to something else', () => {
    const segments = Array.from({ length: 100 }, (_unused, index) =>
      spoken(
        index,
        index === 70
          ? "Okay, let's move on to the next topic."
          : index < 70
            ? 'Refunds without receipt confuse customers daily.'
            : 'Delivery drivers reach their towns rather late.',
      ),
    );
    const [first = [], second = []] = splitTranscript(segments, 'Naomi', costOf(segments) * 0.8);
    expect(first.at(-1)?.index).toBe(69);
    // What went just before goes along, so that an answer is not torn from its question.
    expect(second.map(({ index }) => index).slice(0, 5)).toEqual([66, 67, 68, 69, 70]);
  });
});

describe('what a workshop holds of one participant', () => {
  const people = Array.from({ length: 20 }, (_unused, index) => `Person${index} Last${index}`);
  const segments = Array.from({ length: 2_000 }, (_unused, index): TranscriptSegment => {
    const speaker = index % 3 === 0 ? 'Naomi' : (people[Math.floor(index / 12) % 20] ?? '');
    return { index, speaker, text: `Words number ${index}.` };
  });

  it('is their turns with those around them, what names them, and what is said to everybody', () => {
    const talk: TranscriptSegment[] = [
      ...Array.from({ length: 10 }, (_unused, index) =>
        spoken(index, 'Others talk.', { speaker: `P${index % 3}` }),
      ),
      { index: 10, speaker: 'Naomi', text: 'How about you, Zoë?' },
      { index: 11, speaker: 'Zoë Lang', text: 'Fine.' },
      ...Array.from({ length: 10 }, (_unused, at) =>
        spoken(at + 12, 'Others talk.', { speaker: `P${at % 3}` }),
      ),
      { index: 22, speaker: 'Naomi', text: 'Write it down, all of you.' },
    ];
    expect(aboutParticipant(talk, 'Zoë Lang').map(({ index }) => index)).toEqual([9, 10, 11, 12, 13, 22]);
  });

  it('is read a few times over for twenty people, not twenty times', () => {
    const read = people.reduce((sum, person) => sum + aboutParticipant(segments, person).length, 0);
    expect(read).toBeLessThan(segments.length * 4);
    for (const person of people) {
      const kept = aboutParticipant(segments, person).filter(({ speaker }) => speaker === person);
      expect(kept).toEqual(segments.filter(({ speaker }) => speaker === person));
    }
  });
});
