import { unassigned, type PatchOperation, type SummaryLine, type SummarySection } from './summary.ts';
import { isDay } from './verify-lines.ts';

export type PatchResult =
  | { kind: 'applied'; lines: readonly SummaryLine[] }
  /** The patch does not fit the summary; `reason` is for logs and for asking the model again. Nothing was changed. */
  | { kind: 'invalid'; reason: string };

/**
 * Applies a patch, all of it or nothing. Lines that it does not name come out as the very same objects, so they stay
 * byte-identical. A line whose words change keeps its evidence and passes to the coach (`source: 'coach'`): the words are
 * the coach's now, the quote still says what they go back to.
 *
 * @param newLineId gives ids for added lines, none of them used in any version before
 */
export function applyPatch(
  before: readonly SummaryLine[],
  operations: readonly PatchOperation[],
  newLineId: () => string,
): PatchResult {
  let lines = [...before];
  for (const operation of operations) {
    if (operation.op === 'add') {
      const text = tidy(operation.text);
      if (text === '') return invalid('an added line is empty');
      if (!isValidDue(operation.due)) return invalid(`due date ${String(operation.due)} is no day`);
      const line: SummaryLine = {
        ...toSection(
          { id: newLineId(), section: operation.section, text, evidence: [], source: 'coach' },
          operation.section,
        ),
        ...actionFields(operation.section, operation),
      };
      lines = insertAtEndOf(lines, line);
      continue;
    }
    const at = lines.findIndex((line) => line.id === operation.lineId);
    const line = lines[at];
    if (line === undefined) return invalid(`no line ${operation.lineId}`);
    switch (operation.op) {
      case 'remove':
        lines = lines.filter((other) => other !== line);
        break;
      case 'replace': {
        const text = tidy(operation.text);
        if (text === '') return invalid('a line would become empty');
        if (!isValidDue(operation.due)) return invalid(`due date ${String(operation.due)} is no day`);
        lines[at] = replaced(line, text, operation);
        break;
      }
      case 'merge': {
        const merged = mergeLines(lines, line, operation);
        if (typeof merged === 'string') return invalid(merged);
        lines = merged;
        break;
      }
      case 'split': {
        const texts = operation.texts.map(tidy);
        if (texts.length < 2 || texts.includes(''))
          return invalid('a line splits into two or more, none empty');
        lines = lines.toSpliced(at, 1, ...splitLine(line, texts, newLineId));
        break;
      }
      case 'move': {
        const { beforeLineId } = operation;
        if (beforeLineId === line.id) return invalid('a line cannot stand before itself');
        const target = lines.find((other) => other.id === beforeLineId);
        if (beforeLineId !== null && target === undefined) return invalid(`no line ${beforeLineId}`);
        const moved = toSection(line, target?.section ?? operation.section ?? line.section);
        const rest = lines.filter((other) => other !== line);
        lines =
          target === undefined ? insertAtEndOf(rest, moved) : rest.toSpliced(rest.indexOf(target), 0, moved);
        break;
      }
    }
  }
  return { kind: 'applied', lines };
}

const invalid = (reason: string): PatchResult => ({ kind: 'invalid', reason });
const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
const isValidDue = (due: string | undefined): boolean =>
  due === undefined || due === unassigned || isDay(due);

function actionFields(
  section: SummarySection,
  values: { owner?: string; due?: string },
): Pick<SummaryLine, 'owner' | 'due'> {
  if (section !== 'actions') return {};
  return { owner: tidy(values.owner ?? '') || unassigned, due: values.due ?? unassigned };
}

/** The same object when nothing changes, so that a patch that repeats what is there changes nothing. */
function replaced(line: SummaryLine, text: string, values: { owner?: string; due?: string }): SummaryLine {
  const fields = actionFields(line.section, {
    ...(line.owner === undefined ? {} : { owner: line.owner }),
    ...(line.due === undefined ? {} : { due: line.due }),
    ...values,
  });
  const sameText = text === line.text;
  if (sameText && fields.owner === line.owner && fields.due === line.due) return line;
  return { ...line, ...fields, text, source: sameText ? line.source : 'coach' };
}

/** @returns the lines, or why the merge does not fit */
function mergeLines(
  lines: readonly SummaryLine[],
  line: SummaryLine,
  { fromLineIds, text, owner, due }: Extract<PatchOperation, { op: 'merge' }>,
): SummaryLine[] | string {
  const others = [...new Set(fromLineIds)].flatMap((id) => lines.find((other) => other.id === id) ?? []);
  if (others.length === 0 || others.length < new Set(fromLineIds).size) return 'a line to merge is not there';
  if (others.includes(line)) return 'a line cannot merge with itself';
  if (tidy(text) === '') return 'a line would become empty';
  if (!isValidDue(due)) return `due date ${String(due)} is no day`;
  const values = { ...(owner === undefined ? {} : { owner }), ...(due === undefined ? {} : { due }) };
  const evidence = [line, ...others].flatMap((part) => part.evidence);
  const merged: SummaryLine = {
    ...replaced(line, tidy(text), values),
    evidence: evidence.filter(
      (from, index) =>
        evidence.findIndex((other) => other.segment === from.segment && other.quote === from.quote) === index,
    ),
    // Words put together are the coach's, as reworded ones are.
    source: 'coach',
  };
  return lines.flatMap((other) => (other === line ? [merged] : others.includes(other) ? [] : [other]));
}

function splitLine(line: SummaryLine, texts: readonly string[], newLineId: () => string): SummaryLine[] {
  return texts.map((text, index) => ({
    ...line,
    ...(index === 0 ? {} : { id: newLineId() }),
    text,
    source: 'coach',
  }));
}

/** Owner and due date belong to action items alone. */
function toSection(line: SummaryLine, section: SummarySection): SummaryLine {
  if (line.section === section) return line;
  const { owner, due, ...rest } = line;
  const kept = { ...(owner === undefined ? {} : { owner }), ...(due === undefined ? {} : { due }) };
  return { ...rest, section, ...actionFields(section, kept) };
}

function insertAtEndOf(lines: readonly SummaryLine[], line: SummaryLine): SummaryLine[] {
  const last = lines.findLastIndex((other) => other.section === line.section);
  return last === -1 ? [...lines, line] : lines.toSpliced(last + 1, 0, line);
}
