import { actionIds } from '../../messages/action-ids.ts';
import { formIds } from '../../messages/form-ids.ts';
import { exportDeclined } from '../../turns/exports/export-declined.ts';
import { turnSchema } from '../../turns/turn.ts';
import type { ParsedEvent, Turn } from '../../turns/turn.ts';
import { locate } from './conversation.ts';
import { filesOf, hasUnreadable, isMentioned, peopleMentioned, plainText } from './message-text.ts';
import {
  activitySchema,
  cardActionInvoke,
  cardActionSchema,
  dialogFetchInvoke,
  dialogSchema,
  dialogSubmitInvoke,
  feedbackInvoke,
  fileConsentInvoke,
  fileConsentSchema,
  feedbackSchema,
  extensionFetchInvoke,
  extensionSubmitInvoke,
  searchInvoke,
  opensFormSchema,
  submittedActionSchema,
  submittedFormSchema,
} from './schema.ts';
import { parseSaveAsNote, parseSearch } from './parse-extension.ts';
import type { TeamsActivity } from './schema.ts';

const unsupported = (reason: string): ParsedEvent => ({ kind: 'unsupported', reason });

type Located = NonNullable<ReturnType<typeof locate>>;

/**
 * One verified Bot Framework activity to one turn.
 *
 * Whether the bot is addressed follows from the place and the text alone: a personal chat, a mention, a command or one
 * of our own buttons. In channels other messages arrive only where the team granted `ChannelMessage.Read.Group`; they
 * are passed on as not addressed, so that a follow-up in a thread of ours needs no new mention. Group chats have no
 * threads: there only a mention counts.
 */
export function parseEvent(body: unknown): ParsedEvent {
  const parsed = activitySchema.safeParse(body);
  if (!parsed.success)
    return unsupported(`not an activity we can read: ${parsed.error.issues[0]?.path.join('.') ?? '?'}`);
  const activity = parsed.data;
  if (activity.channelId !== 'msteams') return unsupported(`channel ${activity.channelId}`);
  if (isBot(activity)) return unsupported("a bot's own message");
  const located = locate(activity);
  if (located === undefined) return unsupported('a place without tenant or of an unknown kind');
  switch (activity.type) {
    case 'message':
      return activity.value === undefined || activity.value === null
        ? parseMessage(activity, located)
        : parseSubmit(activity, located, activity.value);
    case 'messageUpdate':
      return parseEdit(activity, located);
    case 'messageDelete':
      return parseDelete(activity, located);
    case 'conversationUpdate':
    case 'installationUpdate':
      return parseJoin(activity, located);
    case 'invoke':
      return parseInvoke(activity, located);
    default:
      return unsupported(`activity ${activity.type}`);
  }
}

/** Bots, this one included, have ids that start with `28:`. */
function isBot({ from, recipient }: TeamsActivity): boolean {
  return from.role === 'bot' || from.id.startsWith('28:') || from.id === recipient.id;
}

/** The instant Teams gives; without one the event counts as happening at the epoch, never as now, so that a re-send looks the same. */
function instantOf(activity: TeamsActivity): string {
  const at = Date.parse(activity.timestamp ?? '');
  return new Date(Number.isNaN(at) ? 0 : at).toISOString();
}

/** Teams keeps a message's id through edits and re-sends; a button press has an id of its own. */
function commonOf(
  activity: TeamsActivity,
  { place, replyHandle, tenantId }: Located,
  doing: readonly string[],
) {
  const dedupeKey = ['teams', replyHandle.conversationId, ...doing].join(':');
  return {
    platform: 'teams' as const,
    installationId: tenantId,
    eventId: `teams:${replyHandle.conversationId}:${activity.type}:${activity.id ?? dedupeKey}:${instantOf(activity)}`,
    dedupeKey,
    at: instantOf(activity),
    platformUserId: activity.from.id,
    place,
    replyHandle: { ...replyHandle },
  };
}

/** Checked once more against the contract: what reaches the inbox is exactly what a worker can read back. */
function turn(candidate: Turn, addressed: boolean): ParsedEvent {
  const parsed = turnSchema.safeParse(candidate);
  return parsed.success
    ? { kind: 'turn', turn: parsed.data, addressed }
    : unsupported(
        `a ${candidate.kind} that breaks the contract: ${parsed.error.issues[0]?.path.join('.') ?? '?'}`,
      );
}

/** `/note @Dana great call`: one word after the slash, so that a path or a date is not a command. */
const commandPattern = /^\/([a-z0-9][a-z0-9-]{0,31})(?:\s+([\s\S]*))?$/i;

function parseMessage(activity: TeamsActivity, located: Located): ParsedEvent {
  if (activity.id === undefined) return unsupported('a message without an id');
  const addressed = located.place.kind === 'direct' || isMentioned(activity);
  if (!addressed && located.place.kind === 'group') return unsupported('a group message without a mention');
  const text = plainText(activity);
  const common = commonOf(activity, located, ['message', activity.id]);
  const mentions = peopleMentioned(activity);
  const command = addressed ? commandPattern.exec(text) : null;
  if (command !== null)
    return turn(
      {
        ...common,
        kind: 'command',
        name: (command[1] ?? '').toLowerCase(),
        text: (command[2] ?? '').trim(),
        mentions,
        typedInPublic: located.place.kind !== 'direct',
      },
      true,
    );
  return turn(
    {
      ...common,
      kind: 'message',
      messageId: activity.id,
      text,
      mentions,
      files: filesOf(activity),
      unreadable: hasUnreadable(activity),
    },
    addressed,
  );
}

/** A button or form of one of our cards: `Action.Submit` as a message, `Action.Execute` inside an invoke. */
function parseSubmit(activity: TeamsActivity, located: Located, value: unknown): ParsedEvent {
  if (activity.id === undefined) return unsupported('a card press without an id');
  const form = submittedFormSchema.safeParse(value);
  if (form.success) return parseForm(activity, located, form.data);
  const pressed = submittedActionSchema.safeParse(value);
  if (!pressed.success) return unsupported('card data that is not ours');
  const action = actionIds.find((id) => id === pressed.data.action);
  if (action === undefined) return unsupported('a button this version does not know');
  return turn(
    {
      ...commonOf(activity, located, ['action', activity.id]),
      kind: 'action',
      action,
      value: pressed.data.value,
      messageId: activity.replyToId ?? '',
    },
    true,
  );
}

function parseForm(activity: TeamsActivity, located: Located, data: Record<string, unknown>): ParsedEvent {
  const { form: name, context, ...inputs } = data;
  const form = formIds.find((id) => id === name);
  if (form === undefined) return unsupported('a form this version does not know');
  const values: Record<string, string> = {};
  // Teams adds keys of its own (`msteams`); inputs are always text.
  for (const [key, value] of Object.entries(inputs)) if (typeof value === 'string') values[key] = value;
  return turn(
    {
      ...commonOf(activity, located, ['form', activity.id ?? '']),
      kind: 'form',
      form,
      context: typeof context === 'string' ? context : '',
      values,
    },
    true,
  );
}

function parseInvoke(activity: TeamsActivity, located: Located): ParsedEvent {
  switch (activity.name) {
    case dialogFetchInvoke: {
      const dialog = dialogSchema.safeParse(activity.value);
      const opens = opensFormSchema.safeParse(dialog.data?.data);
      const form = formIds.find((id) => id === opens.data?.opensForm);
      if (form === undefined) return unsupported('a dialog this version does not know');
      return {
        kind: 'query',
        query: {
          platform: 'teams',
          installationId: located.tenantId,
          platformUserId: activity.from.id,
          place: located.place,
          kind: 'form.open',
          form,
          context: opens.data?.value ?? '',
        },
      };
    }
    case dialogSubmitInvoke:
      return parseSubmit(activity, located, dialogSchema.safeParse(activity.value).data?.data);
    case cardActionInvoke:
      return parseSubmit(activity, located, cardActionSchema.safeParse(activity.value).data?.action.data);
    case extensionFetchInvoke:
      return parseSaveAsNote(activity, located);
    case extensionSubmitInvoke:
      return parseSubmit(activity, located, dialogSchema.safeParse(activity.value).data?.data);
    case searchInvoke:
      return parseSearch(activity, located);
    case feedbackInvoke:
      return parseFeedback(activity, located);
    case fileConsentInvoke:
      return parseFileConsent(activity, located);
    default:
      return unsupported(`invoke ${activity.name ?? 'without a name'}`);
  }
}

/** Teams' own thumbs name the message that they stand under, and carry nothing of ours. */
function parseFeedback(activity: TeamsActivity, located: Located): ParsedEvent {
  const feedback = feedbackSchema.safeParse(activity.value);
  if (!feedback.success || activity.replyToId === undefined) return unsupported('feedback we cannot read');
  const { reaction } = feedback.data.actionValue;
  const doing =
    activity.id ?? [activity.replyToId, activity.from.id, reaction, instantOf(activity)].join(':');
  return turn(
    {
      ...commonOf(activity, located, ['feedback', doing]),
      kind: 'action',
      action: reaction === 'like' ? 'answer.up' : 'answer.down',
      value: '',
      messageId: activity.replyToId,
    },
    true,
  );
}

/** A yes or no to one card; pressed twice it is one answer. The address that the file goes to travels with the handle. */
function parseFileConsent(activity: TeamsActivity, located: Located): ParsedEvent {
  const consent = fileConsentSchema.safeParse(activity.value);
  const card = activity.replyToId ?? activity.id;
  if (!consent.success || card === undefined || located.place.kind !== 'direct')
    return unsupported('a file consent we cannot read');
  const common = commonOf(activity, located, ['file-consent', card]);
  const accepted = consent.data.action === 'accept' ? consent.data : undefined;
  return turn(
    {
      ...common,
      kind: 'action',
      action: 'export.send',
      value: accepted === undefined ? exportDeclined : accepted.context.again,
      messageId: activity.replyToId ?? '',
      replyHandle: {
        ...common.replyHandle,
        ...(accepted === undefined ? {} : { upload: accepted.uploadInfo }),
      },
    },
    true,
  );
}

function parseEdit(activity: TeamsActivity, located: Located): ParsedEvent {
  if (activity.id === undefined) return unsupported('an edit without an id');
  const event = activity.channelData?.eventType;
  if (event !== undefined && event !== 'editMessage') return unsupported(`message update ${event}`);
  return turn(
    {
      ...commonOf(activity, located, ['edit', activity.id, instantOf(activity)]),
      kind: 'edit',
      messageId: activity.id,
      text: plainText(activity),
    },
    located.place.kind === 'direct' || isMentioned(activity),
  );
}

function parseDelete(activity: TeamsActivity, located: Located): ParsedEvent {
  if (activity.id === undefined) return unsupported('a deletion without an id');
  return turn(
    { ...commonOf(activity, located, ['delete', activity.id]), kind: 'delete', messageId: activity.id },
    located.place.kind === 'direct',
  );
}

/**
 * Adding the app is told twice (`installationUpdate` and `conversationUpdate`), in either order: one welcome a place and
 * day, so that an app that was removed and added again is greeted again.
 */
function parseJoin(activity: TeamsActivity, located: Located): ParsedEvent {
  const added =
    activity.type === 'installationUpdate'
      ? activity.action === 'add'
      : (activity.membersAdded ?? []).some((member) => member.id === activity.recipient.id);
  if (!added) return unsupported('a change of members or installation that is not our arrival');
  return turn(
    { ...commonOf(activity, located, ['joined', instantOf(activity).slice(0, 10)]), kind: 'joined' },
    true,
  );
}
