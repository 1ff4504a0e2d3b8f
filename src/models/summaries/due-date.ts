import type { DateReader } from '../../coaching/sessions/date-reader.ts';

/** Words before a day that make it a deadline or an appointment. */
const deadline =
  /\b(?:by|before|until|till|no later than|on|due|latest|for)\s+(?:the\s+)?(?:[\p{L}'’-]+\s+){0,3}$/iu;
/** Days that need no such word. */
const bare =
  /^(?:today|tonight|tomorrow|this (?!past|last)|next |in (?:a|an|one|two|three|four|five|six|seven|\d+) |(?:the )?end of |eod|eow)/i;

/**
 * The day on which something is due, as said in a sentence; undefined when none is, or it lies before the session.
 * `about last Monday’s order` names a day but no deadline. `next week` alone names no day.
 */
export function findDue(text: string, sessionDate: string, dates: DateReader): string | undefined {
  const found = dates.read(text, sessionDate, 'future');
  if (found === undefined || found.date < sessionDate || /\blast\b/i.test(found.text)) return undefined;
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + found.text.length);
  if (/^['’]s\b/.test(after) && !/\b(?:before|by|until)\s+(?:\S+\s+){0,1}$/i.test(before)) return undefined;
  const words = found.text.replace(/^(?:by|on|before|until)\s+/i, '');
  const marked = deadline.test(before) || words !== found.text || bare.test(words);
  const closes = /^(?:\s*(?:morning|afternoon|evening|night|at the latest|please))?[\s.,!?;]*$/i.test(after);
  return marked || closes ? found.date : undefined;
}
