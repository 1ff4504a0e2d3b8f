import type { NumberedPassage } from '../../../coaching/knowledge/numbered-passage.ts';
import type { CoachMove } from '../../../coaching/talks/coach-mind.ts';

const [shortest, longest] = [30, 320];
const listMark = /^(?:[-*]|\d+[.)])\s+/;
/** The method speaks of people, procedures of cases: these must share more to be nearer. */
const methodBonus = 2;
const sharedAtLeast = { method: 1, other: 2 };
const common =
  /^(?:that|this|these|those|with|from|have|been|they|them|what|when|where|which|who|your|mine|about|into|just|keep|very|than|then|there|their|will|would|could|should|each|every|some|more|most|tell|feel|getting|because|after|before|calls?|callers?|customers?|people|person|colleagues?)$/;

/** Whole statements only: no heading, no row of a table, no markup that would show as signs, and no second question. */
const reads = (text: string): boolean =>
  text.length >= shortest && text.length <= longest && !/[|#*`?]/.test(text) && /[.!”"]$/.test(text);

const meant = (text: string): Set<string> =>
  new Set(
    (text.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
      .filter((word) => !common.test(word))
      .map((word) => word.slice(0, 5)),
  );

/**
 * The statement of the method or a procedure that shares most words with what the person talks about, as it stands there;
 * undefined where none shares any.
 */
export function bestQuote(passages: readonly NumberedPassage[], about: string): CoachMove['quote'] {
  const wanted = meant(about);
  const candidates = passages.flatMap(({ number, passage }) => {
    const lines = passage.text.split(/\n+/).flatMap((line) => [line, ...line.split(/(?<=[.!?])\s+/)]);
    return lines
      .map((line) => line.trim().replace(listMark, ''))
      .filter(reads)
      .map((text) => {
        const shared = [...meant(text)].filter((word) => wanted.has(word)).length;
        const isMethod = passage.type === 'methodology';
        const fits = shared >= (isMethod ? sharedAtLeast.method : sharedAtLeast.other);
        const score = fits ? shared + (isMethod ? methodBonus : 0) : 0;
        return { quote: { passage: number, text }, score };
      });
  });
  const best = candidates.reduce<(typeof candidates)[number] | undefined>(
    (one, other) => (other.score > (one?.score ?? 0) ? other : one),
    undefined,
  );
  return best?.quote;
}
