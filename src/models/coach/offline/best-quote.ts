import type { CoachMove } from '../../../coaching/talks/coach-mind.ts';
import type { NumberedPassage } from '../../../coaching/knowledge/numbered-passage.ts';

const [shortest, longest] = [30, 320];
const listMark = /^(?:[-*]|\d+[.)])\s+/;

/** Whole sentences only: no heading, no row of a table, no markup that would show as signs. */
const reads = (text: string): boolean =>
  text.length >= shortest && text.length <= longest && !/[|#*`]/.test(text) && /[.!?:”"]$/.test(text);

/** The words of the method or a procedure that fit best, as they stand there. */
export function bestQuote(passages: readonly NumberedPassage[]): CoachMove['quote'] {
  for (const { number, passage } of passages) {
    const lines = passage.text.split(/\n+/).flatMap((line) => [line, ...line.split(/(?<=[.!?])\s+/)]);
    const candidates = [...passage.highlights.map(({ text }) => text), ...lines];
    const text = candidates.map((line) => line.trim().replace(listMark, '')).find(reads);
    if (text !== undefined && passage.text.includes(text)) return { passage: number, text };
  }
  return undefined;
}
