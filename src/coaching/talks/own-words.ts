import { searchTerms } from '../sessions/search-terms.ts';

/** Carry no topic in a talk about oneself, beyond what search passes over. */
const fillers = new Set(
  searchTerms(
    "hi hello hey thanks thank please yes yeah yep no nope maybe perhaps guess dunno idk don't know sure fine want need " +
      'would like help coach coaching coached work today now day week time lot bit kind sort always never every anything ' +
      'something nothing everything someone anyone people person idea advice tip suggestion one two try trying feel feeling make making really quite',
  ),
);

/** The words that carry a meaning, with inflections made equal. */
const contentTerms = (text: string): Set<string> =>
  new Set(searchTerms(text).filter((term) => !fillers.has(term)));

/** Whether something of what a person said comes back; true as well where they said nothing that could. */
export function givesBack(text: string, said: string): boolean {
  const wanted = contentTerms(said);
  if (wanted.size === 0) return true;
  return [...contentTerms(text)].some((term) => wanted.has(term));
}

/** The share of its meaning that must be in what was said. */
const ownShare = 0.6;
const folded = (text: string): string => ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;

/**
 * Whether somebody said this: in one run, or at least six of ten words that carry a meaning.
 * @param said everything they said, pieces in any order
 */
export function isSaid(text: string, said: readonly string[]): boolean {
  const run = folded(text);
  if (run.trim() === '') return false;
  if (said.some((piece) => folded(piece).includes(run))) return true;
  // Fillers count here: in what somebody chose to do, `call every person` says something.
  const terms = [...new Set(searchTerms(text))];
  if (terms.length === 0) return false;
  const known = new Set(said.flatMap((piece) => searchTerms(piece)));
  return terms.filter((term) => known.has(term)).length / terms.length >= ownShare;
}
