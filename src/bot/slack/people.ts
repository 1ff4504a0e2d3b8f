import { AppError } from '../../shared/errors.ts';
import type { ChatPlatform, Target } from '../../turns/chat-platform.ts';
import type { SlackConnection } from './connections.ts';
import { placeOf } from './conversation.ts';
import { calling } from './errors.ts';
import { maxMemberPages, memberPageSize } from './limits.ts';

type Person = Awaited<ReturnType<ChatPlatform['person']>>;

const slackbot = 'USLACKBOT';

/**
 * The address of somebody from another workspace was verified by that workspace's admins, not by ours: anybody could
 * claim to be anybody. Such people are guests without an address.
 */
export async function lookUpPerson(connection: SlackConnection, userId: string): Promise<Person> {
  const { user } = await calling('looking up a person', () => connection.client.users.info({ user: userId }));
  const { installationId } = connection;
  const enterprise = user?.enterprise_user;
  const ours =
    user?.team_id === undefined ||
    user.team_id === installationId ||
    enterprise?.enterprise_id === installationId ||
    (enterprise?.teams ?? []).includes(installationId);
  const foreign = !ours || user?.is_stranger === true;
  const email = foreign ? undefined : user?.profile?.email;
  const name = [user?.profile?.real_name, user?.real_name, user?.profile?.display_name, user?.name].find(
    Boolean,
  );
  return {
    name: name ?? userId,
    isBot: user?.is_bot === true || userId === slackbot,
    isGuest: foreign || user?.is_restricted === true || user?.is_ultra_restricted === true,
    ...(email ? { email } : {}),
  };
}

/** Everyone in the place but this bot. Other bots are sorted out where each person is looked up. */
export async function listMembers(
  connection: SlackConnection,
  target: Target,
): Promise<{ platformUserIds: readonly string[]; complete: boolean }> {
  const own = await connection.botUserId();
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < maxMemberPages; page += 1) {
    const answer = await calling('listing the members', () =>
      connection.client.conversations.members({
        channel: target.place.channelId,
        limit: memberPageSize,
        ...(cursor === undefined ? {} : { cursor }),
      }),
    );
    ids.push(...(answer.members ?? []).filter((id) => id !== own && id !== slackbot));
    cursor = answer.response_metadata?.next_cursor ?? undefined;
    if (!cursor) return { platformUserIds: ids, complete: true };
  }
  return { platformUserIds: ids, complete: false };
}

export async function openDirect(connection: SlackConnection, userId: string): Promise<Target | undefined> {
  const { installationId, client } = connection;
  try {
    const { channel } = await calling('opening a direct message', () =>
      client.conversations.open({ users: userId }),
    );
    if (!channel?.id) return undefined;
    const place = placeOf({ installationId, channelId: channel.id, kind: 'direct' });
    return { installationId, place, recipient: userId };
  } catch (error) {
    if (error instanceof AppError && error.code === 'SLACK_UNREACHABLE') return undefined;
    throw error;
  }
}

/** A group message with these people. Undefined where the app lacks `mpim:write`, or one of them cannot be written to. */
export async function openGroup(
  connection: SlackConnection,
  userIds: readonly string[],
): Promise<Target | undefined> {
  const { installationId, client } = connection;
  try {
    const { channel } = await calling('opening a group message', () =>
      client.conversations.open({ users: userIds.join(',') }),
    );
    if (!channel?.id) return undefined;
    return { installationId, place: placeOf({ installationId, channelId: channel.id, kind: 'group' }) };
  } catch (error) {
    if (error instanceof AppError && error.retry === 'never') return undefined;
    throw error;
  }
}
