import { wordsOf } from './words.ts';

const opening = /^(?:and|but|or|so|also|then|what about|how about|and what about|what if|and if)\b[\s,]*/i;
const pointing = /\b(?:it|that|this|these|those|them|there|then|one|ones|same)\b/i;
const contentful = new Set(['NOUN', 'PROPN', 'VERB', 'NUM', 'ADJ']);
/** A message with fewer words that carry meaning leans on what was said before. */
const standsAlone = 3;

/**
 * The question with what it silently takes over from the one before, e.g. "And without a receipt?" after "How many days
 * does a customer have with a receipt?" becomes "How many days does a customer have without a receipt?".
 * @param earlier what the same person said before, newest last
 */
export function selfContained(question: string, earlier: readonly string[]): string {
  const before = earlier.at(-1);
  if (before === undefined || !leansOnContext(question)) return question;
  const previous = leansOnContext(before) ? selfContained(before, earlier.slice(0, -1)) : before;
  const rest = question.replace(opening, '').trim();
  return replacedPhrase(previous, rest) ?? `${previous.replace(/[?.!\s]+$/, '')}, ${rest}`;
}

function leansOnContext(text: string): boolean {
  const content = wordsOf(text).filter(({ pos }) => contentful.has(pos)).length;
  if (opening.test(text)) return content <= 2 * standsAlone;
  if (content < standsAlone && text.length < 60) return !namesItsTopic(text);
  return pointing.test(text) && content <= standsAlone;
}

const asking = /^(?:please\s+)?(?:how|what|when|where|who|why|which)\b|\bwhat (?:now|next)\b/i;
/** Nouns that say how much or for whom, not of what: "how many days?" still needs the question before. */
const measure =
  /^(?:second|minute|hour|day|week|month|year|time|number|percent|pound|money|limit|deadline|step|thing|way|customer|caller|client|person|people|one)s?$/i;

/**
 * "How do I refund without a receipt?" is short and complete: it asks openly and names a thing for the first time ("a
 * receipt", not "the receipt"). "Do I need a photo?" and "Which form?" are not.
 */
function namesItsTopic(text: string): boolean {
  if (!asking.test(text) || pointing.test(text)) return false;
  const words = wordsOf(text);
  // "caller is screaming at me what now" begins with its topic.
  const tells = /\bwhat (?:now|next)\b/i.test(text) && words.length > 4;
  const hasVerb = words.some(({ pos }) => pos === 'VERB' || pos === 'AUX');
  return (
    hasVerb &&
    words.some(({ pos, text: word }, index) => {
      const before = words[index - 1];
      // "an abusive caller" is a topic, where "the caller" is somebody known.
      const told = before?.pos === 'ADJ' && !/^(?:many|much|few|more|most|other|same)$/.test(before.text);
      return (
        (pos === 'NOUN' || pos === 'PROPN') &&
        (told || tells || !measure.test(word)) &&
        before?.text !== 'the'
      );
    })
  );
}

const determiner = '(?:an?|the|any|no|his|her|their|my|our|your)';
const preposition = 'with|without|by|in|for|from|to|on|after|before|over|under';
/** Ways to say that somebody has something, or has it no longer: "lost her receipt" is "without a receipt". */
const having =
  "(?:(?:has|have|had|'s|'ve)\\s+)?(?:lost|mislaid|misplaced|forgotten|kept|got)|forgot|(?:no longer\\s+)?(?:has|have|had)|(?:does|do|did)(?:n['’]t| not) have";
const phrase = new RegExp(`^(?:${preposition})\\s+(?:${determiner}\\s+)?([\\w'-]+)[?.!]*$`, 'i');

/** "without a receipt" takes the place of "with a receipt" and of "has a receipt": same noun, other relation. */
function replacedPhrase(previous: string, rest: string): string | undefined {
  const noun = phrase.exec(rest)?.[1];
  if (noun === undefined) return undefined;
  const same = new RegExp(
    `\\b(?:${preposition}|${having})\\s+(?:${determiner}\\s+)?${noun.replace(/[^\w-]/g, '')}\\b`,
    'i',
  );
  return same.test(previous) ? previous.replace(same, rest.replace(/[?.!]+$/, '')) : undefined;
}
