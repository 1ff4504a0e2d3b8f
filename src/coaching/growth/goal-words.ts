import { goalWordsMissing, goalWordsTooLong } from './growth-errors.ts';
import { goalLimits } from './goal.ts';

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/**
 * One line, with a capital and without a full stop, in the person's own words.
 * @throws AppError GROWTH_005 when nothing is left, GROWTH_006 when it is too long
 */
export function titleOf(words: string, what: 'goal' | 'step'): string {
  const text = oneLine(words)
    .replace(/[.,;:\s]+$/, '')
    .replace(/^["“](.*)["”]$/, '$1');
  if (text === '') throw goalWordsMissing(what);
  const limit = what === 'goal' ? goalLimits.title : goalLimits.step;
  if (text.length > limit) throw goalWordsTooLong(what === 'goal' ? 'the goal' : 'a step', limit);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @throws AppError GROWTH_005 or GROWTH_006 */
export function noteOf(words: string): string {
  const text = words.trim();
  if (text === '') throw goalWordsMissing('note');
  if (text.length > goalLimits.note) throw goalWordsTooLong('a note', goalLimits.note);
  return text;
}

/** @throws AppError GROWTH_006. @returns undefined where there is nothing */
export function reasonOf(words: string): string | undefined {
  const text = oneLine(words);
  if (text.length > goalLimits.reason) throw goalWordsTooLong('why it matters', goalLimits.reason);
  return text === '' ? undefined : text;
}
