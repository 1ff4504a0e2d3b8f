import type { FileRef, Turn } from '../../turns/turn.ts';
import { installationOf, instantOf, placeKind, placeOf } from './conversation.ts';
import { readText } from './message-text.ts';
import { checkedTurn, unsupported } from './parsed-event.ts';
import type { SlackParsedEvent } from './parsed-event.ts';
import { messageEventSchema } from './schema.ts';
import type { Envelope, InnerMessage, MessageEvent, SlackFile } from './schema.ts';

/** Subtypes in which a person says something. https://docs.slack.dev/reference/events/message#subtypes */
const said = new Set(['file_share', 'thread_broadcast', 'me_message']);

interface Reading {
  envelope: Envelope;
  event: MessageEvent;
  botUserId: string | undefined;
  installationId: string;
}

/** `message` and `app_mention`: something said, edited or deleted, or nothing for us. */
export function parseMessageEvent(envelope: Envelope, botUserId: string | undefined): SlackParsedEvent {
  const parsed = messageEventSchema.safeParse(envelope.event);
  if (!parsed.success) {
    return unsupported(`a message we cannot read: ${parsed.error.issues[0]?.path.join('.') ?? '?'}`);
  }
  const reading = { envelope, event: parsed.data, botUserId, installationId: installationOf(envelope) };
  const { subtype } = parsed.data;
  if (subtype === 'message_changed') return parseEdit(reading);
  if (subtype === 'message_deleted') return parseDeletion(reading, parsed.data.previous_message);
  if (subtype && !said.has(subtype)) return unsupported(`message ${subtype}`);
  return parseSaid(reading);
}

/** Why a message is not a person's; undefined when it is. */
function notAPerson(message: InnerMessage, botUserId: string | undefined): string | undefined {
  if (message.user && message.user === botUserId) return "the bot's own message";
  if (message.bot_id) return "another bot's message";
  if (message.user === 'USLACKBOT') return "Slackbot's message";
  return message.user ? undefined : 'a message without a person';
}

function commonOf(reading: Reading, message: InnerMessage, ts: string) {
  const { envelope, event, installationId } = reading;
  const kind = placeKind(event.channel, event.channel_type);
  // At the top of a channel the conversation is the thread under the message; a direct message goes on at its top.
  const threadTs = message.thread_ts ?? (kind === 'direct' ? undefined : ts);
  return {
    platform: 'slack' as const,
    installationId,
    eventId: envelope.event_id,
    platformUserId: message.user ?? '',
    place: placeOf({ installationId, channelId: event.channel, kind, threadTs }),
    replyHandle: { teamId: message.user_team ?? event.team ?? envelope.team_id, messageTs: ts },
  };
}

function parseSaid(reading: Reading): SlackParsedEvent {
  const { event, botUserId, installationId } = reading;
  const reason = notAPerson(event, botUserId);
  if (reason !== undefined) return unsupported(reason);
  const { text, mentions, mentionsBot } = readText(event.text ?? '', botUserId);
  const common = commonOf(reading, event, event.ts);
  const files = (event.files ?? []).flatMap(toFileRef);
  const lost = (event.files ?? []).length > files.length;
  // A shared message, a GIF or a card carries no text of its own; nor does a file that Slack no longer shows.
  const onlyRich = text === '' && !mentionsBot && files.length === 0;
  const rich = (event.attachments ?? []).length > 0 || (event.blocks ?? []).length > 0;
  return checkedTurn(
    {
      ...common,
      kind: 'message',
      dedupeKey: `slack:${installationId}:message:${event.channel}:${event.ts}`,
      at: instantOf(event.ts),
      messageId: event.ts,
      text,
      mentions,
      files,
      unreadable: lost || (onlyRich && rich),
    },
    common.place.kind === 'direct' || mentionsBot,
  );
}

function toFileRef(file: SlackFile): FileRef[] {
  if (file.mode === 'tombstone' || file.mode === 'hidden_by_limit') return [];
  const url = file.url_private_download ?? file.url_private;
  const name = file.name || file.title || file.id;
  return [
    {
      id: file.id,
      name: name.slice(0, 300),
      ...(file.mimetype ? { mimeType: file.mimetype } : {}),
      ...(typeof file.size === 'number' ? { size: file.size } : {}),
      ...(url ? { url } : {}),
    },
  ];
}

function parseEdit(reading: Reading): SlackParsedEvent {
  const { event, botUserId, installationId } = reading;
  const { message, previous_message: before } = event;
  if (!message?.ts) return unsupported('an edit without its message');
  // The root of a thread is not removed but emptied.
  if (message.subtype === 'tombstone') return parseDeletion(reading, before ?? message);
  const reason = notAPerson(message, botUserId);
  if (reason !== undefined) return unsupported(reason);
  // Link previews and reactions change a message too, but nobody edited it.
  if (!message.edited || before?.edited?.ts === message.edited.ts || before?.text === message.text) {
    return unsupported('a change of a message that is not an edit of its words');
  }
  const { text, mentionsBot } = readText(message.text ?? '', botUserId);
  const common = commonOf(reading, message, message.ts);
  return checkedTurn(
    {
      ...common,
      kind: 'edit',
      dedupeKey: `slack:${installationId}:edit:${event.channel}:${message.ts}:${message.edited.ts}`,
      at: instantOf(message.edited.ts),
      messageId: message.ts,
      text,
    },
    common.place.kind === 'direct' || mentionsBot,
  );
}

function parseDeletion(reading: Reading, before: InnerMessage | null | undefined): SlackParsedEvent {
  const { event, botUserId, installationId } = reading;
  const ts = event.deleted_ts ?? before?.ts;
  if (!before || !ts) return unsupported('a deletion without its message');
  const reason = notAPerson(before, botUserId);
  if (reason !== undefined) return unsupported(reason);
  const common = commonOf(reading, before, ts);
  const turn: Turn = {
    ...common,
    kind: 'delete',
    dedupeKey: `slack:${installationId}:delete:${event.channel}:${ts}`,
    at: instantOf(event.ts),
    messageId: ts,
  };
  return checkedTurn(
    turn,
    common.place.kind === 'direct' || readText(before.text ?? '', botUserId).mentionsBot,
  );
}
