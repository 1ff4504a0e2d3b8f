import { parseText } from 'media-captions';
import { severalSpeakers, unknownSpeaker } from '../../coaching/sessions/names.ts';
import type { TranscriptSegment } from '../../coaching/sessions/session.ts';
import { decodeEntities } from './decode-entities.ts';
import { speakersAmong, splitSpeaker } from './speaker-names.ts';

/**
 * Reads VTT or SRT. A speaker comes from a `<v Name>` tag, else from `Name:` at the start of the cue (Zoom), else is
 * unknown. A cue with several voices becomes one segment, whose text says who said what.
 */
export async function parseCues(text: string, type: 'vtt' | 'srt'): Promise<TranscriptSegment[]> {
  const cues = [];
  for (const part of numberCues(text)) {
    const header = type === 'vtt' && !part.startsWith('WEBVTT') ? 'WEBVTT\n\n' : '';
    cues.push(...(await parseText(`${header}${part}`, { type, strict: false })).cues);
  }
  const read = cues.flatMap((cue) => {
    const index = /^cue-(\d+)$/.exec(cue.id)?.[1];
    return index === undefined
      ? []
      : [
          {
            index: Number(index),
            startMs: toMs(cue.startTime),
            endMs: toMs(cue.endTime),
            voices: readVoices(cue.text),
          },
        ];
  });
  const speakers = speakersAmong(
    read.flatMap(({ voices }) =>
      voices.flatMap((voice) => (voice.speaker === undefined ? (splitSpeaker(voice.text)?.name ?? []) : [])),
    ),
  );
  return read.flatMap(({ voices, ...cue }) => {
    const spoken = voices.map((voice) => {
      const split = voice.speaker === undefined ? splitSpeaker(voice.text) : undefined;
      return split !== undefined && speakers.has(split.name)
        ? { speaker: split.name, text: split.text }
        : voice;
    });
    const said = spoken.filter((voice) => voice.text !== '');
    const [first] = said;
    if (first === undefined) return [];
    const names = new Set(said.map((voice) => voice.speaker ?? unknownSpeaker));
    const one = names.size === 1;
    return {
      ...cue,
      speaker: one ? (first.speaker ?? unknownSpeaker) : severalSpeakers,
      text: said
        .map((voice) => (one ? voice.text : `${voice.speaker ?? unknownSpeaker}: ${voice.text}`))
        .join(' '),
    };
  });
}

/** Cues that the parser gets at once: its time grows with the square of a text's length. */
const cuesAtOnce = 1_000;

/**
 * Gives each cue its place in the file as identifier, and cuts the file into parts. The parser drops cues that are empty or
 * out of order in time; counting what it returns would shift the places of all that follow.
 */
function numberCues(text: string): string[] {
  const lines = text.split('\n');
  const parts: string[] = [];
  let part: string[] = [];
  let cue = 0;
  for (const [at, line] of lines.entries()) {
    if (line.includes('-->')) {
      const before = lines[at - 1] ?? '';
      const isIdentifier =
        before.trim() !== '' && (lines[at - 2] ?? '').trim() === '' && !before.startsWith('WEBVTT');
      if (isIdentifier) part.pop();
      else if (before.trim() !== '') part.push('');
      if (cue > 0 && cue % cuesAtOnce === 0) {
        parts.push(part.join('\n'));
        part = [];
      }
      part.push(`cue-${cue}`);
      cue += 1;
    }
    part.push(line);
  }
  return [...parts, part.join('\n')];
}

const toMs = (seconds: number): number => Math.round(seconds * 1000);

/** `<v Name>`, `<v.loud Name>`; bounded, so that a tag without end costs no more than its length. */
const voiceTag = /<v(?:\.[^\s>]{0,80})?(?:[ \t\n]+([^<>]{0,200}))?>/;

/** The voices of a cue in order, without markup. Words before the first tag belong to nobody in particular. */
function readVoices(markup: string): { speaker?: string; text: string }[] {
  const voices: { speaker?: string; text: string }[] = [];
  const pieces = markup.split(voiceTag);
  for (let at = 0; at < pieces.length; at += 2) {
    const text = plainText(pieces[at] ?? '');
    const speaker =
      at === 0
        ? ''
        : decodeEntities(pieces[at - 1] ?? '')
            .replace(/\s+/g, ' ')
            .trim();
    if (text !== '' || speaker !== '') voices.push(speaker === '' ? { text } : { speaker, text });
  }
  return voices;
}

/** Drops tags and inner timestamps, joins the cue's lines with a space, and leaves all other white space as it is. */
function plainText(markup: string): string {
  return decodeEntities(markup.replace(/<\/?(?:[a-z][^<>]*|[\d:.]+)?>/gi, ''))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}
