import { readWords } from './language.ts';

/** Past forms that equal the base form: whether "I set a goal" is past cannot be told, and the bare form reads well. */
const sameInPast = new Set('hit put set let cut read cost hurt shut quit beat bet spread split'.split(' '));
const auxiliaries: Readonly<Record<string, string>> = {
  am: 'Is',
  "'m": 'Is',
  "'ve": 'Has',
  have: 'Has',
  was: 'Was',
  do: 'Does',
  "don't": "Doesn't",
  "haven't": "Hasn't",
  "wasn't": "Wasn't",
  "didn't": "Didn't",
  did: 'Did',
  had: 'Had',
  "hadn't": "Hadn't",
  "can't": "Can't",
  can: 'Can',
  "couldn't": "Couldn't",
  could: 'Could',
  are: 'Is',
  "'re": 'Is',
  "aren't": "Isn't",
  were: 'Was',
  should: 'Should',
  "shouldn't": "Shouldn't",
  would: 'Would',
  must: 'Must',
  might: 'Might',
  "weren't": "Wasn't",
};
const adverbs =
  /^(?:still|also|always|often|never|just|really|usually|sometimes|normally|only|actually|even|kind|finally|already|now|then)$/i;

export interface Voices {
  /** First name of the person whom `person` stands for. */
  subject: string;
  /** First name of the other side of the talk, where one person alone can be meant. */
  other?: string;
}

/**
 * Turns a clean sentence about `I` (or `you`) into a line about that person without a subject: `I cleared every callback`
 * becomes `Cleared every callback`, `I still find it hard` becomes `Still finds it hard`. Undefined when that cannot be
 * done safely; the caller then quotes.
 */
export function toThirdPerson(sentence: string, person: 'I' | 'you', voices: Voices): string | undefined {
  const opening = person === 'I' ? /^I(?=['\s])\s*/ : /^you(?=['\s])\s*/i;
  const possessive = person === 'I' ? /^my\s+/i : /^your\s+/i;
  if (opening.test(sentence)) {
    const predicate = inflectOpening(sentence.replace(opening, ''));
    return predicate === undefined
      ? undefined
      : replacePronouns(joinPredicates(predicate, person), person, voices, true);
  }
  if (possessive.test(sentence))
    return replacePronouns(sentence.replace(possessive, ''), person, voices, false);
  return replacePronouns(sentence, person, voices, false);
}

/** The verb at the start, after adverbs, as its third person; past forms stay. */
function inflectOpening(predicate: string): string | undefined {
  const contracted = /^('m|'ve|'re)\s+(.*)$/s.exec(predicate);
  if (contracted?.[1] !== undefined && contracted[2] !== undefined) {
    return `${auxiliaries[contracted[1]] ?? ''} ${contracted[2]}`;
  }
  // `I'd` is `would` or `had`, `I'll` is no statement: neither can be turned safely.
  if (predicate.startsWith("'")) return undefined;
  // `I do tend to`: the emphasis goes, the verb takes its form.
  const words = predicate.replace(/^do (?!not\b)(?=[a-z]+ )/i, '').split(' ');
  const at = words.findIndex((word) => !adverbs.test(word));
  const verb = words[at];
  if (verb === undefined || at > 2) return undefined;
  const auxiliary = auxiliaries[verb.toLowerCase()];
  if (auxiliary !== undefined) return withVerb(words, at, at === 0 ? auxiliary : auxiliary.toLowerCase());
  const form = verb.toLowerCase().replace(/[,.!?;:]+$/, '');
  const tagged = readWords(`I ${words.join(' ')}`)[at + 1];
  if (tagged === undefined || !/^[a-z]+$/.test(form) || !['VERB', 'AUX'].includes(tagged.pos))
    return undefined;
  if (tagged.lemma !== form || sameInPast.has(form)) return withVerb(words, at, verb);
  return withVerb(words, at, thirdPerson(form) + verb.slice(form.length));
}

/** `stopped, and I told Tomás` has one subject: `stopped, and told Tomás`. Only past forms, which need no agreement. */
function joinPredicates(predicate: string, person: 'I' | 'you'): string {
  return predicate.replace(
    new RegExp(String.raw`\b(and|then|but) ${person} ([a-z]+)\b`, 'g'),
    (whole, link: string, verb: string) => {
      const tagged = readWords(`${person} ${verb}`)[1];
      const past = tagged !== undefined && tagged.lemma !== verb && ['VERB', 'AUX'].includes(tagged.pos);
      return past && verb !== 'am' && verb !== 'are' ? `${link} ${verb === 'were' ? 'was' : verb}` : whole;
    },
  );
}

const withVerb = (words: readonly string[], at: number, verb: string): string =>
  words.with(at, verb).join(' ');

function thirdPerson(verb: string): string {
  if (/(?:s|x|z|ch|sh|o)$/.test(verb)) return `${verb}es`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return `${verb}s`;
}

/**
 * The remaining pronouns: the person's own become the name once and `they` after it; the other side's become their name.
 * `they` agrees with the verb as `I` and `you` do, but for three forms. Undefined where a pronoun has no safe counterpart.
 */
export function replacePronouns(
  text: string,
  person: 'I' | 'you',
  voices: Voices,
  named: boolean,
): string | undefined {
  const own = person === 'I' ? firstPerson : secondPerson;
  const others = person === 'I' ? secondPerson : firstPerson;
  if (others.any.test(text)) {
    if (voices.other === undefined) return undefined;
    text = text
      .replace(others.self, voices.other)
      .replace(others.mine, `${voices.other}'s`)
      .replace(others.my, `${voices.other}'s`)
      .replace(others.me, voices.other);
    // What is left is a subject, whose verb would have to change, or a `you` that means people in general.
    if (others.any.test(text)) return undefined;
  }
  if (!named && own.subject.test(text) && !own.object.test(text.slice(0, text.search(own.subject)))) {
    // The name would stand as subject, and its verb change; only forms that need no change are safe.
    const verb = own.subject.exec(text)?.[1] ?? '';
    const tagged = readWords(text).find((word) => word.value === verb);
    const past = tagged !== undefined && tagged.lemma !== verb && ['VERB', 'AUX'].includes(tagged.pos);
    if (!past && !/^(?:could|can|did|had|might|must|should|will|would)(?:n't)?$/.test(verb)) return undefined;
    text = text.replace(own.subject, (whole) => whole.replace(/^(?:I|you)/i, voices.subject));
  }
  return text
    .replace(own.self, 'themselves')
    .replace(own.mine, 'theirs')
    .replace(own.my, 'their')
    .replace(own.me, voices.subject)
    .replace(own.am, 'they are')
    .replace(own.was, 'they were')
    .replace(
      own.i,
      (_whole, contraction: string | undefined) =>
        `they${contraction === "'m" ? "'re" : (contraction ?? '')}`,
    );
}

const firstPerson = {
  any: /\b(?:I|me|my|mine|myself)\b/,
  subject: /\bI\s+(?:(?:just|really|still|then|also|only|actually)\s+)?([a-z']+)/,
  object: /\b(?:me|my|mine|myself)\b/,
  am: /\bI am\b/g,
  was: /\bI was\b/g,
  i: /\bI(?=\b)('m|'ve|'d|'ll)?/g,
  self: /\bmyself\b/gi,
  mine: /\bmine\b/gi,
  my: /\bmy\b/gi,
  me: /\bme\b/g,
};

/** `you` is an object after these words, else a subject. */
const beforeObject =
  'to|for|with|at|of|about|from|on|send|give|tell|show|bring|call|help|remind|ask|let|meet|join|book|email|message|ping|ring|see|thank|get|make|told|asked|gave|sent|showed|thanked|called|helped|made|let';
const secondPerson = {
  any: /\b(?:you|your|yours|yourself)\b/i,
  subject: new RegExp(String.raw`(?<!\b(?:${beforeObject})\s)\byou\b(?:\s+([a-z']+))?`, 'i'),
  object: /\b(?:your|yours|yourself)\b/i,
  am: /\byou are\b/gi,
  was: /\byou were\b/gi,
  i: /\byou\b('re|'ve|'d|'ll)?/gi,
  self: /\byourself\b/gi,
  mine: /\byours\b/gi,
  my: /\byour\b/gi,
  me: new RegExp(String.raw`(?<=\b(?:${beforeObject})\s)you\b(?!')`, 'gi'),
};
