import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import type { ItemToken, ItsFunction, PartOfSpeech, WinkMethods } from 'wink-nlp';

export interface Word {
  /** As written, in lower case. */
  text: string;
  /** Stem of the lemma, so that `lost`, `lose` and `losing` are one. */
  stem: string;
  pos: PartOfSpeech;
}

/** Loaded on first use (about 0.1 s): a deployment with a hosted model should not pay for it at start. */
let loaded: WinkMethods | undefined;

function nlp(): WinkMethods {
  loaded ??= winkNLP(model, ['sbd', 'pos']);
  return loaded;
}

/** Lemmas that the light model does not know, or gets wrong without context. */
const lemmaOf: Readonly<Record<string, string>> = {
  lost: 'lose',
  threat: 'threaten',
  broke: 'break',
  broken: 'break',
  paid: 'pay',
  unpaid: 'pay',
  late: 'late',
  pics: 'picture',
  pic: 'picture',
  no: 'not',
  nothing: 'not',
  never: 'not',
  nt: 'not',
  "n't": 'not',
  cannot: 'not',
  acct: 'account',
};

interface Readers {
  pos: ItsFunction<PartOfSpeech>;
  /** Undefined for numbers and amounts. */
  lemma: ItsFunction<string | undefined>;
  stem: ItsFunction<string>;
}

/** wink declares its readers as methods, and two of them with a parameter too few; they are plain functions. */
function readersOf({ its }: WinkMethods): Readers {
  return its as unknown as Readers;
}

/** Words and numbers of a text with part of speech; punctuation is left out. */
export function wordsOf(text: string): Word[] {
  const wink = nlp();
  const its = readersOf(wink);
  const words: Word[] = [];
  wink
    .readDoc(text)
    .tokens()
    .each((token: ItemToken) => {
      const pos = token.out(its.pos) as PartOfSpeech;
      if (pos === 'PUNCT' || pos === 'SPACE' || pos === 'SYM') return;
      const lower = token.out().toLowerCase();
      const lemma = token.out(its.lemma);
      words.push({ text: lower, stem: stemOf(lemmaOf[lower] ?? lemma ?? lower), pos });
    });
  return words;
}

const stems = new Map<string, string>();

/** Stem of one word in lower case. */
export function stemOf(word: string): string {
  let stem = stems.get(word);
  if (stem === undefined) {
    const wink = nlp();
    stem = wink.readDoc(word.toLowerCase()).tokens().itemAt(0).out(readersOf(wink).stem);
    if (stems.size < 20_000) stems.set(word, stem);
  }
  return stem;
}
