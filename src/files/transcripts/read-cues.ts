/** One cue as it stands in a subtitle file. */
export interface Cue {
  /** 0-based place in the file; cues that cannot be read are counted too. */
  index: number;
  /** The line above the timings; empty when there is none. */
  id: string;
  startMs: number;
  endMs: number;
  /** With markup, line by line. */
  lines: string[];
}

/** `00:01.000 --> 00:04.000 align:start`; hours may be missing or long, SRT writes a comma, old Teams files `0:0:3.40`. */
const clock = String.raw`(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?\d*`;
const timing = new RegExp(String.raw`^\s*${clock}\s*-->\s*${clock}(?=\s|$)`);

/**
 * Reads the cues of WebVTT or SRT in one pass, in the order of the file. Written here because the parsers that exist drop
 * cues that are empty or out of order, so that the places of all that follow could not be told, and grow with the square of
 * the file.
 *
 * As players do: NOTE, STYLE and REGION blocks and blocks without timings are passed over in WebVTT. Unlike them, a line
 * with an arrow that is no timing stays part of the words that it stands in.
 *
 * @param options.loose the text of a cue may stand behind blank lines, as in SRT from careless tools
 */
export function readCues(text: string, { loose }: { loose: boolean }): Cue[] {
  const lines = text.split('\n');
  const cues: Cue[] = [];
  let cue: Cue | undefined;
  let index = 0;
  let at = /^WEBVTT/i.test(lines[0] ?? '') ? endOfHeader(lines) : 0;
  let atBlockStart = true;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      atBlockStart = true;
      if (!loose) cue = undefined;
      continue;
    }
    const next = lines[at + 1] ?? '';
    if (atBlockStart && isComment(line, next)) {
      at = lastOfBlock(lines, at);
      continue;
    }
    const isId = atBlockStart && !line.includes('-->') && next.includes('-->');
    // In loose files the identifier may stand alone above a blank line.
    const isLooseNumber =
      loose && atBlockStart && /^\s*\d+\s*$/.test(line) && nextFilled(lines, at).includes('-->');
    if (isId || isLooseNumber) {
      cue = undefined;
      if (isLooseNumber && !isId) continue;
      at += 1;
      index = open(cues, next, line.trim(), index);
      cue = cues.at(-1)?.index === index - 1 ? cues.at(-1) : undefined;
    } else if (line.includes('-->') && (atBlockStart || timing.test(line))) {
      // No blank line before it: the number that belongs to this cue was read as words of the one before.
      const id = /^\s*\d+\s*$/.test(cue?.lines.at(-1) ?? '') && !atBlockStart ? cue?.lines.pop() : undefined;
      index = open(cues, line, id?.trim() ?? '', index);
      cue = cues.at(-1)?.index === index - 1 ? cues.at(-1) : undefined;
    } else {
      cue?.lines.push(line);
    }
    atBlockStart = false;
  }
  return cues;
}

/** Times are kept in four bytes: 24 days. */
const latestMs = 2 ** 31 - 1;

/** @returns the index that the next cue gets */
function open(cues: Cue[], line: string, id: string, index: number): number {
  const found = timing.exec(line);
  const startMs = found === null ? undefined : toMs(found.slice(1, 5));
  const endMs = found === null ? undefined : toMs(found.slice(5, 9));
  if (startMs !== undefined && endMs !== undefined) {
    // A cue that ends before it begins was said all the same.
    cues.push({ index, id, startMs, endMs: Math.max(startMs, endMs), lines: [] });
  }
  return index + 1;
}

function toMs([hours, minutes = '', seconds = '', fraction = '']: (string | undefined)[]):
  number | undefined {
  if (Number(seconds) > 59 || (hours !== undefined && Number(minutes) > 59)) return undefined;
  const whole = (Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds);
  const ms = whole * 1000 + Number(fraction.padEnd(3, '0'));
  return ms > latestMs ? undefined : ms;
}

/** The header ends at a blank line, or where the first cue begins without one. */
function endOfHeader(lines: readonly string[]): number {
  let at = 1;
  while (at < lines.length && (lines[at] ?? '').trim() !== '' && !timing.test(lines[at] ?? '')) at += 1;
  // The line above the timings is the cue's identifier only when nothing but it stands between the header and them.
  return at;
}

/** A comment, also one that hides a cue; `STYLE` and `REGION` may be a cue's identifier, a comment may not. */
const isComment = (line: string, next: string): boolean =>
  /^NOTE(?:[ \t]|$)/.test(line) || (/^(?:STYLE|REGION)[ \t]*$/.test(line) && !timing.test(next));

function lastOfBlock(lines: readonly string[], from: number): number {
  let at = from;
  while (at + 1 < lines.length && (lines[at + 1] ?? '').trim() !== '') at += 1;
  return at;
}

function nextFilled(lines: readonly string[], from: number): string {
  for (let at = from + 1; at < Math.min(lines.length, from + 4); at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() !== '') return line;
  }
  return '';
}
