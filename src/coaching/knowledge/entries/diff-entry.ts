import type { EntryFields } from './entry.ts';

export interface TextChange {
  op: 'add' | 'remove' | 'keep';
  text: string;
}

/** What an entry says, line by line, its labels first. */
function linesOf({ title, category, contentType, access, tags, content }: EntryFields): string[] {
  return [
    title,
    `${category} · ${contentType} · ${access}`,
    ...(tags.length === 0 ? [] : [tags.map((tag) => `#${tag}`).join(' ')]),
    ...content.split('\n').filter((line) => line.trim() !== ''),
  ];
}

/** The lines that went and came between two versions, in order; lines that stayed are left out. */
export function diffEntry(from: EntryFields, to: EntryFields): TextChange[] {
  const [before, after] = [linesOf(from), linesOf(to)];
  const common = commonLengths(before, after);
  const changes: TextChange[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]];
    if (old !== undefined && old === fresh) {
      i += 1;
      j += 1;
    } else if (old !== undefined && (fresh === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      changes.push({ op: 'remove', text: old });
      i += 1;
    } else if (fresh !== undefined) {
      changes.push({ op: 'add', text: fresh });
      j += 1;
    }
  }
  return changes;
}

const at = (table: readonly (readonly number[])[], i: number, j: number): number => table[i]?.[j] ?? 0;

/** `[i][j]`: how many lines the rests from i and from j have in common, in order. An entry has few lines. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = table[i];
    for (let j = after.length - 1; row !== undefined && j >= 0; j -= 1) {
      row[j] =
        before[i] === after[j]
          ? at(table, i + 1, j + 1) + 1
          : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}
