import type { Chart } from '../messages/chart.ts';
import type { Block, Message } from '../messages/message.ts';
import { AppError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { ChatPlatform, MessageStream, Target } from './chat-platform.ts';

export interface PictureDeps {
  /** A chart as PNG of at most 1024 × 1024 pixels. @throws AppError CHART_001 */
  paint: (chart: Chart) => Promise<Uint8Array>;
  logger: Logger;
}

/**
 * The same platform, showing charts as pictures: each is painted right before its message goes out, and kept nowhere by us.
 * Where it cannot be painted, brought or shown, the message goes out with the chart's words in its place.
 * @param platform an object whose methods do not need it as `this`
 */
export function withPictures(platform: ChatPlatform, { paint, logger }: PictureDeps): ChatPlatform {
  async function pictured(target: Target, block: Block): Promise<Block> {
    if (block.kind !== 'chart') return block;
    try {
      const png = await paint(block.chart);
      if (platform.bringPicture === undefined) return { ...block, picture: { png } };
      return { ...block, picture: { png, reference: await platform.bringPicture(target, png) } };
    } catch (error) {
      logger.warn('a chart goes out as words', codeOf(error));
      return block;
    }
  }

  async function showing<T>(
    target: Target,
    message: Message,
    send: (message: Message) => Promise<T>,
  ): Promise<T> {
    if (!message.blocks.some(({ kind }) => kind === 'chart')) return send(message);
    const blocks = await Promise.all(message.blocks.map((block) => pictured(target, block)));
    if (!blocks.some((block) => block.kind === 'chart' && block.picture !== undefined)) return send(message);
    try {
      return await send({ ...message, blocks });
    } catch (error) {
      // What the platform refuses for another reason, it refuses again.
      if (!(error instanceof AppError) || error.retry === 'later') throw error;
      logger.warn('a picture was refused, its words go out', codeOf(error));
      return send(message);
    }
  }

  const streaming = (target: Target, stream: MessageStream): MessageStream => ({
    messageId: stream.messageId,
    append: (markdown) => stream.append(markdown),
    finish: (message) => showing(target, message, (shown) => stream.finish(shown)),
  });

  return {
    ...platform,
    post: (target, message, deliveryId) =>
      showing(target, message, (shown) => platform.post(target, shown, deliveryId)),
    update: (target, messageId, message) =>
      showing(target, message, (shown) => platform.update(target, messageId, shown)),
    async startStream(target, deliveryId) {
      const stream = await platform.startStream(target, deliveryId);
      return stream === undefined ? undefined : streaming(target, stream);
    },
    resumeStream: async (target, messageId) =>
      streaming(target, await platform.resumeStream(target, messageId)),
  };
}

const codeOf = (error: unknown) => ({ code: error instanceof AppError ? error.code : 'unknown' });
