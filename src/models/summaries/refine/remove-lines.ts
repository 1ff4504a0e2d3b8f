import { ask, patch, type Instruction } from './refinement.ts';
import { readTargets } from '../../../coaching/summaries/line-targets.ts';

/** `drop the second win`, `remove the challenges`, `delete action 3 and the 1st recommendation`. */
export const removeLines: Instruction = (words, refinement) => {
  const match =
    /^(?:remove|delete|drop|cut|take out|take away|get rid of|leave out|scratch|strike(?: out)?|lose|erase|exclude|kill|omit)\b\s*(.*)$/is.exec(
      words,
    );
  if (match === null) return undefined;
  const named = match[1] ?? '';
  const targets = readTargets(named, refinement);
  if (targets.kind === 'unclear') return ask(targets.question);
  if (targets.kind === 'none') {
    return ask(
      'Which line shall I take out? Name its section and number, such as “the second win”, or a few of its words.',
    );
  }
  if (targets.lines.length === refinement.lines.length && !targets.exact) {
    return ask('That would take out every line. Which ones do you mean?');
  }
  return patch(...targets.lines.map((line) => ({ op: 'remove' as const, lineId: line.id })));
};
