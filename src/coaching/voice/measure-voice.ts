import { countFullForms, countShortForms } from './contractions.ts';
import { favouriteWords, type FavouriteWord } from './favourite-words.ts';
import { spellingOf, type Spelling } from './spelling.ts';
import { unquoted, wordsOf } from './word-pieces.ts';

/** What was measured of the lines that a coach wrote. A trait that the lines do not show clearly is undefined. */
export interface VoiceTraits {
  /** How many lines were measured. */
  lines: number;
  /** On average. */
  wordsPerLine?: number;
  spelling?: Spelling;
  contractions?: 'uses' | 'avoids';
  exclamations?: 'uses' | 'avoids';
  /** Of whom the lines speak: `I`, `you`, or `she` and names. */
  person?: 'first' | 'second' | 'third';
  /** How lines end. */
  fullStop?: 'uses' | 'avoids';
  /** Lines that begin with what was done: `Closed …`, `Call …`. */
  verbFirst?: true;
  warmth?: 'warm' | 'sober';
  formality?: 'formal' | 'casual';
  favourites: readonly FavouriteWord[];
}

/** Fewer lines say nothing about a habit. */
const leastLines = 3;

const warmWords =
  /\b(?:great|lovely|wonderful|brilliant|fantastic|proud|glad|happy|delighted|thank(?:s|ful)?|well done|kind(?:ly|ness)?|warm(?:ly|th)?|love[ds]?|enjoy(?:s|ed)?|strong(?:ly)?|beautiful(?:ly)?|superb|impressive|caring|care[ds]?)\b/i;
const casualWords =
  /\b(?:ok(?:ay)?|yeah|hey|stuff|lots?|kids?|guys?|super|cool|awesome|gonna|wanna|bit|nailed|tons?)\b/i;
const formalWords =
  /\b(?:therefore|furthermore|moreover|regarding|shall|ensures?d?|demonstrate[sd]?|consequently|additionally|obtain(?:s|ed)?|require[sd]?|assist(?:s|ed)?|commence[sd]?|utili[sz]e[sd]?|prior to|in order to|individual)\b/i;
const baseVerbs =
  /^(?:ask|book|bring|build|call|check|clear|close|collect|count|create|do|draft|find|finish|follow|get|give|go|help|hold|keep|learn|let|listen|look|make|meet|move|note|offer|open|pause|plan|practi[sc]e|prepare|put|read|remember|review|say|schedule|send|set|share|show|speak|spend|start|stay|stop|take|talk|tell|thank|try|use|wait|write)s?$/i;
const pastVerbs =
  /^(?:\p{L}{2,}ed|built|brought|bought|caught|did|felt|found|gave|got|had|held|helped|kept|knew|led|learnt|left|lost|made|met|put|ran|read|said|sat|saw|sent|set|shut|spoke|stood|stuck|told|took|taught|thought|understood|won|wrote|feels?|has|finds?|struggles?)$/iu;

/** Where one side is at least so much of all, it is a habit. */
const clearly = 0.7;

/** Traits of the lines as the coach wanted them. Pure: the same examples give the same traits. */
export function measureVoice(examples: readonly { before: string; after: string }[]): VoiceTraits {
  const lines = examples
    .map(({ after }) => unquoted(after).trim())
    .filter((line) => wordsOf(line).length > 0);
  const favourites = favouriteWords(examples);
  if (lines.length < leastLines) return { lines: lines.length, favourites };
  const share = (isSo: (line: string) => boolean): number => lines.filter(isSo).length / lines.length;
  const words = lines.flatMap(wordsOf);

  const exclaiming = share((line) => line.includes('!'));
  const warm = share((line) => warmWords.test(line));
  const verbs = share((line) => isVerb(wordsOf(line)[0] ?? ''));
  const spelling = choose(count(words, 'british'), count(words, 'american'), ['british', 'american']);
  const contractions = choose(sum(lines, countShortForms), sum(lines, countFullForms), ['uses', 'avoids']);
  const fullStop = habit(share((line) => /[.!?…]$/.test(line)));
  const person = personOf(lines);
  const formality = choose(
    lines.filter((line) => casualWords.test(line)).length + sum(lines, countShortForms),
    lines.filter((line) => formalWords.test(line)).length + sum(lines, countFullForms),
    ['casual', 'formal'],
  );
  return {
    lines: lines.length,
    wordsPerLine: Math.round((words.length / lines.length) * 10) / 10,
    ...(spelling === undefined ? {} : { spelling }),
    ...(contractions === undefined ? {} : { contractions }),
    ...(exclaiming >= 0.3 ? { exclamations: 'uses' } : exclaiming === 0 ? { exclamations: 'avoids' } : {}),
    ...(person === undefined ? {} : { person }),
    ...(fullStop === undefined ? {} : { fullStop }),
    ...(verbs >= clearly ? { verbFirst: true } : {}),
    ...(warm >= 0.4
      ? { warmth: 'warm' }
      : warm === 0 && lines.length >= 2 * leastLines
        ? { warmth: 'sober' }
        : {}),
    ...(formality === undefined ? {} : { formality }),
    favourites,
  };
}

const isVerb = (word: string): boolean => pastVerbs.test(word) || baseVerbs.test(word);
const sum = (lines: readonly string[], of: (line: string) => number): number =>
  lines.reduce((total, line) => total + of(line), 0);
const count = (words: readonly string[], spelling: Spelling): number =>
  words.filter((word) => spellingOf(word) === spelling).length;

/** The side that was taken at least twice, and clearly more often than the other. */
function choose<const A extends string, const B extends string>(
  one: number,
  other: number,
  [a, b]: readonly [A, B],
): A | B | undefined {
  const all = one + other;
  if (all < 2) return undefined;
  if (one / all >= clearly) return a;
  return other / all >= clearly ? b : undefined;
}

const habit = (share: number): 'uses' | 'avoids' | undefined =>
  share >= 0.8 ? 'uses' : share <= 0.2 ? 'avoids' : undefined;

function personOf(lines: readonly string[]): VoiceTraits['person'] {
  const counts = { first: 0, second: 0, third: 0 };
  for (const line of lines) {
    if (/\b(?:I|me|my|we|our)\b/.test(line)) counts.first += 1;
    else if (/\byou(?:r|'re|’re)?\b/i.test(line)) counts.second += 1;
    else counts.third += 1;
  }
  const persons = ['first', 'second', 'third'] as const;
  return persons.find((person) => counts[person] / lines.length >= clearly);
}
