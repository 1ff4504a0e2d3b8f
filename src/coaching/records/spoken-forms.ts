import type { RecordLanguage } from './ports.ts';

/** For each term the form that the texts have most often, in lower case: people read words, not stems. */
export function spokenForms(
  language: Pick<RecordLanguage, 'terms'>,
  texts: readonly string[],
): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const [word] of texts.join('\n').matchAll(/[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu)) {
    for (const term of language.terms(word)) {
      const forms = counts.get(term) ?? new Map<string, number>();
      const form = word.toLowerCase().replace(/['’]s$/u, '');
      forms.set(form, (forms.get(form) ?? 0) + 1);
      counts.set(term, forms);
    }
  }
  return new Map(
    [...counts].map(([term, forms]) => [
      term,
      [...forms].reduce((best, other) => (other[1] > best[1] ? other : best))[0],
    ]),
  );
}
