/** A body as its paragraphs; a list is one. */
export const paragraphsOf = (body: string): string[] =>
  body
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');

export const joinParagraphs = (paragraphs: readonly string[]): string => paragraphs.join('\n\n');

const signOff =
  /^(?:(?:with )?(?:best|warm(?:ly|est)?|kind(?:est)?|many|all the best|yours|cheers|thanks|thank you|regards|sincerely|talk soon|see you|until (?:then|next)|take care|looking forward)\b)/i;

/** Index of the paragraph that ends a mail ("Best, Cleo"), or the number of paragraphs where there is none. */
export function signOffAt(paragraphs: readonly string[]): number {
  const last = paragraphs.at(-1);
  const isSignOff = last !== undefined && last.length < 80 && signOff.test(last);
  return paragraphs.length > 1 && isSignOff ? paragraphs.length - 1 : paragraphs.length;
}
