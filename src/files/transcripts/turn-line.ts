import { looksLikeName, splitSpeaker } from './speaker-names.ts';

/** A line that names who speaks. */
export interface TurnLine {
  name: string;
  text: string;
  startMs?: number;
  /** `colon`: `Name: text`; `header`: name and time on a line of their own, with the words below. */
  layout: 'colon' | 'header' | 'bracket' | 'tab';
  /** Only a speaker when more of the file says so: such a line also occurs in what people say. */
  weak?: boolean;
}

const clock = String.raw`(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?(?![\p{L}\p{N}]))?`;
/** `[00:12:03] rest`, `(0:03) rest`, `00:12:03 - rest`. */
const leadingTime = new RegExp(String.raw`^\s*[[(]?(${clock})[\])]?(?:\s*[-–|])?(?:\s+|$)(.*)$`, 'su');
/** `Name [00:12:03]`, `Name (0:03)`, before the colon. */
const trailingTime = new RegExp(String.raw`^(.*?)\s*[[(]?(${clock})[\])]?$`, 'su');
/** `Name (0:03): text` has colons before the one that ends the name. */
const timeBeforeColon = new RegExp(
  String.raw`^\s*(\S.{0,80}?)\s*[[(](${clock})[\])]\s*:(?=\s|$)\s*(.*)$`,
  'su',
);
/** Otter, Teams and others: `Name  0:03`, with the words below. */
const nameAndTime = new RegExp(
  String.raw`^\s*(\S.{0,80}?)(\s+|\s+[-–|•]\s+|\t)([[(]?)(${clock})[\])]?\s*$`,
  'su',
);
/** Zoom: `[Name] 10:03:24`, with the words below or behind it. */
const bracketed = new RegExp(String.raw`^\s*\[([^[\]]{1,80})\]\s+(${clock})(?:\s+(.*))?$`, 'su');
const tabbed = new RegExp(String.raw`^([^\t]{1,80})\t+[[(]?(${clock})[\])]?\t+(.+)$`, 'su');

const dateWords =
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b[\s.]*\d|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/i;
const timeWords =
  /^(?:today|tomorrow|yesterday|noon|at|by|around|about|until|from|start|end|duration|time)\b/i;

/** A speaker's name alone, so that `Monday 10:30` and `12 November 2026 10:00` are none. */
const isHeaderName = (name: string): boolean =>
  looksLikeName(name) &&
  /\p{L}/u.test(name) &&
  name.split(/\s+/).length <= 8 &&
  !dateWords.test(name) &&
  !timeWords.test(name) &&
  !/[.!?,;]$/.test(name);

/** The parts of a line that begins a turn; undefined for words and anything else. */
export function readTurnLine(line: string): TurnLine | undefined {
  // Bounded: what stands in front of the words is short.
  const head = line.length > 400 ? line.slice(0, 400) : line;
  const inBrackets = bracketed.exec(line.length > 400 ? '' : head);
  if (inBrackets?.[1] !== undefined && inBrackets[2] !== undefined && /\p{L}|\d/u.test(inBrackets[1])) {
    const name = inBrackets[1].trim();
    return { name, text: inBrackets[3] ?? '', startMs: clockToMs(inBrackets[2]), layout: 'bracket' };
  }
  const columns = tabbed.exec(line);
  if (columns?.[1] !== undefined && columns[2] !== undefined && isHeaderName(columns[1].trim())) {
    return { name: columns[1].trim(), text: columns[3] ?? '', startMs: clockToMs(columns[2]), layout: 'tab' };
  }
  const timed = leadingTime.exec(line);
  const rest = timed?.[2] ?? line;
  const leading = timed?.[1] === undefined ? {} : { startMs: clockToMs(timed[1]) };
  const named = splitSpeaker(rest);
  if (named !== undefined) {
    const trailing = trailingTime.exec(named.name);
    return trailing?.[1] !== undefined && trailing[2] !== undefined && trailing[1] !== ''
      ? { ...named, name: trailing[1], startMs: clockToMs(trailing[2]), layout: 'colon' }
      : { ...named, ...leading, layout: 'colon' };
  }
  const inner = timeBeforeColon.exec(line);
  if (inner?.[1] !== undefined && inner[2] !== undefined && looksLikeName(inner[1])) {
    return { name: inner[1], text: inner[3] ?? '', startMs: clockToMs(inner[2]), layout: 'colon' };
  }
  if (line.length > 140) return undefined;
  const header = nameAndTime.exec(line);
  if (header?.[1] !== undefined && header[4] !== undefined && isHeaderName(header[1])) {
    const isWeak = header[2] === ' ' && header[3] === '';
    const turn = { name: header[1], text: '', startMs: clockToMs(header[4]), layout: 'header' } as const;
    return isWeak ? { ...turn, weak: true } : turn;
  }
  // `00:00:03 Naomi Feldman`, with the words below.
  if (leading.startMs !== undefined && rest !== '' && rest.split(/\s+/).length <= 5 && isHeaderName(rest)) {
    return { name: rest.trim(), text: '', ...leading, layout: 'header', weak: true };
  }
  return undefined;
}

/** A line that begins with a time: the time, and what stands behind it. */
export function readStamp(line: string): { startMs: number; text: string } | undefined {
  const found = leadingTime.exec(line);
  return found?.[1] === undefined
    ? undefined
    : { startMs: clockToMs(found[1]), text: (found[2] ?? '').trim() };
}

/** `1:02:03.5`, `10:03 AM`: milliseconds from zero or from midnight. */
export function clockToMs(time: string): number {
  const [clockPart = '', fraction = ''] = time.replace(/\s?[AaPp]\.?[Mm]\.?$/u, '').split(/[.,]/);
  const seconds = clockPart.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  const ms = seconds * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3) || 0);
  if (!/[AaPp]\.?[Mm]/u.test(time)) return ms;
  // `10:03 AM` has no seconds, `10:03:24 AM` has.
  const ofDay = clockPart.split(':').length === 2 ? ms * 60 : ms;
  const noon = 12 * 3_600_000;
  return /[Pp]\.?[Mm]/u.test(time) ? (ofDay % noon) + noon : ofDay % noon;
}
