import type { TalkPartner, TalkPartnerDeps } from '../../agent/talk-partner.ts';
import { chosenOption } from '../../coaching/talks/choose-option.ts';
import { ownerOf } from '../../coaching/talks/keep-reply.ts';
import { isStale } from '../../coaching/talks/leave-talk.ts';
import { rateTalk } from '../../coaching/talks/rate-talk.ts';
import {
  asksForCoaching,
  asksForTalks,
  endsTalk,
  goesOnWithTalk,
} from '../../coaching/talks/read-talk-words.ts';
import { talkNotFound } from '../../coaching/talks/talk-errors.ts';
import type { Talk } from '../../coaching/talks/talk.ts';
import type { Message } from '../../messages/message.ts';
import { ratedView } from '../../messages/views/coach-talk.ts';
import { sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { TextHandler } from '../handle-message.ts';
import { refusing } from '../knowledge/refusing.ts';
import { sessionMeant, type SessionThreadDeps } from '../sessions/session-thread.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';

export interface TalkTurnDeps
  extends Pick<TalkPartnerDeps, 'talks' | 'clock'>, Pick<SessionThreadDeps, 'sessions' | 'summaries'> {
  partner: TalkPartner;
}

type TalkActionId = 'talk.option' | 'talk.rate' | 'talk.keep-goal';

/** Coaching talks in chat: for `create-turn-deps.ts`. */
export const createTalkTurns = (deps: TalkTurnDeps) => ({
  /** Words that belong to a talk, or ask for one by name. */
  words: createTalkWords(deps),
  /** "Ok", "good": small talk, unless the coach's question waits for just that. */
  agreed: createAgreed(deps),
  /** Edited words of a talk: what was said since stands. */
  edit: createTalkEdit(deps),
  actions: createTalkActions(deps),
});

const openTalk = async (
  { talks, clock }: TalkTurnDeps,
  { conversation }: TurnContext,
): Promise<Talk | undefined> => {
  const open = await talks.findOpen(ownerOf(conversation), conversation.conversationKey);
  return open === undefined || isStale(open, clock.now()) ? undefined : open;
};

const sendAll = async ({ reply }: TurnContext, messages: readonly Message[]): Promise<void> => {
  for (const message of messages) await reply.send(message);
};

/** Before the agent, whichever model it uses: an open talk's question waits for these words. */
function createTalkWords(deps: TalkTurnDeps): TextHandler {
  return async (context) => {
    const { audience, actor, reply, turn, event, conversation } = context;
    const { text } = turn;
    if (audience.kind !== 'direct') return pointToDirect(deps, context);
    if (event.attempts > 1) {
      const messages = await deps.partner.resume({ conversation, turnId: event.id });
      if (messages !== undefined) {
        await sendAll(context, messages);
        return true;
      }
    }
    if (asksForTalks(text)) {
      await reply.send(await deps.partner.recall(actor));
      return true;
    }
    const open = await openTalk(deps, context);
    if (open !== undefined && endsTalk(text)) {
      const { messages } = await deps.partner.stop({ ...turnOf(context, text), talk: open });
      await sendAll(context, messages);
      return true;
    }
    const isTheirs = open === undefined ? asksForCoaching(text) : goesOnWithTalk(text);
    // Where a session is refined in the same place, its words come first.
    if (!isTheirs || (await sessionMeant(deps, context, text)) !== undefined) return false;
    await goOn(deps, context, text);
    return true;
  };
}

function createAgreed(deps: TalkTurnDeps): TextHandler {
  return async (context) => {
    if (context.audience.kind !== 'direct') return false;
    if (context.event.attempts === 1 && (await openTalk(deps, context)) === undefined) return false;
    return createTalkWords(deps)(context);
  };
}

function createTalkEdit({ talks }: TalkTurnDeps) {
  return async ({ conversation, turn, audience, reply }: ContextOf<'edit'>): Promise<boolean> => {
    if (audience.kind !== 'direct') return false;
    const { conversationKey } = conversation;
    if ((await talks.ofMessage(ownerOf(conversation), conversationKey, turn.messageId)) === undefined)
      return false;
    await reply.send(sayView('talk.edited', words.coach.editedInTalk, words.audience.direct));
    return true;
  };
}

const turnOf = ({ conversation, event, turn }: TurnContext, said: string) => ({
  conversation,
  turnId: event.id,
  words: said,
  ...(turn.kind === 'message' ? { sourceMessageId: turn.messageId } : {}),
});

async function goOn(deps: TalkTurnDeps, context: TurnContext, said: string): Promise<void> {
  const { actor, audience, organization, signal, reply } = context;
  if (audience.kind !== 'direct') return;
  await reply.progress(words.progress.thinking);
  const { messages } = await deps.partner.goOn({
    ...turnOf(context, said),
    ...{ actor, audience, signal },
    requireOffline: organization.requireOffline,
  });
  await sendAll(context, messages);
}

/** Where others read along nobody is coached; in a session's thread the words may mean the session. */
async function pointToDirect(deps: TalkTurnDeps, context: ContextOf<'message'>): Promise<boolean> {
  const { turn, reply } = context;
  const where = asksForCoaching(turn.text)
    ? words.coach.directOnly
    : asksForTalks(turn.text)
      ? words.coach.directOnlyTalks
      : undefined;
  if (where === undefined || (await sessionMeant(deps, context, turn.text)) !== undefined) return false;
  await reply.sendPrivately(sayView('talk.coach-in-direct', where, words.audience.hereForYou));
  return true;
}

function createTalkActions(deps: TalkTurnDeps): Pick<ActionHandlers, TalkActionId> {
  /** Always the talk of the person who presses; somebody else's is not found. */
  const pressed = ({ conversation, turn }: ContextOf<'action'>) => {
    const [talkId = '', number = ''] = turn.value.split(':');
    return { owner: ownerOf(conversation), talkId, number: Number(number) };
  };
  return {
    'talk.option': refusing(async (context) => {
      const { conversation, event } = context;
      const before =
        event.attempts > 1 ? await deps.partner.resume({ conversation, turnId: event.id }) : undefined;
      if (before !== undefined) {
        await sendAll(context, before);
        return;
      }
      const { owner, talkId, number } = pressed(context);
      await goOn(deps, context, await chosenOption(deps, { owner, talkId, index: number }));
    }),
    'talk.rate': refusing(async (context) => {
      const { owner, talkId, number } = pressed(context);
      const satisfaction = Math.min(5, Math.max(1, Math.trunc(number) || 1));
      await rateTalk(deps, { owner, talkId, turnId: context.event.id, satisfaction });
      await context.reply.replace(context.turn.messageId, ratedView(satisfaction));
    }),
    'talk.keep-goal': refusing(async (context) => {
      const { owner, talkId } = pressed(context);
      const talk = await deps.talks.find(owner, talkId);
      if (talk === undefined || deps.partner.keepAsGoal === undefined) throw talkNotFound();
      await sendAll(
        context,
        await deps.partner.keepAsGoal({ actor: context.actor, talk, turnId: context.event.id }),
      );
    }),
  };
}
