import type { SummaryLine } from '../../../coaching/summaries/summary.ts';
import { ask, patch, type Instruction, type Refinement } from './refinement.ts';
import { readSection, readTargets } from '../../../coaching/summaries/line-targets.ts';

/** `move the first action to the end`, `move win 2 up`, `move the last win before the first`, `move challenge 1 to the wins`. */
export const moveLines: Instruction = (words, refinement) => {
  const swap = /^(?:swap|switch|exchange) (.+?) (?:and|with) (.+)$/is.exec(words);
  if (swap?.[1] !== undefined && swap[2] !== undefined) return swapLines(swap[1], swap[2], refinement);
  const match =
    /^(?:move|put|bring|push|shift|place|make)\s+(.+?)\s+(?:to (?:be )?|at |as |in(?:to)? |go )?(?:the )?(?:very )?(end|bottom|last|top|start|beginning|first|front|up|down|before .+|after .+|above .+|below .+|under .+)(?: (?:place|position|one|of the list|of the section|by one))?$/is.exec(
      words,
    );
  if (match?.[1] !== undefined && match[2] !== undefined)
    return place(match[1], match[2].toLowerCase(), refinement);
  const toSection =
    /^(?:move|put|shift|make|turn|change)\s+(.+?)\s+(?:to|into|under|in|a|an)\s+(?:the\s+|an?\s+)?(\S+?)(?:\s+items?|\s+section)?$/is.exec(
      words,
    );
  const section = readSection(toSection?.[2]?.toLowerCase() ?? '');
  if (toSection?.[1] === undefined || section === undefined) return undefined;
  const targets = readTargets(toSection[1], refinement);
  if (targets.kind === 'unclear') return ask(targets.question);
  if (targets.kind === 'none') return undefined;
  return patch(
    ...targets.lines.map((line) => ({ op: 'move' as const, lineId: line.id, beforeLineId: null, section })),
  );
};

function swapLines(one: string, other: string, refinement: Refinement) {
  // `the first and second win`, `wins 1 and 2`: the section is said once, for both.
  const both = readTargets(`${one} and ${other}`, refinement);
  const [left, right] = both.kind === 'lines' && both.lines.length === 2 ? both.lines : [];
  const first = left ?? only(one, refinement);
  const second =
    right ?? only(other, refinement) ?? only(`${other} ${one.split(/\s+/).at(-1) ?? ''}`, refinement);
  if (first === undefined || second === undefined)
    return ask('Which two lines shall I swap? Name their section and number.');
  if (first.section !== second.section)
    return ask('I swap lines of one section. Shall I move one of them instead?');
  const afterSecond = next(second, refinement);
  const afterFirst = next(first, refinement);
  const beforeSecond = afterFirst?.id === second.id;
  if (beforeSecond) return patch({ op: 'move', lineId: second.id, beforeLineId: first.id });
  if (afterSecond?.id === first.id) return patch({ op: 'move', lineId: first.id, beforeLineId: second.id });
  return patch(
    { op: 'move', lineId: first.id, beforeLineId: second.id },
    { op: 'move', lineId: second.id, beforeLineId: afterFirst?.id ?? null },
  );
}

function place(words: string, where: string, refinement: Refinement) {
  const line = only(words, refinement);
  if (line === undefined) {
    const targets = readTargets(words, refinement);
    if (targets.kind === 'unclear') return ask(targets.question);
    return targets.kind === 'none' ? undefined : ask('One line at a time, please: which one shall I move?');
  }
  const section = refinement.lines.filter((other) => other.section === line.section);
  const at = section.indexOf(line);
  const move = (beforeLineId: string | null) => patch({ op: 'move', lineId: line.id, beforeLineId });
  if (/^(?:end|bottom|last)$/.test(where)) return move(null);
  if (/^(?:top|start|beginning|first|front)$/.test(where)) {
    const [first] = section;
    return first === undefined || first === line ? patch() : move(first.id);
  }
  if (where === 'up') {
    const before = section[at - 1];
    return before === undefined ? patch() : move(before.id);
  }
  if (where === 'down') return at === section.length - 1 ? patch() : move(section[at + 2]?.id ?? null);
  const [, side = '', other = ''] = /^(before|above|after|below|under)\s+(.+)$/.exec(where) ?? [];
  const target = only(other, refinement) ?? only(`${other} ${line.section}`, refinement);
  if (target === undefined) return ask('Before or after which line? Name its section and number.');
  if (target === line) return ask('That is the same line. Before or after which other one?');
  if (side === 'before' || side === 'above') return move(target.id);
  const following = next(target, refinement);
  return following === line
    ? patch()
    : patch({
        op: 'move',
        lineId: line.id,
        beforeLineId: following?.id ?? null,
        ...(target.section === line.section ? {} : { section: target.section }),
      });
}

/** The one line that the words mean. */
function only(words: string, refinement: Refinement): SummaryLine | undefined {
  const targets = readTargets(words, refinement);
  return targets.kind === 'lines' && targets.lines.length === 1 ? targets.lines[0] : undefined;
}

/** The line after this one in its section. */
function next(line: SummaryLine, { lines }: Refinement): SummaryLine | undefined {
  const section = lines.filter((other) => other.section === line.section);
  return section[section.indexOf(line) + 1];
}
