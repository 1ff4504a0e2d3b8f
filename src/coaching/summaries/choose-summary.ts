import { foldName, withinOneEdit } from '../sessions/names.ts';

export interface SummaryCandidate {
  summaryId: string;
  /** Name of the participant. */
  participant: string;
}

export type SummaryChoice =
  | {
      kind: 'chosen';
      summaryId: string;
      /** The words without the name that they were addressed to: `Dana: shorter` becomes `shorter`. */
      instruction: string;
      by: 'name' | 'focus' | 'only';
    }
  | { kind: 'ask'; candidates: readonly SummaryCandidate[] };

/** First names that are everyday words too: they count only with a capital letter or when addressed (`will: shorter`). */
export const everydayNames: ReadonlySet<string> = new Set(
  'will mark may grace rich bill pat art drew dawn hope joy faith rose june april august summer jack frank sue bob rob max ray guy chase grant lance pierce miles dean iris ivy jade pearl ruby rusty sandy skip sky wade ward earl duke mercy'.split(
    ' ',
  ),
);

/** Words of instructions that are one letter away from some name. */
const instructionWords = new Set(
  'make more move mark line lines last less long make name note notes date data done drop down same some sure warm call case coach keep said send team tell them then they this thus time tone turn undo very want week what when wins with word your add and can did due for get her him his how new not now off one our out own say set she the too two use was who why you'.split(
    ' ',
  ),
);

/**
 * Which participant's summary a reply in the thread means: the one whose name it says (whole, first, last when only one has
 * it, or misspelt by one letter), else the one chosen last with "Refine", else the only one there is; else the bot asks.
 *
 * Names inside the payload of an instruction are not meant: in `add: Dana calls the client`, in quoted words, and in
 * `assign it to Dana` Dana is text or owner. `Dana: add …` and `for Dana, add …` address her.
 */
export function chooseSummary(
  words: string,
  candidates: readonly SummaryCandidate[],
  focus: string | undefined,
): SummaryChoice {
  const address = readAddress(words, candidates);
  if (address !== undefined) {
    return { kind: 'chosen', summaryId: address.candidate.summaryId, instruction: address.rest, by: 'name' };
  }
  const named = namedIn(instructionHead(words), candidates);
  const [first] = named;
  if (named.length > 1) return { kind: 'ask', candidates: named };
  if (first !== undefined)
    return { kind: 'chosen', summaryId: first.summaryId, instruction: words, by: 'name' };
  if (
    /\b(?:all of them|everyone|everybody|all (?:the )?(?:participants|summaries|people))\b/i.test(
      instructionHead(words),
    )
  ) {
    return candidates.length === 1 && candidates[0] !== undefined
      ? { kind: 'chosen', summaryId: candidates[0].summaryId, instruction: words, by: 'only' }
      : { kind: 'ask', candidates };
  }
  const focused = candidates.find((candidate) => candidate.summaryId === focus);
  if (focused !== undefined) {
    return { kind: 'chosen', summaryId: focused.summaryId, instruction: words, by: 'focus' };
  }
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) {
    return { kind: 'chosen', summaryId: only.summaryId, instruction: words, by: 'only' };
  }
  return { kind: 'ask', candidates };
}

/** `Dana: …`, `@Dana, …`, `Dana – …`, `for Dana, …`, `in Dana's summary …`. */
function readAddress(
  words: string,
  candidates: readonly SummaryCandidate[],
): { candidate: SummaryCandidate; rest: string } | undefined {
  const patterns = [
    /^\s*(?:for|to|in|on)?\s*@?(\p{L}[\p{L}\p{M}'’. -]{0,60}?)(?:['’]s?)?(?:\s+(?:summary|one|part))?\s*(?::|,|\s[–—-]\s)\s*(.+)$/isu,
    /^\s*(?:for|in|on)\s+@?(\p{L}[\p{L}\p{M}'’. -]{0,60}?)['’]s?\s+(?:summary|one|part)\s+(.+)$/isu,
  ];
  for (const pattern of patterns) {
    const match = pattern.exec(words);
    const [, name = '', rest = ''] = match ?? [];
    const named = candidates.filter((candidate) => isNameOf(foldName(name), candidate, candidates));
    const [candidate] = named;
    if (candidate !== undefined && named.length === 1 && rest.trim() !== '')
      return { candidate, rest: rest.trim() };
  }
  return undefined;
}

/** The part of an instruction in which a name says whose summary is meant. */
function instructionHead(words: string): string {
  return words
    .replace(/[“"].*?[”"]|(?<!\p{L})'[^']*'(?!\p{L})/gu, ' ')
    .replace(/\b(add(?:\s+\w+){0,4}?)\s*:.*$/is, '$1')
    .replace(/^(\s*(?:please\s+)?add\s+(?!(?:an?|the|to|another|new)\s)).*$/is, '$1')
    .replace(/\b(?:owner|owned|assign(?:ed)?|give|hand|belongs?|responsible)\b.*$/is, ' ')
    .replace(/\b(?:with|into)\b.*$/is, ' ');
}

function namedIn(text: string, candidates: readonly SummaryCandidate[]): SummaryCandidate[] {
  const exact = candidates.filter((candidate) => saysName(text, candidate, candidates, false));
  return exact.length > 0
    ? exact
    : candidates.filter((candidate) => saysName(text, candidate, candidates, true));
}

function saysName(
  text: string,
  candidate: SummaryCandidate,
  all: readonly SummaryCandidate[],
  fuzzy: boolean,
): boolean {
  const whole = foldName(candidate.participant);
  const folded = ` ${foldName(text.replace(/['’]s\b/g, ' '))} `;
  if (whole !== '' && !everydayNames.has(whole) && folded.includes(` ${whole} `)) return true;
  return [...text.matchAll(/\p{L}[\p{L}\p{M}'’-]*/gu)].some(([token]) => {
    const word = foldName(token.replace(/['’]s?$/u, ''));
    const capital = /^\p{Lu}/u.test(token);
    if (isNameOf(word, candidate, all, false)) return !everydayNames.has(word) || capital;
    return fuzzy && word.length >= 4 && !instructionWords.has(word) && isNameOf(word, candidate, all, true);
  });
}

/** Whether a folded word or name is this candidate's: whole name, first name, or last name; `fuzzy` allows one letter. */
function isNameOf(
  name: string,
  candidate: SummaryCandidate,
  all: readonly SummaryCandidate[],
  fuzzy = true,
): boolean {
  if (name === '') return false;
  const whole = foldName(candidate.participant);
  const parts = whole.split(' ');
  const own = [whole, parts[0] ?? '', ...(parts.length > 1 ? [parts.at(-1) ?? ''] : [])];
  if (own.includes(name)) return true;
  if (!fuzzy || name.length < 4) return false;
  const takenByOther = all.some(
    (other) => other !== candidate && foldName(other.participant).split(' ').includes(name),
  );
  return (
    !takenByOther && own.some((part) => part.length >= 4 && part[0] === name[0] && withinOneEdit(part, name))
  );
}
