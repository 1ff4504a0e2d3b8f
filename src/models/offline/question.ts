import { readPhrases, relatedWords } from './lexicon.ts';
import { stemOf, wordsOf } from './words.ts';
import type { Word } from './words.ts';

/** One word of a question that an answer should be about. */
export interface Term {
  stem: string;
  /** How much the question rests on it, before rarity: nouns most, adverbs least. */
  weight: number;
  /** False for a word whose meaning another term carries: it may help to find, but need not be covered. */
  required: boolean;
}

/** `situation`: only what has happened is told; what to do about it is wanted. */
export type Wanted = 'time' | 'amount' | 'clock' | 'person' | 'steps' | 'situation';

export interface Question {
  text: string;
  terms: readonly Term[];
  /** Words that stood side by side, e.g. `next day`. */
  pairs: readonly string[];
  /** What kind of thing would answer it; empty when the question does not say. */
  wanted: ReadonlySet<Wanted>;
}

const weightOf: Readonly<Partial<Record<string, number>>> = {
  NOUN: 1,
  PROPN: 1,
  NUM: 0.5,
  VERB: 0.7,
  ADJ: 0.6,
  ADV: 0.3,
  X: 1,
  INTJ: 0.2,
};

/** Words that carry a question but not its topic; they count a little, so that they may still tip a balance. */
const light = new Set(
  `do be have can could may might must shall should will would get got go make let need want say tell know think
  happen mean use way thing something anything someone anybody somebody everyone everybody please help hi hello hey
  thanks thank ok okay question answer explain procedure process rule policy step steps sop exactly really just now
  then also still already again ever much many long often soon quick quickly most day days week weeks month months
  year years hour hours minute minutes time times work handle deal allowed allow supposed today tomorrow yesterday
  tonight what which who whom whose when where why how customer caller client guy person people man woman lady bloke
  somebody whats one ones first last next new right wrong different other another same s t m re ve ll d nt wont dont
  cant ive hes shes im doesnt`
    .split(/\s+/)
    .map((word) => stemOf(word)),
);
const lightWeight = 0.15;

const closedClass = new Set(['DET', 'PRON', 'ADP', 'AUX', 'CCONJ', 'SCONJ', 'PART']);

/** Prepositions and negations that change what a procedure is about. */
const telling = new Set(
  ['without', 'no', 'not', 'off', 'after', 'before', 'over', 'under', 'above', 'below'].map(stemOf),
);

export function parseQuestion(text: string): Question {
  const terms = new Map<string, Term>();
  const { means, instead } = readPhrases(text);
  const said = wordsOf(text);
  for (const { stem, pos } of wordsOf(means)) {
    const weight = weighWord(stem, pos);
    if (weight > 0) terms.set(stem, { stem, weight, required: true });
  }
  said.forEach(({ stem, pos }, index) => {
    if (terms.has(stem)) return;
    const weight = weighWord(stem, pos) * (isAim(said, index) ? aimFactor : 1);
    if (weight > 0) terms.set(stem, { stem, weight, required: !instead.has(stem) });
  });
  return {
    text,
    terms: [...terms.values()],
    pairs: said.slice(1).map(({ text: second }, index) => `${said[index]?.text ?? ''} ${second}`),
    wanted: wantedBy(text.toLowerCase()),
  };
}

/** The verb of `wants to reopen`, `can I refund`, `do we deliver` is what the person is after. */
const aimFactor = 1.4;

function isAim(words: readonly Word[], index: number): boolean {
  const word = words[index];
  if (word?.pos !== 'VERB') return false;
  const before = words[index - 1];
  const twoBefore = words[index - 2];
  if (before?.text === 'to')
    return /^(?:want|need|have|has|wants|needs|allowed|able|supposed)$/.test(twoBefore?.text ?? '');
  return before?.pos === 'PRON' && twoBefore?.pos === 'AUX';
}

function weighWord(stem: string, pos: string): number {
  if (/^\d/.test(stem)) return 0.8;
  if (telling.has(stem)) return 0.3;
  if (closedClass.has(pos)) return 0;
  if (light.has(stem)) return lightWeight;
  return weightOf[pos] ?? 0.5;
}

function wantedBy(question: string): Set<Wanted> {
  const wanted = new Set<Wanted>();
  if (
    /\b(how (?:long|quick(?:ly)?|soon|fast|often|many (?:days|weeks|months|hours|minutes))|when|deadline|within)\b/.test(
      question,
    )
  )
    wanted.add('time');
  if (/\b(how much|how many|limit|maximum|max|the most|highest|what percentage|discount)\b/.test(question))
    wanted.add('amount');
  if (/\b(what time|which hours?|opening hours|until when|from when)\b/.test(question)) wanted.add('clock');
  if (
    /\b(who|whom|which (?:desk|team|person)|extension|number (?:do|should) i (?:call|ring))\b/.test(question)
  )
    wanted.add('person');
  if (
    /\b(?:how (?:do|can|should|would) (?:i|we|you|one)|what (?:do|should|can) (?:i|we) do|steps|procedure|walk me through|how to)\b/.test(
      question,
    )
  )
    wanted.add('steps');
  if (/\bwhat (?:now|next)\b/.test(question) || (wanted.size === 0 && tellsASituation(question)))
    wanted.add('situation');
  return wanted;
}

const tellsASituation = (text: string): boolean =>
  !text.includes('?') &&
  !/^(?:how|what|when|where|who|whom|whose|why|which|can|could|may|do|does|is|are|am|should|will)\b/.test(
    text,
  ) &&
  text.split(/\s+/).length >= 4;

/** How many other words stand beside each word of the question in a broader search. */
const relatedPerTerm = 2;

/** The question with other words for what it is about; undefined when there are none. */
export function broaderQuery(question: Question): string | undefined {
  const said = new Set(wordsOf(question.text).map(({ stem }) => stem));
  const added = new Set<string>(
    readPhrases(question.text)
      .means.split(' ')
      .filter((word) => word !== ''),
  );
  for (const term of question.terms) {
    if (term.weight <= lightWeight) continue;
    for (const word of relatedWords(term.stem).slice(0, relatedPerTerm))
      if (!said.has(stemOf(word))) added.add(word);
  }
  return added.size === 0 ? undefined : `${question.text} ${[...added].join(' ')}`;
}
