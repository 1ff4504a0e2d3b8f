import { AppError } from '../../shared/errors.ts';
import type { Place } from '../../turns/turn.ts';
import type { SlackConnection } from './connections.ts';
import { calling } from './errors.ts';
import { ownMessages, toMetadata } from './history.ts';
import type { DeliveryMark } from './history.ts';
import { maxPatienceMs } from './limits.ts';
import type { RenderedPart } from './render.ts';

/** Resolves after so many milliseconds; tests replace it. */
export type Sleep = (ms: number) => Promise<void>;

export interface Sending {
  connection: SlackConnection;
  place: Place;
  sleep: Sleep;
}

const marked = (mark: DeliveryMark | undefined) => (mark === undefined ? {} : { metadata: toMetadata(mark) });
const quiet = { unfurl_links: false, unfurl_media: false } as const;

export async function postPart(
  { connection, place }: Sending,
  part: RenderedPart,
  mark: DeliveryMark | undefined,
): Promise<string> {
  const { ts } = await calling('sending a message', () =>
    connection.client.chat.postMessage({
      channel: place.channelId,
      ...(place.threadId === undefined ? {} : { thread_ts: place.threadId }),
      text: part.text,
      blocks: part.blocks,
      ...marked(mark),
      ...quiet,
    }),
  );
  // Slack always names what it accepted.
  return ts ?? '';
}

/** @param mark when the message had none yet */
export async function editPart(
  { connection, place }: Sending,
  ts: string,
  part: RenderedPart,
  mark?: DeliveryMark,
): Promise<void> {
  await calling('changing a message', () =>
    connection.client.chat.update({
      channel: place.channelId,
      ts,
      text: part.text,
      blocks: part.blocks,
      ...marked(mark),
    }),
  );
}

/** In the middle of a message of several parts, a wait that Slack asks for is waited out: the first part is there already. */
export async function patiently<T>(sleep: Sleep, call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const waitMs = error instanceof AppError ? error.retryAfterMs : undefined;
      if (waitMs === undefined || waitMs > maxPatienceMs || attempt === 3) throw error;
      await sleep(waitMs);
    }
  }
}

/** The parts after the first, of a message just sent. */
export async function postRest(
  sending: Sending,
  parts: readonly RenderedPart[],
  firstTs: string,
  deliveryId: string | undefined,
): Promise<void> {
  const id = deliveryId === undefined ? {} : { id: deliveryId };
  for (const [index, part] of parts.slice(1).entries()) {
    await patiently(sending.sleep, () => postPart(sending, part, { ...id, part: index + 2, of: firstTs }));
  }
}

/**
 * Makes the messages that follow `firstTs` agree with a new version of the whole: those there are changed, missing ones
 * are sent, those left over are deleted. Done twice it changes nothing.
 */
export async function alignRest(
  sending: Sending,
  parts: readonly RenderedPart[],
  firstTs: string,
): Promise<void> {
  const { connection, place, sleep } = sending;
  let following: string[];
  try {
    const own = await ownMessages(connection, place, firstTs);
    following = own.filter(({ mark }) => mark?.of === firstTs).map(({ ts }) => ts);
  } catch (error) {
    // A message of one part rarely had more; that must not hinder its change.
    if (parts.length <= 1) return;
    throw error;
  }
  for (const [index, part] of parts.slice(1).entries()) {
    const ts = following[index];
    await patiently(sleep, async () => {
      if (ts === undefined) await postPart(sending, part, { part: index + 2, of: firstTs });
      else await editPart(sending, ts, part);
    });
  }
  for (const ts of following.slice(Math.max(0, parts.length - 1))) {
    await patiently(sleep, () =>
      calling('removing the rest of a message', () =>
        connection.client.chat.delete({ channel: place.channelId, ts }),
      ),
    );
  }
}

/**
 * Deletes a message of the bot with its parts. A person's own message the bot may not delete, and the other one that is no
 * more has nothing to delete: both are refused by Slack, and told as false.
 */
export async function removeMessage(sending: Sending, ts: string): Promise<boolean> {
  const { connection, place, sleep } = sending;
  try {
    await alignRest(sending, [], ts);
    await patiently(sleep, () =>
      calling('removing a message', () => connection.client.chat.delete({ channel: place.channelId, ts })),
    );
    return true;
  } catch (error) {
    if (error instanceof AppError && error.retry === 'never') return false;
    throw error;
  }
}
