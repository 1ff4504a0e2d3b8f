import { cancelFollowUp, confirmArrival } from '../../coaching/follow-ups/cancel-follow-up.ts';
import {
  draftFollowUp,
  type DraftedFollowUp,
  type DraftFollowUpDeps,
} from '../../coaching/follow-ups/draft-follow-up.ts';
import {
  parseFollowUpReference,
  type FollowUpReference,
} from '../../coaching/follow-ups/follow-up-reference.ts';
import type { FollowUpKind } from '../../coaching/follow-ups/follow-up.ts';
import {
  scheduleFollowUp,
  type ScheduleFollowUp,
  type ScheduleFollowUpDeps,
} from '../../coaching/follow-ups/schedule-follow-up.ts';
import { undoFollowUp } from '../../coaching/follow-ups/undo-follow-up.ts';
import { summaryNotApproved } from '../../coaching/follow-ups/follow-up-errors.ts';
import { audienceMaySeeSession } from '../../coaching/sessions/can-see-session.ts';
import { openSummary } from '../../coaching/summaries/open-summary.ts';
import { followUpCardView } from '../../messages/views/follow-up-card.ts';
import {
  followUpChangedView,
  followUpKindsView,
  followUpScheduledView,
  parseDraftValue,
} from '../../messages/views/follow-up-talk.ts';
import { sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionHandlers } from '../actions.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { JobQueue } from '../ports.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';
import { cardOf, sayAbout, sayAboutFollowUp, type CardDeps } from './follow-up-cards.ts';
import { followUpCardKey, type FollowUpPoster } from './follow-up-poster.ts';

export interface FollowUpActionDeps
  extends CardDeps, Omit<DraftFollowUpDeps, 'users'>, Omit<ScheduleFollowUpDeps, 'users' | 'mail'> {
  queue: JobQueue;
  poster: FollowUpPoster;
}

type FollowUpActionId = Exclude<
  Extract<keyof ActionHandlers, `follow-up.${string}`>,
  'follow-up.time' | 'follow-up.address'
>;

const outOfDate = (): AppError =>
  new AppError({
    code: 'TURN_004',
    message: 'A button with a value that is no follow-up.',
    userMessage: words.outOfDate,
  });

/** A button of one follow-up. */
export const onFollowUp = (
  run: (context: ContextOf<'action'>, reference: FollowUpReference) => Promise<void>,
) =>
  refusing(async (context: ContextOf<'action'>) => {
    const reference = parseFollowUpReference(context.turn.value);
    if (reference === undefined) throw outOfDate();
    await run(context, reference);
  });

/** Drafts, and posts the card. The same turn again posts nothing more. */
export async function draftAndShow(
  deps: FollowUpActionDeps,
  context: TurnContext,
  { summaryId, kind }: { summaryId: string; kind: FollowUpKind },
): Promise<void> {
  const { actor, audience, event, reply, turn, signal } = context;
  const { session } = await openSummary(deps, actor, summaryId, 'write');
  const inPlace = await audienceMaySeeSession(deps, audience, session);
  await reply.progress(words.progress.followUp);
  const drafted = await draftFollowUp(deps, {
    actor,
    summaryId,
    kind,
    turnId: event.id,
    signal,
    // What only the author is shown is never brought up to date where others read.
    ...(inPlace ? { conversationKey: turn.place.key } : {}),
  });
  const { followUp } = drafted;
  const notice = noticeOf(drafted);
  const card = followUpCardView({
    ...(await cardOf(deps, followUp, actor.timezone)),
    ...(notice === undefined ? {} : { notice }),
  });
  const options = { key: followUpCardKey(followUp.id), subject: { type: 'follow_up', id: followUp.id } };
  if (inPlace) await reply.send(card, options);
  else await reply.sendPrivately(card, options);
}

function noticeOf({ notice }: DraftedFollowUp): string | undefined {
  if (notice === undefined) return undefined;
  return notice === 'model-failed' ? words.followUps.modelFailed : words.followUps.modelInvented;
}

/** Schedules it, says so, and wakes a worker where it is due. */
export async function scheduleAndSay(
  deps: FollowUpActionDeps,
  context: TurnContext,
  input: Pick<ScheduleFollowUp, 'id' | 'expected' | 'at'>,
): Promise<void> {
  const { actor, event, turn } = context;
  const { mail, ...rest } = deps;
  const before = await deps.followUps.find(actor.organizationId, input.id);
  // The press was tried before and got through: what it did is shown, not done again.
  const isDone =
    event.attempts > 1 && before !== undefined && ['scheduled', 'sending', 'sent'].includes(before.status);
  if (!isDone) {
    await scheduleFollowUp(mail === undefined ? rest : { ...rest, mail }, {
      actor,
      ...input,
      surface: turn.platform,
    });
  }
  const { organizationId } = actor;
  const followUp = await deps.followUps.find(organizationId, input.id);
  if (followUp === undefined) throw outOfDate();
  await deps.poster.refresh(followUp);
  const { contact } = await cardOf(deps, followUp, actor.timezone);
  const now = deps.clock.now();
  await sayAboutFollowUp(
    deps,
    context,
    followUp.id,
    followUpScheduledView(followUp, contact, actor.timezone, now),
  );
  if (followUp.dueAt === undefined || followUp.dueAt > now) return;
  await deps.queue.enqueue('follow-up.send', { organizationId, followUpId: followUp.id });
}

/** The buttons under follow-ups. Whoever presses must be entitled to the summary; pressing twice or late is harmless. */
export function createFollowUpActions(deps: FollowUpActionDeps): Pick<ActionHandlers, FollowUpActionId> {
  return {
    'follow-up.choose': refusing(async (context: ContextOf<'action'>) => {
      const { summary, session } = await openSummary(deps, context.actor, context.turn.value, 'write');
      if (summary.state !== 'approved') throw summaryNotApproved(summary.participant);
      await sayAbout(deps, context, session, followUpKindsView(summary));
    }),
    'follow-up.draft': refusing(async (context: ContextOf<'action'>) => {
      const value = parseDraftValue(context.turn.value);
      if (value === undefined) throw outOfDate();
      await draftAndShow(deps, context, value);
    }),
    'follow-up.send': onFollowUp((context, { id, version }) =>
      scheduleAndSay(deps, context, { id, expected: version, at: 'now' }),
    ),
    'follow-up.at': onFollowUp(async (context, { id, version, at }) => {
      if (at === undefined) throw outOfDate();
      await scheduleAndSay(deps, context, { id, expected: version, at });
    }),
    'follow-up.undo': onFollowUp(async (context, { id, version }) => {
      const { actor, event } = context;
      const result = await undoFollowUp(deps, { actor, id, expected: version, turnId: event.id });
      await deps.poster.refresh(result.followUp);
      const card = await cardOf(deps, result.followUp, actor.timezone);
      const message =
        result.kind === 'undone'
          ? followUpChangedView(card, result.before, result)
          : sayView('talk.follow-up-undo', words.followUps.nothingToUndo);
      await sayAboutFollowUp(deps, context, id, message);
    }),
    'follow-up.cancel': onFollowUp(async (context, { id }) => {
      const followUp = await cancelFollowUp(deps, {
        actor: context.actor,
        id,
        surface: context.turn.platform,
      });
      await deps.poster.refresh(followUp);
      await sayAboutFollowUp(
        deps,
        context,
        id,
        sayView('talk.follow-up-cancelled', words.followUps.cancelled),
      );
    }),
    'follow-up.arrived': onFollowUp(async (context, { id }) => {
      const followUp = await confirmArrival(deps, {
        actor: context.actor,
        id,
        surface: context.turn.platform,
      });
      await deps.poster.refresh(followUp);
      await sayAboutFollowUp(
        deps,
        context,
        id,
        sayView('talk.follow-up-arrived', words.followUps.arrivedNoted),
      );
    }),
  };
}
