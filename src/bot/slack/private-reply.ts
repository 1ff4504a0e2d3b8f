import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { Target } from '../../turns/chat-platform.ts';
import type { Message } from '../../messages/message.ts';
import type { SlackConnection } from './connections.ts';
import { calling, notEditable, responseRefused, toAppError } from './errors.ts';
import { requestTimeoutMs } from './limits.ts';
import { renderMessage } from './render.ts';
import type { RenderedPart } from './render.ts';
import { replyHandleSchema } from './schema.ts';
import type { ReplyHandle } from './schema.ts';

/** Messages that one person sees alone have no lasting id; this stands for it in the ledger. */
const privateId = (deliveryId: string): string => `private:${deliveryId}`;

export const handleOf = (target: Target): ReplyHandle | undefined => {
  const parsed = replyHandleSchema.safeParse(target.replyHandle);
  return parsed.success ? parsed.data : undefined;
};

/** The turn's response URL, while Slack still takes answers there. It needs no membership in the channel. */
export function freshResponseUrl(target: Target, clock: Clock): string | undefined {
  const handle = handleOf(target);
  if (!handle?.responseUrl || !handle.responseUrlUntil) return undefined;
  return clock.now().getTime() < Date.parse(handle.responseUrlUntil) ? handle.responseUrl : undefined;
}

/** Answers by a response URL. @throws AppError SLACK_TOO_LATE when it is used up or half an hour old */
export async function respond(url: string, part: RenderedPart, replace: boolean): Promise<void> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        response_type: 'ephemeral',
        replace_original: replace,
        text: part.text,
        ...(part.blocks.length === 0 ? {} : { blocks: part.blocks }),
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(requestTimeoutMs),
    });
  } catch (error) {
    throw toAppError(error, 'answering privately');
  }
  await response.arrayBuffer();
  if (!response.ok) throw responseRefused(response.status);
}

const mayTryOtherWay = (error: unknown): boolean =>
  error instanceof AppError && ['SLACK_TOO_LATE', 'SLACK_UNREACHABLE'].includes(error.code);

/**
 * Shows a message to one person inside a shared place. In a thread through the Web API, which knows threads; elsewhere
 * through the response URL first, which works where the bot is no member. Each is the other's fallback.
 */
export async function sendPrivately(
  connection: SlackConnection,
  target: Target,
  user: string,
  message: Message,
  deliveryId: string,
  clock: Clock,
): Promise<string> {
  const { channelId, threadId } = target.place;
  const url = freshResponseUrl(target, clock);
  const ephemeral = (part: RenderedPart) =>
    calling('sending a private message', () =>
      connection.client.chat.postEphemeral({
        channel: channelId,
        user,
        ...(threadId === undefined ? {} : { thread_ts: threadId }),
        text: part.text,
        blocks: part.blocks,
      }),
    );
  const viaUrl = url === undefined ? undefined : (part: RenderedPart) => respond(url, part, false);
  for (const part of renderMessage(message)) {
    const ways = threadId === undefined ? [viaUrl, ephemeral] : [ephemeral, viaUrl];
    const [first, second] = ways.filter((way) => way !== undefined);
    try {
      await first?.(part);
    } catch (error) {
      if (second === undefined || !mayTryOtherWay(error)) throw error;
      await second(part);
    }
  }
  return privateId(deliveryId);
}

/** Answers a command typed where the bot is no member, e.g. in the direct message of two people. */
export async function answerByUrl(url: string, message: Message, deliveryId: string): Promise<string> {
  for (const part of renderMessage(message)) await respond(url, part, false);
  return privateId(deliveryId);
}

/** True when `messageId` is a message that only one person sees. */
export function isPrivate(target: Target, messageId: string): boolean {
  const handle = handleOf(target);
  return messageId.startsWith('private:') || (handle?.ephemeral === true && handle.messageTs === messageId);
}

/** Only a press of its own button opens the way to change a private message. @throws AppError SLACK_NOT_FOUND, SLACK_TOO_LATE */
export async function replacePrivately(target: Target, message: Message, clock: Clock): Promise<void> {
  const url = freshResponseUrl(target, clock);
  if (url === undefined || handleOf(target)?.ephemeral !== true) throw notEditable();
  const [first, ...rest] = renderMessage(message);
  if (first) await respond(url, first, true);
  for (const part of rest) await respond(url, part, false);
}
