import { straighten, unquoted, wordsOf } from './word-pieces.ts';

/** Words that a coach puts in the place of others. */
export interface FavouriteWord {
  /** Lower case, one to three words. */
  from: string;
  to: string;
  /** In how many lines. */
  times: number;
}

/** So many lines must agree: one alone may have been about that line. */
const leastTimes = 2;
const mostWords = 3;
const mostFavourites = 20;

/**
 * Exchanging one of these for another changes what a line says, not how: whoever corrected a day or a number twice does
 * not like that number better.
 */
const factual =
  /^(?:no|not|none|never|always|yes|n't|all|some|any|every|each|more|less|fewer|most|least|up|down|before|after|first|last|next|he|she|they|him|her|them|his|their|i|you|we|me|us|my|your|our|who|one|two|three|four|five|six|seven|eight|nine|ten|dozen|half|twice|once|today|tomorrow|yesterday|morning|evening|week|month|year|won|lost|win|lose|passed|failed|gained|increased?|decreased?|rose|fell|higher|lower|better|worse|hard|easy|good|bad|must|may|might|could|should|can|will|would|was|were|is|are|be|has|have|had|did|does|do)$/;
const calendar =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$|^(?:january|february|march|april|june|july|august|september|october|november|december)$/;
const filler = /^(?:a|an|the|of|to|in|on|at|by|for|and|or|but|with|as|that|this|it)$/;

/** Runs of words that differ, side by side. */
function substitutions(
  before: readonly string[],
  after: readonly string[],
): { from: string[]; to: string[] }[] {
  const rows = before.length + 1;
  const columns = after.length + 1;
  const common = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = common[i];
    for (let j = after.length - 1; row !== undefined && j >= 0; j -= 1)
      row[j] = same(before[i], after[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const runs: { from: string[]; to: string[] }[] = [];
  let run = { from: [] as string[], to: [] as string[] };
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]];
    if (old !== undefined && fresh !== undefined && same(old, fresh)) {
      runs.push(run);
      run = { from: [], to: [] };
      i += 1;
      j += 1;
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      run.from.push(old);
      i += 1;
    } else if (fresh !== undefined) {
      run.to.push(fresh);
      j += 1;
    }
  }
  return [...runs, run].filter(({ from, to }) => from.length > 0 && to.length > 0);
}

const same = (a: string | undefined, b: string | undefined): boolean => a?.toLowerCase() === b?.toLowerCase();

/** `a rep` against `an agent` is about the words after the articles. */
function withoutArticles({ from, to }: { from: string[]; to: string[] }): { from: string[]; to: string[] } {
  const isArticle = (words: string[]): boolean => words.length > 1 && /^(?:an?|the)$/i.test(words[0] ?? '');
  return isArticle(from) && isArticle(to) ? { from: from.slice(1), to: to.slice(1) } : { from, to };
}

/** Names stand upper case inside a sentence; they, numbers and days are facts. */
const isWording = (run: readonly string[], line: readonly string[]): boolean =>
  run.length <= mostWords &&
  run.some((word) => !filler.test(word.toLowerCase())) &&
  run.every((word) => {
    const lower = word.toLowerCase();
    const isName = /^\p{Lu}/u.test(word) && line[0] !== word;
    return (
      !isName && !/\p{N}/u.test(word) && !/n't$/.test(lower) && !factual.test(lower) && !calendar.test(lower)
    );
  });

/**
 * What a coach replaces again and again: `rep` by `agent` in at least two lines, and never the other way round. Where the
 * coach left the old word standing as often, it is no habit.
 */
export function favouriteWords(examples: readonly { before: string; after: string }[]): FavouriteWord[] {
  const counts = new Map<string, FavouriteWord>();
  for (const example of examples) {
    const [before, after] = [wordsOf(unquoted(example.before)), wordsOf(unquoted(example.after))];
    // Somebody who wrote the line anew chose no single word.
    const runs = substitutions(before, after);
    const kept = before.length - runs.reduce((sum, { from }) => sum + from.length, 0);
    if (kept < before.length / 3) continue;
    const seen = new Set<string>();
    for (const run of runs) {
      const { from, to } = withoutArticles(run);
      if (!isWording(from, before) || !isWording(to, after)) continue;
      const found = { from: from.join(' ').toLowerCase(), to: to.join(' ').toLowerCase() };
      const key = `${found.from}\u0000${found.to}`;
      if (seen.has(key) || found.from === found.to) continue;
      seen.add(key);
      counts.set(key, { ...found, times: (counts.get(key)?.times ?? 0) + 1 });
    }
  }
  const all = [...counts.values()];
  const keeps = (words: string): number =>
    examples.filter(({ after }) =>
      ` ${wordsOf(unquoted(after)).join(' ').toLowerCase()} `.includes(` ${words} `),
    ).length;
  return all
    .filter(
      ({ from, to, times }) =>
        times >= leastTimes &&
        times > keeps(from) &&
        // Of several words for the same one only the commonest counts, and a change of mind undoes it.
        !all.some((other) => other.from === from && other.to !== to && other.times >= times) &&
        !all.some((other) => other.from === to && other.to === from),
    )
    .toSorted((a, b) => b.times - a.times || straighten(a.from).localeCompare(b.from, 'en'))
    .slice(0, mostFavourites);
}
