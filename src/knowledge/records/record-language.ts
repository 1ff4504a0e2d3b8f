import type { RecordLanguage } from '../../coaching/records/ports.ts';
import { correctable, correctSpelling } from '../search/spelling.ts';
import { fillerStems } from '../stop-words.ts';
import { toTerms } from '../terms.ts';

/** Records are indexed and asked for with the terms and the tolerance for misspellings that documents have. */
export const recordLanguage: RecordLanguage = {
  terms: toTerms,
  isFiller: (term) => fillerStems.has(term),
  closeTo(unknown, vocabulary) {
    const wrong = correctable(unknown);
    return vocabulary.filter(
      (term) => wrong.length > 0 && correctSpelling(wrong, [{ term, documentFrequency: 1 }]).size > 0,
    );
  },
  correct: (unknown, known) =>
    correctSpelling(
      unknown,
      [...known].map(([term, documentFrequency]) => ({ term, documentFrequency })),
    ),
};
