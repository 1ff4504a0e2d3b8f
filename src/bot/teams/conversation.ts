import type { Target } from '../../turns/chat-platform.ts';
import type { Place } from '../../turns/turn.ts';
import { replyHandleSchema } from './schema.ts';
import type { ReplyHandle, TeamsActivity } from './schema.ts';
import { noReference } from './errors.ts';

/** In channels the conversation's id names the thread: `19:…@thread.tacv2;messageid=1700000000000`. */
const threadMark = ';messageid=';

const conversationKey = (tenantId: string, conversationId: string): string =>
  `teams:${tenantId}:${conversationId}`;

/** The tenant that verified the person; the organisation is bound to it. */
function tenantOf(activity: TeamsActivity): string | undefined {
  return activity.channelData?.tenant?.id ?? activity.conversation.tenantId;
}

const kinds = { personal: 'direct', channel: 'channel', groupChat: 'group' } as const;
type ConversationType = keyof typeof kinds;

/** Personal chats of old clients carry no type; only channels are written with a thread mark. */
function typeOf(activity: TeamsActivity): ConversationType | undefined {
  const type = activity.conversation.conversationType;
  if (type === undefined) return activity.conversation.id.includes(threadMark) ? 'channel' : 'personal';
  return type in kinds ? (type as ConversationType) : undefined;
}

/** Where an activity happened and how to answer there; undefined for kinds of place we do not serve (meetings' side channels). */
export function locate(
  activity: TeamsActivity,
): { place: Place; replyHandle: ReplyHandle; tenantId: string } | undefined {
  const type = typeOf(activity);
  const tenantId = tenantOf(activity);
  if (type === undefined || tenantId === undefined) return undefined;
  const [channelId = activity.conversation.id, rootId] = activity.conversation.id.split(threadMark);
  // A post at the top of a channel opens the thread under it; an event such as "added to the team" opens none.
  const opened = activity.type === 'message' ? (activity.replyToId ?? activity.id) : undefined;
  const threadId = type === 'channel' ? (rootId ?? opened) : undefined;
  const conversationId =
    threadId === undefined ? activity.conversation.id : channelId + threadMark + threadId;
  const label = activity.channelData?.channel?.name ?? activity.conversation.name ?? undefined;
  const teamId = activity.channelData?.team?.id;
  const channelType = activity.channelData?.channel?.type;
  return {
    tenantId,
    place: {
      key: conversationKey(tenantId, conversationId),
      kind: kinds[type],
      channelId: type === 'channel' ? channelId : conversationId,
      ...(threadId === undefined ? {} : { threadId }),
      ...(label ? { label } : {}),
    },
    replyHandle: {
      serviceUrl: activity.serviceUrl,
      botId: activity.recipient.id,
      ...(activity.recipient.name === undefined ? {} : { botName: activity.recipient.name }),
      tenantId,
      conversationId,
      conversationType: type,
      ...(teamId === undefined ? {} : { teamId }),
      ...(channelType === undefined ? {} : { channelType }),
    },
  };
}

/** The reference that a target carries. @throws AppError TEAMS_NO_REFERENCE when there is none that can be used */
export function replyHandleOf(target: Target): ReplyHandle {
  const parsed = replyHandleSchema.safeParse(target.replyHandle);
  if (!parsed.success) throw noReference();
  const { place } = target;
  // A stored reference may come from another thread of the same channel: the place decides.
  const conversationId =
    place.kind === 'channel' && place.threadId !== undefined
      ? place.channelId + threadMark + place.threadId
      : place.channelId;
  return { ...parsed.data, conversationId };
}

/** The personal chat with somebody, once Teams has told its id. */
export function directTarget(installationId: string, handle: ReplyHandle): Target {
  return {
    installationId,
    place: {
      key: conversationKey(handle.tenantId, handle.conversationId),
      kind: 'direct',
      channelId: handle.conversationId,
    },
    replyHandle: { ...handle },
  };
}
