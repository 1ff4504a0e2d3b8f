import { decodeEntities } from './decode-entities.ts';

/** Words of one voice in a cue; without `speaker` the cue does not say whose they are. */
export interface Voice {
  speaker?: string;
  /** Without markup, line by line, none of them empty. */
  lines: string[];
}

/** `<v Name>`, `<v.loud Name>`; bounded, so that a tag without end costs no more than its length. */
const voiceTag = /<v(?:\.[^\s>]{0,80})?(?:[ \t\n]+([^<>]{0,200}))?>/i;

/** The voices of a cue in order. Words before the first tag belong to nobody in particular. */
export function readVoices(markup: string): Voice[] {
  if (!/[<&{]/.test(markup)) return toVoice(undefined, markup);
  const pieces = markup.split(voiceTag);
  const voices = toVoice(undefined, plainText(pieces[0] ?? ''));
  for (let at = 1; at < pieces.length; at += 2) {
    const speaker = decodeEntities(pieces[at] ?? '')
      .replace(/\s+/g, ' ')
      .trim();
    voices.push(...toVoice(speaker === '' ? undefined : speaker, plainText(pieces[at + 1] ?? '')));
  }
  return voices;
}

function toVoice(speaker: string | undefined, text: string): Voice[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length === 0 ? [] : [speaker === undefined ? { lines } : { speaker, lines }];
}

/** Drops tags, how ruby text is read aloud, inner timestamps, and the `{\an8}` of subtitle editors. */
function plainText(markup: string): string {
  const bare = markup
    .replace(/<rt[^<>]{0,80}>[^<]{0,200}(?:<\/rt>|(?=<\/ruby>))/gi, '')
    .replace(/<\/?(?:[a-z][^<>]*|[\d:.]+)?>/gi, '')
    .replace(/\{\\[^{}]{0,200}\}/g, '');
  return decodeEntities(bare);
}
