import type { SummaryLine, SummarySection } from '../../../coaching/summaries/summary.ts';
import { cannot, patch, type Instruction } from './refinement.ts';
import { readTargets } from '../../../coaching/summaries/line-targets.ts';

/** Hard words and their gentler counterparts; the meaning stays. */
const gentler: readonly (readonly [RegExp, string])[] = [
  [/\bfailed to\b/gi, 'did not yet manage to'],
  [/\b(is|was|are|were) (?:still )?(?:bad|poor|weak) at\b/gi, '$1 still learning'],
  [/\bstruggles with\b/gi, 'is learning to handle'],
  [/\bstruggles to\b/gi, 'is learning to'],
  [/\bstill struggles\b/gi, 'is still finding the way'],
  [/\bmust\b/gi, 'could'],
  [/\bneeds to\b/gi, 'could'],
  [/\bhas to\b/gi, 'could'],
  [/\bshould\b/gi, 'could'],
  [/\bforgot\b/gi, 'did not think of'],
];

/** What a line of each section gets when no hard word stands in it; a second time it stays as it is. */
const closings: Readonly<Record<SummarySection, string>> = {
  wins: ' – well done',
  challenges: ' – thank you for being open about it',
  actions: ' – thank you for taking this on',
  recommendations: ' – you have what it takes for it',
};

/** A warmer form of a line: gentler words where a challenge or advice has hard ones, else a friendly closing. */
function warm(line: Pick<SummaryLine, 'section' | 'text'>): string | undefined {
  return soften(line) ?? withClosing(line);
}

function soften(line: Pick<SummaryLine, 'section' | 'text'>): string | undefined {
  if (line.section === 'wins' || line.section === 'actions') return undefined;
  const softened = gentler.reduce((text, [hard, soft]) => text.replace(hard, soft), line.text);
  return softened === line.text ? undefined : softened;
}

function withClosing(line: Pick<SummaryLine, 'section' | 'text'>): string | undefined {
  if (Object.values(closings).some((closing) => line.text.includes(closing))) return undefined;
  const end = /[.!?]$/.exec(line.text)?.[0] ?? '.';
  return `${line.text.replace(/[.!?]$/, '')}${closings[line.section]}${end}`;
}

/** `warmer`, `make the first win warmer`, `friendlier please`, `less harsh`. */
export const warmLines: Instruction = (words, refinement) => {
  const match =
    /^(?:(?:make|keep|have)\s+)?(.*?)\s*\b(?:(?:a (?:bit|little) |much |even )?(?:warmer|kinder|friendlier|softer|gentler|nicer|(?:more )?(?:warm|kind|friendly|encouraging|positive|supportive|gentle)|less (?:harsh|cold|strict|negative|hard)))$/i.exec(
      words,
    ) ?? /^(?:soften|warm up)\b\s*(.*)$/i.exec(words);
  if (match === null) return undefined;
  const named = match[1]?.replace(/\b(?:sound|be|in tone|the tone(?: of)?)\b/gi, '').trim() ?? '';
  const targets = named === '' ? undefined : readTargets(named, refinement);
  if (targets?.kind === 'unclear') return { kind: 'ask', question: targets.question };
  if (targets?.kind === 'none') return undefined;
  const lines = targets?.lines ?? refinement.lines;
  const operations = lines.flatMap((line) => {
    // All at once, the same closing on every line would sound hollow: one a section is enough.
    const first = refinement.lines.find((other) => other.section === line.section) === line;
    const text = targets?.exact === true || first ? warm(line) : soften(line);
    return text === undefined ? [] : [{ op: 'replace' as const, lineId: line.id, text }];
  });
  return operations.length > 0
    ? patch(...operations)
    : cannot('That is as warm as I can make it with the words that are there.');
};
