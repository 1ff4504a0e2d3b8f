import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { TranscriptSegment } from '../../src/coaching/sessions/session.ts';

export interface MeetingQuestion {
  query: string;
  /** First and last turn of each stretch that answers it, both inclusive. */
  spans: readonly (readonly [first: number, last: number])[];
}

export interface Meeting {
  turns: readonly TranscriptSegment[];
  questions: readonly MeetingQuestion[];
}

const position = z.coerce.number().int().nonnegative();
const meetingSchema = z.object({
  meeting_transcripts: z.array(z.object({ speaker: z.string(), content: z.string() })),
  specific_query_list: z.array(
    z.object({ query: z.string(), relevant_text_span: z.array(z.tuple([position, position])) }),
  ),
});

/** Meetings in QMSum's format, one a line. Undefined where there is no such file: they are no part of the product. */
export function readMeetings(file: string): Meeting[] | undefined {
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const meeting = meetingSchema.parse(JSON.parse(line));
      return {
        turns: meeting.meeting_transcripts.map(({ speaker, content }, index) => ({
          index,
          speaker,
          text: content,
        })),
        questions: meeting.specific_query_list.map(({ query, relevant_text_span: spans }) => ({
          query,
          spans,
        })),
      };
    });
}

/** The same meeting as subtitles would have it: cues of three to eight words. `turnOf` names the turn of each cue. */
export function cutIntoCues(turns: readonly TranscriptSegment[]): {
  cues: TranscriptSegment[];
  turnOf: readonly number[];
} {
  const cues: TranscriptSegment[] = [];
  const turnOf: number[] = [];
  for (const { index, speaker, text } of turns) {
    const words = text.split(/\s+/);
    let from = 0;
    while (from < words.length) {
      // Any lengths will do, as long as they differ and every run has the same.
      const length = 3 + ((index * 7 + from * 5) % 6);
      cues.push({ index: cues.length, speaker, text: words.slice(from, from + length).join(' ') });
      turnOf.push(index);
      from += length;
    }
  }
  return { cues, turnOf };
}
