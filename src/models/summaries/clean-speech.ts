import { maskLabels } from '../../coaching/sessions/mask-labels.ts';

/** `[laughs]`, `{door}`, `(inaudible)`. */
const stageDirections = /\{[^}]*\}|\[[^\]]*\]|\((?:laughs?|laughter|inaudible|crosstalk|pause)[^)]*\)/gi;
const labels: ReadonlySet<string> = new Set(maskLabels);
/** Sounds and set phrases that carry nothing, between commas or at the edge of a sentence. */
const fillers =
  "u[hm]+|e[hr]m*|hm+|mm+|ah|oh|you know|i mean|i don't know|like|i'd say|let's say|to be honest|if i'm honest|honestly|i guess|i suppose|what's it called|sort of|kind of|basically|actually|obviously|yeah|right|okay|ok|well|so";
/** Between a preposition or article and its noun both commas go. */
const insidePhrase = new RegExp(
  String.raw`\b(on|in|at|for|with|to|of|by|from|the|a|an|my|your|is|was)\s*,\s*(?:${fillers})\s*,`,
  'gi',
);
const betweenCommas = new RegExp(String.raw`,\s*(?:${fillers})\s*(?=,)`, 'gi');
const sounds = /(?<![\p{L}'])(?:u[hm]+|erm+|er|mm+-?h?m*|hm+)(?![\p{L}'])\s*,?/giu;
const vague = /(?<=\s)(?:kind of|sort of|kinda|sorta)\s+/gi;
const leading = new RegExp(
  String.raw`^(?:(?:${fillers}|and|but|or|because|then|also|now|yes|yep|no|sure|great|good|lovely|perfect|alright|all right|cool|exactly|absolutely|of course|no problem|fair(?: enough)?|thanks?(?: you)?|please|cheers|maybe|in that case|for me|from my side|my step is|the first thing is)(?:\s*[,.:;–—-]+\s*|\s+(?=(?:i|we|you|let|he|she|they|it|my|the|your)\b)))+`,
  'i',
);
const trailing =
  /(?:\s*[,–—-]+\s*(?:so|but|and|honestly|to be honest|if i'm honest|actually|though|you know|i suppose|i guess|really|or something|okay|right|thanks|please|then|i think)|\s+(?:though|please|thanks|to be honest))(?=[.!?]*$)/i;
/** An opinion is the speaker's anyway, and the evidence shows that it was put as one. */
const opinion = /^i (?:think|believe|guess|suppose)\s+(?!about\b|of\b|through\b|so\b|it\b(?!'))/i;
/** `people just, they felt`: a subject begun twice. */
const restarted = /\b(people|customers|they|we|he|she)(?: just| kind of)?, (?:they|we|he|she)\b/gi;
const linking = /^(?:and|but|or|so(?! (?:much|many|far|that)\b))(?: then)?,?\s+(?=\S+\s)/i;
/** `the, the`, `I was, I was`, `that's, that's`. */
const repeated = /(?<![\p{L}'])((?:[\p{L}']+\s+){0,2}[\p{L}']+),\s+\1(?![\p{L}'])/giu;

/**
 * A spoken sentence without its hesitations, for reading and for matching. Straightens quotation marks; never adds or
 * reorders words.
 */
export function cleanSpeech(text: string): string {
  let clean = text
    .replace(/[‘’ʼ]/g, "'")
    .replace(stageDirections, (whole) => (labels.has(whole) ? whole : ' '))
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.;:!?])/g, '$1')
    .trim();
  for (let before = ''; before !== clean;) {
    before = clean;
    clean = clean
      .replace(sounds, ' ')
      .replace(insidePhrase, '$1')
      .replace(betweenCommas, '')
      .replace(repeated, '$1')
      .replace(vague, '')
      .replace(leading, '')
      .replace(linking, '')
      .replace(opinion, '')
      .replace(restarted, '$1')
      .replace(trailing, '')
      .replace(/\s+([,.;:!?])/g, '$1')
      .replace(/,+(?=[,.;!?])/g, '')
      .replace(/\s{2,}/g, ' ')
      .replace(/^[\s,.;:–—-]+/, '')
      .trim();
  }
  return clean;
}

/** First letter upper case, a full stop at the end. */
export function asSentence(text: string): string {
  const trimmed = text.replace(/[\s,;:–—-]+$/, '').trim();
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?…”"]$/.test(capital) ? capital : `${capital}.`;
}
