import { findHelp } from '../../coaching/care/find-help.ts';
import type { ContactRepository } from '../../coaching/care/ports.ts';
import { readDistress } from '../../coaching/care/read-distress.ts';
import type { ConversationRepository } from '../../coaching/conversations/ports.ts';
import type { DeliveryRepository } from '../../coaching/delivery/ports.ts';
import { distressView } from '../../messages/views/care.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { CommandHandlers } from '../commands/commands.ts';
import type { TextHandler } from '../handle-message.ts';
import type { Reply } from '../reply.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';
import type { Turn } from '../turn.ts';
import { changesText } from './changes-text.ts';

export interface DistressDeps {
  contacts: Pick<ContactRepository, 'list'>;
  conversations: Pick<ConversationRepository, 'append'>;
  deliveries: Pick<DeliveryRepository, 'findByKey'>;
  /** Counts that help was offered: nothing about whom or why. */
  onHelpOffered?: () => void;
}

/** What comes before anything else in a turn: words of crisis go no further than this. */
export interface CareFirst {
  /** @returns false: not words of crisis, nothing was said */
  answer(context: TurnContext, commands: CommandHandlers): Promise<boolean>;
  /** The same for somebody who is not a person of the organisation: emergency advice without its contacts. */
  answerStranger(turn: Turn, reply: Reply): Promise<boolean>;
}

/** Words in a sentence of one's own; a command with less looks something up ("/entries suicide"). */
const leastCommandWords = 3;

/** What a person wrote in words of their own in this turn, and the message that holds it. */
function wordsOf(turn: Turn, commands?: CommandHandlers): { text: string; messageId?: string } | undefined {
  switch (turn.kind) {
    case 'message':
    case 'edit':
      return { text: turn.text, messageId: turn.messageId };
    case 'command': {
      const isOwn = turn.text.trim().split(/\s+/).length >= leastCommandWords || !commands?.has(turn.name);
      return isOwn ? { text: turn.text } : undefined;
    }
    default:
      return undefined;
  }
}

/**
 * Answers words of crisis with people to turn to, for the person's eyes alone wherever they were said. No model, search or
 * other part of the product gets to see them; they are kept for the person's own record and never read again.
 */
export function createCareFirst(deps: DistressDeps): CareFirst {
  return {
    async answer(context, commands) {
      const said = wordsOf(context.turn, commands);
      const level = said && readDistress(said.text);
      if (said === undefined || level === undefined || level === 'strained') return false;
      const { actor, conversation, event, reply, turn } = context;
      const help = await findHelp(deps, actor, ['crisis', 'emergency']);
      const view = distressView(level, help, actor);
      // First of all: what goes wrong after it must not keep it from the person.
      await reply.sendPrivately(view, { name: 'help' });
      if (event.attempts === 1) deps.onHelpOffered?.();
      const kept = { turnId: event.id, withheld: true } as const;
      await deps.conversations.append(conversation, {
        ...kept,
        role: 'user',
        // Where others are, the record belongs to the place.
        text: conversation.shared ? '' : said.text,
        ...(said.messageId === undefined ? {} : { sourceMessageId: said.messageId }),
        reworded: turn.kind === 'edit',
      });
      if (!conversation.shared)
        await deps.conversations.append(conversation, { ...kept, role: 'assistant', text: view.summary });
      return true;
    },
    async answerStranger(turn, reply) {
      const said = wordsOf(turn);
      const level = said && readDistress(said.text);
      if (level === undefined || level === 'strained') return false;
      await reply.sendPrivately(distressView(level, { contacts: [] }, undefined), { name: 'help' });
      deps.onHelpOffered?.();
      return true;
    },
  };
}

/** Once a day and person: kind words are not repeated at every message. The key says neither who nor why. */
const gentleKey = ({ actor, event }: ContextOf<'message'>): string =>
  `help:${deterministicId('gentle-help', actor.id, event.receivedAt.toISOString().slice(0, 10))}`;

/**
 * Somebody at the end of their strength: whom to turn to, once a day, and then the conversation goes on as they like. A
 * question beside it is answered as ever.
 */
export function createGentleHelp(deps: DistressDeps): { offer: TextHandler; enough: TextHandler } {
  const isStrained = ({ turn }: ContextOf<'message'>): boolean =>
    !changesText(turn.text) && readDistress(turn.text) === 'strained';
  /** Whether this turn is the one that offered help. */
  async function offeredNow(context: ContextOf<'message'>): Promise<boolean> {
    const sent = await deps.deliveries.findByKey(context.actor.organizationId, gentleKey(context));
    return sent?.subjectId === context.event.id;
  }
  return {
    async offer(context) {
      if (!isStrained(context)) return false;
      const { actor, event, reply } = context;
      const before = await deps.deliveries.findByKey(actor.organizationId, gentleKey(context));
      if (before !== undefined && before.subjectId !== event.id) return false;
      const help = await findHelp(deps, actor, ['crisis', 'people', 'medical']);
      await reply.sendPrivately(distressView('strained', help, actor), {
        key: gentleKey(context),
        subject: { type: 'turn', id: event.id },
      });
      return false;
    },
    async enough(context) {
      const { conversation, event, turn } = context;
      if (turn.text.includes('?') || !isStrained(context) || !(await offeredNow(context))) return false;
      await deps.conversations.append(conversation, {
        role: 'user',
        text: turn.text,
        turnId: event.id,
        sourceMessageId: turn.messageId,
        // Elsewhere the next question would carry it to a model before everyone's eyes.
        withheld: conversation.shared,
      });
      return true;
    },
  };
}
