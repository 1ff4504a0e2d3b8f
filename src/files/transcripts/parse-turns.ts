import type { TranscriptSegment } from '../../coaching/sessions/session.ts';
import { speakersAmong } from './speaker-names.ts';
import { TranscriptFaultError } from './transcript-errors.ts';
import { headerKeys, isToolLine, readHeader } from './transcript-header.ts';
import { clockToMs, readStamp, readTurnLine, type TurnLine } from './turn-line.ts';

export interface ParsedTurns {
  segments: TranscriptSegment[];
  attendees: string[];
  /** How the file writes who speaks. */
  layout: TurnLine['layout'] | 'stamped';
}

interface Turn {
  index: number;
  speaker: string;
  startMs?: number;
  parts: string[];
}

/** More lines than these before the first turn: a document in which somebody is quoted. */
const mostBefore = 15;

/**
 * Reads plain text with the speaker's name before each turn. Lines without a name go on with the turn before; times are read
 * where they stand, also those that stand alone on a line above a turn. A segment's `index` is the line, counted from 0, on
 * which its turn begins.
 *
 * @throws TranscriptFaultError `unknownFormat` when the text has no such turns
 */
export function parseTurns(text: string): ParsedTurns {
  const lines = text.split('\n').map((line) => line.trim());
  const header = readHeader(lines);
  const read = lines.map((line, index) =>
    line === '' || header.skip.has(index) || index < header.from ? undefined : readTurnLine(line),
  );
  const starts = withoutGuesses(lines, read);
  const turns: Turn[] = [];
  const layouts = new Map<ParsedTurns['layout'], number>();
  let before = 0;
  let spoken = 0;
  let stamp: number | undefined;
  for (const [index, line] of lines.entries()) {
    if (line === '' || header.skip.has(index) || index < header.from || isToolLine(line)) continue;
    const start = starts[index];
    if (start !== undefined) {
      const startMs = start.startMs ?? stamp;
      const layout = start.startMs === undefined && stamp !== undefined ? 'stamped' : start.layout;
      layouts.set(layout, (layouts.get(layout) ?? 0) + 1);
      stamp = undefined;
      turns.push({
        index,
        speaker: start.name,
        ...(startMs === undefined ? {} : { startMs }),
        parts: start.text === '' ? [] : [start.text],
      });
      spoken += 1;
      continue;
    }
    const stamped = readStamp(line);
    if (stamped?.text === '') {
      stamp = stamped.startMs;
      continue;
    }
    const current = turns.at(-1);
    if (current === undefined) {
      before += 1;
      continue;
    }
    current.parts.push(stamped?.text ?? line);
    spoken += 1;
  }
  // Prose with a colon here and there is no transcript: turns must start early, and make up a fair part of the lines.
  if (
    turns.length === 0 ||
    before > mostBefore ||
    (turns.length < 2 && spoken > 3) ||
    turns.length < spoken / 25
  ) {
    throw new TranscriptFaultError('unknownFormat');
  }
  const [layout = 'colon'] = [...layouts].sort((one, other) => other[1] - one[1])[0] ?? [];
  const segments = turns.flatMap(({ parts, ...turn }) => {
    const words = parts.filter((part) => part !== '').join(' ');
    return words === '' ? [] : [{ ...turn, text: words }];
  });
  const isStamped = layouts.has('stamped');
  return {
    segments: fromStart(
      segments,
      layout === 'bracket' || /\d\s?[AaPp]\.?[Mm]\b/.test(lines[turns[0]?.index ?? 0] ?? ''),
    ),
    attendees: header.attendees,
    layout: isStamped && layout === 'colon' ? 'stamped' : layout,
  };
}

/** Leaves out what only looks like a speaker: keys of the header, and names that nothing else in the file confirms. */
function withoutGuesses(
  lines: readonly string[],
  read: readonly (TurnLine | undefined)[],
): (TurnLine | undefined)[] {
  const places = new Map<string, number[]>();
  for (const [index, turn] of read.entries()) {
    if (turn === undefined) continue;
    const found = places.get(turn.name);
    if (found === undefined) places.set(turn.name, [index]);
    else found.push(index);
  }
  const speakers = speakersAmong(read.flatMap((turn) => (turn?.layout === 'colon' ? turn.name : [])));
  return read.map((turn, index) => {
    if (turn === undefined) return undefined;
    const at = places.get(turn.name) ?? [];
    // Each key counts only when it stands there once, near the top.
    if (headerKeys.test(turn.name) && at.length === 1 && index < 12) return undefined;
    if (turn.layout === 'colon') return speakers.has(turn.name) ? turn : undefined;
    const opensParagraph = index === 0 || lines[index - 1] === '';
    return turn.weak !== true || at.length > 1 || opensParagraph ? turn : undefined;
  });
}

/** Times of the day, counted from the first of them; over midnight they go on. */
function fromStart(segments: TranscriptSegment[], isTimeOfDay: boolean): TranscriptSegment[] {
  const first = segments.find(({ startMs }) => startMs !== undefined)?.startMs;
  if (first === undefined || !isTimeOfDay || first < clockToMs('1:00:00')) return segments;
  const day = clockToMs('24:00:00');
  return segments.map((segment) =>
    segment.startMs === undefined ? segment : { ...segment, startMs: (segment.startMs - first + day) % day },
  );
}
