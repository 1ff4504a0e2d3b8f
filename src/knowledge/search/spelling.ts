interface VocabularyTerm {
  term: string;
  documentFrequency: number;
}

/** Letters a word may differ by, by its length as a stem: short words have too many neighbours to guess among. */
function toleranceOf(term: string): number {
  if (term.length < 5 || /\p{N}/u.test(term)) return 0;
  return term.length < 8 ? 1 : 2;
}

/**
 * Edits (a letter added, dropped, changed, or two neighbours swapped) from one word to another, or `limit + 1` when there
 * are more than `limit`.
 */
export function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1];
      let edits = Math.min((last[j - 1] ?? 0) + (same ? 0 : 1), (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        edits = Math.min(edits, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(edits);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[to.length] ?? limit + 1;
}

/** Terms worth correcting: those that no document has and that are long enough to guess. */
export function correctable(unknown: readonly string[]): string[] {
  return unknown.filter((term) => toleranceOf(term) > 0);
}

/** For each unknown term the nearest of the vocabulary with the same first letter, the commoner one when tied. */
export function correctSpelling(
  unknown: readonly string[],
  vocabulary: readonly VocabularyTerm[],
): Map<string, string> {
  const corrections = new Map<string, string>();
  for (const term of correctable(unknown)) {
    let best: (VocabularyTerm & { edits: number }) | undefined;
    for (const known of vocabulary) {
      if (known.term[0] !== term[0] || known.term.length < 4) continue;
      const edits = editDistance(term, known.term, best?.edits ?? toleranceOf(term));
      if (edits > (best?.edits ?? toleranceOf(term))) continue;
      if (!best || edits < best.edits || known.documentFrequency > best.documentFrequency)
        best = { ...known, edits };
    }
    if (best) corrections.set(term, best.term);
  }
  return corrections;
}
