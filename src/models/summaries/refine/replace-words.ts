import { asSentence } from '../clean-speech.ts';
import { ask, patch, type Instruction } from './refinement.ts';
import { readSection, readTargets } from '../../../coaching/summaries/line-targets.ts';

const quote = `[“"'‘]`;
const unquote = `[”"'’]`;
const verbs = '(?:replace|change|swap|substitute|rename|correct|turn|rewrite|edit|update|reword)';

/** `change the last recommendation to: …`, `replace the second win with “…”`. */
export const replaceLine: Instruction = (words, refinement) => {
  const match =
    new RegExp(
      String.raw`^${verbs}\s+(.+?)\s+(?:to|with|by|into|as)(?:\s*:\s*|\s+(?=${quote})|\s+)(.+)$`,
      'is',
    ).exec(words) ??
    /^((?:the |my )?\S+(?: \S+){0,3}?)\s+(?:should (?:say|read|be)|reads?|says?)\s*:?\s+(.+)$/is.exec(words);
  if (match?.[1] === undefined || match[2] === undefined || new RegExp(`^${quote}`).test(match[1]))
    return undefined;
  // `turn the second challenge into a win` moves the line.
  const [, section = ''] = /^(?:an?|the) ([\p{L}-]+)(?: items?| section)?$/iu.exec(match[2].trim()) ?? [];
  if (readSection(section.toLowerCase()) !== undefined) return undefined;
  const pointsAtLine =
    /\d|\b(?:first|second|third|fourth|fifth|last|win|challenge|action|recommendation|line|one)s?\b/i;
  if (!pointsAtLine.test(match[1])) return undefined;
  const targets = readTargets(match[1], refinement);
  if (targets.kind === 'unclear') return ask(targets.question);
  if (targets.kind === 'none' || !targets.exact) return undefined;
  const [line] = targets.lines;
  if (line === undefined || targets.lines.length > 1) return ask('Which one line shall read like that?');
  const text = match[2].trim().replace(new RegExp(`^${quote}(.*)${unquote}$`, 's'), '$1');
  return patch({ op: 'replace', lineId: line.id, text: asSentence(text) });
};

const forms: readonly { pattern: RegExp; from: number; to: number; where: number }[] = [
  {
    pattern: new RegExp(
      String.raw`^${verbs}\s+(?:the (?:word|words|name|phrase)\s+)?${quote}(.+?)${unquote}\s+(?:with|by|for|to|into)\s+${quote}(.*?)${unquote}(?:\s+(?:in|for|of|on)\s+(.+))?$`,
      'is',
    ),
    from: 1,
    to: 2,
    where: 3,
  },
  {
    pattern: new RegExp(
      String.raw`^(?:say|use|write|put)\s+${quote}?(.+?)${unquote}?\s+(?:instead of|rather than|not|in place of)\s+${quote}?(.+?)${unquote}?(?:\s+(?:in|for)\s+(the\s.+|(?:win|challenge|action|recommendation|line)s?\s.+))?$`,
      'is',
    ),
    from: 2,
    to: 1,
    where: 3,
  },
  {
    pattern: new RegExp(
      String.raw`^${verbs}\s+(?:the (?:word|words|name|phrase)\s+)?(.+?)\s+(?:with|by|to|into)\s+(.+?)(?:\s+in\s+(the\s.+|(?:win|challenge|action|recommendation|line)s?\s.+|all\s.+))?$`,
      'is',
    ),
    from: 1,
    to: 2,
    where: 3,
  },
];

/** `replace 'angry' with 'frustrated'`, `say frustrated instead of angry`, `change Okafor to Okafur in the first action`. */
export const replaceWords: Instruction = (words, refinement) => {
  for (const { pattern, from, to, where } of forms) {
    const match = pattern.exec(words);
    if (match === null) continue;
    const strip = (text: string) => text.trim().replace(new RegExp(`^${quote}|${unquote}$`, 'g'), '');
    const old = strip(match[from] ?? '');
    const fresh = strip(match[to] ?? '');
    const scope = match[where];
    const targets = scope === undefined ? undefined : readTargets(scope, refinement);
    if (targets?.kind === 'unclear') return ask(targets.question);
    const lines = targets?.kind === 'lines' ? targets.lines : refinement.lines;
    const operations = lines.flatMap((line) => {
      const text = substitute(line.text, old, fresh);
      return text === line.text || text.trim() === ''
        ? []
        : [{ op: 'replace' as const, lineId: line.id, text }];
    });
    if (operations.length > 0) return patch(...operations);
    return ask(
      `I don’t find “${old}” in ${scope === undefined ? 'this summary' : 'that line'}. Which words shall I replace?`,
    );
  }
  return undefined;
};

/** Whole words, in any case; a capital stays a capital. */
function substitute(text: string, old: string, fresh: string): string {
  const escaped = old
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/['‘’]/g, "['‘’]")
    .replace(/\s+/g, '\\s+');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu');
  return text.replace(pattern, (found) =>
    /^\p{Lu}/u.test(found) && /^\p{Ll}/u.test(old) ? fresh.charAt(0).toUpperCase() + fresh.slice(1) : fresh,
  );
}
