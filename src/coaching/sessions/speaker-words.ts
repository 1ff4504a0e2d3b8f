import { severalSpeakers } from './names.ts';
import type { TranscriptSegment } from './session.ts';

/** What one speaker said, counted. */
export interface SpeakerWords {
  name: string;
  turns: number;
  words: number;
  /** Time in which the speaker spoke, own overlapping cues counted once; undefined where the format has no times. */
  speakingMs?: number;
  /** In the order of the file. */
  segments: readonly TranscriptSegment[];
}

/** Nobody speaks slower, so that silence until the next turn is not taken for speech where the file gives no ends. */
const slowestMsAWord = 700;

/** Everyone who spoke, in order of first words. Neighbouring cues of one speaker are one turn. */
export function countSpeakers(segments: readonly TranscriptSegment[]): SpeakerWords[] {
  const speakers = new Map<
    string,
    { turns: number; words: number; segments: TranscriptSegment[]; spans: Span[] }
  >();
  let last: string | undefined;
  for (const [at, segment] of segments.entries()) {
    if (segment.speaker !== severalSpeakers) {
      const entry = speakers.get(segment.speaker) ?? { turns: 0, words: 0, segments: [], spans: [] };
      if (segment.speaker !== last) entry.turns += 1;
      const words = countWords(segment.text);
      entry.words += words;
      entry.segments.push(segment);
      const span = spanOf(segment, segments[at + 1], words);
      if (span !== undefined) entry.spans.push(span);
      speakers.set(segment.speaker, entry);
    }
    last = segment.speaker;
  }
  return [...speakers].map(([name, { spans, ...counted }]) => ({
    name,
    ...counted,
    ...(spans.length === 0 ? {} : { speakingMs: lengthOf(spans) }),
  }));
}

const countWords = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;

/** From the first word to the last, in ms; undefined where the format has no times. */
export function durationOf(segments: readonly TranscriptSegment[]): number | undefined {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { startMs, endMs } of segments) {
    if (startMs === undefined) continue;
    first = Math.min(first, startMs);
    last = Math.max(last, endMs ?? startMs);
  }
  return last >= first ? last - first : undefined;
}

type Span = readonly [start: number, end: number];

function spanOf(
  segment: TranscriptSegment,
  next: TranscriptSegment | undefined,
  words: number,
): Span | undefined {
  const { startMs, endMs } = segment;
  if (startMs === undefined) return undefined;
  if (endMs !== undefined) return [startMs, Math.max(startMs, endMs)];
  const most = startMs + words * slowestMsAWord;
  return [startMs, next?.startMs === undefined ? most : Math.max(startMs, Math.min(most, next.startMs))];
}

function lengthOf(spans: readonly Span[]): number {
  let sum = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const [start, end] of spans.toSorted((one, other) => one[0] - other[0])) {
    sum += Math.max(0, end - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  return sum;
}
