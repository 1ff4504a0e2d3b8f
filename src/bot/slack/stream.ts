import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Message } from '../../messages/message.ts';
import type { MessageStream } from '../../turns/chat-platform.ts';
import { calling } from './errors.ts';
import { toMetadata } from './history.ts';
import { editIntervalMs, maxMarkdown, streamEarlyPiece, streamIntervalMs, streamMinGapMs } from './limits.ts';
import { defuse, markdownBlock, renderMessage } from './render.ts';
import type { RenderedPart } from './render.ts';
import { alignRest, editPart, patiently, postRest } from './sending.ts';
import type { Sending } from './sending.ts';

/** Shown in a direct message until the first words are there. */
export const placeholder: RenderedPart = { text: '…', blocks: [markdownBlock('…')] };

interface StreamOptions {
  sending: Sending;
  clock: Clock;
  logger: Logger;
  messageId: string;
  deliveryId: string;
}

/** How pieces reach Slack: appended to a native stream, or by editing an ordinary message. */
interface Channel {
  push(piece: string, textSoFar: string): Promise<void>;
  isDue(waitedMs: number, waiting: number): boolean;
}

/**
 * Collects pieces and sends them no faster than Slack takes them. Appending never waits for Slack and never throws; when
 * a piece is refused (an expired stream, a rate limit) pieces are dropped, because `finish` brings the whole.
 */
function createPump(channel: Channel, { clock, logger }: StreamOptions) {
  let sent = '';
  let waiting = '';
  let lastPushMs = Number.NEGATIVE_INFINITY;
  let inFlight: Promise<void> | undefined;
  let broken = false;
  let ended = false;

  async function push(): Promise<void> {
    // `<` may begin a mention whose end is still to come; it goes with the next piece.
    const piece = defuse(waiting.endsWith('<') ? waiting.slice(0, -1) : waiting);
    waiting = waiting.endsWith('<') ? '<' : '';
    lastPushMs = clock.now().getTime();
    if (piece === '') return;
    try {
      await channel.push(piece, sent + piece);
      sent += piece;
    } catch (error) {
      broken = true;
      const code = error instanceof AppError ? error.code : 'unknown';
      logger.info('a stream was cut short; its message will be completed by an edit', { code });
    }
  }

  function pushIfDue(): void {
    const full = sent.length + waiting.length > maxMarkdown;
    const waitedMs = clock.now().getTime() - lastPushMs;
    if (broken || ended || full || waiting === '' || inFlight !== undefined) return;
    if (!channel.isDue(waitedMs, waiting.length)) return;
    inFlight = push().finally(() => {
      inFlight = undefined;
      pushIfDue();
    });
  }

  return {
    append(markdown: string): Promise<void> {
      waiting += markdown;
      pushIfDue();
      return Promise.resolve();
    },
    /** What Slack shows, once nothing is on its way; undefined when that is not known. */
    async settled(): Promise<string | undefined> {
      ended = true;
      await inFlight;
      return broken ? undefined : sent;
    },
  };
}

/** https://docs.slack.dev/reference/methods/chat.startStream: lives about five minutes, then only edits help. */
export function nativeStream(options: StreamOptions): MessageStream {
  const { sending, messageId, deliveryId } = options;
  const { client } = sending.connection;
  const at = { channel: sending.place.channelId, ts: messageId };
  const pump = createPump(
    {
      push: (piece) =>
        calling('streaming', async () => {
          await client.chat.appendStream({ ...at, markdown_text: piece });
        }),
      isDue: (waitedMs, waiting) =>
        waitedMs >= streamIntervalMs || (waiting >= streamEarlyPiece && waitedMs >= streamMinGapMs),
    },
    options,
  );

  /** Ends the stream with what is missing, so that nothing shown is replaced; false when it did not work. */
  async function stop(shown: string | undefined, first: RenderedPart | undefined): Promise<boolean> {
    const ending = shown === undefined || first === undefined ? undefined : endingOf(shown, first);
    try {
      await calling('ending a stream', () =>
        client.chat.stopStream({ ...at, ...ending, metadata: toMetadata({ id: deliveryId, part: 1 }) }),
      );
      return ending !== undefined;
    } catch {
      // Expired, or perhaps ended by an earlier try: an edit tells, and works in either case.
      return false;
    }
  }

  return {
    messageId,
    append: (markdown) => pump.append(markdown),
    async finish(message) {
      const parts = renderMessage(message);
      const [first] = parts;
      const complete = await stop(await pump.settled(), first);
      if (!complete && first) await patiently(sending.sleep, () => editPart(sending, messageId, first));
      await postRest(sending, parts, messageId, deliveryId);
      return { messageId };
    },
  };
}

/** What to add at the end of a stream that shows `shown` to make it `part`; undefined when that text was another. */
function endingOf(
  shown: string,
  part: RenderedPart,
): { markdown_text?: string; blocks?: RenderedPart['blocks'] } | undefined {
  const [text, ...rest] = part.blocks;
  if (text?.type !== 'markdown') return shown === '' ? { blocks: part.blocks } : undefined;
  if (!text.text.startsWith(shown)) return undefined;
  const missing = text.text.slice(shown.length);
  return {
    ...(missing === '' ? {} : { markdown_text: missing }),
    ...(rest.length === 0 ? {} : { blocks: rest }),
  };
}

/** Slack streams only into threads; at the top of a direct message an ordinary message grows by edits. */
export function editedStream(options: StreamOptions): MessageStream {
  const { sending, messageId, deliveryId } = options;
  const pump = createPump(
    {
      push: (_piece, textSoFar) =>
        editPart(sending, messageId, { text: placeholder.text, blocks: [markdownBlock(textSoFar)] }),
      isDue: (waitedMs) => waitedMs >= editIntervalMs,
    },
    options,
  );
  return {
    messageId,
    append: (markdown) => pump.append(markdown),
    async finish(message) {
      await pump.settled();
      const parts = renderMessage(message);
      const [first] = parts;
      if (first)
        await patiently(sending.sleep, () =>
          editPart(sending, messageId, first, { id: deliveryId, part: 1 }),
        );
      await postRest(sending, parts, messageId, deliveryId);
      return { messageId };
    },
  };
}

/** After a crash the text begins anew, so pieces would only flicker: the message is completed in one edit. */
export function resumedStream(sending: Sending, messageId: string): MessageStream {
  return {
    messageId,
    append: () => Promise.resolve(),
    async finish(message: Message) {
      const parts = renderMessage(message);
      const [first] = parts;
      // A stream that is still open refuses edits; one that has ended refuses to end.
      await sending.connection.client.chat
        .stopStream({ channel: sending.place.channelId, ts: messageId })
        .catch(() => undefined);
      if (first) await patiently(sending.sleep, () => editPart(sending, messageId, first));
      await alignRest(sending, parts, messageId);
      return { messageId };
    },
  };
}
