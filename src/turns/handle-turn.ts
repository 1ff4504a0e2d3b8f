import type { Audience } from '../coaching/access/audience.ts';
import { toActor } from '../coaching/people/user.ts';
import type { UserRepository } from '../coaching/people/ports.ts';
import type { OrganizationRepository } from '../coaching/tenants/ports.ts';
import type { ConversationRepository } from '../coaching/conversations/ports.ts';
import { audienceLine } from '../messages/views/audience-line.ts';
import { helloView, sayView } from '../messages/views/talk.ts';
import { words } from '../messages/words/en.ts';
import { AppError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { ActionHandlers } from './actions.ts';
import { adminsOf } from './admins-of.ts';
import type { CareFirst } from './care/distress-answer.ts';
import type { ChatPlatform, Target } from './chat-platform.ts';
import type { CommandHandlers } from './commands/commands.ts';
import { runCommand } from './commands/commands.ts';
import type { Deliverer } from './deliverer.ts';
import { findAudience } from './find-audience.ts';
import type { FormHandlers } from './forms.ts';
import type { InboxEvent } from './ports.ts';
import { createReply } from './reply.ts';
import type { PeopleResolver } from './people-resolver.ts';
import type { ContextOf, TurnContext } from './turn-context.ts';
import type { Platform } from './turn.ts';

export interface TurnDeps {
  platforms: ReadonlyMap<Platform, ChatPlatform>;
  organizations: OrganizationRepository;
  users: UserRepository;
  conversations: ConversationRepository;
  people: PeopleResolver;
  deliverer: Deliverer;
  commands: CommandHandlers;
  actions: ActionHandlers;
  forms: FormHandlers;
  /** Free text and files. */
  message: (context: ContextOf<'message'>) => Promise<void>;
  edit: (context: ContextOf<'edit'>) => Promise<void>;
  /** Words of crisis: before everything else. Default: nothing is read so. */
  care?: CareFirst;
  /** Questions that the knowledge base answers for everyone here; never throws. Default: the demo's examples. */
  starters?: (audience: Audience) => Promise<readonly string[]>;
  logger: Logger;
  /** See `createReply`; tests of streams set 0. */
  streamAfterMs?: number;
}

export type TurnOutcome = 'done' | 'ignored';

export const targetOf = (event: InboxEvent): Target => ({
  installationId: event.turn.installationId,
  place: event.turn.place,
  recipient: event.turn.platformUserId,
  ...(event.turn.replyHandle === undefined ? {} : { replyHandle: event.turn.replyHandle }),
});

/** Once an hour: a flood is answered with a word, not with a flood. */
async function sayBusy({ event, turn, audience, reply }: TurnContext): Promise<void> {
  const hour = event.receivedAt.toISOString().slice(0, 13);
  await reply.send(sayView('talk.busy', words.busy, audienceLine(audience)), {
    key: `busy:${turn.place.key}:${hour}`,
  });
}

async function route(deps: TurnDeps, context: TurnContext): Promise<TurnOutcome> {
  const { turn } = context;
  if (await deps.care?.answer(context, deps.commands)) return 'done';
  switch (turn.kind) {
    case 'joined':
      await context.reply.send(helloView(context.audience, await deps.starters?.(context.audience)));
      return 'done';
    case 'delete':
      await deps.conversations.rewrite(context.conversation, turn.messageId, '');
      return 'ignored';
    case 'edit':
      await deps.edit({ ...context, turn });
      return 'done';
    case 'command':
      await runCommand(deps.commands, { ...context, turn }, deps.starters);
      return 'done';
    case 'action':
      await deps.actions[turn.action]({ ...context, turn });
      return 'done';
    case 'form':
      await deps.forms[turn.form]({ ...context, turn });
      return 'done';
    case 'message':
      if (context.event.overLimit) {
        await sayBusy(context);
        return 'ignored';
      }
      await deps.message({ ...context, turn });
      return 'done';
  }
}

const nowhere = (message: string, retry: 'never' | 'later'): AppError =>
  new AppError({ code: 'TURN_001', message, retry });

/**
 * Answers one stored turn: finds out who asks and who will see the answer, then calls the verb or the agent.
 * @param signals `signal` ends slow work; `lost` fires when another worker has taken the conversation over
 */
export async function handleTurn(
  deps: TurnDeps,
  event: InboxEvent,
  { signal, lost }: { signal: AbortSignal; lost: AbortSignal },
): Promise<TurnOutcome> {
  const { turn, organizationId } = event;
  const platform = deps.platforms.get(turn.platform);
  if (platform === undefined) throw nowhere(`No ${turn.platform} adapter runs here.`, 'later');
  const target = targetOf(event);
  const [organization, person] = await Promise.all([
    deps.organizations.find(organizationId),
    deps.people.person(organizationId, platform, target, turn.platformUserId),
  ]);
  if (organization === undefined) throw nowhere('The organisation is gone.', 'never');
  if (person.kind === 'bot') return 'ignored';
  const again = event.attempts > 1;
  if (again) {
    await deps.deliverer.takeUpProgress(platform, target, { organizationId, since: event.receivedAt });
  }
  const reply = createReply({
    deliverer: deps.deliverer,
    platform,
    target,
    organizationId,
    turnId: event.id,
    platformUserId: turn.platformUserId,
    lost,
    streamAfterMs: deps.streamAfterMs,
  });
  if (person.kind === 'unknown') {
    if (turn.kind === 'delete' || turn.kind === 'edit') return 'ignored';
    if (await deps.care?.answerStranger(turn, reply)) return 'done';
    const admins = await adminsOf(deps.users, organizationId);
    const text = words.unknownPerson(organization.name, person.email, admins);
    await reply.sendPrivately(sayView('talk.unknown-person', text));
    return 'done';
  }
  const actor = toActor(person.user);
  const outcome = await route(deps, {
    event,
    turn,
    organization,
    actor,
    audience: await findAudience(deps.people, organizationId, platform, target, actor),
    platform,
    target,
    conversation: {
      organizationId,
      userId: actor.id,
      conversationKey: turn.place.key,
      shared: turn.place.kind !== 'direct',
    },
    reply,
    logger: deps.logger.child({ organizationId, correlationId: event.id }),
    signal,
  });
  // What an earlier try sent is not sent again, and so takes no progress away.
  if (again) await platform.endProgress?.(target);
  return outcome;
}
