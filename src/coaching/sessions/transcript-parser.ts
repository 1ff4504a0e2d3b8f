import type { TranscriptSegment } from './session.ts';

/** How a transcript was written; stored with it, and shown to nobody but operators. */
export type TranscriptFormat =
  'vtt' | 'srt' | 'zoom-text' | 'teams-docx' | 'otter' | 'meet' | 'docx' | 'plain';

export interface ParsedTranscript {
  format: TranscriptFormat;
  /** In the order of the file, personal data masked: the words as they were are kept nowhere. */
  segments: readonly TranscriptSegment[];
  /** Pieces of personal data that were masked. */
  masked: number;
  /** People whom the file lists as present, spoken or not; empty where it has no list. */
  attendees: readonly string[];
}

/** Reads a transcript file; implemented in `src/files`, where it runs in a worker thread with limits. */
export interface TranscriptParser {
  /**
   * @param fileName its ending is a hint only: the type is decided by content
   * @throws AppError TRANSCRIPT_* that names the cure (with an example of a format that works)
   */
  parse(fileName: string, content: Uint8Array): Promise<ParsedTranscript>;
}
