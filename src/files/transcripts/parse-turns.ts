import type { TranscriptSegment } from '../../coaching/sessions/session.ts';
import { looksLikeName, speakersAmong, splitSpeaker } from './speaker-names.ts';
import { TranscriptFaultError } from './transcript-errors.ts';

/** Lines at the top of a file that describe it; no speakers. Each counts only when it stands there once. */
const headerKeys =
  /^(?:date|time|attendees|participants|present|apologies|subject|title|meeting(?: title| id)?|topic|duration|location|recording|transcript|session(?: type)?|type|file|created|start(?: time)?|end(?: time)?|language)$/i;

const clock = String.raw`(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?`;
/** `[00:12:03] rest`, `(0:03) rest`, `00:12:03 - rest`. */
const leadingTime = new RegExp(String.raw`^\s*[[(]?(${clock})[\])]?(?:\s*[-–|])?(?:\s+|$)(.*)$`, 's');
/** `Name [00:12:03]`, `Name (0:03)`, before the colon. */
const trailingTime = new RegExp(String.raw`^(.*?)\s*[[(]?(${clock})[\])]?$`, 's');
/** Otter and others: a line of its own with name and time, the words on the lines below. */
const nameAndTime = new RegExp(String.raw`^\s*(\S.{0,80}?)(?:\s{1,}|\t)[[(]?(${clock})[\])]?\s*$`);

interface Turn {
  index: number;
  speaker: string;
  startMs?: number;
  parts: string[];
}

/**
 * Reads plain text with the speaker's name before each turn. Lines without a name go on with the turn before; times are read
 * where they stand. A segment's `index` is the line, counted from 0, on which its turn begins.
 *
 * @throws TranscriptFaultError `unknownFormat` when the text has no such turns
 */
export function parseTurns(text: string): TranscriptSegment[] {
  const lines = text.split('\n').map((line) => line.trim());
  const split = lines.map(splitLine);
  const speakers = speakersAmong(split.flatMap((line) => line?.name ?? []));
  for (const name of speakers) {
    const at = split.flatMap((line, index) => (line?.name === name ? [index] : []));
    if (headerKeys.test(name) && at.length === 1 && (at[0] ?? 0) < 12) speakers.delete(name);
  }

  const turns: Turn[] = [];
  let before = 0;
  let spoken = 0;
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const start = split[index];
    if (start !== undefined && speakers.has(start.name)) {
      turns.push({
        index,
        speaker: start.name,
        ...(start.startMs === undefined ? {} : { startMs: start.startMs }),
        parts: start.text === '' ? [] : [start.text],
      });
      spoken += 1;
      continue;
    }
    const current = turns.at(-1);
    if (current === undefined) before += 1;
    else current.parts.push((leadingTime.exec(line)?.[2] ?? line).trim());
    spoken += current === undefined ? 0 : 1;
  }
  // Prose with a colon here and there is no transcript: turns must start early, and make up a fair part of the lines.
  if (turns.length === 0 || before > 15 || (turns.length < 2 && spoken > 3) || turns.length < spoken / 25) {
    throw new TranscriptFaultError('unknownFormat');
  }
  return turns.flatMap(({ parts, ...turn }) => {
    const words = parts.filter((part) => part !== '').join(' ');
    return words === '' ? [] : [{ ...turn, text: words }];
  });
}

function splitLine(line: string): { name: string; text: string; startMs?: number } | undefined {
  const timed = leadingTime.exec(line);
  const rest = timed?.[2] ?? line;
  const named = splitSpeaker(rest);
  const leading = timed?.[1] === undefined ? {} : { startMs: toMs(timed[1]) };
  if (named !== undefined) {
    const trailing = trailingTime.exec(named.name);
    return trailing?.[1] !== undefined && trailing[2] !== undefined && trailing[1] !== ''
      ? { ...named, name: trailing[1], startMs: toMs(trailing[2]) }
      : { ...named, ...leading };
  }
  // `Name (0:03): text` has colons before the one that ends the name.
  const inner = new RegExp(String.raw`^\s*(\S.{0,80}?)\s*[[(](${clock})[\])]\s*:(?=\s|$)\s*(.*)$`, 's').exec(
    line,
  );
  if (inner?.[1] !== undefined && inner[2] !== undefined && looksLikeName(inner[1])) {
    return { name: inner[1], text: inner[3] ?? '', startMs: toMs(inner[2]) };
  }
  const header = nameAndTime.exec(line);
  if (header?.[1] !== undefined && header[2] !== undefined && looksLikeName(header[1])) {
    return { name: header[1], text: '', startMs: toMs(header[2]) };
  }
  return undefined;
}

function toMs(time: string): number {
  const [clockPart = '', fraction = ''] = time.split(/[.,]/);
  const seconds = clockPart.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return seconds * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3) || 0);
}
