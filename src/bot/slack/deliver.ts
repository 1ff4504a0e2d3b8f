import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { ChatPlatform, MessageStream, Target } from '../../turns/chat-platform.ts';
import type { SlackConnection } from './connections.ts';
import { createDownload } from './download.ts';
import type { DownloadOptions } from './download.ts';
import { calling, fileError, toAppError } from './errors.ts';
import { findDelivery } from './find-delivery.ts';
import { maxFileBytes } from '../../files/fetch-file.ts';
import { listMembers, lookUpPerson, openDirect, openGroup } from './people.ts';
import {
  answerByUrl,
  freshResponseUrl,
  handleOf,
  isPrivate,
  replacePrivately,
  sendPrivately,
} from './private-reply.ts';
import { bringPicture } from './picture.ts';
import { createProgress } from './progress.ts';
import { uploadFile } from './upload.ts';
import { renderMessage } from './render.ts';
import type { RenderedPart } from './render.ts';
import { alignRest, editPart, postPart, postRest, removeMessage } from './sending.ts';
import type { Sending, Sleep } from './sending.ts';
import { editedStream, nativeStream, placeholder, resumedStream } from './stream.ts';

interface SlackPlatformOptions {
  /** @throws AppError SLACK_CREDENTIALS when the app is not installed there */
  clientFor: (installationId: string) => Promise<SlackConnection>;
  clock: Clock;
  logger: Logger;
  files?: DownloadOptions;
  /** Waits between the parts of one message when Slack asks for it. Default: real time. */
  sleep?: Sleep;
}

/** Slack, outbound. Errors leave as AppError SLACK_* and FILE_* (errors.ts). */
export function createSlackPlatform(options: SlackPlatformOptions): ChatPlatform {
  const { clock, logger, clientFor } = options;
  const sleep: Sleep = options.sleep ?? (async (ms) => wait(ms));
  const download = createDownload(options.files);
  const progress = createProgress(clock);

  const sendingTo = async (target: Target): Promise<Sending> => ({
    connection: await clientFor(target.installationId),
    place: target.place,
    sleep,
  });

  /** Whom a message is for alone; in a direct message everybody is alone. */
  const soleReader = (target: Target): string | undefined =>
    target.place.kind === 'direct' ? undefined : target.onlyFor;

  /** Sends the first part, or puts it where "Thinking…" stands. */
  async function sendFirst(sending: Sending, first: RenderedPart, deliveryId: string): Promise<string> {
    const mark = { id: deliveryId, part: 1 };
    const waiting = progress.waiting(sending);
    if (waiting !== undefined) {
      try {
        await editPart(sending, waiting, first, mark);
        await progress.done(sending, waiting);
        return waiting;
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'SLACK_NOT_FOUND') throw error;
      }
    }
    const ts = await postPart(sending, first, mark);
    await progress.done(sending, ts);
    return ts;
  }

  async function openNativeStream(
    sending: Sending,
    target: Target,
    deliveryId: string,
  ): Promise<MessageStream | undefined> {
    const { connection, place } = sending;
    const { threadId } = place;
    const shared = place.kind !== 'direct';
    const teamId = handleOf(target)?.teamId ?? target.installationId;
    if (threadId === undefined || (shared && target.recipient === undefined)) return undefined;
    try {
      const { ts } = await connection.client.chat.startStream({
        channel: place.channelId,
        thread_ts: threadId,
        ...(shared && target.recipient !== undefined
          ? { recipient_user_id: target.recipient, recipient_team_id: teamId }
          : {}),
      });
      return ts === undefined
        ? undefined
        : nativeStream({ sending, clock, logger, messageId: ts, deliveryId });
    } catch (error) {
      const fault = toAppError(error, 'starting a stream');
      // No answer may hide a stream that did start: the ledger asks before anything else is sent.
      if (fault.code === 'SLACK_UNAVAILABLE') throw fault;
      logger.debug('this place does not stream', { code: fault.code });
      return undefined;
    }
  }

  return {
    platform: 'slack',

    async post(target, message, deliveryId) {
      const sending = await sendingTo(target);
      const reader = soleReader(target);
      if (reader !== undefined) {
        const { connection } = sending;
        const messageId = await sendPrivately(connection, target, reader, message, deliveryId, clock);
        await progress.clear(sending);
        return { messageId };
      }
      const parts = renderMessage(message);
      const [first] = parts;
      if (!first) return { messageId: '' };
      try {
        const messageId = await sendFirst(sending, first, deliveryId);
        await postRest(sending, parts, messageId, deliveryId);
        return { messageId };
      } catch (error) {
        // A command may be typed where the bot is no member; then its answer reaches the person alone.
        const url = freshResponseUrl(target, clock);
        const unreachable = error instanceof AppError && error.code === 'SLACK_UNREACHABLE';
        if (url === undefined || !unreachable) throw error;
        return { messageId: await answerByUrl(url, message, deliveryId) };
      }
    },

    async sendFile(target, file) {
      const sending = await sendingTo(target);
      const messageId = await uploadFile(sending, file);
      await progress.clear(sending);
      return { messageId };
    },

    bringPicture: async (target, png) => bringPicture(await sendingTo(target), png),

    async update(target, messageId, message) {
      if (isPrivate(target, messageId)) return replacePrivately(target, message, clock);
      const sending = await sendingTo(target);
      const parts = renderMessage(message);
      const [first] = parts;
      if (first) await editPart(sending, messageId, first);
      await alignRest(sending, parts, messageId);
      await progress.done(sending, messageId);
    },

    async remove(target, messageId) {
      // What one person alone was shown is kept by nobody, and cannot be asked for.
      if (isPrivate(target, messageId)) return false;
      return removeMessage(await sendingTo(target), messageId);
    },

    async showProgress(target, text) {
      try {
        await progress.show(await sendingTo(target), text);
      } catch (error) {
        logger.debug('no progress shown', { code: toAppError(error, 'showing progress').code });
      }
    },

    async takeUpProgress(target, search) {
      try {
        await progress.takeUp(await sendingTo(target), search);
      } catch (error) {
        logger.debug('no progress taken up', { code: toAppError(error, 'looking for progress').code });
      }
    },

    async endProgress(target) {
      try {
        await progress.clear(await sendingTo(target));
      } catch (error) {
        logger.debug('progress not ended', { code: toAppError(error, 'ending progress').code });
      }
    },

    async startStream(target, deliveryId) {
      if (soleReader(target) !== undefined) return undefined;
      const sending = await sendingTo(target);
      if (target.place.kind !== 'direct' || target.place.threadId !== undefined) {
        return openNativeStream(sending, target, deliveryId);
      }
      const mark = { id: deliveryId, part: 1 };
      const messageId = progress.waiting(sending) ?? (await postPart(sending, placeholder, mark));
      await progress.done(sending, messageId);
      return editedStream({ sending, clock, logger, messageId, deliveryId });
    },

    async resumeStream(target, messageId) {
      const sending = await sendingTo(target);
      await progress.done(sending, messageId);
      return resumedStream(sending, messageId);
    },

    async find(target, search) {
      if (soleReader(target) !== undefined) return { kind: 'unknowable' };
      return findDelivery(await clientFor(target.installationId), target, search);
    },

    async person(installationId, platformUserId) {
      return lookUpPerson(await clientFor(installationId), platformUserId);
    },

    async members(target) {
      return listMembers(await clientFor(target.installationId), target);
    },

    async directPlace(installationId, platformUserId) {
      return openDirect(await clientFor(installationId), platformUserId);
    },

    async openGroup(installationId, platformUserIds) {
      return openGroup(await clientFor(installationId), platformUserIds);
    },

    async download(target, file) {
      if ((file.size ?? 0) > maxFileBytes) {
        throw fileError('FILE_TOO_LARGE', `Slack: a file has ${file.size ?? 0} bytes`);
      }
      const { client, token } = await clientFor(target.installationId);
      // Files shared from another workspace come without an address and must be asked for.
      const url = file.url ?? (await addressOf(client, file.id));
      return download(url, token, file.name);
    },
  };
}

async function addressOf(client: SlackConnection['client'], fileId: string): Promise<string> {
  const { file } = await calling('looking up a file', () => client.files.info({ file: fileId }));
  const url = file?.url_private_download ?? file?.url_private;
  if (!url) throw fileError('FILE_NOT_REACHABLE', 'Slack: a file without an address');
  return url;
}
