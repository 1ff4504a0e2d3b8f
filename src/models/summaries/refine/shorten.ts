import type { SummaryLine, SummarySection } from '../../../coaching/summaries/summary.ts';
import { patch, cannot, type Instruction } from './refinement.ts';
import { readTargets } from '../../../coaching/summaries/line-targets.ts';

const intensifiers =
  /\s*\b(?:really|very|quite|just|actually|basically|simply|definitely|certainly|absolutely|totally|completely|extremely|rather|somewhat|a bit|a little|kind of|sort of|in order(?= to)|as well|at the end of the day|in general|generally|of course|obviously|already|especially|particularly)\b/gi;
/** Tails that may go without turning the meaning round; `but`, `unless`, `if`, `without` and `not` may not. */
const tail =
  /(?:\s*[;–—]\s*|,\s+(?:and|so|which|because|since|when|while|as|who|where|with|after|including|such as|even though|for example)\b|\s+(?:because|so that|which|while|including|such as|even though)\b)/gi;
const balance = /\b(?:but|unless|if|without|except|not|only|never|until)\b|n't\b/i;

/**
 * A shorter form of a line, or undefined when there is none that is safe: first parentheses and words that only add
 * weight; when that saves less than a seventh, the last part of the sentence that can stand away as well.
 */
export function shorten({ section, text }: Pick<SummaryLine, 'section' | 'text'>): string | undefined {
  if (/^[^“]{0,30}“/.test(text)) return undefined;
  const end = /[.!?]$/.exec(text)?.[0] ?? '';
  let short = tidy(text.replace(/\s*\([^)]*\)|\s*\[[^\]]*\]/g, '').replace(intensifiers, ''), end);
  if (short.length > text.length * 0.86) short = withoutTail(short, end, section) ?? short;
  return short.length < text.length && short.split(' ').length >= 3 ? short : undefined;
}

function withoutTail(text: string, end: string, section: SummarySection): string | undefined {
  const cuts = [...text.matchAll(tail)]
    .map((match) => match.index)
    .filter((at) => at >= 20 && text.slice(0, at).split(' ').length >= 4);
  // From the end: the shortest tail first. A tail that limits what stands before it stays.
  for (const at of cuts.toReversed()) {
    const head = text.slice(0, at);
    // In a task or advice, what follows `and` is a second one.
    const second =
      /^(?:,\s+and\b|\s*[;–—])/.test(text.slice(at)) && ['actions', 'recommendations'].includes(section);
    if (second) continue;
    if (
      text.slice(at).length >= 8 &&
      !balance.test(text.slice(at, at + 14)) &&
      head.length >= text.length * 0.3
    ) {
      return tidy(head, end);
    }
  }
  return undefined;
}

function tidy(text: string, end: string): string {
  const plain = text
    .replace(/\s{2,}/g, ' ')
    .replace(/\s+([,.;:!?])/g, '$1')
    .replace(/^[\s,;:]+|[\s,;:.!?–—-]+$/g, '');
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}${end}`;
}

/** `shorter`, `make the second challenge shorter`, `shorten all wins`, `too long`, `more concise`. */
export const shortenLines: Instruction = (words, refinement) => {
  const match =
    /^(?:(?:make|keep|get|have)\s+)?(.*?)\s*\b(?:(?:a (?:bit|little) |much |even )?(?:short(?:er)?|brief(?:er)?|(?:more )?concise|tighter|crisper|snappier|more to the point)|(?:is |are )?too (?:long|wordy))$/i.exec(
      words,
    ) ?? /^(?:shorten|tighten(?: up)?|trim|condense|cut down|compress)\b\s*(.*)$/i.exec(words);
  if (match === null) return undefined;
  const named = match[1]?.trim() ?? '';
  const targets = named === '' ? undefined : readTargets(named, refinement);
  if (targets?.kind === 'unclear') return { kind: 'ask', question: targets.question };
  if (targets?.kind === 'none') return undefined;
  const lines = targets?.lines ?? refinement.lines;
  const operations = lines.flatMap((line) => {
    const text = shorten(line);
    return text === undefined ? [] : [{ op: 'replace' as const, lineId: line.id, text }];
  });
  if (operations.length > 0) return patch(...operations);
  return cannot(
    lines.length === 1
      ? 'This line is as short as I can make it without changing what it says. You can write it anew: “change the first win to: …”.'
      : 'These lines are as short as I can make them without changing what they say. You can write one anew: “change the first win to: …”.',
  );
};
