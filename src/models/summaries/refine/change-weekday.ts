import { parseISO, getISODay } from 'date-fns';
import { readTargets } from '../../../coaching/summaries/line-targets.ts';
import { ask, patch, type Instruction } from './refinement.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const day = `(${weekdays.join('|')})`;

/**
 * `change Friday to Monday`, `Tuesday instead of Monday in action 2`: the word, and the due date that it stands for. A due
 * date on that weekday moves too where the line itself does not name the day.
 */
export const changeWeekday: Instruction = (words, refinement) => {
  const forward = new RegExp(
    String.raw`^(?:change|move|replace|shift|swap|turn)\s+(?:all\s+)?(?:the\s+)?${day}s?\s+(?:to|with|into|by)\s+${day}(?:\s+(?:in|for|of)\s+(.+))?$`,
    'i',
  ).exec(words);
  const backward = new RegExp(
    String.raw`^(?:make it |say |use )?${day}\s+(?:instead of|not|rather than)\s+${day}(?:\s+(?:in|for|of)\s+(.+))?$`,
    'i',
  ).exec(words);
  const [, old, fresh] = forward ?? [backward?.[0], backward?.[2], backward?.[1]];
  const scope = (forward ?? backward)?.[3];
  if (old === undefined || fresh === undefined) return undefined;
  const targets = scope === undefined ? undefined : readTargets(scope, refinement);
  if (targets?.kind === 'unclear') return ask(targets.question);
  const lines = targets?.kind === 'lines' ? targets.lines : refinement.lines;
  const number = weekdays.indexOf(old.toLowerCase()) + 1;
  const name = fresh.charAt(0).toUpperCase() + fresh.slice(1).toLowerCase();
  const operations = lines.flatMap((line) => {
    const text = line.text.replace(new RegExp(String.raw`\b${old}\b`, 'gi'), name);
    const isDueThen =
      line.due !== undefined &&
      /^\d{4}-\d{2}-\d{2}$/.test(line.due) &&
      getISODay(parseISO(line.due)) === number;
    const due = isDueThen ? refinement.dates.read(fresh, refinement.sessionDate, 'future')?.date : undefined;
    if (text === line.text && due === undefined) return [];
    return [{ op: 'replace' as const, lineId: line.id, text, ...(due === undefined ? {} : { due }) }];
  });
  const spoken = old.charAt(0).toUpperCase() + old.slice(1).toLowerCase();
  return operations.length > 0
    ? patch(...operations)
    : ask(
        `I find no ${spoken} in ${scope === undefined ? 'this summary' : 'that line'}. Which day shall I change?`,
      );
};
