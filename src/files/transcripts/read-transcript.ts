import type { ParsedTranscript, TranscriptFormat } from '../../coaching/sessions/transcript-parser.ts';
import { maskSegments } from '../masking/mask-segments.ts';
import { decodeText } from './decode-text.ts';
import { kindOfFile } from './file-kind.ts';
import { parseCues } from './parse-cues.ts';
import { parseTurns, type ParsedTurns } from './parse-turns.ts';
import { readWordLines } from './read-word-lines.ts';
import { TranscriptFaultError, type TranscriptFault } from './transcript-errors.ts';

/** What crosses the thread: errors lose their class on the way, so a fault travels by name. */
export type TranscriptOutcome =
  { kind: 'transcript'; transcript: ParsedTranscript } | { kind: 'fault'; fault: TranscriptFault };

type Unmasked = Omit<ParsedTranscript, 'masked'>;

/** A timing line: `00:01.000 --> 00:04.000`; SRT with commas, older Word files of Teams `0:0:0.0 --> 0:0:3.40`. */
const timing =
  /^[ \t]*(?:\d{1,4}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,9})?[ \t]*-->[ \t]*(?:\d{1,4}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,9})?/m;

/**
 * Decides the format by content, reads it, and masks personal data, so that nothing outside this thread sees it. Never throws
 * for a file that is wrong.
 */
export async function readTranscript(bytes: Uint8Array): Promise<TranscriptOutcome> {
  try {
    const read = await parseTranscript(bytes);
    if (read.segments.length === 0) throw new TranscriptFaultError('empty');
    return { kind: 'transcript', transcript: { ...read, ...maskSegments(read.segments, read.attendees) } };
  } catch (error) {
    if (error instanceof TranscriptFaultError) return { kind: 'fault', fault: error.fault };
    throw error;
  }
}

/**
 * Reads a file of any known format, personal data and all: for `readTranscript`, and for measuring how long it takes alone.
 * @throws TranscriptFaultError
 */
export async function parseTranscript(bytes: Uint8Array): Promise<Unmasked> {
  const kind = kindOfFile(bytes);
  if (kind === 'zip') return readWord(await readWordLines(bytes));
  if (kind !== 'text') throw new TranscriptFaultError(kind);
  const text = decodeText(bytes);
  if (text.trim() === '') throw new TranscriptFaultError('empty');
  return readText(text);
}

function readText(text: string): Unmasked {
  const start = text.trimStart();
  if (/^WEBVTT(?:\s|$)/i.test(start)) {
    return {
      format: 'vtt',
      segments: parseCues(start.length === text.length ? text : start, 'vtt'),
      attendees: [],
    };
  }
  const firstTiming = timing.exec(text)?.[0];
  if (firstTiming !== undefined) {
    // SRT writes a comma before the milliseconds, or at least numbers its cues; all else with timings is VTT without its header.
    const type = firstTiming.includes(',') || /^\d+\n/.test(start) ? 'srt' : 'vtt';
    return { format: type, segments: parseCues(text, type), attendees: [] };
  }
  if (/^(?:[[{]\s*["{[]|<[!?a-z])/i.test(start)) throw new TranscriptFaultError('unknownFormat');
  const { segments, attendees, layout } = parseTurns(text);
  return { format: formatOf(layout, text), segments, attendees };
}

/** Teams and Meet export Word files; others keep their notes in them. */
function readWord(text: string): Unmasked {
  if (text.trim() === '') throw new TranscriptFaultError('empty');
  try {
    if (timing.test(text)) {
      return { format: 'teams-docx', segments: parseCues(text, 'vtt', { nameLines: true }), attendees: [] };
    }
    const { segments, attendees, layout } = parseTurns(text);
    const format = layout === 'header' ? 'teams-docx' : formatOf(layout, text);
    return { format: format === 'plain' ? 'docx' : format, segments, attendees };
  } catch (error) {
    const isUnknown = error instanceof TranscriptFaultError && error.fault === 'unknownFormat';
    throw isUnknown ? new TranscriptFaultError('notInDocument') : error;
  }
}

function formatOf(layout: ParsedTurns['layout'], text: string): TranscriptFormat {
  if (layout === 'bracket') return 'zoom-text';
  if (layout === 'header') return 'otter';
  const isMeet = layout === 'stamped' || /^\s*Attendees\s*$/m.test(text.slice(0, 2_000));
  return isMeet ? 'meet' : 'plain';
}
