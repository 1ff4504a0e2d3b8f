import { z } from 'zod';
import type { Place } from '../../turns/turn.ts';
import type { SlackConnection } from './connections.ts';
import { calling } from './errors.ts';
import { historyPageSize, maxHistoryPages } from './limits.ts';

/** Message metadata can be read by anybody in the workspace, so it holds ids that mean nothing to them. */
const deliveryEvent = 'threadcoach_delivery';

const payload = z.object({ id: z.string().optional(), part: z.number().int(), of: z.string().optional() });

/** Which delivery a message belongs to; later parts of a long message also name the first. */
export type DeliveryMark = z.infer<typeof payload>;

export const toMetadata = ({ id, part, of }: DeliveryMark) => ({
  event_type: deliveryEvent,
  event_payload: { part, ...(id === undefined ? {} : { id }), ...(of === undefined ? {} : { of }) },
});

/** Our clock and Slack's may differ; what is known is left out anyway. */
const clockSkewMs = 5_000;

/** Slack's form of an instant, early enough for messages sent since. */
export const timestampBefore = (instant: Date): string =>
  ((instant.getTime() - clockSkewMs) / 1_000).toFixed(6);

interface OwnMessage {
  ts: string;
  mark: DeliveryMark | undefined;
}

const metadata = z.object({ event_type: z.literal(deliveryEvent), event_payload: payload });

/**
 * The bot's own messages at a place since `sinceTs`, oldest first.
 * @throws AppError SLACK_* (for some apps Slack allows one such call a minute: retry later, with the time)
 */
export async function ownMessages(
  connection: SlackConnection,
  place: Place,
  sinceTs: string,
): Promise<OwnMessage[]> {
  const { client } = connection;
  const botUserId = await connection.botUserId();
  const own: OwnMessage[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < maxHistoryPages; page += 1) {
    const query = {
      channel: place.channelId,
      oldest: sinceTs,
      inclusive: true,
      include_all_metadata: true,
      limit: historyPageSize,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const { threadId } = place;
    const answer = await calling('reading what was sent', () =>
      threadId === undefined
        ? client.conversations.history(query)
        : client.conversations.replies({ ...query, ts: threadId }),
    );
    for (const message of answer.messages ?? []) {
      // Slack adds the root of a thread to whatever was asked for.
      if (message.ts === undefined || message.user !== botUserId || Number(message.ts) < Number(sinceTs))
        continue;
      const mark = metadata.safeParse(message.metadata);
      own.push({ ts: message.ts, mark: mark.success ? mark.data.event_payload : undefined });
    }
    cursor = answer.response_metadata?.next_cursor ?? undefined;
    if (!cursor) break;
  }
  return own.sort((a, b) => Number(a.ts) - Number(b.ts));
}
