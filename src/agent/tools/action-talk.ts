import { openAction, type ActionDeps, type ActionPart } from '../../coaching/actions/action-access.ts';
import { actionPersonUnclear } from '../../coaching/actions/action-errors.ts';
import { isOverdue, type ActionItem } from '../../coaching/actions/action-item.ts';
import {
  createActionItem,
  draftActionItem,
  type ActionFields,
} from '../../coaching/actions/create-action-item.ts';
import { listActions, type ListActions } from '../../coaching/actions/list-actions.ts';
import { readActionFields } from '../../coaching/actions/read-action-fields.ts';
import type { ActionWish, Whose } from '../../coaching/actions/read-action-words.ts';
import { dayIn } from '../../coaching/people/day-in.ts';
import { findPersonAtStart } from '../../coaching/people/find-person.ts';
import type { Actor, User } from '../../coaching/people/user.ts';
import type { DateReader } from '../../coaching/sessions/date-reader.ts';
import type { Message } from '../../messages/message.ts';
import { actionDraftView, actionItemView, actionSaidView } from '../../messages/views/action-item.ts';
import { actionListView } from '../../messages/views/action-list.ts';
import { words } from '../../messages/words/en.ts';

const { actionItems: say } = words;

export interface ActionTalkDeps extends ActionDeps {
  dates: DateReader;
}

export interface ActionTalk {
  actor: Actor;
  turnId: string;
  /** e.g. `slack` */
  surface: string;
  wish: ActionWish;
  /** What was said right before, for "make that an action item". */
  before?: string;
  /** Whom the words name, where a mention says so. */
  person?: User;
}

/** The item as this reader sees it, by its owner's day. @param said what was just done, in Markdown */
export async function showAction(
  deps: Pick<ActionDeps, 'users' | 'clock'>,
  actor: Actor,
  { item, part, said, summary }: { item: ActionItem; part: ActionPart; said?: string; summary?: string },
): Promise<Message> {
  const owner =
    item.owner?.kind === 'user' ? await deps.users.findById(actor.organizationId, item.owner.id) : undefined;
  const overdue = owner !== undefined && isOverdue(item, dayIn(deps.clock.now(), owner.timezone));
  return actionItemView({
    item,
    part,
    overdue,
    ...(owner === undefined || part === 'owner' ? {} : { ownerName: owner.name }),
    ...(said === undefined ? {} : { said }),
    ...(summary === undefined ? {} : { summary }),
  });
}

/** @throws AppError ACTION_001 */
export async function showActionById(deps: ActionDeps, actor: Actor, itemId: string): Promise<Message> {
  return showAction(deps, actor, await openAction(deps, actor, itemId));
}

/** @throws AppError ACTION_004 */
export const showActions = async (deps: ActionDeps, actor: Actor, list: ListActions): Promise<Message> =>
  actionListView(await listActions(deps, actor, list));

/** The one person of the organisation whom the whole name means. */
export async function personNamed(
  { users }: Pick<ActionDeps, 'users'>,
  actor: Actor,
  name: string,
): Promise<User | undefined> {
  const match = findPersonAtStart(name, await users.list(actor.organizationId));
  if (match.kind === 'several') throw actionPersonUnclear(match.candidates.map((user) => user.name));
  if (match.kind === 'none') return undefined;
  // "Priya's new headset" is not Priya.
  return match.matched.trim().length === name.trim().replace(/^@\s*/, '').length ? match.user : undefined;
}

async function whoseOf(
  deps: ActionTalkDeps,
  { actor, person }: ActionTalk,
  whose: Whose,
): Promise<'mine' | 'team' | User> {
  if (typeof whose === 'string') return whose;
  const found = person ?? (await personNamed(deps, actor, whose.name));
  if (found === undefined) throw actionPersonUnclear([]);
  return found;
}

/**
 * Does what words ask about action items. For oneself an item is made at once and can be taken back; for somebody else it is
 * drafted, and a button gives it.
 * @throws AppError ACTION_*, each with its cure for the person
 */
export async function talkAboutActions(deps: ActionTalkDeps, talk: ActionTalk): Promise<Message> {
  const { actor, turnId, surface, wish, before } = talk;
  const whose = await whoseOf(deps, talk, wish.whose);
  if (wish.kind === 'list') {
    const of = typeof whose === 'string' ? whose : { userId: whose.id };
    return showActions(deps, actor, { whose: of, filter: wish.filter, page: 0 });
  }
  const owner = typeof whose === 'string' ? actor : whose;
  const today = dayIn(deps.clock.now(), owner.timezone);
  const said = readActionFields(wish.text, deps.dates, today);
  let fields: ActionFields = said;
  if (wish.kind === 'thread') {
    if (before === undefined) return actionSaidView(say.nothingAbove);
    const above = readActionFields(before, deps.dates, today);
    fields = { ...above, ...said, title: above.title };
  }
  const input = { actor, ownerId: owner.id, fields, key: `${turnId}:item` };
  if (owner.id === actor.id) {
    const { item } = await createActionItem(deps, { ...input, surface });
    return showAction(deps, actor, { item, part: 'owner', said: say.said.made });
  }
  const drafted = await draftActionItem(deps, input);
  return actionDraftView(drafted.item, drafted.owner);
}
