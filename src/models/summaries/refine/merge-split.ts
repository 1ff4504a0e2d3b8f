import { readTargets } from '../../../coaching/summaries/line-targets.ts';
import { unassigned, type SummaryLine } from '../../../coaching/summaries/summary.ts';
import { asSentence } from '../clean-speech.ts';
import { ask, patch, type Instruction } from './refinement.ts';

/** `merge the first two wins`, `combine action 1 and 3`, `merge win 1 and 2 into: Closed every ticket`. */
export const mergeLines: Instruction = (words, refinement) => {
  const match =
    /^(?:merge|combine|join|unite|put together)\s+(.+?)(?:\s+(?:in)?to\s+(?:one|a single)(?: (?:line|win|challenge|action(?: item)?|recommendation|sentence))?|\s+together)?(?:(?:\s+(?:in)?to)?\s*:\s*(.+))?$/is.exec(
      words,
    );
  if (match?.[1] === undefined) return undefined;
  const named = match[1].replace(/\b(?:with|into)\b/gi, 'and');
  const targets = readTargets(named, refinement);
  if (targets.kind === 'unclear') return ask(targets.question);
  const [first, ...rest] = targets.kind === 'lines' ? targets.lines : [];
  const isVague =
    targets.kind === 'lines' && !targets.exact && rest.some((line) => line.section !== first?.section);
  if (first === undefined || rest.length === 0 || isVague)
    return ask('Which lines shall I merge? Name two of one section, such as “merge win 1 and 2”.');
  if (rest.some(({ section }) => section !== first.section))
    return ask('I merge lines of one section. Shall I move one of them there first?');
  const owners = [...new Set([first, ...rest].flatMap(({ owner }) => stated(owner)))];
  if (owners.length > 1)
    return ask(`They have different owners, ${owners.join(' and ')}. Whose shall it be?`);
  const [due] = [first, ...rest].flatMap((line) => stated(line.due)).toSorted();
  const said = match[2]?.trim().replace(/^[“"'](.*)[”"']$/s, '$1');
  return patch({
    op: 'merge',
    lineId: first.id,
    fromLineIds: rest.map(({ id }) => id),
    text: said === undefined ? [first, ...rest].map(sentence).join(' ') : asSentence(said),
    ...(owners[0] === undefined ? {} : { owner: owners[0] }),
    ...(due === undefined ? {} : { due }),
  });
};

const stated = (value: string | undefined): string[] =>
  value === undefined || value === unassigned ? [] : [value];

const sentence = ({ text }: SummaryLine): string => (/[.!?]["”’)]?$/.test(text) ? text : `${text}.`);

/** `split the second win`, `split action 1 into two`, `split the first challenge at “because”`. */
export const splitLine: Instruction = (words, refinement) => {
  const match =
    /^(?:split|divide|separate|break)(?: up)?\s+(.+?)(?:\s+(?:up\s+)?in(?:to)?\s+(?:two|2|three|3|several|separate|single)(?: (?:lines|parts|ones|wins|challenges|actions|action items|recommendations|sentences))?)?(?:\s+(?:at|before|after)\s+[“"'‘]?(.+?)[”"'’]?)?$/is.exec(
      words,
    );
  if (match?.[1] === undefined) return undefined;
  const targets = readTargets(match[1], refinement);
  if (targets.kind === 'unclear') return ask(targets.question);
  const [line] = targets.kind === 'lines' ? targets.lines : [];
  if (targets.kind !== 'lines' || line === undefined || targets.lines.length > 1)
    return ask('Which one line shall I split? Name its section and number, such as “the second win”.');
  const texts = match[2] === undefined ? partsOf(line.text) : partsAt(line.text, match[2]);
  if (texts.length < 2)
    return ask(
      match[2] === undefined
        ? 'I see no place to split that line. Tell me where, such as: split the first win at “and”.'
        : `I don’t find “${match[2]}” inside that line. Where shall I split it?`,
    );
  return patch({ op: 'split', lineId: line.id, texts });
};

/** Sentences; else what stands on both sides of a semicolon, or of the `and` between two clauses. */
function partsOf(text: string): string[] {
  for (const boundary of [/(?<=[.!?])\s+(?=\p{Lu})/u, /\s*;\s+/, /,\s+(?:and|but|so)\s+/i, /\s+and\s+/i]) {
    const parts = text.split(boundary).filter((part) => part.trim() !== '');
    if (parts.length > 1 && parts.every((part) => part.trim().split(/\s+/).length >= 2))
      return parts.map(asSentence);
  }
  return [];
}

/** The word that it is split at goes where it only joins; any other begins the second part. */
function partsAt(text: string, at: string): string[] {
  const found = text.toLowerCase().indexOf(at.trim().toLowerCase());
  if (found <= 0) return [];
  const before = text.slice(0, found).replace(/[\s,;]+$/, '');
  const joins = /^(?:and|but|so|then|;|,)$/i.test(at.trim());
  const after = text.slice(joins ? found + at.trim().length : found).replace(/^[\s,;]+/, '');
  return before === '' || after === '' ? [] : [before, after].map(asSentence);
}
