import type { VoiceTraits } from './measure-voice.ts';

const quote = String.raw`[“"'‘]`;
const quoteEnd = String.raw`[”"'’]`;
const term = String.raw`${quote}([^”"'’]{1,40})${quoteEnd}`;
/** `say “agent” instead of “rep”`, `“agent”, not “rep”`. */
const preference = new RegExp(
  String.raw`${term},?\s*(?:instead of|rather than|(?:and )?not|never|in place of|over)\s*${term}`,
  'giu',
);
/** `never “rep”, always “agent”`. */
const reversed = new RegExp(
  String.raw`\b(?:not|never|don't say|don’t say)\s*${term}[,;]?\s*(?:but|always|say|use|rather)\s*${term}`,
  'giu',
);

/**
 * What a coach says in plain words about the own writing, as far as rules can follow it, over what was measured. Models
 * read the words themselves.
 */
export function readOwnWords(ownWords: string, traits: VoiceTraits): VoiceTraits {
  const favourites = [
    ...[...ownWords.matchAll(preference)].map(([, to = '', from = '']) => ({ from, to })),
    ...[...ownWords.matchAll(reversed)].map(([, from = '', to = '']) => ({ from, to })),
  ].map(({ from, to }) => ({ from: from.trim().toLowerCase(), to: to.trim(), times: 1 }));
  const says = (pattern: RegExp): boolean => pattern.test(ownWords);
  return {
    ...traits,
    ...(says(/\b(?:british|uk) (?:english|spelling)\b/i) ? { spelling: 'british' } : {}),
    ...(says(/\b(?:american|us) (?:english|spelling)\b/i) ? { spelling: 'american' } : {}),
    ...(says(/\b(?:no|without|avoid|never)\b[^.;]{0,20}\b(?:contractions|short forms)\b/i)
      ? { contractions: 'avoids' }
      : says(/\b(?:contractions|short forms)\b/i)
        ? { contractions: 'uses' }
        : {}),
    ...(says(/\b(?:no|without|avoid|never)\b[^.;]{0,20}\bexclamation (?:marks?|points?)\b/i)
      ? { exclamations: 'avoids' }
      : {}),
    ...(says(/\b(?:no|without)\b[^.;]{0,20}\b(?:full stops?|periods?)\b/i) ? { fullStop: 'avoids' } : {}),
    ...(says(/\bshort (?:lines|sentences)\b|\bkeep (?:it|lines|them) short\b/i)
      ? { wordsPerLine: Math.min(traits.wordsPerLine ?? 10, 10) }
      : {}),
    favourites: [
      ...favourites,
      ...traits.favourites.filter(({ from }) => !favourites.some((own) => own.from === from)),
    ],
  };
}
