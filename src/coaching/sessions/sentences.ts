import type { TranscriptSegment } from './session.ts';

export interface Sentence {
  segment: TranscriptSegment;
  /** Place of the segment among those of its speaker. */
  turn: number;
  /** Verbatim in the segment's text. */
  text: string;
}

/** What one speaker said, sentence by sentence, as it stands in the transcript. */
export function sentencesOf(segments: readonly TranscriptSegment[]): Sentence[] {
  return segments.flatMap((segment, turn) =>
    [...segment.text.matchAll(/[^.!?…]+(?:[.!?…]+["”’']?(?=\s|$)|[.!?…](?=\S)[^.!?…]*)*[.!?…]*/g)].flatMap(
      (match) => {
        const text = match[0].trim();
        return text === '' ? [] : [{ segment, turn, text }];
      },
    ),
  );
}
