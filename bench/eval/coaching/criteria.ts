import type { PersonContext } from '../../../src/coaching/talks/coach-mind.ts';
import type { TalkAnswer } from './talk-driver.ts';

/**
 * The method's criteria, judged on the text that the person reads. Written apart from the rules that guard a model
 * (src/coaching/talks/check-move.ts), and deliberately in another way: shared code would only repeat its own verdict.
 */
export const criteria = [
  'one question at a time',
  'open rather than closed',
  'the person’s own words reflected',
  'no advice before a question',
  'method and data cited where used',
  'an end with a step that the person chose',
] as const;
export type Criterion = (typeof criteria)[number];

export interface Exchange {
  words: string;
  answer: TalkAnswer;
}

/** What one answer is judged by; undefined: it does not apply to it. */
export type Verdicts = Partial<Record<Criterion, boolean>>;

export interface JudgedTalk {
  person: PersonContext;
  /** The whole text of a document that was cited; undefined: there is none. */
  textOf: (document: string) => string | undefined;
}

const lower = (text: string): string => text.toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ');
const wordsOf = (text: string): string[] => lower(text).match(/[\p{L}\p{N}']+/gu) ?? [];
const quotation = /“([^”]*)”/g;
const unquoted = (text: string): string => text.replace(quotation, ' quoted ');
const splitSentences = (text: string): string[] =>
  text.split(/(?<=[.?!])\s+|\n+/).filter((part) => /\p{L}/u.test(part));

const invitation = /^(?:please |so |and )?(?:tell me|take me|walk me|describe|say more)\b/i;
const asking = (text: string): string[] =>
  splitSentences(unquoted(text)).filter((sentence) => sentence.includes('?') || invitation.test(sentence));

/** @param before what was said before, oldest first */
export function judge(talk: JudgedTalk, before: readonly Exchange[], { words, answer }: Exchange): Verdicts {
  const isEnd = answer.closed !== undefined;
  const reflects = reflected(answer.text, words);
  return {
    'one question at a time': asksRight(answer.text, isEnd),
    ...(isEnd ? {} : { 'open rather than closed': asking(answer.text).every((sentence) => opens(sentence)) }),
    ...(reflects === undefined ? {} : { 'the person’s own words reflected': reflects }),
    'no advice before a question': !advisesTooSoon(answer.text, words, before),
    'method and data cited where used': citesRight(talk, before, { words, answer }),
    ...(isEnd ? { 'an end with a step that the person chose': endsRight(before, { words, answer }) } : {}),
  };
}

function asksRight(text: string, isEnd: boolean): boolean {
  const marks = unquoted(text).match(/\?+/g)?.length ?? 0;
  if (isEnd) return marks === 0;
  const questions = asking(text);
  return questions.length === 1 && marks <= 1 && splitSentences(unquoted(text)).at(-1) === questions[0];
}

const openers = new Set('what how when who which where whose whom tell take walk describe say'.split(' '));
const closers = new Set(
  "do does did is are was were am can could would will shall should may might must have has had don't didn't isn't aren't wasn't can't couldn't wouldn't won't haven't hasn't why".split(
    ' ',
  ),
);

/** The first clause that begins with an asking word decides; `If it went well, what would you see?` is open. */
function opens(sentence: string): boolean {
  for (const clause of sentence.split(/[,:;–—]\s*/)) {
    const [first = '', second = ''] = wordsOf(clause).filter(
      (word) => !['so', 'and', 'then', 'now'].includes(word),
    );
    // `On which day will you do it?`
    if (openers.has(first) || (first.length <= 5 && ['which', 'what', 'whom'].includes(second))) return true;
    if (closers.has(first)) return false;
  }
  return false;
}

const common = new Set(
  "about after again always anything because before being could didn't doing don't every from have having just know like maybe more much never people really said should some something that then there these they thing things think this those very want well went were what when where which while will with would your today tomorrow".split(
    ' ',
  ),
);
const meaningful = (text: string): string[] =>
  wordsOf(text).filter((word) => word.length >= 4 && !common.has(word));

/** By the beginnings of words, so that `shouted` is heard in `shouting`. Undefined: they said too little to give back. */
function reflected(text: string, words: string): boolean | undefined {
  const said = meaningful(words).map((word) => word.slice(0, 5));
  if (said.length < 2) return undefined;
  const heard = new Set(meaningful(text).map((word) => word.slice(0, 5)));
  return said.some((word) => heard.has(word));
}

const adviceWords =
  /\b(?:you should|you ought|you need to|you must|you'd better|try to|try (?:a|the|using|asking|saying|writing)|i suggest|i(?:'d| would)? recommend|i(?:'d| would)? advise|my (?:advice|tip)|have you (?:thought|tried|considered)|what if you|why (?:don't|not)|how about|you could try|it (?:would|might) help (?:if|to)|make sure|the best thing)\b/;
const wish =
  /\b(?:what should i|tell me what|any tips|advice|tips about|what would you|suggest|recommend|how do i)\b/;

/** Advice that nobody asked for, or that comes before the person was asked anything. */
function advisesTooSoon(text: string, words: string, before: readonly Exchange[]): boolean {
  const said = lower([...before.map((one) => one.words), words].join(' '));
  const found = adviceWords.exec(lower(unquoted(text)))?.[0];
  // `You should` is theirs when they said `I should`.
  if (found === undefined || said.includes(found.replace(/^you /, 'i '))) return false;
  return before.length === 0 || !wish.test(lower(words));
}

/** Of what is shown in quotation marks, so many words make a quote of somebody. */
const longQuote = 5;
const namesSource = /\b(?:the (?:guide|method|procedure|policy) says|according to)\b/i;

function citesRight(talk: JudgedTalk, before: readonly Exchange[], { words, answer }: Exchange): boolean {
  const { text, citations, uses } = answer;
  const said = lower(
    [...before.map((one) => one.words), words, ...itemsOf(talk.person).flatMap(([, items]) => items)].join(
      ' \n ',
    ),
  );
  const cited = citations.map(({ quote }) => lower(quote));
  const isVerbatim = citations.every(({ document, quote }) => {
    const source = talk.textOf(document);
    return source !== undefined && lower(source).includes(lower(quote)) && lower(text).includes(lower(quote));
  });
  const areTheirs = [...text.matchAll(quotation)]
    .map(([, quoted = '']) =>
      lower(quoted)
        .replace(/[.…]+$/, '')
        .trim(),
    )
    .filter((quoted) => wordsOf(quoted).length >= longQuote)
    .every((quoted) => said.includes(quoted) || cited.some((quote) => quote.includes(quoted)));
  const isSourced = !namesSource.test(text) || citations.length > 0;
  const isToldOf = itemsOf(talk.person).every(
    ([key, items]) => uses.includes(key) || !items.some((item) => showsItem(text, item, before, words)),
  );
  return isVerbatim && areTheirs && isSourced && isToldOf;
}

const itemsOf = (person: PersonContext): readonly (readonly [string, readonly string[]])[] => [
  ['star_card', person.strengths.map(({ name }) => name)],
  ['flow', person.flow],
  ['goals', person.goals],
  ['actions', person.actions],
  ['last_step', person.lastStep === undefined ? [] : [person.lastStep.step]],
];

/** It stands in the text, and the person had not named it themselves. */
function showsItem(text: string, item: string, before: readonly Exchange[], words: string): boolean {
  const named = ` ${wordsOf(item).join(' ')} `;
  const standsIn = (one: string) => ` ${wordsOf(one).join(' ')} `.includes(named);
  // A strength is a common word as well: alone it counts only where the text speaks of strengths.
  const isCommon = wordsOf(item).length === 1 && !/\b(?:star card|strength|flow)\b/i.test(text);
  return !isCommon && standsIn(text) && ![...before.map((one) => one.words), words].some(standsIn);
}

/** The step is made of what they said, and the last message names it. */
function endsRight(before: readonly Exchange[], { words, answer }: Exchange): boolean {
  const step = meaningful(answer.closed?.step ?? '');
  if (step.length === 0) return false;
  const said = new Set([...before.map((one) => one.words), words].flatMap(meaningful));
  const shown = new Set(meaningful(answer.text));
  const share = (known: ReadonlySet<string>) => step.filter((word) => known.has(word)).length / step.length;
  return share(said) >= 0.8 && share(shown) >= 0.5;
}
