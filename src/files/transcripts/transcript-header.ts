import { readTurnLine } from './turn-line.ts';

/** Lines at the top of a file that describe it; no speakers. */
export const headerKeys =
  /^(?:date|time|attendees|participants|invited|present|apologies|absent|speakers|summary keywords|keywords|subject|title|meeting(?: title| id| name)?|topic|duration|location|recording|transcript|transcription|session(?: type)?|type|file|created|start(?: time)?|end(?: time)?|language|notes?|host|organi[sz]er|agenda)$/i;

const listKeys = /^(?:attendees|participants|invited|present|speakers)(?:\s*\(\d+\))?\s*(?::\s*(.*))?$/i;
const transcriptKey = /^(?:.{0,120}[-–]\s*)?transcript(?:ion)?\s*:?$/i;
/** What tools write under and between the words. */
const toolLines =
  /^(?:transcribed by https?:\/\/otter\.ai\b.*|this editable transcript was computer generated.*|people can also change the text after it was created\.?|(?:meeting|transcription) ended (?:after|at) .{0,60}|.{1,80} (?:started|stopped) transcription)$/i;

/** Longest list of people, in lines. */
const longestList = 60;

export interface TranscriptHeader {
  /** People whom the file lists as present or invited. */
  attendees: string[];
  /** Lines that are no words of anybody. */
  skip: ReadonlySet<number>;
  /** Line from which on there are only words; 0 when no heading says so. */
  from: number;
}

export const isToolLine = (line: string): boolean => toolLines.test(line);

/** Reads what a file says about itself above the first turn: who was there, and where the transcript begins. */
export function readHeader(lines: readonly string[]): TranscriptHeader {
  const attendees: string[] = [];
  const skip = new Set<number>();
  let from = 0;
  for (let at = 0; at < Math.min(lines.length, 200); at += 1) {
    const line = lines[at] ?? '';
    const list = listKeys.exec(line);
    if (list !== null) {
      skip.add(at);
      const behind = list[1] ?? '';
      if (behind !== '') attendees.push(...namesIn(behind));
      else {
        for (const below of listBelow(lines, at)) {
          skip.add(below);
          attendees.push(...namesIn(lines[below] ?? ''));
        }
      }
    } else if (transcriptKey.test(line) && line.length < 140) {
      skip.add(at);
      // Only at the top: somebody may say the word.
      if (at < 40 + attendees.length) from = at + 1;
    } else if (/^summary keywords$/i.test(line)) {
      skip.add(at);
      if (!isTurn(lines[at + 1] ?? '')) skip.add(at + 1);
    } else if (from > 0 && isTurn(line)) break;
  }
  return { attendees: [...new Set(attendees)], skip, from };
}

/** The lines under `Attendees` up to the next heading, turn, or blank line behind a name. */
function listBelow(lines: readonly string[], from: number): number[] {
  const found: number[] = [];
  for (let at = from + 1; at < Math.min(lines.length, from + longestList); at += 1) {
    const line = lines[at] ?? '';
    if (line === '') {
      if (found.length > 0) break;
      continue;
    }
    if (headerKeys.test(line) || transcriptKey.test(line) || isTurn(line) || namesIn(line).length === 0)
      break;
    found.push(at);
  }
  return found;
}

const isTurn = (line: string): boolean => {
  const turn = readTurnLine(line);
  return turn !== undefined && !headerKeys.test(turn.name);
};

function namesIn(text: string): string[] {
  return text
    .split(/[;•·|\t]|,(?=\s)/)
    .map((name) => name.replace(/^[\s\-–*]+/, '').trim())
    .filter(
      (name) =>
        /^[\p{L}"“]/u.test(name) && name.length <= 60 && name.split(/\s+/).length <= 6 && !/[:?!]/.test(name),
    );
}
