import { encodeNoteSource } from '../../coaching/notes/note-source.ts';
import type { LocalChannel, LocalMessage, LocalPerson } from '../../coaching/local-chat/ports.ts';
import type { FormId } from '../../messages/form-ids.ts';
import type { Query } from '../../turns/query.ts';
import type { FileRef, ParsedEvent, Place, Turn } from '../../turns/turn.ts';
import { findMentions, mentionsBot, withoutBotMention } from './mentions.ts';
import { localInstallationId, placeIn, placeOfMessage } from './places.ts';
import type {
  ActionBody,
  CommandBody,
  DeleteBody,
  EditBody,
  FormBody,
  MessageBody,
  QueryBody,
} from './schema.ts';

/** Commands that open their form when nothing follows them, as Slack's modal does. */
const formOfBareCommand: Partial<Record<string, FormId>> = { note: 'note.create' };

interface Around {
  channel: LocalChannel;
  people: readonly LocalPerson[];
  /** The instant the person acted. */
  at: Date;
}

interface Head {
  as: string;
  clientId: string;
}

/** Every doing has an id made by the page; the same doing sent twice has it twice. */
function common({ as, clientId }: Head, place: Place, at: Date, dedupeKey = `local:${clientId}`) {
  return {
    platform: 'local' as const,
    installationId: localInstallationId,
    eventId: `local:${clientId}`,
    dedupeKey,
    at: at.toISOString(),
    platformUserId: as,
    place,
  };
}

/** What only one person saw must be answered to that person only. */
const replyOnlyTo = (personId: string) => ({ replyHandle: { onlyFor: personId } });

const isAddressed = (channel: LocalChannel, text: string): boolean =>
  channel.kind === 'direct' || mentionsBot(text);

/** `message` is the row as it was stored. */
export function parseMessage(
  body: MessageBody,
  message: Pick<LocalMessage, 'id' | 'threadId'>,
  files: readonly FileRef[],
  { channel, people, at }: Around,
): ParsedEvent {
  const turn: Turn = {
    ...common(body, placeOfMessage(channel, message), at, `local:message:${channel.id}:${message.id}`),
    kind: 'message',
    messageId: message.id,
    text: withoutBotMention(body.text),
    mentions: findMentions(body.text, people),
    files: [...files],
    unreadable: false,
  };
  return { kind: 'turn', turn, addressed: isAddressed(channel, body.text) };
}

export function parseCommand(body: CommandBody, { channel, people, at }: Around): ParsedEvent {
  const [, name = '', text = ''] = /^\/([\w-]+)\s*([\s\S]*)$/.exec(body.text) ?? [];
  const place = placeIn(channel, body.threadId);
  const form = formOfBareCommand[name.toLowerCase()];
  if (form !== undefined && text.trim() === '') {
    return { kind: 'query', query: { ...asker(body.as, place), kind: 'form.open', form, context: '' } };
  }
  const turn: Turn = {
    ...common(body, place, at),
    ...(channel.kind === 'direct' ? {} : replyOnlyTo(body.as)),
    kind: 'command',
    name: name.toLowerCase(),
    text: text.trim(),
    mentions: findMentions(text, people),
    // The page shows a typed command to its caller alone.
    typedInPublic: false,
  };
  return { kind: 'turn', turn, addressed: true };
}

/** `message` holds the button. */
export function parseAction(
  body: ActionBody,
  message: LocalMessage,
  { channel, at }: Omit<Around, 'people'>,
): ParsedEvent {
  const turn: Turn = {
    ...common(body, placeOfMessage(channel, message), at),
    ...(message.onlyFor === undefined ? {} : replyOnlyTo(message.onlyFor)),
    kind: 'action',
    action: body.action,
    value: body.value,
    messageId: message.id,
  };
  return { kind: 'turn', turn, addressed: true };
}

/** `message` holds the form; undefined: it was a dialog. */
export function parseForm(
  body: FormBody,
  message: LocalMessage | undefined,
  { channel, at }: Omit<Around, 'people'>,
): { validate: Query; event: ParsedEvent } {
  const place = message === undefined ? placeIn(channel, body.threadId) : placeOfMessage(channel, message);
  const { form, context, values } = body;
  const turn: Turn = {
    ...common(body, place, at),
    ...(message?.onlyFor === undefined ? {} : replyOnlyTo(message.onlyFor)),
    kind: 'form',
    form,
    context,
    values,
  };
  return {
    validate: { ...asker(body.as, place), kind: 'form.validate', form, context, values },
    event: { kind: 'turn', turn, addressed: true },
  };
}

export function parseEdit(
  body: EditBody,
  message: LocalMessage,
  { channel, at }: Omit<Around, 'people'>,
): ParsedEvent {
  const turn: Turn = {
    ...common(body, placeOfMessage(channel, message), at, `local:edit:${message.id}:${body.clientId}`),
    kind: 'edit',
    messageId: message.id,
    text: withoutBotMention(body.text),
  };
  return { kind: 'turn', turn, addressed: isAddressed(channel, body.text) };
}

/** `message` as it was before: a mention in what is deleted decides whether the bot hears of it. */
export function parseDelete(
  body: DeleteBody,
  message: LocalMessage,
  { channel, at }: Omit<Around, 'people'>,
): ParsedEvent {
  const turn: Turn = {
    ...common(body, placeOfMessage(channel, message), at, `local:delete:${message.id}`),
    kind: 'delete',
    messageId: message.id,
  };
  return { kind: 'turn', turn, addressed: isAddressed(channel, message.text) };
}

/** The person opened the direct message for the first time. */
export function parseJoined(personId: string, channel: LocalChannel, at: Date): ParsedEvent {
  const head = { as: personId, clientId: `joined:${channel.id}` };
  return { kind: 'turn', turn: { ...common(head, placeIn(channel), at), kind: 'joined' }, addressed: true };
}

/** `message` is the one whose menu opens a form. */
export function parseQuery(body: QueryBody, channel: LocalChannel, message?: LocalMessage): Query {
  const base = asker(body.as, placeIn(channel, body.threadId));
  if (body.kind === 'complete') return { ...base, kind: 'complete', text: body.text };
  if (body.kind === 'people') return { ...base, kind: 'people', among: body.among, text: body.text };
  const { form, context, text } = body;
  if (message === undefined)
    return { ...base, kind: 'form.open', form, context, ...(text === undefined ? {} : { text }) };
  return {
    ...base,
    kind: 'form.open',
    form,
    context: encodeNoteSource({ saidAt: message.createdAt }),
    text: message.text,
    ...(message.authorId === undefined ? {} : { about: message.authorId }),
  };
}

function asker(platformUserId: string, place: Place) {
  return { platform: 'local' as const, installationId: localInstallationId, platformUserId, place };
}
