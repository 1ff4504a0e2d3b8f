import type { TranscriptSegment } from '../../coaching/sessions/session.ts';
import { decodeText } from './decode-text.ts';
import { parseCues } from './parse-cues.ts';
import { parseTurns } from './parse-turns.ts';
import { TranscriptFaultError, type TranscriptFault } from './transcript-errors.ts';

/** What crosses the thread: errors lose their class on the way, so a fault travels by name. */
export type TranscriptOutcome =
  { kind: 'segments'; segments: readonly TranscriptSegment[] } | { kind: 'fault'; fault: TranscriptFault };

/** A timing line: `00:01.000 --> 00:04.000`, SRT with commas. */
const timing = /^[ \t]*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}[ \t]*-->[ \t]*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}/m;

/** Decides the format by content and reads it. Never throws for a file that is wrong. */
export async function readTranscript(bytes: Uint8Array): Promise<TranscriptOutcome> {
  try {
    const text = decodeText(bytes);
    if (text.trim() === '') throw new TranscriptFaultError('empty');
    const segments = await readText(text);
    if (segments.length === 0) throw new TranscriptFaultError('empty');
    return { kind: 'segments', segments };
  } catch (error) {
    if (error instanceof TranscriptFaultError) return { kind: 'fault', fault: error.fault };
    throw error;
  }
}

async function readText(text: string): Promise<readonly TranscriptSegment[]> {
  const start = text.trimStart();
  if (/^WEBVTT(?:\s|$)/.test(start)) return parseCues(start.length === text.length ? text : start, 'vtt');
  const firstTiming = timing.exec(text)?.[0];
  // SRT writes a comma before the milliseconds; without the header line, timings with a dot are VTT all the same.
  if (firstTiming !== undefined) {
    return firstTiming.includes(',') ? parseCues(text, 'srt') : parseCues(`WEBVTT\n\n${text}`, 'vtt');
  }
  if (/^(?:[[{]\s*["{[]|<[!?a-z]|%PDF|\{\\rtf)/i.test(start)) throw new TranscriptFaultError('unknownFormat');
  return parseTurns(text);
}
