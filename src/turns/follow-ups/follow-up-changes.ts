import { cancelFollowUp } from '../../coaching/follow-ups/cancel-follow-up.ts';
import {
  draftFollowUp,
  type DraftedFollowUp,
  type DraftFollowUpDeps,
} from '../../coaching/follow-ups/draft-follow-up.ts';
import type { FollowUpKind } from '../../coaching/follow-ups/follow-up.ts';
import {
  scheduleFollowUp,
  type ScheduleFollowUp,
  type ScheduleFollowUpDeps,
} from '../../coaching/follow-ups/schedule-follow-up.ts';
import { undoFollowUp } from '../../coaching/follow-ups/undo-follow-up.ts';
import { audienceMaySeeSession } from '../../coaching/sessions/can-see-session.ts';
import { openSummary } from '../../coaching/summaries/open-summary.ts';
import { followUpCardView } from '../../messages/views/follow-up-card.ts';
import { followUpChangedView, followUpScheduledView } from '../../messages/views/follow-up-talk.ts';
import { sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { JobQueue } from '../ports.ts';
import type { TurnContext } from '../turn-context.ts';
import { cardOf, sayAboutFollowUp, type CardDeps } from './follow-up-cards.ts';
import { followUpCardKey, type FollowUpPoster } from './follow-up-poster.ts';

/** What it takes to change a follow-up and to say so. */
export interface FollowUpChangeDeps
  extends CardDeps, Omit<DraftFollowUpDeps, 'users'>, Omit<ScheduleFollowUpDeps, 'users' | 'mail'> {
  queue: JobQueue;
  poster: FollowUpPoster;
}

/** A button's value that names nothing any more. */
export const outOfDate = (): AppError =>
  new AppError({
    code: 'TURN_004',
    message: 'A button with a value that is no follow-up.',
    userMessage: words.outOfDate,
  });

/** Drafts, and posts the card. The same turn again posts nothing more. */
export async function draftAndShow(
  deps: FollowUpChangeDeps,
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
  deps: FollowUpChangeDeps,
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

/** Takes the last change back, and says what it was. */
export async function undoAndSay(
  deps: FollowUpChangeDeps,
  context: TurnContext,
  input: { id: string; expected?: number },
): Promise<void> {
  const { actor, event } = context;
  const result = await undoFollowUp(deps, { actor, ...input, turnId: event.id });
  await deps.poster.refresh(result.followUp);
  const message =
    result.kind === 'undone'
      ? followUpChangedView(await cardOf(deps, result.followUp, actor.timezone), result.before, result)
      : sayView('talk.follow-up-undo', words.followUps.nothingToUndo);
  await sayAboutFollowUp(deps, context, input.id, message);
}

/** Stops what is not sent yet. */
export async function cancelAndSay(
  deps: FollowUpChangeDeps,
  context: TurnContext,
  id: string,
): Promise<void> {
  const { actor, turn } = context;
  const followUp = await cancelFollowUp(deps, { actor, id, surface: turn.platform });
  await deps.poster.refresh(followUp);
  const said = sayView('talk.follow-up-cancelled', words.followUps.cancelled);
  await sayAboutFollowUp(deps, context, id, said);
}
