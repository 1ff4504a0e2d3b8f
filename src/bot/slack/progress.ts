import type { Clock } from '../../shared/clock.ts';
import { ownMessages, timestampBefore } from './history.ts';
import { maxProgressAgeMs, maxProgressKept } from './limits.ts';
import { quietly } from './rich-text.ts';
import { editPart, postPart } from './sending.ts';
import type { Sending } from './sending.ts';

/**
 * "Threadcoach is reading the procedures…". In threads Slack has a status for that. At the top of a direct message it
 * has none, so a message is sent there that the answer then replaces; it bears no mark, so that after a crash it is
 * found like a stream and completed.
 */
interface Progress {
  /** @throws AppError SLACK_*; callers ignore it */
  show(sending: Sending, text: string): Promise<void>;
  /**
   * Takes up a message in waiting that an earlier process sent: unmarked, newer than `since`, not `known`.
   * @throws AppError SLACK_*; callers ignore it
   */
  takeUp(sending: Sending, search: { since: Date; known: ReadonlySet<string> }): Promise<void>;
  /**
   * Takes a thread's status away, which Slack does by itself only for an answer that everybody sees, and a message in
   * waiting that waits for nothing any more. Never throws.
   */
  clear(sending: Sending): Promise<void>;
  /** The message in waiting that the answer is to replace; undefined where there is none. */
  waiting(sending: Sending): string | undefined;
  /** The answer stands at `ts`: if that is another message, the one in waiting is removed. Never throws. */
  done(sending: Sending, ts: string): Promise<void>;
}

export function createProgress(clock: Clock): Progress {
  // Only for the seconds between a question and its answer, in the process that answers; losing it loses nothing.
  const waiting = new Map<string, { ts: string; atMs: number }>();

  const setStatus = async (
    { connection, place }: Sending,
    threadTs: string,
    status: string,
  ): Promise<void> => {
    await connection.client.assistant.threads.setStatus({
      channel_id: place.channelId,
      thread_ts: threadTs,
      status,
    });
  };

  function find({ place }: Sending): string | undefined {
    const found = waiting.get(place.key);
    const ageMs = found === undefined ? 0 : clock.now().getTime() - found.atMs;
    return ageMs > maxProgressAgeMs ? undefined : found?.ts;
  }

  async function done({ connection, place }: Sending, ts: string | undefined): Promise<void> {
    const shown = waiting.get(place.key);
    waiting.delete(place.key);
    if (shown === undefined || shown.ts === ts) return;
    await connection.client.chat.delete({ channel: place.channelId, ts: shown.ts }).catch(() => undefined);
  }

  return {
    async show(sending, text) {
      const { place } = sending;
      if (place.threadId !== undefined) {
        // Slack puts the app's name before it.
        await setStatus(sending, place.threadId, `is ${text.charAt(0).toLowerCase()}${text.slice(1)}`);
        return;
      }
      if (place.kind !== 'direct') return;
      const part = { text, blocks: quietly(text) };
      const shown = find(sending);
      if (shown !== undefined) {
        await editPart(sending, shown, part);
        return;
      }
      const ts = await postPart(sending, part, undefined);
      waiting.set(place.key, { ts, atMs: clock.now().getTime() });
      const [oldest] = waiting.keys();
      if (waiting.size > maxProgressKept && oldest !== undefined) waiting.delete(oldest);
    },
    async takeUp(sending, { since, known }) {
      const { connection, place } = sending;
      if (place.kind !== 'direct' || place.threadId !== undefined || waiting.has(place.key)) return;
      const own = await ownMessages(connection, place, timestampBefore(since));
      const left = own.findLast(({ ts, mark }) => mark === undefined && !known.has(ts));
      // By its own time: what is too old to be replaced is removed once the answer stands.
      if (left !== undefined) waiting.set(place.key, { ts: left.ts, atMs: Number(left.ts) * 1_000 });
    },
    async clear(sending) {
      const { threadId } = sending.place;
      if (threadId !== undefined) await setStatus(sending, threadId, '').catch(() => undefined);
      await done(sending, undefined);
    },
    waiting: find,
    done,
  };
}
