import type { Place } from '../../turns/turn.ts';
import { responseUrlLifetimeMs } from './limits.ts';
import type { BlockActions, Envelope, ReplyHandle } from './schema.ts';

/** The workspace, or the enterprise where the app is installed for all its workspaces. */
export function installationOf(envelope: Envelope): string {
  const authorization = envelope.authorizations?.[0];
  if (authorization?.is_enterprise_install === true && authorization.enterprise_id) {
    return authorization.enterprise_id;
  }
  // In a channel shared with another company `team_id` may be theirs; the authorization is always ours.
  return authorization?.team_id ?? envelope.context_team_id ?? envelope.team_id;
}

export function installationOfInteraction(
  body: Pick<BlockActions, 'team' | 'enterprise' | 'is_enterprise_install'>,
): string | undefined {
  if (body.is_enterprise_install === true) return body.enterprise?.id;
  return body.team?.id;
}

/**
 * The kind of a place from what the event says of it: `channel_type`, else the channel's name in commands and
 * interactions (`directmessage`, `mpdm-…`), else the id's first letter.
 */
export function placeKind(channelId: string, hint: string | null | undefined): Place['kind'] {
  if (hint === 'im' || hint === 'directmessage' || channelId.startsWith('D')) return 'direct';
  if (hint === 'mpim' || hint?.startsWith('mpdm-') === true) return 'group';
  return 'channel';
}

/** `privategroup` is what Slack says for any private channel: no name that would help a person. */
export function labelOf(channelName: string | null | undefined): string | undefined {
  if (!channelName || ['directmessage', 'privategroup'].includes(channelName)) return undefined;
  return channelName.startsWith('mpdm-') ? undefined : `#${channelName}`;
}

/** @param threadTs the root under which replies go; undefined only at the top of a direct message, or for a command */
export function placeOf(input: {
  installationId: string;
  channelId: string;
  kind: Place['kind'];
  threadTs?: string | undefined;
  label?: string | undefined;
}): Place {
  const { installationId, channelId, kind, threadTs, label } = input;
  return {
    key: ['slack', installationId, channelId, ...(threadTs === undefined ? [] : [threadTs])].join(':'),
    kind,
    channelId,
    ...(threadTs === undefined ? {} : { threadId: threadTs }),
    ...(label === undefined ? {} : { label }),
  };
}

/** Slack's timestamps are instants in seconds. */
export const instantOf = (ts: string): string => new Date(Math.round(Number(ts) * 1_000)).toISOString();

export function responseHandle(
  responseUrl: string | null | undefined,
  receivedAt: Date,
): Pick<ReplyHandle, 'responseUrl' | 'responseUrlUntil'> {
  if (!responseUrl) return {};
  const until = new Date(receivedAt.getTime() + responseUrlLifetimeMs).toISOString();
  return { responseUrl, responseUrlUntil: until };
}
