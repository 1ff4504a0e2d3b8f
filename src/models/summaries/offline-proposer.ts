import type { DateReader } from '../../coaching/sessions/date-reader.ts';
import { applyPatch } from '../../coaching/summaries/apply-patch.ts';
import type { PatchProposer, PatchRequest } from '../../coaching/summaries/ports.ts';
import {
  summarySections,
  type PatchOperation,
  type PatchProposal,
  type SummaryLine,
} from '../../coaching/summaries/summary.ts';
import { chronoDateReader } from './chrono-date-reader.ts';
import { addLine } from './refine/add-line.ts';
import { askBack, beyondRules } from './refine/beyond-rules.ts';
import { changeWeekday } from './refine/change-weekday.ts';
import { capitalise, fixTypo } from './refine/fix-words.ts';
import { mergeLines, splitLine } from './refine/merge-split.ts';
import { moveLines } from './refine/move-lines.ts';
import type { Instruction, Refinement } from './refine/refinement.ts';
import { removeLines } from './refine/remove-lines.ts';
import { replaceLine, replaceWords } from './refine/replace-words.ts';
import { setDue } from './refine/set-due.ts';
import { setOwner } from './refine/set-owner.ts';
import { shortenLines } from './refine/shorten.ts';
import { warmLines } from './refine/warm.ts';

/** The first that knows the words answers: the more particular stand first. */
const instructions: readonly Instruction[] = [
  addLine,
  mergeLines,
  splitLine,
  fixTypo,
  capitalise,
  changeWeekday,
  shortenLines,
  warmLines,
  setOwner,
  setDue,
  replaceLine,
  moveLines,
  replaceWords,
  removeLines,
  beyondRules,
];

/**
 * Refines by a fixed set of instructions, without a model (docs: what each understands stands at its definition in
 * `refine/`): remove, add, replace, owner, due date, move, merge, split, shorter, warmer, spelling, weekdays; several at once, joined by `and` or `;`. What is
 * ambiguous is asked back; what needs free rewording is declined, with the setting that would enable it.
 */
export function createOfflineProposer({
  dates = chronoDateReader,
}: { dates?: DateReader } = {}): PatchProposer {
  return {
    propose: (request, signal) => {
      signal?.throwIfAborted();
      return Promise.resolve(propose(request, dates));
    },
  };
}

/** Words of one request; more than this is a text, not an instruction. */
const maxInstruction = 4_000;

function propose(
  { summary, instruction, sessionDate, today }: PatchRequest,
  dates: DateReader,
): PatchProposal {
  if (instruction.length > maxInstruction) return askBack();
  const operations: PatchOperation[] = [];
  const rest = { participant: summary.participant, sessionDate, today, dates };
  // Every instruction of a message counts on the lines as the coach saw them: "drop win 1 and win 2" and "drop win 1; drop
  // win 2" are the same.
  const lines = inOrder(summary.lines);
  for (const words of splitInstructions(instruction)) {
    const proposal = readInstruction(words, { ...rest, lines });
    if (proposal.kind !== 'patch') return proposal;
    operations.push(...proposal.operations);
  }
  if (operations.length === 0) return askBack();
  const outcome = applyPatch(summary.lines, operations, () => 'new');
  return outcome.kind === 'applied' ? { kind: 'patch', operations } : askBack();
}

function readInstruction(words: string, refinement: Refinement): PatchProposal {
  for (const instruction of instructions) {
    const proposal = instruction(words, refinement);
    if (proposal !== undefined) return proposal;
  }
  return askBack();
}

function inOrder(lines: readonly SummaryLine[]): SummaryLine[] {
  return summarySections.flatMap((section) => lines.filter((line) => line.section === section));
}

const verb =
  '(?:remove|delete|drop|cut|add|move|swap|replace|change|make|shorten|set|assign|include|take out|rename|warm up|soften|get rid of|merge|combine|split|capitali[sz]e|fix)';

/**
 * One message may hold several instructions: on lines of their own, after `;`, or after `and`, `then` before a verb. What
 * stands after `add:` or in quotation marks is text.
 */
function splitInstructions(message: string): string[] {
  const parts = message
    .split(/\n+|;\s*(?=\S)/)
    .flatMap((line) =>
      /^\W*(?:please\s+)?(?:also\s+)?(?:add|include|note)\b|["“”‘]|\bto\s*:/i.test(line)
        ? [line]
        : line.split(
            new RegExp(String.raw`(?:,\s*|\s+)(?:and|then|and then|also)\s+(?:please\s+)?(?=${verb}\b)`, 'i'),
          ),
    )
    .map(withoutCourtesy)
    .filter((part) => part !== '');
  return parts.length > 0 ? parts : [''];
}

function withoutCourtesy(words: string): string {
  const text = words
    .trim()
    .replace(/^(?:[-*•]|\d+[.)])\s+/, '')
    .replace(
      /^(?:(?:hi|hey|hello|ok|okay|and|then|now|please|pls|just|thanks|great|nice|good|perfect)\b[\s,!.]*)+/i,
      '',
    )
    .replace(/^(?:can|could|would|will) you (?:please |maybe |just )?/i, '')
    .replace(
      /^(?:i(?:'d| would) like (?:you )?to|i want (?:you )?to|let's|we should|you should|please)\s+/i,
      '',
    );
  return text
    .replace(/[\s,]*\b(?:please|pls|plz|thanks|thank you|thx)\b[\s.!]*$/i, '')
    .replace(/[\s.!?]+$/, keepEnd(text))
    .trim();
}

/** The full stop of a text to be written stays: it is part of it. */
const keepEnd = (text: string): string =>
  /^(?:add|include)\b|:\s/i.test(text) ? (/[.!?]/.exec(text.slice(-1))?.[0] ?? '') : '';
