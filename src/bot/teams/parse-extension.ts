import { encodeNoteSource } from '../../coaching/notes/note-source.ts';
import { peopleDataset } from '../../messages/adaptive-card/action-elements.ts';
import { personPools } from '../../messages/message.ts';
import type { ParsedEvent } from '../../turns/turn.ts';
import type { locate } from './conversation.ts';
import { htmlToText } from './message-text.ts';
import { messagePayloadSchema, searchSchema } from './schema.ts';
import type { TeamsActivity } from './schema.ts';

type Located = NonNullable<ReturnType<typeof locate>>;

/** As in `manifests/teams/manifest.json`. */
const saveAsNote = 'saveAsNote';

const unsupported = (reason: string): ParsedEvent => ({ kind: 'unsupported', reason });

const asking = ({ from }: TeamsActivity, { place, replyHandle, tenantId }: Located) => ({
  platform: 'teams' as const,
  installationId: tenantId,
  platformUserId: from.id,
  place,
  replyHandle: { ...replyHandle },
});

/** "Save as note" in a message's menu opens the form with the message's words in it. The words stay another's: data, no more. */
export function parseSaveAsNote(activity: TeamsActivity, located: Located): ParsedEvent {
  const parsed = messagePayloadSchema.safeParse(activity.value);
  if (!parsed.success) return unsupported('a message command we cannot read');
  if (parsed.data.commandId !== saveAsNote)
    return unsupported('a message command this version does not know');
  const { createdDateTime, linkToMessage, from, body } = parsed.data.messagePayload;
  const saidAt = new Date(createdDateTime ?? '');
  const about = from?.user?.id;
  const content = body?.content ?? '';
  return {
    kind: 'query',
    query: {
      ...asking(activity, located),
      kind: 'form.open',
      form: 'note.create',
      context: encodeNoteSource({
        ...(Number.isNaN(saidAt.getTime()) ? {} : { saidAt }),
        ...(linkToMessage ? { url: linkToMessage } : {}),
      }),
      text: body?.contentType === 'text' ? content : htmlToText(content),
      ...(about === undefined ? {} : { about }),
    },
  };
}

/** Somebody types into a list of people. */
export function parseSearch(activity: TeamsActivity, located: Located): ParsedEvent {
  const parsed = searchSchema.safeParse(activity.value);
  const among = personPools.find((pool) => parsed.data?.dataset === `${peopleDataset}${pool}`);
  if (!parsed.success || among === undefined) return unsupported('a list this version does not know');
  return {
    kind: 'query',
    query: { ...asking(activity, located), kind: 'people', among, text: parsed.data.queryText },
  };
}
