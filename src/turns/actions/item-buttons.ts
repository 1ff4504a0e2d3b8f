import { showAction, showActionById, showActions } from '../../agent/tools/action-talk.ts';
import { openAction } from '../../coaching/actions/action-access.ts';
import {
  cancelAction,
  completeAction,
  reopenAction,
  verifyAction,
  type Changed,
} from '../../coaching/actions/complete-action.ts';
import { giveActionItem } from '../../coaching/actions/create-action-item.ts';
import { actionFilters } from '../../coaching/actions/ports.ts';
import { reportBlocker, reportProgress } from '../../coaching/actions/report-action.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import { actionSaidView } from '../../messages/views/action-item.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import { refusing } from '../knowledge/refusing.ts';
import { sayToActor } from '../say-to-actor.ts';
import { oneId, partsOf, twoIds } from '../sessions/summary-press.ts';
import type { ContextOf } from '../turn-context.ts';
import { tellOwner, tellTakenBack, type TellDeps } from './tell-of-action.ts';

type Pressed = ContextOf<'action'>;
type ButtonId =
  | 'action.done'
  | 'action.undone'
  | 'action.reopen'
  | 'action.page'
  | 'action.show'
  | 'action.give'
  | 'action.progress'
  | 'action.unblock'
  | 'action.verify'
  | 'action.cancel';

const { said: say } = words.actionItems;
const itemWithPercent = /^([0-9a-f-]{36}):(\d{1,3})$/i;
const page = new RegExp(`^(mine|team|[0-9a-f-]{36}):(${actionFilters.join('|')}):(\\d{1,4})$`, 'i');

/** What whoever presses is told and whom they act as: of the verified turn, never of the button. */
const pressedBy = ({ actor, turn }: Pressed) => {
  const [itemId = ''] = partsOf(turn.value, oneId);
  return { actor, itemId, surface: turn.platform };
};

/** Buttons under items. Whoever presses must be entitled still; pressed twice or late, they say how things stand. */
export function createItemButtons(deps: TellDeps): Pick<ActionHandlers, ButtonId> {
  /** Changes the item, and shows it as it stands. */
  const changing = (change: (context: Pressed) => Promise<{ changed: Changed; said: string }>) =>
    refusing(async (context: Pressed) => {
      const { actor, reply } = context;
      const { changed, said } = await change(context);
      const { item, part } = await openAction(deps, actor, changed.item.id);
      await reply.sendPrivately(await showAction(deps, actor, { item, part, said }));
    });
  const reopen = changing(async (context) => {
    const changed = await reopenAction(deps, pressedBy(context));
    return { changed, said: changed.already ? say.wasOpen : say.reopened };
  });
  return {
    'action.done': changing(async (context) => {
      const changed = await completeAction(deps, pressedBy(context));
      const isOwn = changed.item.owner?.id === context.actor.id;
      return { changed, said: changed.already ? say.wasDone : isOwn ? say.done : say.doneFor };
    }),
    'action.undone': reopen,
    'action.reopen': reopen,
    'action.verify': changing(async (context) => {
      const changed = await verifyAction(deps, pressedBy(context));
      return { changed, said: changed.already ? say.wasVerified : say.verified };
    }),
    'action.progress': changing(async ({ actor, turn }) => {
      const [itemId = '', percent = ''] = partsOf(turn.value, itemWithPercent);
      const input = { actor, itemId, surface: turn.platform, progress: Number(percent) };
      const item = await reportProgress(deps, input);
      return { changed: { item, already: false }, said: say.progress(item.progress ?? 0) };
    }),
    'action.unblock': changing(async (context) => {
      const { item, isNew } = await reportBlocker(deps, { ...pressedBy(context), words: '' });
      return { changed: { item, already: !isNew }, said: say.unblocked };
    }),
    'action.page': refusing(async (context) => {
      const [whose = '', filter = '', number = ''] = partsOf(context.turn.value, page);
      const known = actionFilters.find((one) => one === filter) ?? 'open';
      const of = whose === 'mine' || whose === 'team' ? whose : { userId: whose };
      const view = await showActions(deps, context.actor, { whose: of, filter: known, page: Number(number) });
      await sayToActor(context, view);
    }),
    'action.show': refusing(async (context) => {
      const { actor, itemId } = pressedBy(context);
      await context.reply.sendPrivately(await showActionById(deps, actor, itemId));
    }),
    'action.give': refusing(async (context) => {
      const { actor, turn } = context;
      const [itemId = '', ownerId = ''] = partsOf(turn.value, twoIds);
      const given = await giveActionItem(deps, { actor, itemId, ownerId, surface: turn.platform });
      await sayToActor(context, await givenView(deps, context, given));
    }),
    'action.cancel': refusing(async (context) => {
      const input = pressedBy(context);
      const { item } = await cancelAction(deps, input);
      const isDraft = item.owner === undefined;
      // Also where it was taken back before: the first try may have ended right there, and nobody is told twice.
      if (!isDraft) await tellTakenBack(deps, { actor: input.actor, item, near: context });
      await sayToActor(context, actionSaidView(isDraft ? say.never : say.takenBack));
    }),
  };
}

/** An item that somebody has now: they are told once, and its maker hears whether they could be. */
export async function givenView(
  deps: TellDeps,
  near: Pick<ContextOf<'action'>, 'actor' | 'platform' | 'target'>,
  { item, owner }: Awaited<ReturnType<typeof giveActionItem>>,
) {
  const { actor } = near;
  if (owner.id === actor.id) return showAction(deps, actor, { item, part: 'owner', said: say.made });
  const told = await tellOwner(deps, { actor, item, owner, near });
  const name = escapeMarkdown(owner.name);
  return showAction(deps, actor, {
    ...{ item, part: 'leader' },
    said: told ? say.given(name) : say.givenUntold(name),
  });
}
