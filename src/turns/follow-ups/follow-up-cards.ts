import { openFollowUp, type OpenFollowUpDeps } from '../../coaching/follow-ups/open-follow-up.ts';
import type { FollowUp } from '../../coaching/follow-ups/follow-up.ts';
import type { MailTransport } from '../../coaching/follow-ups/mail-ports.ts';
import { contactOf, type RecipientDeps } from '../../coaching/follow-ups/recipient.ts';
import { suggestedTimes } from '../../coaching/follow-ups/wall-time.ts';
import { audienceMaySeeSession } from '../../coaching/sessions/can-see-session.ts';
import type { CoachingSession } from '../../coaching/sessions/session.ts';
import type { FollowUpCard } from '../../messages/views/follow-up-card.ts';
import type { Message } from '../../messages/message.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ReplyOptions } from '../reply.ts';
import type { TurnContext } from '../turn-context.ts';

export interface CardDeps extends OpenFollowUpDeps, RecipientDeps {
  users: OpenFollowUpDeps['users'] & RecipientDeps['users'];
  clock: Clock;
  /** Undefined: the deployment cannot send mail. */
  mail?: MailTransport | undefined;
}

/** What the views of a follow-up need. @param authorZone of whom they are shown to */
export async function cardOf(deps: CardDeps, followUp: FollowUp, authorZone: string): Promise<FollowUpCard> {
  const contact = await contactOf(deps, followUp.organizationId, followUp.recipient, authorZone);
  return {
    followUp,
    contact,
    authorZone,
    suggestions: suggestedTimes(deps.clock.now(), contact.timezone),
    canSend: deps.mail !== undefined,
  };
}

/** Says something about a session's follow-up: in the place where everyone may see the session, else to the asker alone. */
export async function sayAbout(
  deps: CardDeps,
  { audience, reply }: TurnContext,
  session: Pick<CoachingSession, 'organizationId' | 'facilitatorId'>,
  message: Message,
  options: Omit<ReplyOptions, 'place'> = {},
): Promise<void> {
  if (await audienceMaySeeSession(deps, audience, session)) await reply.send(message, options);
  else await reply.sendPrivately(message, options);
}

/** The same for one that is known by its id. */
export async function sayAboutFollowUp(
  deps: CardDeps,
  context: TurnContext,
  id: string,
  message: Message,
): Promise<void> {
  const { session } = await openFollowUp(deps, context.actor, id);
  await sayAbout(deps, context, session, message);
}
