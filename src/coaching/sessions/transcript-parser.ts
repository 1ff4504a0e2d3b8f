import type { TranscriptSegment } from './session.ts';

/** Reads a transcript file; implemented in `src/files`, where it runs in a worker thread with limits. */
export interface TranscriptParser {
  /**
   * @param fileName its ending is a hint only: the type is decided by content
   * @throws AppError TRANSCRIPT_* that names the cure (with an example of a format that works)
   */
  parse(fileName: string, content: Uint8Array): Promise<readonly TranscriptSegment[]>;
}
