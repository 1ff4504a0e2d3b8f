import type { DeliveryRecord, DeliveryRepository } from '../coaching/delivery/ports.ts';
import type { Message } from '../messages/message.ts';
import { AppError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { ChatPlatform, MessageStream, OutgoingFile, Target } from './chat-platform.ts';

/** What identifies one outgoing message. The same `key` never becomes a second message. */
export interface Envelope {
  organizationId: string;
  /** e.g. `${turnId}:0`. */
  key: string;
  subject?: { type: string; id: string };
}

/** A message in the making; `finish` makes it final and records it. */
export interface OutgoingStream {
  append(markdown: string): Promise<void>;
  finish(message: Message): Promise<string>;
}

/**
 * Sends through the ledger: claimed before it is sent, recorded after. After a crash between the two the platform is
 * asked first; where it cannot be asked the message is sent again, because an answer twice is better than none
 * (docs/decisions/0006-teams-cannot-be-asked.md).
 */
export interface Deliverer {
  /** @returns the platform's id of the message. @throws AppError of the platform, `retry` says whether again */
  send(platform: ChatPlatform, target: Target, message: Message, envelope: Envelope): Promise<string>;
  /**
   * Sends a file with its message, once a key.
   * @returns the platform's id of the message. @throws AppError EXPORT_006 where the platform sends no files
   */
  sendFile(platform: ChatPlatform, target: Target, file: OutgoingFile, envelope: Envelope): Promise<string>;
  /** A message that grows. Where the place cannot stream, pieces are dropped and `finish` sends the whole. */
  stream(platform: ChatPlatform, target: Target, envelope: Envelope): Promise<OutgoingStream>;
  /**
   * Ends a stream that was opened under this key and never finished with `message` instead of what it was to say.
   * @returns false where there is none
   */
  endOpenStream(
    platform: ChatPlatform,
    target: Target,
    message: Message,
    envelope: Envelope,
  ): Promise<boolean>;
  /** For a turn that is tried again: progress that an earlier try showed gives way to the reply. */
  takeUpProgress(
    platform: ChatPlatform,
    target: Target,
    turn: { organizationId: string; since: Date },
  ): Promise<void>;
}

export function createDeliverer(deps: { deliveries: DeliveryRepository; logger: Logger }): Deliverer {
  const { deliveries, logger } = deps;

  const claim = (
    platform: ChatPlatform,
    target: Target,
    view: string,
    envelope: Envelope,
  ): Promise<DeliveryRecord> =>
    deliveries.claim({
      organizationId: envelope.organizationId,
      idempotencyKey: envelope.key,
      conversationKey: target.place.key,
      view,
      platform: platform.platform,
      installationId: target.installationId,
      ...(envelope.subject && { subjectType: envelope.subject.type, subjectId: envelope.subject.id }),
    });

  /** The id of a message that an earlier attempt left behind, if there is one. */
  async function leftBehind(
    platform: ChatPlatform,
    target: Target,
    record: DeliveryRecord,
  ): Promise<string | undefined> {
    if (record.platformMessageId !== undefined) return record.platformMessageId;
    if (record.state !== 'sending') return undefined;
    const known = await deliveries.knownMessageIds(record.organizationId, target.place.key);
    const found = await platform.find(target, { deliveryId: record.id, since: record.createdAt, known });
    logger.info('asked the platform for a message sent but not recorded', {
      organizationId: record.organizationId,
      deliveryId: record.id,
      outcome: found.kind,
    });
    return found.kind === 'found' ? found.messageId : undefined;
  }

  async function recordFailure(record: DeliveryRecord, error: unknown): Promise<void> {
    if (!(error instanceof AppError) || error.retry === 'later') return;
    const state = error.code.endsWith('_UNREACHABLE') ? 'unreachable' : 'failed';
    await deliveries.markFailed(record.organizationId, record.id, state, error.code);
  }

  async function deliver(
    platform: ChatPlatform,
    target: Target,
    message: Message,
    record: DeliveryRecord,
  ): Promise<string> {
    if (record.state === 'sent' && record.platformMessageId !== undefined) return record.platformMessageId;
    try {
      const before = await leftBehind(platform, target, record);
      if (before !== undefined) {
        // Not `update`: what was left behind may be an open stream, and that refuses edits.
        const left = await platform.resumeStream(target, before);
        const { messageId } = await left.finish(message);
        await deliveries.markSent(record.organizationId, record.id, messageId, message.view);
        return messageId;
      }
      await deliveries.markSending(record.organizationId, record.id);
      const { messageId } = await platform.post(target, message, record.id);
      await deliveries.markSent(record.organizationId, record.id, messageId, message.view);
      return messageId;
    } catch (error) {
      await recordFailure(record, error);
      throw error;
    }
  }

  async function openStream(
    platform: ChatPlatform,
    target: Target,
    record: DeliveryRecord,
  ): Promise<MessageStream | undefined> {
    const before = await leftBehind(platform, target, record);
    if (before !== undefined) {
      await deliveries.saveMessageId(record.organizationId, record.id, before);
      return platform.resumeStream(target, before);
    }
    await deliveries.markSending(record.organizationId, record.id);
    const stream = await platform.startStream(target, record.id);
    // Saved before the first piece: from here on a retry edits this message.
    if (stream) await deliveries.saveMessageId(record.organizationId, record.id, stream.messageId);
    return stream;
  }

  return {
    async send(platform, target, message, envelope) {
      return deliver(platform, target, message, await claim(platform, target, message.view, envelope));
    },
    async sendFile(platform, target, file, envelope) {
      const record = await claim(platform, target, file.message.view, envelope);
      if (record.state === 'sent' && record.platformMessageId !== undefined) return record.platformMessageId;
      if (platform.sendFile === undefined) {
        throw new AppError({
          code: 'EXPORT_006',
          message: 'the platform sends no files',
          userMessage: 'I cannot send files here. Ask your admin for the export from the command line.',
        });
      }
      try {
        await deliveries.markSending(record.organizationId, record.id);
        const { messageId } = await platform.sendFile(target, file, record.id);
        await deliveries.markSent(record.organizationId, record.id, messageId, file.message.view);
        return messageId;
      } catch (error) {
        await recordFailure(record, error);
        throw error;
      }
    },
    async takeUpProgress(platform, target, { organizationId, since }) {
      if (platform.takeUpProgress === undefined) return;
      const known = await deliveries.knownMessageIds(organizationId, target.place.key);
      await platform.takeUpProgress(target, { since, known });
    },
    async endOpenStream(platform, target, message, envelope) {
      const record = await deliveries.findByKey(envelope.organizationId, envelope.key);
      if (record?.state !== 'sending' || record.platformMessageId === undefined) return false;
      await deliver(platform, target, message, record);
      return true;
    },
    async stream(platform, target, envelope) {
      const record = await claim(platform, target, 'answer', envelope);
      const sentBefore = record.state === 'sent' ? record.platformMessageId : undefined;
      if (sentBefore !== undefined) {
        return { append: () => Promise.resolve(), finish: () => Promise.resolve(sentBefore) };
      }
      const stream = await openStream(platform, target, record);
      if (stream === undefined) {
        return {
          append: () => Promise.resolve(),
          // Claimed again: `sending` was never followed by a message, and the record must say so.
          finish: (message) => deliver(platform, target, message, { ...record, state: 'pending' }),
        };
      }
      return {
        append: (markdown) => stream.append(markdown),
        async finish(message) {
          try {
            const { messageId } = await stream.finish(message);
            await deliveries.markSent(record.organizationId, record.id, messageId, message.view);
            return messageId;
          } catch (error) {
            await recordFailure(record, error);
            throw error;
          }
        },
      };
    },
  };
}
