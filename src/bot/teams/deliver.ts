import { setTimeout as sleep } from 'node:timers/promises';
import { TeamsInfo } from 'botbuilder';
import type { Activity, TeamsChannelAccount } from 'botbuilder';
import { AppError } from '../../shared/errors.ts';
import { systemClock } from '../../shared/clock.ts';
import type { Clock } from '../../shared/clock.ts';
import { silentLogger } from '../../shared/logger.ts';
import type { Logger } from '../../shared/logger.ts';
import { words } from '../../messages/words/en.ts';
import type { ChatPlatform, Target } from '../../turns/chat-platform.ts';
import type { ThreadcoachTeamsAdapter } from './adapter.ts';
import { directTarget, replyHandleOf } from './conversation.ts';
import { downloadFile } from './download.ts';
import type { FileSource } from './download.ts';
import { idOfParts, partsOfId } from './part-ids.ts';
import { maxMemberPages, memberPageSize, requestTimeoutMs } from './limits.ts';
import { renderActivities } from './render.ts';
import type { RenderedActivity } from './render.ts';
import type { ReplyHandle } from './schema.ts';
import { announceFile, askConsent, bringFile, uploadOf } from './send-file.ts';
import { SendPace } from './send-pace.ts';
import { sendActivity, TeamsMessageStream } from './stream.ts';
import type { StreamWires } from './stream.ts';

interface TeamsPlatformOptions {
  adapter: ThreadcoachTeamsAdapter;
  clock?: Clock;
  logger?: Logger;
  /** Shows Teams' own thumbs under cited answers, in the place of ours. Default: false. */
  askFeedback?: boolean;
  /** Where attached files may come from. Default: SharePoint and OneDrive over https. */
  files?: FileSource;
  /**
   * Connector for people whose chat we never saw, so that no stored address is known. Default: Microsoft's global one.
   * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
   */
  serviceUrl?: string;
}

/**
 * Teams, outbound. Messages go out "proactively": the worker that answers is rarely the process that was asked, so only
 * the stored reference in `Target.replyHandle` is used, never the request.
 *
 * @returns a ChatPlatform whose errors are AppErrors `TEAMS_*` and `FILE_*`
 */
export function createTeamsPlatform(options: TeamsPlatformOptions): ChatPlatform {
  const { adapter, clock = systemClock, logger = silentLogger } = options;
  const pace = new SendPace(clock);
  const partsSent = new PartsSent();
  const renderOptions = { askFeedback: options.askFeedback ?? false };

  async function send(
    handle: ReplyHandle,
    activity: Partial<Activity>,
    doing: string,
    maxWaitMs = requestTimeoutMs,
  ): Promise<string> {
    const waitMs = pace.reserve(handle.conversationId, maxWaitMs);
    if (waitMs > maxWaitMs)
      throw new AppError({
        code: 'TEAMS_RATE_LIMITED',
        message: 'Teams: this conversation has had its share of messages',
        retry: 'later',
        retryAfterMs: waitMs,
      });
    if (waitMs > 0) await sleep(waitMs);
    return adapter.inConversation(handle, doing, (context) => sendActivity(context, activity));
  }

  async function update(handle: ReplyHandle, id: string, activity: RenderedActivity): Promise<void> {
    await adapter.inConversation(handle, 'editing a message', (context) =>
      context.updateActivity({ ...activity, id }),
    );
  }

  const wiresOf = (handle: ReplyHandle): StreamWires => ({
    send: (activity) => send(handle, activity, 'streaming'),
    sendNowOrNever: (activity) => send(handle, activity, 'streaming', 0),
    update: (id, activity) => update(handle, id, activity),
    post: (activity) => send(handle, activity, 'posting'),
    clock,
    logger,
    askFeedback: renderOptions.askFeedback,
  });

  async function directPlace(
    installationId: string,
    platformUserId: string,
    near?: Target,
  ): Promise<Target | undefined> {
    const known = near?.replyHandle === undefined ? undefined : replyHandleOf(near);
    const base: ReplyHandle = known ?? {
      serviceUrl: options.serviceUrl ?? 'https://smba.trafficmanager.net/teams/',
      botId: `28:${adapter.appId}`,
      tenantId: installationId,
      conversationId: platformUserId,
      conversationType: 'personal',
    };
    try {
      const conversationId = await adapter.openPersonalChat(base, platformUserId);
      const { serviceUrl, botId, botName, tenantId } = base;
      return directTarget(installationId, {
        serviceUrl,
        botId,
        ...(botName === undefined ? {} : { botName }),
        tenantId,
        conversationId,
        conversationType: 'personal',
      });
    } catch (error) {
      // The person has not installed the app, or has blocked it.
      if (error instanceof AppError && error.code === 'TEAMS_UNREACHABLE') return undefined;
      throw error;
    }
  }

  /** Teams has no message for one pair of eyes in a shared place: it goes to the personal chat. */
  async function forEyesOf(target: Target): Promise<Target> {
    if (target.onlyFor === undefined || target.place.kind === 'direct') return target;
    const direct = await directPlace(target.installationId, target.onlyFor, target);
    if (direct === undefined)
      throw new AppError({
        code: 'TEAMS_UNREACHABLE',
        message: 'Teams: a private answer has no personal chat to go to',
        userMessage:
          'I cannot write to you privately yet. Open a chat with Threadcoach once, then try again.',
      });
    return direct;
  }

  return {
    platform: 'teams',

    async post(target, message, deliveryId) {
      const handle = replyHandleOf(await forEyesOf(target));
      const activities = renderActivities(message, renderOptions);
      const ids = partsSent.of(deliveryId);
      for (const activity of activities.slice(ids.length)) {
        ids.push(await send(handle, activity, 'posting'));
        partsSent.remember(deliveryId, ids);
      }
      partsSent.forget(deliveryId);
      // The Agents Playground shows text and card as two messages and then gives no id; Teams always gives one.
      return { messageId: idOfParts(ids) || `unnumbered:${deliveryId}` };
    },

    /** Asks first; after the yes, which brings the address, the file goes there and its card here. */
    async sendFile(target, file, deliveryId) {
      const direct = await forEyesOf(target);
      const handle = replyHandleOf(direct);
      const upload = uploadOf(direct);
      if (upload !== undefined) await bringFile(file, upload, options.files);
      const activity = upload === undefined ? askConsent(file) : announceFile(file, upload);
      const id = await send(handle, activity, 'sending a file');
      return { messageId: id || `unnumbered:${deliveryId}` };
    },

    /** Part by part; what has become longer is posted after it, and parts that it no longer needs are taken away. */
    async update(target, messageId, message) {
      const handle = replyHandleOf(await forEyesOf(target));
      const ids = partsOfId(messageId);
      const activities = renderActivities(message, renderOptions);
      for (const [index, activity] of activities.entries()) {
        const id = ids[index];
        if (id === undefined) await send(handle, activity, 'posting');
        else await update(handle, id, activity);
      }
      for (const id of ids.slice(activities.length)) {
        await adapter.inConversation(handle, 'removing a part', (context) => context.deleteActivity(id));
      }
    },

    /** A bot deletes what it sent, and nothing else. */
    async remove(target, messageId) {
      const handle = replyHandleOf(await forEyesOf(target));
      try {
        for (const id of partsOfId(messageId)) {
          await adapter.inConversation(handle, 'removing a message', (context) => context.deleteActivity(id));
        }
        return true;
      } catch (error) {
        if (error instanceof AppError && error.retry === 'never') return false;
        throw error;
      }
    },

    /** Teams shows dots, not words; the words come with the stream. */
    async showProgress(target) {
      try {
        const handle = replyHandleOf(await forEyesOf(target));
        // Late dots would hold up the answer itself.
        await send(handle, { type: 'typing' }, 'showing progress', 0);
      } catch (error) {
        logger.debug('progress could not be shown in Teams', {
          code: error instanceof AppError ? error.code : 'UNKNOWN',
        });
      }
    },

    /** Only personal chats stream. https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux */
    async startStream(target) {
      const place = await forEyesOf(target);
      if (place.place.kind !== 'direct') return undefined;
      try {
        return await TeamsMessageStream.start(wiresOf(replyHandleOf(place)), words.progress.thinking);
      } catch (error) {
        // A client or tenant that refuses streams still takes whole messages.
        if (error instanceof AppError && error.code === 'TEAMS_REFUSED') return undefined;
        throw error;
      }
    },

    async resumeStream(target, messageId) {
      return TeamsMessageStream.resume(wiresOf(replyHandleOf(await forEyesOf(target))), messageId);
    },

    /** Bots cannot read a conversation's messages in Teams without far wider permissions than we ask for. */
    find: () => Promise.resolve({ kind: 'unknowable' }),

    async person(installationId, platformUserId, target) {
      const place = target ?? (await directPlace(installationId, platformUserId));
      if (place === undefined)
        throw new AppError({ code: 'TEAMS_UNREACHABLE', message: 'Teams: this person cannot be looked up' });
      const handle = replyHandleOf(place);
      const member = await adapter.inConversation(handle, 'looking up a person', (context) =>
        handle.teamId === undefined
          ? TeamsInfo.getMember(context, platformUserId)
          : TeamsInfo.getTeamMember(context, handle.teamId, platformUserId),
      );
      return toPerson(member, handle.tenantId);
    },

    async members(target) {
      const handle = replyHandleOf(target);
      const platformUserIds: string[] = [];
      let token: string | undefined;
      for (let page = 0; page < maxMemberPages; page += 1) {
        const { members, continuationToken } = await adapter.inConversation(
          handle,
          'listing members',
          (context) =>
            handle.teamId === undefined
              ? TeamsInfo.getPagedMembers(context, memberPageSize, token)
              : TeamsInfo.getPagedTeamMembers(context, handle.teamId, memberPageSize, token),
        );
        platformUserIds.push(...members.map((member) => member.id).filter((id) => !id.startsWith('28:')));
        // A private channel has fewer people than its team, which errs on the safe side. A shared channel also has people from outside its team, whom this list does not hold.
        if (!continuationToken) return { platformUserIds, complete: handle.channelType !== 'shared' };
        token = continuationToken;
      }
      return { platformUserIds, complete: false };
    },

    directPlace,

    download: (_target, file) => downloadFile(file, options.files),
  };
}

/**
 * The address is the tenant's own record of the person. A guest's is what some other tenant says, so `isGuest` goes
 * with it; their sign-in name (`…#EXT#…`) is no address at all.
 */
function toPerson(member: TeamsChannelAccount, tenantId: string) {
  const signIn = member.userPrincipalName ?? '';
  const isGuest =
    signIn.includes('#EXT#') ||
    (member.userRole !== undefined && member.userRole !== 'user') ||
    (member.tenantId !== undefined && member.tenantId !== tenantId);
  const email = [member.email, signIn].find((text) => text?.includes('@') && !text.includes('#EXT#'));
  return {
    ...(email === undefined ? {} : { email: email.toLowerCase() }),
    name: member.name,
    isBot: false,
    isGuest,
  };
}

/**
 * Which parts of a long message went out before one failed, so that the next try goes on from there instead of doubling
 * them. Held in this process only: after a crash the ledger's own rule for Teams applies.
 */
class PartsSent {
  readonly #ids = new Map<string, string[]>();

  of(deliveryId: string): string[] {
    return [...(this.#ids.get(deliveryId) ?? [])];
  }

  remember(deliveryId: string, ids: readonly string[]): void {
    this.#ids.set(deliveryId, [...ids]);
    const [oldest] = this.#ids.keys();
    if (this.#ids.size > 1_000 && oldest !== undefined) this.#ids.delete(oldest);
  }

  forget(deliveryId: string): void {
    this.#ids.delete(deliveryId);
  }
}
