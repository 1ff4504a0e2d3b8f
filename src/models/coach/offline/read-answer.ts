import type { DateInText, DateReader } from '../../../coaching/sessions/date-reader.ts';
import { asksForCoaching } from '../../../coaching/talks/read-talk-words.ts';
import { keyClause } from './reflect.ts';

/** What the offline coach reads from an answer. Texts are parts of the person's words, never put otherwise. */

const countWords = (words: string): number => words.trim().split(/\s+/).filter(Boolean).length;

export const saysNotKnowing = (words: string): boolean =>
  /^(?:(?:hmm+|well|um+|honestly|i[’']?m|sorry|oh|actually|good question)[,.… ]+)*(?:i (?:really |just |honestly )*(?:don[’']?t|do not) (?:really )?know(?: (?:really|yet|what(?: (?:to (?:say|do|try)|else))?|how))?|no (?:idea|clue)(?: (?:really|yet|what to do))?|(?:i[’']?m )?not (?:really )?sure(?: yet)?|dunno|idk|can[’']?t (?:say|think of (?:any|some)thing)|nothing comes to mind|hard to say|difficult to say|\?+)[.!… ]*$/i.test(
    words.trim(),
  );

/** Nothing to add: no idea, or no more than "ok". */
export const saysNoMore = (words: string): boolean =>
  /^(?:(?:no|well|i think|so)[,. ]+)*(?:no(?:thing|ne|pe)?(?: (?:else|more|really|comes to mind))*|that(?:[’']s| is) (?:it|all|everything|enough)|not (?:really|much|anything)|nothing (?:else|more)|those (?:two|three|are it)|done|i[’']?m done|enough ideas|ok(?:ay)?|good|great|fine|yes|yeah|yep|perfect|all right|alright|sure|thanks?(?: you)?)[.! ]*$/i.test(
    words.trim(),
  );

export const isUpset = (words: string): boolean =>
  /\b(?:i (?:just |nearly |almost )*cried\b|i (?:just |still )*(?:can[’']?t|cannot|couldn[’']?t) stop (?:crying|shaking|trembling)\b|i[’']?m (?:so |really |very |too |totally |completely |just )*(?:upset|crying|in tears|shaking|devastated|desperate|exhausted right now|at my limit|falling apart|heartbroken)|i (?:just )?(?:can[’']?t (?:take|do|stand|bear) (?:it|this)(?: any ?more)?|could cry|want to cry|feel (?:awful|terrible|horrible|miserable|hopeless|like crying)|hate (?:this|my) (?:job|life|place|day)|have had enough of everything)|it(?:[’']s| is) all too much|everything is too much)\b/i.test(
    words,
  );

/** Others act, and the person does not occur. */
export const talksOfOthers = (words: string): boolean =>
  countWords(words) >= 4 &&
  !/\b(?:i|i[’']\w+|me|my|mine|myself|we|us|our)\b/i.test(words) &&
  /\b(?:they|he|she|them|people|everybody|everyone|nobody|no one|callers?|customers?|colleagues?|(?:the|team) (?:team|lead(?:er)?|boss|manager|others?|company|system|depot|planners?))\b/i.test(
    words,
  );

/** A general story where one moment is asked for. */
export const isGeneral = (words: string): boolean =>
  countWords(words) < 8 ||
  /\b(?:always|never|usually|every (?:time|day|call)|often|all the time|in general)\b/i.test(words);

const feelings =
  /\b(stuck|angry|frustrated|overwhelmed|nervous|anxious|stressed|exhausted|tired|lost|afraid|scared|worried|impatient|bored|insecure|annoyed|hard|difficult|unfair|confident|calm|better)\b/i;
/** The word that a follow-up question takes up. */
export const feelingWord = (words: string): string | undefined => feelings.exec(words)?.[1]?.toLowerCase();

const topicAtMost = 160;
const afterAsking =
  /\b(?:coach me|coaching|reflect|think|talk|help me)\b[^.!?\n]*?\b(?:on|about|with|through|around|in|becoming)\s+([^.!?\n]+)/i;
const noTopic =
  /^(?:something|it|this|that|you|a few things|some things|me|today|now|(?:plan )?my (?:growth|goals?|development|career|thoughts))(?: (?:today|now|please|through|over))*$/i;

/** "No idea really, maybe the outbound calls": what comes after it. */
const notKnowingFirst =
  /^(?:(?:well|hmm+|honestly)[, ]+)*(?:no idea|not sure|dunno|i (?:don[’']?t|do not) know)(?: really| yet)?[,.;:–-]+ *(?:but |maybe |perhaps |it could be )*(?=\p{L})/iu;

/** What the person wants to talk about, in their words; undefined where they only ask for a talk. */
export function readTopic(said: string): string | undefined {
  const words = said.trim().replace(notKnowingFirst, '');
  const parts = words.split(/(?<=[.!?\n])\s+/);
  const telling = parts.filter((part) => !asksForCoaching(part));
  const named = telling.length > 0 ? keyClause(telling.join(' ')) : afterAsking.exec(words)?.[1];
  const topic = named
    ?.trim()
    .replace(/[\s.!,;:?]+$/, '')
    .replace(/ (?:please|today|now)$/i, '');
  if (topic === undefined || !/\p{L}{2}/u.test(topic) || noTopic.test(topic)) return undefined;
  // "I struggle with them" says what only together with the sentence before it.
  if (parts.length > 1 && /\b(?:them|it|this|that|there)\b/i.test(topic))
    return words.trim().slice(0, topicAtMost);
  // A clause put together from two sentences would not be the person's own any more.
  return words.includes(topic) ? topic.slice(0, topicAtMost) : words.trim().slice(0, topicAtMost);
}

const hedges =
  /^(?:(?:well|so|and|or|also|maybe|perhaps|then|hmm+|ok|yes|first(?:ly)?|second(?:ly)?|third(?:ly)?|i (?:guess|think|suppose)|(?:i|we) (?:could|might|can|may|would|should)(?: (?:maybe|perhaps|also|just|always|try(?: to)?))*|i[’']?d|i[’']?ll|i will|i[’']?m going to|let me|trying to|try to|to|just|simply|[-*•]|\d+[.)])[,: ]+)+/i;
const optionAtMost = 120;

/** Ideas, each as it was said. */
export function readOptions(words: string): string[] {
  if (saysNotKnowing(words) || saysNoMore(words) || words.trim().endsWith('?')) return [];
  const pieces = words
    .split(
      /\n+|;|(?<=\p{L}{2})[.!] +|,? or (?:(?:else|maybe|perhaps) )?|, (?:and )?(?:maybe|perhaps|also) |, and (?=i (?:could|can|might))/iu,
    )
    .map((piece) =>
      piece
        .trim()
        .replace(hedges, '')
        .replace(/[\s.,!]+$/, ''),
    )
    .filter((piece) => piece.length > 3 && piece.length <= optionAtMost && /\p{L}{3}/u.test(piece));
  return [...new Set(pieces)].slice(0, 4);
}

const ordinals: readonly RegExp[] = [
  /^(?:the )?(?:first(?: (?:one|idea|option))?|(?:number |option |idea )?(?:1|one))[.!]?$/i,
  /^(?:the )?(?:second(?: (?:one|idea|option))?|(?:number |option |idea )?(?:2|two))[.!]?$/i,
  /^(?:the )?(?:third(?: (?:one|idea|option))?|(?:number |option |idea )?(?:3|three))[.!]?$/i,
  /^(?:the )?(?:fourth(?: (?:one|idea|option))?|(?:number |option |idea )?(?:4|four))[.!]?$/i,
];
const weight = (text: string): Set<string> => new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? []);

export interface StepRead {
  /** Undefined: only a day was said, or several were chosen. */
  text?: string;
  on?: string;
}

interface DayContext {
  dates: DateReader;
  /** `YYYY-MM-DD` where the person is. */
  today: string;
}

/** The day that words name; of "next week" and "this month", which name none, the words. */
export function readDay(
  words: string,
  { dates, today }: DayContext,
): { day?: DateInText; vague?: DateInText } {
  const found = dates.read(words, today, 'future');
  if (found === undefined) return {};
  return /\b(?:week|month|year)s?$/i.test(found.text.trim()) ? { vague: found } : { day: found };
}

/** The step that was chosen and its day. */
export function readStep(words: string, options: readonly string[], context: DayContext): StepRead {
  const { day, vague } = readDay(words, context);
  const on = day === undefined ? {} : { on: day.date };
  const isVague = vague !== undefined && !/\p{L}/u.test(withoutDay(words, vague));
  const rest = day === undefined ? (isVague ? '' : words.trim()) : withoutDay(words, day);
  const plain = rest
    .replace(hedges, '')
    .replace(/[\s.,!;:–-]+$/, '')
    .trim();
  const only = options.length === 1 ? options[0] : undefined;
  const named = optionNamed(plain, options);
  const numbered = options[ordinals.findIndex((pattern) => pattern.test(plain))];
  // A day alone, or a number that counts no idea, is no step.
  if (numbered === undefined && !/\p{L}{2}/u.test(plain))
    return { ...(only === undefined ? {} : { text: only }), ...on };
  const pointed =
    /\b(?:one|idea|option|that|this|it|last)\b/i.test(plain) && countWords(plain) <= 6
      ? pointedAt(plain, options)
      : undefined;
  const chosen = named ?? numbered ?? pointed;
  if (chosen !== undefined) return { text: chosen, ...on };
  if (/^(?:both|all(?: of them| three| of these)?|each|(?:any|either)(?: of them)?)[.!]*$/i.test(plain))
    return on;
  if (/^(?:yes|ok|okay|sure|that one|that|this|it)$/i.test(plain))
    return { ...(only === undefined ? {} : { text: only }), ...on };
  return { text: plain.slice(0, 240), ...on };
}

/** The idea that words repeat as it was said. */
export const optionNamed = (words: string, options: readonly string[]): string | undefined => {
  const plain = words
    .trim()
    .replace(hedges, '')
    .replace(/[\s.,!]+$/, '');
  return options.find((option) => option.toLowerCase() === plain.toLowerCase());
};

/** The day, where words say nothing but when. */
export function readBareDay(words: string, context: DayContext): DateInText | undefined {
  const { day } = readDay(words, context);
  return day === undefined || /\p{L}/u.test(withoutDay(words, day)) ? undefined : day;
}

/** "the breathing one", "the last one". */
function pointedAt(words: string, options: readonly string[]): string | undefined {
  if (/\blast\b/i.test(words)) return options.at(-1);
  const meant = weight(words);
  const found = options.filter((option) =>
    [...weight(option)].some((word) => [...meant].some((other) => sameStart(word, other))),
  );
  return found.length === 1 ? found[0] : undefined;
}
const sameStart = (a: string, b: string): boolean => a.slice(0, 5) === b.slice(0, 5);

/** The words without the day at their start or end; in the middle it stays, because what is left must be theirs. */
function withoutDay(words: string, day: { index: number; text: string }): string {
  const before = words
    .slice(0, day.index)
    .replace(/[\s,]*\b(?:on|by|this|next|until|from|starting|at)?\s*$/i, '');
  const after = words.slice(day.index + day.text.length);
  if (!/\p{L}/u.test(after)) return before;
  if (!/\p{L}/u.test(before)) return after.replace(/^[\s,:]+/, '');
  return words.trim();
}

/** An idea where none was asked for yet. */
export const namesIdea = (words: string): boolean =>
  /^(?:(?:well|so|maybe|perhaps|hmm+|ok|i (?:guess|think|suppose))[, ]+)*i (?:could|might)\b/i.test(
    words.trim(),
  );

/** Whether words commit to something: "I'll say the name first". */
export const commits = (words: string): boolean =>
  /^(?:(?:ok|okay|so|well|then|yes|right)[, ]+)*(?:i[’']?ll|i will|i[’']?m going to|i am going to)\b/i.test(
    words.trim(),
  );

const numberWords = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** From one to ten; of "7 or 8" the lower. */
export function readConfidence(words: string): number | undefined {
  const found = /\b(10|[1-9])\b(?! ?(?:min|minute|call|day|week|hour|%|o[’']clock))/.exec(
    words.replace(/\b(?:\/|out of|of|from (?:one|1) to) ?(?:10|ten)\b/gi, ''),
  );
  if (found?.[1] !== undefined) return Number(found[1]);
  const spelt = new RegExp(`\\b(${numberWords.join('|')})\\b`, 'i').exec(
    words.replace(/\b(?:out of|to|of) ten\b/gi, ''),
  )?.[1];
  return spelt === undefined ? undefined : numberWords.indexOf(spelt.toLowerCase()) + 1;
}
