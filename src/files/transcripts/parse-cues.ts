import { severalSpeakers, unknownSpeaker } from '../../coaching/sessions/names.ts';
import type { TranscriptSegment } from '../../coaching/sessions/session.ts';
import { readVoices, type Voice } from './cue-voices.ts';
import { readCues, type Cue } from './read-cues.ts';
import { looksLikeName, speakersAmong, splitSpeaker } from './speaker-names.ts';

/** Webex names the speaker in the cue's identifier: `12 "Naomi Feldman" (3041)`. */
const namedId = /^\d+\s+"([^"]{1,80})"\s*\(\d+\)$/;

/**
 * Reads VTT or SRT. A speaker comes from a `<v Name>` tag, else from `Name:` at the start of a line (Zoom), else from the
 * identifier, else is unknown. A cue with several voices becomes one segment, whose text says who said what.
 *
 * @param options.nameLines the first line of a cue is the speaker's name, as in older Word files of Teams
 */
export function parseCues(
  text: string,
  type: 'vtt' | 'srt',
  { nameLines = false } = {},
): TranscriptSegment[] {
  let cues = readCues(text, { loose: type === 'srt' });
  // An editor that doubled every line end leaves the words behind blank lines.
  if (cues.every((cue) => cue.lines.length === 0)) cues = readCues(text, { loose: true });
  const read = cues.map((cue) => ({ cue, voices: voicesOf(cue, nameLines) }));
  const speakers = speakersAmong(
    read.flatMap(({ voices }) =>
      voices.flatMap((voice) =>
        voice.speaker === undefined ? voice.lines.flatMap((line) => splitSpeaker(line)?.name ?? []) : [],
      ),
    ),
  );
  const segments: TranscriptSegment[] = [];
  for (const { cue, voices } of read) {
    const said = mergeVoices(voices.flatMap((voice) => splitVoice(voice, speakers)));
    const [first] = said;
    if (first === undefined) continue;
    const { index, startMs, endMs } = cue;
    const words = (voice: Voice): string => voice.lines.join(' ');
    if (said.length > 1) {
      const text = said.map((voice) => `${voice.speaker ?? unknownSpeaker}: ${words(voice)}`).join(' ');
      segments.push({ index, speaker: severalSpeakers, startMs, endMs, text });
      continue;
    }
    // A cue without a name stays without one: whose words they are would be a guess, even where a sentence seems to go on.
    segments.push({ index, speaker: first.speaker ?? unknownSpeaker, startMs, endMs, text: words(first) });
  }
  return segments;
}

function voicesOf(cue: Cue, nameLines: boolean): Voice[] {
  const [first, ...rest] = cue.lines;
  if (nameLines && first !== undefined && rest.length > 0 && looksLikeName(first)) {
    return readVoices(rest.join('\n')).map((voice) => ({ speaker: first.trim(), ...voice }));
  }
  const voices = readVoices(cue.lines.join('\n'));
  const named = namedId.exec(cue.id)?.[1];
  return named === undefined ? voices : voices.map((voice) => ({ speaker: named, ...voice }));
}

/** `Ana: hi`, and below it in the same cue `- Ben: hello`: each line that begins with a speaker's name is that speaker's. */
function splitVoice(voice: Voice, speakers: ReadonlySet<string>): Voice[] {
  if (voice.speaker !== undefined) return [voice];
  const voices: Voice[] = [];
  for (const line of voice.lines) {
    const split = splitSpeaker(line);
    if (split !== undefined && speakers.has(split.name)) {
      voices.push({ speaker: split.name, lines: split.text === '' ? [] : [split.text] });
    } else {
      const current = voices.at(-1);
      if (current === undefined) voices.push({ lines: [line] });
      else current.lines.push(line);
    }
  }
  return voices.filter(({ lines }) => lines.length > 0);
}

/** Neighbouring words of one voice are one. */
function mergeVoices(voices: readonly Voice[]): Voice[] {
  const merged: Voice[] = [];
  for (const voice of voices) {
    const last = merged.at(-1);
    if (last !== undefined && last.speaker === voice.speaker) last.lines.push(...voice.lines);
    else merged.push({ ...voice, lines: [...voice.lines] });
  }
  // One voice, and words before its tag that belong to nobody else.
  const names = new Set(merged.map(({ speaker }) => speaker));
  return names.size === 1 && merged.length > 1
    ? [{ ...merged[0], lines: merged.flatMap(({ lines }) => lines) }]
    : merged;
}
