/** Longer sentences are read in pieces that overlap, so that no pattern gets slow on a wall of text. In words. */
const longest = 80;
const overlap = 20;

const pieces = (sentence: string): string[] => {
  const words = sentence.split(' ');
  if (words.length <= longest) return [sentence];
  const count = Math.ceil((words.length - overlap) / (longest - overlap));
  return Array.from({ length: count }, (_, index) => {
    const from = index * (longest - overlap);
    return words.slice(from, from + longest).join(' ');
  });
};

/**
 * The text as the rules of this folder expect it: lower case, no accents, no apostrophes, one space between words, and one
 * sentence an item. `Can’t go on – self-harm` becomes `cant go on self harm`.
 */
export const foldSentences = (text: string): string[] =>
  text
    // First: taken apart, `´` would be a space.
    .replaceAll(/[’'`´ʼ]/g, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .split(/[.!?;:\n…¿¡]+/)
    .map((sentence) =>
      sentence
        .replaceAll(/[^\p{L}\p{N}, ]/gu, ' ')
        .replaceAll(/ *,[ ,]*/g, ' , ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((sentence) => sentence !== '')
    .flatMap(pieces);
