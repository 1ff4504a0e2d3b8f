import { momentOf } from '../../messages/views/moment.ts';
import { listGoals, showGoal, talkAboutGrowth, undoChange } from '../../agent/tools/growth-talk.ts';
import { changeStep } from '../../coaching/growth/change-step.ts';
import { requireGoal } from '../../coaching/growth/choose-goal.ts';
import { endGoal, reopenGoal } from '../../coaching/growth/end-goal.ts';
import { ownerOf, type GrowthDeps } from '../../coaching/growth/growth-deps.ts';
import { readGrowthWords } from '../../coaching/growth/read-growth-words.ts';
import { postponeCheckIn, stopCheckIns } from '../../coaching/growth/schedule-check-in.ts';
import type { ConversationRepository } from '../../coaching/conversations/ports.ts';
import type { Message } from '../../messages/message.ts';
import { goalSaidView } from '../../messages/views/goal-list.ts';
import { tickedText } from '../../messages/views/goal.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import { refusing } from '../knowledge/refusing.ts';
import { oneId, partsOf, twoIds } from '../sessions/summary-press.ts';
import { sayToActor } from '../say-to-actor.ts';
import type { ContextOf } from '../turn-context.ts';

export interface GrowthActionDeps extends GrowthDeps {
  conversations: Pick<ConversationRepository, 'recent'>;
}

export type GrowthActionId =
  | 'goal.list'
  | 'goal.show'
  | 'goal.choose'
  | 'goal.tick'
  | 'goal.untick'
  | 'goal.tomorrow'
  | 'goal.stop'
  | 'goal.achieve'
  | 'goal.drop'
  | 'goal.reopen'
  | 'goal.undo';

type Pressed = ContextOf<'action'>;

const { said } = words.growth;
/** So far back the words are looked for that "Which goal do you mean?" answered. */
const wordsBack = 4;

/**
 * Buttons under goals. Whoever presses acts on goals of their own: of another's there is none to be found. In the direct
 * message the view takes the place of the one with the button; elsewhere only the person sees it.
 */
export function createGrowthActions(deps: GrowthActionDeps): Pick<ActionHandlers, GrowthActionId> {
  const showing = (make: (context: Pressed) => Promise<Message>, { anew = false } = {}) =>
    refusing(async (context: Pressed) => {
      const view = await make(context);
      await (anew ? context.reply.sendPrivately(view) : sayToActor(context, view));
    });
  const of = ({ actor, event, turn }: Pressed) => {
    const [goalId = ''] = partsOf(turn.value, oneId);
    return { actor, goalId, turnId: event.id };
  };
  /** Does it, and shows the goal as it stands. */
  const doing = (act: (context: Pressed, input: ReturnType<typeof of>) => Promise<string>) =>
    showing(async (context) => {
      const input = of(context);
      return showGoal(deps, context.actor, input.goalId, await act(context, input));
    });
  const step = (what: 'tick' | 'untick') =>
    showing(async ({ actor, event, turn }) => {
      const [goalId = '', stepId = ''] = partsOf(turn.value, twoIds);
      const goal = await changeStep(deps, { actor, goalId, stepId, turnId: event.id, doing: what });
      return showGoal(deps, actor, goalId, what === 'tick' ? tickedText(goal) : said.unticked);
    });
  return {
    'goal.list': showing(({ actor }) => listGoals(deps, actor)),
    // The list, or the check-in, stays: there may be more to do in it.
    'goal.show': showing((context) => showGoal(deps, context.actor, of(context).goalId), { anew: true }),
    'goal.choose': showing(async (context) => {
      const { actor, conversation, event } = context;
      const { goalId, turnId } = of(context);
      const before = await deps.conversations.recent(conversation, wordsBack, event.id);
      const wish = readGrowthWords(before.findLast(({ role }) => role === 'user')?.text ?? '');
      return talkAboutGrowth(deps, { actor, turnId, goalId, wish: wish ?? { kind: 'show', about: '' } });
    }),
    'goal.tick': step('tick'),
    'goal.untick': step('untick'),
    'goal.tomorrow': showing(async (context) => {
      const goal = await postponeCheckIn(deps, of(context));
      const at = goal.checkIn?.nextAt ?? deps.clock.now();
      return goalSaidView(said.tomorrow(momentOf(at, context.actor.timezone)), goal);
    }),
    'goal.stop': doing(async (_context, input) => {
      await stopCheckIns(deps, input);
      return said.stopped;
    }),
    'goal.achieve': doing(async (_context, input) => {
      await endGoal(deps, { ...input, how: 'achieved' });
      return said.achieved;
    }),
    'goal.drop': doing(async (_context, input) => {
      await endGoal(deps, { ...input, how: 'dropped' });
      return said.dropped;
    }),
    'goal.reopen': doing(async (_context, input) => {
      await reopenGoal(deps, input);
      return said.reopened;
    }),
    'goal.undo': showing(async ({ actor, event, turn }) => {
      const [goalId = '', change = ''] = partsOf(turn.value, twoIds);
      const goal = await deps.growth.find(ownerOf(actor), goalId);
      // The first try of the same press took the goal away.
      if (goal === undefined && event.attempts > 1) return goalSaidView(said.undone);
      const { title } = requireGoal(goal);
      return undoChange(deps, { actor, goalId, change, title, turnId: event.id });
    }),
  };
}
