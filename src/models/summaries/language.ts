import model from 'wink-eng-lite-web-model';
import winkNlp from 'wink-nlp';

export interface Word {
  value: string;
  /** Lower case base form, e.g. `write` for `writing`. */
  lemma: string;
  /** Universal part of speech, e.g. `VERB`. */
  pos: string;
}

let loaded: ReturnType<typeof winkNlp> | undefined;

/** The English model is loaded at first use: about 50 ms and 20 MB that a process without summaries need not pay. */
function nlp(): ReturnType<typeof winkNlp> {
  return (loaded ??= winkNlp(model));
}

/** Where each sentence of a text stands; abbreviations such as `Mrs.` end none. Offsets are UTF-16, `end` exclusive. */
export function splitSentences(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let from = 0;
  for (const sentence of nlp().readDoc(text).sentences().out()) {
    const trimmed = sentence.trim();
    if (trimmed === '') continue;
    const found = text.indexOf(trimmed, from);
    // The model may write white space differently; then the sentence reaches as far as its words do.
    const start = found === -1 ? from : found;
    const end = found === -1 ? endOfWords(text, trimmed, from) : found + trimmed.length;
    spans.push({ start, end });
    from = end;
  }
  return spans;
}

function endOfWords(text: string, words: string, from: number): number {
  let at = from;
  for (const unit of words) {
    if (/\s/.test(unit)) continue;
    const next = text.indexOf(unit, at);
    if (next === -1) return text.length;
    at = next + unit.length;
  }
  return at;
}

/* eslint-disable @typescript-eslint/unbound-method -- wink's `its` holds plain functions that use no `this` */
/** Words with base form and part of speech. */
export function readWords(text: string): Word[] {
  const { its } = nlp();
  const tokens = nlp().readDoc(text).tokens();
  const values = tokens.out(its.value);
  // Safe cast: wink's types forget that `lemma` gives one string a token, as `value` does.
  const lemmas = tokens.out(its.lemma as typeof its.value);
  const tags = tokens.out(its.pos);
  return values.map((value, at) => ({ value, lemma: lemmas[at] ?? value, pos: tags[at] ?? 'X' }));
}
