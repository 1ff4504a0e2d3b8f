import { leads } from '../people/line.ts';
import type { Actor, User } from '../people/user.ts';
import { isDay } from '../summaries/verify-lines.ts';
import { recordAction, type ActionDeps } from './action-access.ts';
import { actionFieldInvalid, actionNotAllowed, actionNotFound, actionWordsMissing } from './action-errors.ts';
import { actionLimits, type ActionItem, type ActionPriority } from './action-item.ts';
import type { NewActionItem } from './ports.ts';

export interface ActionFields {
  title: string;
  description?: string;
  category?: string;
  /** `YYYY-MM-DD` */
  dueOn?: string;
  priority?: ActionPriority;
  /** `YYYY-MM-DD` */
  reminderOn?: string;
}

export interface CreateActionItem {
  actor: Actor;
  ownerId: string;
  fields: ActionFields;
  /** The turn, or what else it is made for: asked again, the same item is returned. */
  key: string;
  /** e.g. `slack` */
  surface: string;
}

/** Whom an item may be given to, and the session that binds both where nobody leads anybody. */
async function bondWith(
  deps: ActionDeps,
  actor: Actor,
  ownerId: string,
): Promise<{ owner: User; sessionId?: string }> {
  const owner = await deps.users.findById(actor.organizationId, ownerId);
  if (owner === undefined) throw actionNotAllowed();
  if (owner.id === actor.id || (await leads(deps.users, actor, owner.id))) return { owner };
  const sessionId = await deps.bonds.latestWith(actor.organizationId, actor.id, owner.id);
  if (sessionId === undefined) throw actionNotAllowed();
  return { owner, sessionId };
}

/** Whole and short enough. @throws AppError ACTION_003, ACTION_005 */
function checked(fields: ActionFields): ActionFields {
  const { title, description, category, dueOn, reminderOn, priority } = fields;
  const said = title.trim().replace(/\s+/g, ' ').slice(0, actionLimits.title);
  if (!/[\p{L}\p{N}]/u.test(said)) throw actionWordsMissing();
  if ([dueOn, reminderOn].some((day) => day !== undefined && !isDay(day))) throw actionFieldInvalid('date');
  // What the title could not hold is not lost.
  const more = (description ?? (title.trim().length > actionLimits.title ? title : ''))
    .trim()
    .slice(0, actionLimits.description);
  const kind = (category ?? '').trim().slice(0, actionLimits.category);
  return {
    title: said,
    ...(more === '' ? {} : { description: more }),
    ...(kind === '' ? {} : { category: kind }),
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(reminderOn === undefined ? {} : { reminderOn }),
    ...(priority === undefined ? {} : { priority }),
  };
}

/**
 * Makes an item for oneself, for somebody one leads, or for somebody of a session that one led (then it belongs to the
 * newest such session). Audited.
 * @throws AppError ACTION_003 (a day), ACTION_004 (the person), ACTION_005 (no words)
 */
export async function createActionItem(
  deps: ActionDeps,
  input: CreateActionItem,
): Promise<{ item: ActionItem; owner: User }> {
  const { actor, ownerId, key } = input;
  const { owner, sessionId } = await bondWith(deps, actor, ownerId);
  const item = await deps.items.make(actor.organizationId, {
    ...checked(input.fields),
    key,
    owner: { kind: 'user', id: owner.id },
    createdBy: actor.id,
    ...(sessionId === undefined ? {} : { sessionId }),
  });
  await recordAction(deps, input, 'create', item);
  return { item, owner };
}

/**
 * Keeps an item for somebody else until its maker gives it: nobody sees it before.
 * @throws AppError as `createActionItem`
 */
export async function draftActionItem(
  deps: ActionDeps,
  { actor, ownerId, fields, key }: Omit<CreateActionItem, 'surface'>,
): Promise<{ item: ActionItem; owner: User }> {
  const { owner } = await bondWith(deps, actor, ownerId);
  const draft: Omit<NewActionItem, 'owner'> = { ...checked(fields), key, createdBy: actor.id };
  return { item: await deps.items.draft(actor.organizationId, draft), owner };
}

/**
 * Gives a draft to the person it was drafted for. Pressed twice it is given once.
 * @throws AppError ACTION_001 (no draft of the actor's), ACTION_004
 */
export async function giveActionItem(
  deps: ActionDeps,
  input: { actor: Actor; itemId: string; ownerId: string; surface: string },
): Promise<{ item: ActionItem; owner: User; already: boolean }> {
  const { actor, itemId, ownerId } = input;
  const { owner, sessionId } = await bondWith(deps, actor, ownerId);
  const given = await deps.items.give(actor.organizationId, itemId, {
    ownerId: owner.id,
    createdBy: actor.id,
    ...(sessionId === undefined ? {} : { sessionId }),
  });
  if (given !== undefined) {
    await recordAction(deps, input, 'create', given);
    return { item: given, owner, already: false };
  }
  const item = await deps.items.find(actor.organizationId, itemId);
  if (item?.owner?.id !== owner.id || item.createdBy !== actor.id) throw actionNotFound();
  return { item, owner, already: true };
}
