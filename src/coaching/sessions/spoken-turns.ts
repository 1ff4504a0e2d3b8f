import type { TranscriptSegment } from './session.ts';

/** Cues of one speaker belong to one turn until it has so many words: about half a minute of speech. */
const wordsATurn = 80;
/** A cue of more words stands for itself: it is a turn already, as in transcripts that are written turn by turn. */
const wordsACue = 12;
/** A pause this long ends a turn, whoever goes on. */
const longestPauseMs = 4_000;

/** What one person said without being interrupted. */
export interface SpokenTurn {
  speaker: string;
  /** In the order of the file; never empty. */
  cues: readonly TranscriptSegment[];
}

/**
 * Puts neighbouring short cues of one speaker together. Subtitles cut a sentence into cues of three to eight words, none of
 * which says much by itself.
 * @param segments in the order of the file
 */
export function toSpokenTurns(segments: readonly TranscriptSegment[]): SpokenTurn[] {
  const turns: { speaker: string; cues: TranscriptSegment[]; words: number; open: boolean }[] = [];
  for (const cue of segments) {
    const words = countWords(cue.text);
    const last = turns.at(-1);
    if (last?.open === true && last.speaker === cue.speaker && follows(last.cues.at(-1), cue, words)) {
      last.cues.push(cue);
      last.words += words;
      last.open = last.words < wordsATurn;
    } else {
      turns.push({ speaker: cue.speaker, cues: [cue], words, open: words <= wordsACue });
    }
  }
  return turns.map(({ speaker, cues }) => ({ speaker, cues }));
}

function follows(before: TranscriptSegment | undefined, cue: TranscriptSegment, words: number): boolean {
  if (before === undefined || words > wordsACue) return false;
  if (before.endMs === undefined || cue.startMs === undefined) return true;
  return cue.startMs - before.endMs <= longestPauseMs;
}

const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0;
