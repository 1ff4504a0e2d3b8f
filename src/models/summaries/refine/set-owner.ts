import { ask, patch, type Instruction } from './refinement.ts';
import { readPerson } from './names-in.ts';
import { readTargets } from '../../../coaching/summaries/line-targets.ts';

const forms: readonly { pattern: RegExp; lines: number; person: number }[] = [
  {
    pattern: /^(?:the\s+)?owners? (?:of|for|on) (.+?)\s*(?:is|are|should be|becomes?|to|=|:)\s*(.+)$/is,
    lines: 1,
    person: 2,
  },
  {
    pattern:
      /^(?:set|change|make|put|switch|update)\s+(?:the\s+)?owners? (?:of|for|on) (.+?) (?:to|as|=)\s*(.+)$/is,
    lines: 1,
    person: 2,
  },
  { pattern: /^(?:assign|give|hand(?: over)?|delegate|reassign) (.+) to (.+)$/is, lines: 1, person: 2 },
  {
    pattern:
      /^(?:make|set|put) (\S+(?: \p{Lu}\S+)?) (?:(?:as )?(?:the )?owner (?:of|for|on)|responsible for|on) (.+)$/isu,
    lines: 2,
    person: 1,
  },
  {
    pattern:
      /^(.+?) (?:owns|is responsible for|takes|takes over|should own|should do|will do|is the owner of) (.+)$/is,
    lines: 2,
    person: 1,
  },
  {
    pattern: /^(.+?) (?:belongs? to|is owned by|should be owned by|is for|goes to) (.+)$/is,
    lines: 1,
    person: 2,
  },
  { pattern: /^(.+?)[,:]?\s+owner(?::| is| =)?\s+(.+)$/is, lines: 1, person: 2 },
  { pattern: /^un-?assign (.+)()$/is, lines: 1, person: 2 },
];

/** `the owner of the third action is Priya`, `assign action 2 to Dana`, `Dana owns the last action`, `unassign action 1`. */
export const setOwner: Instruction = (words, refinement) => {
  for (const form of forms) {
    const match = form.pattern.exec(words);
    if (match === null) continue;
    const targets = readTargets(match[form.lines] ?? '', refinement);
    const person = readPerson(match[form.person] || 'unassigned', refinement);
    const explicit = /\bowner|\b(?:un|re)?assign\b|\bresponsible\b|\bowns\b/i.test(words);
    if (targets.kind === 'none' || person === undefined) {
      if (!explicit) continue;
      return targets.kind === 'none'
        ? ask('Which action item do you mean? Name its number, such as “action 2”.')
        : ask('Who shall own it? Name the person as you know them here.');
    }
    if (targets.kind === 'unclear') return ask(targets.question);
    if (targets.lines.some((line) => line.section !== 'actions')) {
      return ask('Only action items have an owner. Which action item do you mean?');
    }
    return patch(
      ...targets.lines.map((line) => ({
        op: 'replace' as const,
        lineId: line.id,
        text: line.text,
        owner: person,
      })),
    );
  }
  return undefined;
};
