import { AppError } from '../../shared/errors.ts';
import type { ChatPlatform, Target } from '../../turns/chat-platform.ts';
import type { SlackConnection } from './connections.ts';
import { ownMessages, timestampBefore } from './history.ts';
import { maxProgressAgeMs } from './limits.ts';

type Found = Awaited<ReturnType<ChatPlatform['find']>>;

/**
 * By the mark that we put on each message; a stream has none until it ends, so failing that an unmarked message of ours
 * that nobody knows of.
 * @throws AppError SLACK_RATE_LIMITED or SLACK_UNAVAILABLE: ask again later, and send nothing until then
 */
export async function findDelivery(
  connection: SlackConnection,
  target: Target,
  search: { deliveryId: string; since: Date; known: ReadonlySet<string> },
): Promise<Found> {
  try {
    // An answer takes the place of "Thinking…", which may be older than the delivery.
    const since = new Date(search.since.getTime() - maxProgressAgeMs);
    const all = await ownMessages(connection, target.place, timestampBefore(since));
    // A thread's root comes along with its replies, and is none of them: a session's card, which its summaries stand under.
    const own = all.filter(({ ts }) => ts !== target.place.threadId);
    const marked = own.find(({ mark }) => mark?.id === search.deliveryId && mark.part === 1);
    const found = marked ?? own.findLast(({ ts, mark }) => mark === undefined && !search.known.has(ts));
    return found ? { kind: 'found', messageId: found.ts } : { kind: 'absent' };
  } catch (error) {
    if (!(error instanceof AppError) || error.retry === 'later') throw error;
    // Where there is no such thread, nothing of ours is in it.
    return error.code === 'SLACK_NOT_FOUND' ? { kind: 'absent' } : { kind: 'unknowable' };
  }
}
