import type { VoiceTraits } from './measure-voice.ts';

const numbers = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const inWords = (value: number): string => numbers[Math.round(value)] ?? String(Math.round(value));

/** The traits as sentences to the coach: `You write short lines: nine words on average.` */
export function describeVoice(traits: VoiceTraits): string[] {
  const { wordsPerLine, spelling, contractions, exclamations, person, fullStop, warmth, formality } = traits;
  const length =
    wordsPerLine === undefined
      ? ''
      : wordsPerLine <= 11
        ? 'short lines'
        : wordsPerLine <= 18
          ? 'lines of middling length'
          : 'long lines';
  return [
    ...(wordsPerLine === undefined
      ? []
      : [`You write ${length}: ${inWords(wordsPerLine)} words on average.`]),
    ...(traits.verbFirst ? ['You begin with what was done: the verb comes first.'] : []),
    ...(person === 'second' ? ['You speak to the person: “you”.'] : []),
    ...(person === 'first' ? ['You write as “I”.'] : []),
    ...(person === 'third' ? ['You write about the person, not to them.'] : []),
    ...(spelling === undefined
      ? []
      : [`You spell the ${spelling === 'british' ? 'British' : 'American'} way.`]),
    ...(contractions === undefined
      ? []
      : [
          contractions === 'uses'
            ? 'You use short forms, such as “don’t”.'
            : 'You write “do not” rather than “don’t”.',
        ]),
    ...(exclamations === undefined
      ? []
      : [exclamations === 'uses' ? 'You like an exclamation mark.' : 'You use no exclamation marks.']),
    ...(fullStop === undefined
      ? []
      : [fullStop === 'uses' ? 'You end lines with a full stop.' : 'You end lines without a full stop.']),
    ...(warmth === undefined
      ? []
      : [
          warmth === 'warm'
            ? 'You use warm words, such as “great” and “proud”.'
            : 'You keep to the facts, without words of praise.',
        ]),
    ...(formality === undefined ? [] : [`Your tone is ${formality}.`]),
    ...traits.favourites.map(({ from, to }) => `You prefer “${to}” to “${from}”.`),
  ];
}
