import type { Clock } from '../../shared/clock.ts';
import { streamIntervalMs } from './limits.ts';

interface TextStream {
  /** Resolves at once; the piece is written soon. */
  append(piece: string): Promise<void>;
  /** Waits for the write that is under way; what was not written by then is left to the final message. */
  close(): Promise<void>;
}

/** Gathers the pieces of a growing text and writes the whole at most every `streamIntervalMs`, one write at a time. */
export function createTextStream(deps: {
  clock: Clock;
  write: (whole: string) => Promise<void>;
  /** A write failed. The next one, or the final message, brings the same words. */
  onLost: () => void;
}): TextStream {
  let text = '';
  let lastWriteAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;
  let closed = false;

  const write = async (): Promise<void> => {
    lastWriteAt = deps.clock.now().getTime();
    const whole = text;
    await deps.write(whole).catch(deps.onLost);
    writing = undefined;
    if (text !== whole) schedule();
  };

  const schedule = (): void => {
    if (closed || timer !== undefined || writing !== undefined) return;
    const waitMs = lastWriteAt + streamIntervalMs - deps.clock.now().getTime();
    if (waitMs <= 0) {
      writing = write();
      return;
    }
    timer = setTimeout(() => {
      timer = undefined;
      writing = write();
    }, waitMs);
  };

  return {
    append(piece) {
      text += piece;
      schedule();
      return Promise.resolve();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      timer = undefined;
      await writing;
    },
  };
}
