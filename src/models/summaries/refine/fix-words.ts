import { readTargets } from '../../../coaching/summaries/line-targets.ts';
import type { SummaryLine } from '../../../coaching/summaries/summary.ts';
import { ask, patch, type Instruction } from './refinement.ts';
import { replaceWords } from './replace-words.ts';

const quote = `[“"'‘]?`;
const unquote = `[”"'’]?`;

/** `fix the typo “recieve” → “receive”`, `typo: recieve should be receive`, `“recieve” -> “receive”`. */
export const fixTypo: Instruction = (words, refinement) => {
  const match =
    new RegExp(
      String.raw`^(?:(?:fix|correct)\s+)?(?:(?:the|a|this)\s+)?(?:typo|spelling|misspelling)(?: of)?\s*:?\s*${quote}(.+?)${unquote}\s*(?:→|->|=>|\bshould (?:be|read)\b|\bis\b|\bto\b|\binto\b)\s*${quote}(.+?)${unquote}$`,
      'is',
    ).exec(words) ??
    new RegExp(String.raw`^${quote}([^→>]+?)${unquote}\s*(?:→|->|=>)\s*${quote}(.+?)${unquote}$`, 's').exec(
      words,
    );
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return replaceWords(`replace “${match[1].trim()}” with “${match[2].trim()}”`, refinement);
};

/** `capitalise the first win`, `capitalize customer care`: the first letter of lines, or of words in all lines. */
export const capitalise: Instruction = (words, refinement) => {
  const match = /^capitali[sz]e\b\s*(.*)$/is.exec(words);
  if (match === null) return undefined;
  const named = (match[1] ?? '').replace(/^the (?:word|words|name|first letter of)\s+/i, '').trim();
  const word = named.replace(/^[“"'‘](.+)[”"'’]$/s, '$1');
  const pointsAtLine =
    word === named &&
    /\b(?:wins?|challenges?|actions?|recommendations?|lines?|items?|all|everything|it)\b/i.test(named);
  const targets = pointsAtLine ? readTargets(named, refinement) : undefined;
  if (targets?.kind === 'unclear') return ask(targets.question);
  if (named === '' || targets?.kind === 'lines') {
    const lines = targets?.kind === 'lines' ? targets.lines : refinement.lines;
    return patch(...lines.flatMap((line) => changed(line, upper(line.text))));
  }
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}])${word.replace(/[.*+?^${'$'}{}()|[\]\\]/g, '\\$&')}(?![\p{L}\p{N}])`,
    'giu',
  );
  const operations = refinement.lines.flatMap((line) =>
    changed(
      line,
      line.text.replace(pattern, (text) => text.split(' ').map(upper).join(' ')),
    ),
  );
  const stands = refinement.lines.some(({ text }) => new RegExp(pattern).test(text));
  return stands
    ? patch(...operations)
    : ask(`I don’t find “${word}” in this summary. What shall I capitalise?`);
};

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const changed = (line: SummaryLine, text: string) =>
  text === line.text ? [] : [{ op: 'replace' as const, lineId: line.id, text }];
