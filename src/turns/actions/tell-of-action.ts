import { showAction, type ActionTalkDeps } from '../../agent/tools/action-talk.ts';
import type { ActionItem } from '../../coaching/actions/action-item.ts';
import { whoIsTold } from '../../coaching/actions/who-is-told.ts';
import type { Actor, User } from '../../coaching/people/user.ts';
import { toActor } from '../../coaching/people/user.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import { actionSaidView } from '../../messages/views/action-item.ts';
import { words } from '../../messages/words/en.ts';
import type { Near } from '../reach-person.ts';
import type { TellOfAction } from './action-poster.ts';

const { tell: say, summary } = words.actionItems;

export interface TellDeps extends ActionTalkDeps {
  tell: TellOfAction;
}

/** The owner hears of a new item once, whoever presses how often. @returns false: they cannot be written to */
export async function tellOwner(
  deps: TellDeps,
  { actor, item, owner, near }: { actor: Actor; item: ActionItem; owner: User; near: Near },
): Promise<boolean> {
  const view = await showAction(deps, toActor(owner), {
    ...{ item, part: 'owner', summary: summary.given },
    said: say.given(escapeMarkdown(actor.name)),
  });
  const to = { organizationId: item.organizationId, userId: owner.id };
  return deps.tell(to, view, { itemId: item.id, key: 'given' }, near);
}

/** Somebody other than the actor hears what became of an item. @param key once for each, e.g. the turn */
async function tellUser(
  deps: TellDeps,
  userId: string | undefined,
  { item, said, title, key, near }: Told,
): Promise<boolean> {
  const user = userId === undefined ? undefined : await deps.users.findById(item.organizationId, userId);
  if (user === undefined) return false;
  const part = item.owner?.id === user.id ? 'owner' : 'leader';
  const view = await showAction(deps, toActor(user), { item, part, said, summary: title });
  const to = { organizationId: item.organizationId, userId: user.id };
  return deps.tell(to, view, { itemId: item.id, key }, near);
}

interface Told {
  item: ActionItem;
  said: string;
  title: string;
  key: string;
  near: Near;
}

/** Who looks after the item hears what holds it up; never the person who says so. */
export async function tellBlocked(
  deps: TellDeps,
  { actor, item, turnId, near }: { actor: Actor; item: ActionItem; turnId: string; near: Near },
): Promise<boolean> {
  const leader = await whoIsTold(deps, item);
  if (leader === actor.id) return false;
  const said = say.blocked(escapeMarkdown(actor.name));
  return tellUser(deps, leader, { item, said, title: summary.blocked, key: `blocked:${turnId}`, near });
}

export async function tellSentBack(
  deps: TellDeps,
  { actor, item, turnId, near }: { actor: Actor; item: ActionItem; turnId: string; near: Near },
): Promise<boolean> {
  if (item.owner?.kind !== 'user') return false;
  const said = say.back(escapeMarkdown(actor.name));
  return tellUser(deps, item.owner.id, { item, said, title: summary.back, key: `back:${turnId}`, near });
}

/** The owner knew of it: they hear that it is off their list. */
export async function tellTakenBack(
  deps: TellDeps,
  { actor, item, near }: { actor: Actor; item: ActionItem; near: Near },
): Promise<void> {
  const { organizationId, owner, title, id } = item;
  if (owner?.kind !== 'user' || owner.id === actor.id) return;
  const text = say.takenBack(escapeMarkdown(actor.name), escapeMarkdown(title));
  const to = { organizationId, userId: owner.id };
  await deps.tell(to, actionSaidView(text, summary.takenBack), { itemId: id, key: 'taken-back' }, near);
}
