import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TranscriptSegment } from '../../src/coaching/sessions/session.ts';
import { createTranscriptParser } from '../../src/files/transcripts/transcript-parser.ts';

const folder = join(import.meta.dirname, '../../demo/transcripts');

/** A transcript that ships with the demo, as the product reads it. */
export async function readDemoTranscript(name: string): Promise<readonly TranscriptSegment[]> {
  const { segments } = await createTranscriptParser().parse(name, await readFile(join(folder, name)));
  return segments;
}
