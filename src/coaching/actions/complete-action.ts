import type { AppError } from '../../shared/errors.ts';
import type { Actor } from '../people/user.ts';
import { openAction, recordAction, type ActionDeps } from './action-access.ts';
import { actionNotByOwner, actionStateChanged } from './action-errors.ts';
import { actionLimits, stateName, type ActionItem } from './action-item.ts';

interface Change {
  actor: Actor;
  itemId: string;
  surface: string;
}

export interface Changed {
  item: ActionItem;
  /** It was so before: nobody is told again. */
  already: boolean;
}

/** What it is by now: somebody else was faster, or the button is old. */
const changedMeanwhile = async ({ items }: ActionDeps, before: ActionItem): Promise<AppError> => {
  const now = await items.find(before.organizationId, before.id);
  return actionStateChanged(stateName((now ?? before).state));
};

/**
 * Completes an item: its owner does, or who looks after it. Blockers go with it. Done twice it is done once.
 * @param input.notes how it went, in one's own words; of what is completed already they are kept anew
 * @throws AppError ACTION_001, ACTION_006 (cancelled)
 */
export async function completeAction(deps: ActionDeps, input: Change & { notes?: string }): Promise<Changed> {
  const { actor, itemId } = input;
  const { item: before } = await openAction(deps, actor, itemId);
  const notes = (input.notes ?? '').trim().slice(0, actionLimits.words);
  const item = await deps.items.change(actor.organizationId, itemId, {
    from: ['open', 'in_progress'],
    set: {
      state: 'completed',
      progress: 100,
      blockers: null,
      completedAt: deps.clock.now(),
      ...(notes === '' ? {} : { completionNotes: notes }),
    },
  });
  if (item !== undefined) {
    await recordAction(deps, input, 'complete', item);
    return { item, already: false };
  }
  if (before.state === 'cancelled') throw actionStateChanged(stateName('cancelled'));
  const noted =
    notes === ''
      ? await deps.items.find(actor.organizationId, itemId)
      : await deps.items.change(actor.organizationId, itemId, {
          from: ['completed'],
          set: { completionNotes: notes },
        });
  return { item: noted ?? before, already: true };
}

/**
 * Whoever looks after an item saw that it is done; never its owner.
 * @throws AppError ACTION_001, ACTION_006 (not completed), ACTION_007 (the owner)
 */
export async function verifyAction(deps: ActionDeps, input: Change): Promise<Changed> {
  const { actor, itemId } = input;
  const { item: before, part } = await openAction(deps, actor, itemId);
  if (part === 'owner') throw actionNotByOwner();
  if (before.state === 'verified') return { item: before, already: true };
  const item = await deps.items.change(actor.organizationId, itemId, {
    from: ['completed'],
    set: { state: 'verified', verified: { by: actor.id, at: deps.clock.now() } },
  });
  if (item === undefined) throw await changedMeanwhile(deps, before);
  await recordAction(deps, input, 'verify', item);
  return { item, already: false };
}

/**
 * Whoever looks after an item says what is missing: it is under way again.
 * @throws AppError as `verifyAction`
 */
export async function sendBackAction(deps: ActionDeps, input: Change & { words: string }): Promise<Changed> {
  const { actor, itemId } = input;
  const { item: before, part } = await openAction(deps, actor, itemId);
  if (part === 'owner') throw actionNotByOwner();
  const words = input.words.trim().slice(0, actionLimits.words);
  // The same turn again.
  if (before.state === 'in_progress' && before.completionNotes === words)
    return { item: before, already: true };
  const item = await deps.items.change(actor.organizationId, itemId, {
    from: ['completed'],
    set: {
      state: 'in_progress',
      progress: 75,
      completedAt: null,
      verified: null,
      completionNotes: words === '' ? null : words,
    },
  });
  if (item === undefined) throw await changedMeanwhile(deps, before);
  await recordAction(deps, input, 'send_back', item);
  return { item, already: false };
}

/**
 * Opens what was completed; what was verified only those who look after it open again.
 * @throws AppError ACTION_001, ACTION_006
 */
export async function reopenAction(deps: ActionDeps, input: Change): Promise<Changed> {
  const { actor, itemId } = input;
  const { item: before, part } = await openAction(deps, actor, itemId);
  if (before.state === 'open' || before.state === 'in_progress') return { item: before, already: true };
  const item = await deps.items.change(actor.organizationId, itemId, {
    from: part === 'owner' ? ['completed'] : ['completed', 'verified'],
    set: { state: 'open', progress: 0, completedAt: null, verified: null },
  });
  if (item === undefined) throw await changedMeanwhile(deps, before);
  await recordAction(deps, input, 'reopen', item);
  return { item, already: false };
}

/**
 * Takes back an item that the actor made: it leaves all lists.
 * @throws AppError ACTION_001 (not made by the actor), ACTION_006 (done by now)
 */
export async function cancelAction(deps: ActionDeps, input: Change): Promise<Changed> {
  const { actor, itemId } = input;
  const { item: before } = await openMade(deps, actor, itemId);
  if (before.state === 'cancelled') return { item: before, already: true };
  const item = await deps.items.change(actor.organizationId, itemId, {
    from: ['open', 'in_progress'],
    set: { state: 'cancelled' },
  });
  if (item === undefined) throw await changedMeanwhile(deps, before);
  await recordAction(deps, input, 'cancel', item);
  return { item, already: false };
}

/** A draft is its maker's alone; what was given is taken back by who made it, as long as they look after it. */
async function openMade(deps: ActionDeps, actor: Actor, itemId: string): Promise<{ item: ActionItem }> {
  const draft = await deps.items.find(actor.organizationId, itemId);
  if (draft?.owner === undefined && draft?.createdBy === actor.id) return { item: draft };
  const opened = await openAction(deps, actor, itemId);
  if (opened.part === 'owner' && opened.item.createdBy !== actor.id) throw actionNotByOwner();
  return opened;
}
