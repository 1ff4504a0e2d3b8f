import { installationOf, instantOf, placeOf } from './conversation.ts';
import { parseBlockActions, parseCommand, parseViewSubmission } from './parse-interaction.ts';
import { parseMessageShortcut, parseSuggestion } from './parse-shortcut.ts';
import { parseMessageEvent } from './parse-message.ts';
import { checkedTurn, unsupported } from './parsed-event.ts';
import type { ParseContext, SlackParsedEvent } from './parsed-event.ts';
import { envelopeSchema, homeOpenedSchema, memberJoinedSchema } from './schema.ts';
import type { Envelope } from './schema.ts';

/**
 * One verified request of Slack to one turn or query. Whether the bot is addressed follows from the place and the text
 * alone, so that `message` and `app_mention`, which stand for one message, give the same turn in either order.
 */
export function parseEvent(body: unknown, context: ParseContext): SlackParsedEvent {
  if (typeof body !== 'object' || body === null) return unsupported('a body that is no object');
  if ('command' in body) return parseCommand(body, context);
  const type = 'type' in body && typeof body.type === 'string' ? body.type : 'without a type';
  switch (type) {
    case 'event_callback':
      return parseCallback(body, context);
    case 'block_actions':
      return parseBlockActions(body, context);
    case 'view_submission':
      return parseViewSubmission(body, context);
    case 'message_action':
      return parseMessageShortcut(body, context);
    case 'block_suggestion':
      return parseSuggestion(body);
    default:
      return unsupported(`request ${type}`);
  }
}

function parseCallback(body: object, context: ParseContext): SlackParsedEvent {
  const parsed = envelopeSchema.safeParse(body);
  if (!parsed.success) {
    return unsupported(`an event we cannot read: ${parsed.error.issues[0]?.path.join('.') ?? '?'}`);
  }
  const envelope = parsed.data;
  const authorization = envelope.authorizations?.find(({ is_bot }) => is_bot === true);
  const botUserId = authorization?.user_id ?? context.botUserId;
  switch (envelope.event.type) {
    case 'message':
    case 'app_mention':
      return parseMessageEvent(envelope, botUserId);
    case 'member_joined_channel':
      return parseMemberJoined(envelope, botUserId);
    case 'app_home_opened':
      return parseHomeOpened(envelope);
    default:
      return unsupported(`event ${envelope.event.type}`);
  }
}

/** The bot was added to a channel. Added again later, it greets again. */
function parseMemberJoined(envelope: Envelope, botUserId: string | undefined): SlackParsedEvent {
  const parsed = memberJoinedSchema.safeParse(envelope.event);
  if (!parsed.success) return unsupported('an arrival we cannot read');
  const { user, channel, inviter, event_ts } = parsed.data;
  if (user !== botUserId) return unsupported("somebody else's arrival");
  const installationId = installationOf(envelope);
  return checkedTurn(
    {
      platform: 'slack',
      installationId,
      eventId: envelope.event_id,
      dedupeKey: `slack:${installationId}:joined:${channel}:${event_ts}`,
      at: instantOf(event_ts),
      // Who added us is whom the greeting answers.
      platformUserId: inviter ?? user,
      place: placeOf({ installationId, channelId: channel, kind: 'channel' }),
      replyHandle: { teamId: envelope.team_id },
      kind: 'joined',
    },
    true,
  );
}

/** Slack tells each time the direct message is opened; the key without a time lets only the first one through. */
function parseHomeOpened(envelope: Envelope): SlackParsedEvent {
  const parsed = homeOpenedSchema.safeParse(envelope.event);
  if (!parsed.success) return unsupported('an opened home we cannot read');
  const { user, channel, tab, event_ts } = parsed.data;
  if (tab !== 'messages') return unsupported(`home tab ${tab ?? 'unknown'}`);
  const installationId = installationOf(envelope);
  return checkedTurn(
    {
      platform: 'slack',
      installationId,
      eventId: envelope.event_id,
      dedupeKey: `slack:${installationId}:joined:${channel}`,
      at: instantOf(event_ts),
      platformUserId: user,
      place: placeOf({ installationId, channelId: channel, kind: 'direct' }),
      replyHandle: { teamId: envelope.team_id },
      kind: 'joined',
    },
    true,
  );
}
