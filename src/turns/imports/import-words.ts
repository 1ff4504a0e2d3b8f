/** What somebody wants with imports, said without a file. */
export type ImportWish = 'list' | 'undo';

const please = String.raw`^(?:(?:please|could you|can you|can i|i(?:’|')?d like to|i want to|i would like to|let me|let(?:’|')?s|how (?:do|can) i)\s+)*`;
const end = String.raw`(?:\s+(?:please|here|now))?[\s.!?]*$`;
const what = String.raw`(?:(?:some|the|my|our|a|an|new|daily|past|team(?:’|')?s?)\s+)*(?:files?|csv(?: file)?|excel(?: file)?|xlsx(?: file)?|spreadsheets?|workbooks?|metrics|figures|scores|people|users|profiles|coaching history|history|past coaching|data)`;

const list: readonly RegExp[] = [
  new RegExp(`${please}imports?${end}`, 'i'),
  new RegExp(`${please}import\\s+${what}(?:\\s+from\\s+${what})?${end}`, 'i'),
  new RegExp(
    `${please}(?:show|list|see)\\s+(?:me\\s+)?(?:all\\s+)?(?:(?:my|the|our|recent|last|latest|past)\\s+)*imports${end}`,
    'i',
  ),
  /^what (?:did|have) (?:i|we) import(?:ed)?(?: (?:lately|so far|last week|today|yesterday))?[\s.!?]*$/i,
];
const undo = new RegExp(
  `${please}(?:undo|take back|roll ?back|revert)\\s+(?:my|the|that|our)\\s+(?:(?:last|latest|recent)\\s+)?import${end}`,
  'i',
);

/** By rule: words that are about imports as a whole; a question about a procedure is none of them. */
export function readImportWords(text: string): ImportWish | undefined {
  const said = text.trim().replaceAll(/\s+/g, ' ');
  if (said.length > 120) return undefined;
  if (undo.test(said) || /^take (?:my|the|that) (?:last )?import back[\s.!?]*$/i.test(said)) return 'undo';
  return list.some((pattern) => pattern.test(said)) ? 'list' : undefined;
}
