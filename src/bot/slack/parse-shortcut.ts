import { encodeNoteSource } from '../../coaching/notes/note-source.ts';
import { personPools } from '../../messages/message.ts';
import {
  installationOfInteraction,
  instantOf,
  labelOf,
  placeKind,
  placeOf,
  responseHandle,
} from './conversation.ts';
import { readText } from './message-text.ts';
import { unsupported } from './parsed-event.ts';
import type { ParseContext, SlackParsedEvent } from './parsed-event.ts';
import { peopleSelect } from './parse-interaction.ts';
import { messageShortcutSchema, suggestionSchema } from './schema.ts';
import type { MessageShortcut } from './schema.ts';

/** As in `manifests/slack/manifest.json`. */
const saveAsNote = 'save_as_note';

/** "Save as note" in a message's menu opens the form with the message's words in it. The words stay another's: data, no more. */
export function parseMessageShortcut(body: object, context: ParseContext): SlackParsedEvent {
  const parsed = messageShortcutSchema.safeParse(body);
  if (!parsed.success) return unsupported('a shortcut we cannot read');
  const shortcut = parsed.data;
  if (shortcut.callback_id !== saveAsNote) return unsupported('a shortcut this version does not know');
  const installationId = installationOfInteraction(shortcut);
  if (installationId === undefined) return unsupported('a shortcut outside a workspace');
  const { channel, message, user } = shortcut;
  const url = addressOf(shortcut);
  const author = message.bot_id ? undefined : message.user;
  return {
    kind: 'query',
    query: {
      kind: 'form.open',
      platform: 'slack',
      installationId,
      platformUserId: user.id,
      // Whoever presses sees the answer alone, and the note is of no thread.
      place: placeOf({
        installationId,
        channelId: channel.id,
        kind: placeKind(channel.id, channel.name),
        label: labelOf(channel.name),
      }),
      form: 'note.create',
      context: encodeNoteSource({
        saidAt: new Date(instantOf(message.ts)),
        ...(url === undefined ? {} : { url }),
      }),
      text: withoutBareIds(readText(message.text ?? '', undefined).text),
      ...(author ? { about: author } : {}),
    },
    triggerId: shortcut.trigger_id,
    handle: {
      teamId: user.team_id ?? shortcut.team?.id ?? installationId,
      ...responseHandle(shortcut.response_url, context.receivedAt),
    },
  };
}

/** What "Copy link" gives; Slack does not send it, and asking for it would take from the 3 s. */
function addressOf({ team, channel, message }: MessageShortcut): string | undefined {
  if (!team?.domain) return undefined;
  const name = (ts: string): string => ts.replace('.', '');
  const thread =
    message.thread_ts && message.thread_ts !== message.ts
      ? `?thread_ts=${message.thread_ts}&cid=${channel.id}`
      : '';
  return `https://${team.domain}.slack.com/archives/${channel.id}/p${name(message.ts)}${thread}`;
}

/** Mentions come as ids that mean nothing to people. */
const withoutBareIds = (text: string): string =>
  text
    .replaceAll(/@[UW][A-Z\d]{4,}\b/g, '')
    .replaceAll(/[ \t]{2,}/g, ' ')
    .trim();

/** Somebody types into a list of people. */
export function parseSuggestion(body: object): SlackParsedEvent {
  const parsed = suggestionSchema.safeParse(body);
  if (!parsed.success) return unsupported('a list we cannot read');
  const { action_id, value, user } = parsed.data;
  const installationId = installationOfInteraction(parsed.data);
  const among = personPools.find((pool) => action_id === `${peopleSelect}${pool}`);
  if (among === undefined || installationId === undefined)
    return unsupported('a list this version does not know');
  return {
    kind: 'suggest',
    query: { kind: 'people', platform: 'slack', installationId, platformUserId: user.id, among, text: value },
  };
}
