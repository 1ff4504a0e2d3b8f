import type { Actor } from '../people/user.ts';
import { openAction, recordAction, type ActionDeps } from './action-access.ts';
import { actionOwnersOnly, actionStateChanged } from './action-errors.ts';
import { actionLimits, isOpen, stateName, type ActionItem } from './action-item.ts';

interface Report {
  actor: Actor;
  itemId: string;
  surface: string;
}

async function ownOpen(deps: ActionDeps, { actor, itemId }: Report): Promise<ActionItem> {
  const { item, part } = await openAction(deps, actor, itemId);
  if (part !== 'owner') throw actionOwnersOnly();
  if (!isOpen(item)) throw actionStateChanged(stateName(item.state));
  return item;
}

/**
 * The owner says how far it is: from 0 to 99 percent it is open or under way; for 100 complete it. Said again it changes
 * nothing.
 * @param input.progress whole percent; beyond 0 to 99 it is brought in
 * @param input.note in the owner's words; empty or missing: what was said before stays
 * @throws AppError ACTION_001, ACTION_006 (done or cancelled by now), ACTION_008 (not the owner)
 */
export async function reportProgress(
  deps: ActionDeps,
  input: Report & { progress: number; note?: string },
): Promise<ActionItem> {
  const { actor, itemId } = input;
  await ownOpen(deps, input);
  const progress = Math.min(99, Math.max(0, Math.round(input.progress)));
  const note = (input.note ?? '').trim().slice(0, actionLimits.words);
  const changed = await deps.items.change(actor.organizationId, itemId, {
    from: ['open', 'in_progress'],
    set: {
      state: progress === 0 ? 'open' : 'in_progress',
      progress,
      ...(note === '' ? {} : { progressNotes: note }),
    },
  });
  if (changed === undefined) throw actionStateChanged('not open');
  await recordAction(deps, input, 'progress', changed);
  return changed;
}

/**
 * The owner says what holds it up; empty words: nothing any more.
 * @returns `isNew` where it was not said before, so that the leader is told once
 * @throws AppError as `reportProgress`
 */
export async function reportBlocker(
  deps: ActionDeps,
  input: Report & { words: string },
): Promise<{ item: ActionItem; isNew: boolean }> {
  const { actor, itemId } = input;
  const before = await ownOpen(deps, input);
  const said = input.words.trim().slice(0, actionLimits.words);
  if (said === (before.blockers ?? '')) return { item: before, isNew: false };
  const item = await deps.items.change(actor.organizationId, itemId, {
    from: ['open', 'in_progress'],
    set: { blockers: said === '' ? null : said },
  });
  if (item === undefined) throw actionStateChanged('not open');
  await recordAction(deps, input, said === '' ? 'unblock' : 'block', item);
  return { item, isNew: said !== '' };
}
