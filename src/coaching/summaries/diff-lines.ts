import { sectionTitles } from './format-line.ts';
import { summarySections, type SummaryLine, type SummarySection } from './summary.ts';

/** What happened to one line between two versions. */
export type LineChange =
  | { kind: 'added'; section: SummarySection; line: SummaryLine }
  | { kind: 'removed'; section: SummarySection; line: SummaryLine }
  /** Words, owner or due date differ. */
  | { kind: 'changed'; section: SummarySection; from: SummaryLine; line: SummaryLine }
  /** Same words, other place. */
  | { kind: 'moved'; section: SummarySection; from: SummaryLine; line: SummaryLine };

/** Every line that differs, in the order of the sections; lines are paired by id. Equal versions give an empty list. */
export function diffLines(from: readonly SummaryLine[], to: readonly SummaryLine[]): LineChange[] {
  const before = new Map(from.map((line) => [line.id, line]));
  const after = new Map(to.map((line) => [line.id, line]));
  const moved = movedLines(
    from.filter((line) => after.has(line.id)),
    to.filter((line) => before.has(line.id)),
  );
  const changes: LineChange[] = [];
  for (const section of summarySections) {
    for (const line of from) {
      if (line.section === section && !after.has(line.id)) changes.push({ kind: 'removed', section, line });
    }
    for (const line of to) {
      if (line.section !== section) continue;
      const old = before.get(line.id);
      if (old === undefined) changes.push({ kind: 'added', section, line });
      else if (old.text !== line.text || old.owner !== line.owner || old.due !== line.due) {
        changes.push({ kind: old.section === section ? 'changed' : 'moved', section, from: old, line });
      } else if (old.section !== section || moved.has(line.id)) {
        changes.push({ kind: 'moved', section, from: old, line });
      }
    }
  }
  return changes;
}

/** Ids of the fewest lines whose moving explains the new order: those outside a longest common order, by section. */
function movedLines(from: readonly SummaryLine[], to: readonly SummaryLine[]): Set<string> {
  const moved = new Set<string>();
  for (const section of summarySections) {
    const stays = (line: SummaryLine) => line.section === section;
    const oldIds = from.filter(stays).map((line) => line.id);
    const newIds = to.filter(stays).map((line) => line.id);
    const positions = newIds.flatMap((id) => (oldIds.includes(id) ? [{ id, at: oldIds.indexOf(id) }] : []));
    const kept = longestRising(positions);
    for (const { id } of positions) if (!kept.has(id)) moved.add(id);
  }
  return moved;
}

function longestRising(items: readonly { id: string; at: number }[]): Set<string> {
  const best: string[][] = [];
  for (const [index, item] of items.entries()) {
    let longest: string[] = [];
    for (let other = 0; other < index; other += 1) {
      const chain = best[other] ?? [];
      if ((items[other]?.at ?? Infinity) < item.at && chain.length > longest.length) longest = chain;
    }
    best.push([...longest, item.id]);
  }
  return new Set(best.reduce((a, b) => (b.length > a.length ? b : a), []));
}

/** One sentence a change, e.g. `Wins: removed “Closed the call in time”`; for logs of versions and plain-text places. */
export function describeChange(change: LineChange): string {
  const title = sectionTitles[change.section];
  switch (change.kind) {
    case 'added':
      return `${title}: added “${change.line.text}”`;
    case 'removed':
      return `${title}: removed “${change.line.text}”`;
    case 'changed':
      return `${title}: “${change.from.text}” became “${change.line.text}”`;
    case 'moved':
      return `${title}: moved “${change.line.text}”`;
  }
}
