import { isDay } from '../summaries/verify-lines.ts';
import { unassigned, type SummaryLine } from '../summaries/summary.ts';
import type { ActionItem, ActionOwner } from './action-item.ts';
import { findOwner, type KnownOwner } from './find-owner.ts';

/** What an item is to be after an approval; `owner` and `dueOn` missing: none. */
export type ItemOfLine = Pick<ActionItem, 'title' | 'owner' | 'dueOn' | 'state'> & { lineId: string };

export interface ItemPlan {
  /** To be written; items that are right as they are, or done, are not among them. */
  save: readonly ItemOfLine[];
  /** Action lines that are no items yet, because owner or day is missing: the coach is asked. */
  incomplete: readonly IncompleteLine[];
}

export interface IncompleteLine {
  line: SummaryLine;
  /** What the line says and the session knows. */
  owner?: ActionOwner;
  dueOn?: string;
}

/**
 * What approving a summary means for its tracked items. A complete action line becomes an item; one that was an item before
 * has its item follow title, owner and day; an open item whose line is gone is cancelled, and comes back with its line. What
 * is completed stays as it is. Owner and day that somebody set on the item itself stand, unless the line names others or
 * lost its own since it was approved before.
 *
 * @param input.previous lines at the last approval; empty at the first
 */
export function planItems(input: {
  lines: readonly SummaryLine[];
  previous: readonly SummaryLine[];
  items: readonly ActionItem[];
  known: readonly KnownOwner[];
}): ItemPlan {
  const { lines, previous, items, known } = input;
  const before = new Map(previous.map((line) => [line.id, line]));
  const byLine = new Map(items.flatMap((item) => (item.lineId === undefined ? [] : [[item.lineId, item]])));
  const actions = lines.filter(({ section }) => section === 'actions');
  const save: ItemOfLine[] = [];
  const incomplete: IncompleteLine[] = [];
  for (const line of actions) {
    const said = readLine(line, known);
    const item = byLine.get(line.id);
    if (item === undefined) {
      const { owner, dueOn } = said;
      if (owner === undefined || dueOn === undefined) incomplete.push({ line, ...said });
      else save.push({ lineId: line.id, title: line.text, owner, dueOn, state: 'open' });
      continue;
    }
    if (item.state === 'completed' || item.state === 'verified') continue;
    const old = before.get(line.id);
    // Taken off the line on purpose: off the item too.
    const owner = said.owner ?? (old?.owner === line.owner ? item.owner : undefined);
    const dueOn = said.dueOn ?? (old?.due === line.due ? item.dueOn : undefined);
    const next: ItemOfLine = {
      lineId: line.id,
      title: line.text,
      state: item.state === 'cancelled' ? 'open' : item.state,
      ...(owner === undefined ? {} : { owner }),
      ...(dueOn === undefined ? {} : { dueOn }),
    };
    if (!sameItem(item, next)) save.push(next);
  }
  const standing = new Set(actions.map(({ id }) => id));
  for (const item of items) {
    if (item.lineId === undefined || standing.has(item.lineId)) continue;
    if (item.state !== 'open' && item.state !== 'in_progress') continue;
    const { lineId, title, owner, dueOn } = item;
    save.push({
      ...{ lineId, title, state: 'cancelled' },
      ...(owner === undefined ? {} : { owner }),
      ...(dueOn === undefined ? {} : { dueOn }),
    });
  }
  return { save, incomplete };
}

function readLine(line: SummaryLine, known: readonly KnownOwner[]): { owner?: ActionOwner; dueOn?: string } {
  const owner =
    line.owner === undefined || line.owner === unassigned ? undefined : findOwner(line.owner, known);
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(isDay(line.due) ? { dueOn: line.due } : {}),
  };
}

const sameItem = (item: ActionItem, next: ItemOfLine): boolean =>
  item.title === next.title &&
  item.state === next.state &&
  item.dueOn === next.dueOn &&
  item.owner?.kind === next.owner?.kind &&
  item.owner?.id === next.owner?.id;
