import type { TranscriptParser } from '../../coaching/sessions/transcript-parser.ts';
import { runInWorker, WorkerFailedError } from '../run-in-worker.ts';
import { readTranscript, type TranscriptOutcome } from './read-transcript.ts';
import { transcriptError } from './transcript-errors.ts';

export interface TranscriptLimits {
  /** Size of the file in bytes; default 20 MB. */
  maxBytes: number;
  /** Time for reading one file; default 30,000. */
  timeoutMs: number;
  /** Heap of the thread that reads it, in megabytes; default 512, which a 20 MB file of short cues fits. */
  memoryMb: number;
}

const defaults: TranscriptLimits = { maxBytes: 20 * 1024 * 1024, timeoutMs: 30_000, memoryMb: 512 };

/**
 * Reads VTT, SRT, what Zoom, Teams, Otter and Meet export, and `Name: text`, decided by content, and masks personal data, in
 * a worker thread with limits on memory and time.
 * Errors: TRANSCRIPT_001 unknown format, _002 too large, _003 too slow, _004 too much memory, _005 not text, _006 no words,
 * _007 the parser stopped, _008 to _012 files of other kinds.
 */
export function createTranscriptParser({
  limits,
}: { limits?: Partial<TranscriptLimits> } = {}): TranscriptParser {
  const { maxBytes, timeoutMs, memoryMb } = { ...defaults, ...limits };
  return {
    async parse(_fileName, content) {
      if (content.byteLength > maxBytes) throw transcriptError('tooLarge');
      let outcome: TranscriptOutcome;
      try {
        outcome = await runInWorker(content, {
          module: new URL('./transcript-worker.js', import.meta.url),
          caller: import.meta.url,
          inProcess: readTranscript,
          timeoutMs,
          memoryMb,
        });
      } catch (error) {
        throw transcriptError(error instanceof WorkerFailedError ? error.reason : 'crash', error);
      }
      if (outcome.kind === 'fault') throw transcriptError(outcome.fault);
      return outcome.transcript;
    },
  };
}
