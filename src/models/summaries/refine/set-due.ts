import { unassigned } from '../../../coaching/summaries/summary.ts';
import { ask, patch, type Instruction, type Refinement } from './refinement.ts';
import { readTargets } from '../../../coaching/summaries/line-targets.ts';

const dueWords = /\b(?:due(?: dates?| days?)?|deadlines?|postpone|reschedule|by when)\b/i;

/**
 * The day in a coach's words. Weekdays count from the session's day, as in the summary itself; words that point at the moment
 * of writing ("tomorrow", "in two weeks") from today.
 */
export function readDay(
  text: string,
  { sessionDate, today, dates }: Pick<Refinement, 'sessionDate' | 'today' | 'dates'>,
): { date: string; text: string; index: number } | undefined {
  const pointsAtNow =
    /\b(?:today|tonight|tomorrow|in (?:a|an|one|two|three|four|five|six|\d+) (?:day|week|month)s?)\b/i;
  return dates.read(text, pointsAtNow.test(text) ? today : sessionDate, 'future');
}

/** `due next Tuesday for action 2`, `action 1 is due on Friday`, `set the due date of the last action to 12 March`. */
export const setDue: Instruction = (words, refinement) => {
  const found = readDay(words, refinement);
  const marked = dueWords.test(words);
  // `action 2 by Friday` without the word "due": what stands before the day must name an action item.
  const plain =
    found === undefined
      ? null
      : /^(?:make |move |set |change )?(.+?)\s+(?:is\s+|until\s+|till\s+|to\s+|by\s+|on\s+|for\s+)*$/i.exec(
          words.slice(0, found.index),
        );
  if (!marked && plain === null) return undefined;
  const removes = /^(?:remove|delete|drop|clear|no)\b/i.test(words) && marked && found === undefined;
  const rest = (
    found === undefined
      ? words
      : `${words.slice(0, found.index)} ${words.slice(found.index + found.text.length)}`
  )
    .replace(dueWords, ' ')
    .replace(/^\s*(?:set|change|make|move|update|remove|delete|drop|clear|no)\b/i, ' ')
    .replace(/\b(?:is|are|to|should|be|by|until|on|at|date|day|as|now)\b|[=:]/gi, ' ')
    .trim();
  const targets = readTargets(rest, refinement);
  if (targets.kind === 'none' || (found === undefined && !removes)) {
    if (!marked) return undefined;
    return targets.kind === 'none'
      ? ask('Which action item do you mean? Name its number, such as “action 2”.')
      : ask('By which day? Say it as “next Tuesday” or “12 March”.');
  }
  if (targets.kind === 'unclear') return marked ? ask(targets.question) : undefined;
  if (targets.lines.some((line) => line.section !== 'actions')) {
    return marked ? ask('Only action items have a due date. Which action item do you mean?') : undefined;
  }
  const due = found?.date ?? unassigned;
  return patch(
    ...targets.lines.map((line) => ({ op: 'replace' as const, lineId: line.id, text: line.text, due })),
  );
};
