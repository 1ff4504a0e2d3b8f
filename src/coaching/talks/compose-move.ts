import type { NumberedPassage } from '../knowledge/numbered-passage.ts';
import type { CoachMove } from './coach-mind.ts';

/** Plain text of a move as a person reads it: what they said, what the method says, one question. */
export function composeMove(
  { reflection, quote, question }: Pick<CoachMove, 'reflection' | 'quote' | 'question'>,
  passages: readonly NumberedPassage[],
): string {
  const source = passages.find(({ number }) => number === quote?.passage)?.passage;
  const cited =
    quote === undefined || source === undefined
      ? ''
      : `“${quote.text}” (${[source.title, ...source.headingPath.slice(-1)].join(' › ')})`;
  return [reflection, cited, question]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n');
}
