import type { Section } from './outline.ts';

/** Longer than a button shows, a question would be asked in words that nobody has read. Characters. */
export const maxQuestionLength = 75;

/** Headings that procedures share, as people ask for them. */
const known: readonly (readonly [RegExp, string])[] = [
  [/^(?:the )?(?:steps?|procedure|process|what to do|how to do (?:it|this))$/i, 'what are the steps?'],
  [/^exceptions?$/i, 'are there exceptions?'],
  [/^(?:who(?:m)? to ask|contacts?|help)$/i, 'who do I ask?'],
  [/^(?:when (?:this|it) applies|scope|applicability)$/i, 'when does it apply?'],
  [/^(?:why (?:this|it) matters|purpose|aim)$/i, 'what is it for?'],
  [/^examples?$/i, 'can you give me an example?'],
];

const lowerFirst = (text: string): string =>
  /^\p{Lu}[\p{Ll}\s]/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** The heading as the second half of a question about the document. */
function ask(heading: string): string {
  const plain = heading
    .replace(/^\d+(?:\.\d+)*[.)]?\s+/, '')
    .replace(/[:.…]+$/, '')
    .trim();
  const phrase = known.find(([pattern]) => pattern.test(plain))?.[1];
  if (phrase !== undefined) return phrase;
  if (plain.endsWith('?')) return lowerFirst(plain);
  const how = /^how to (.+)$/i.exec(plain)?.[1];
  if (how !== undefined) return `how do I ${how}?`;
  const situation = /^if (.+)$/i.exec(plain)?.[1];
  if (situation !== undefined) return `what if ${situation}?`;
  if (/^(?:who|what|when|where|why|which|how)\b/i.test(plain)) return `${lowerFirst(plain)}?`;
  return `what about ${lowerFirst(plain)}?`;
}

/**
 * A question that this section answers, made of its headings alone: `Refund without a receipt: are there exceptions?`. It
 * makes sense without what was said before. Undefined for a section without a heading of its own, or one too long to ask.
 */
export function questionOfSection({
  title,
  headingPath,
}: Pick<Section, 'title' | 'headingPath'>): string | undefined {
  const heading = headingPath.at(-1)?.trim() ?? '';
  if (heading === '' || heading === title) return undefined;
  const question = `${title}: ${ask(heading)}`;
  return question.length <= maxQuestionLength && !question.includes('\n') ? question : undefined;
}
