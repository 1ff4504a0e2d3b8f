import type { SummaryLine } from './summary.ts';

/** So many words in a row are no coincidence. */
const run = 5;

/**
 * Whether a line says what a note says and its quotes do not. Notes are context that a participant may never read: a line
 * with a true quote must not carry a note's words past that.
 */
export function repeatsNote(
  { text, evidence }: Pick<SummaryLine, 'text' | 'evidence'>,
  notes: readonly { text: string }[],
): boolean {
  if (notes.length === 0) return false;
  const said = evidence.map(({ quote }) => spaced(quote)).join('');
  const noted = notes.map((note) => spaced(note.text));
  const words = wordsOf(text);
  return words.slice(0, Math.max(0, words.length - run + 1)).some((_word, at) => {
    const piece = ` ${words.slice(at, at + run).join(' ')} `;
    return !said.includes(piece) && noted.some((note) => note.includes(piece));
  });
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const spaced = (text: string): string => ` ${wordsOf(text).join(' ')} `;
