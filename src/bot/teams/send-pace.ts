import type { Clock } from '../../shared/clock.ts';
import { sendRates } from './limits.ts';

/**
 * Keeps one process within Teams' rate for each conversation, so that a session's summary and its replies arrive in
 * one go instead of running into 429 half way. Other processes are not seen: 429 is still obeyed.
 */
export class SendPace {
  readonly #clock: Clock;
  readonly #sent = new Map<string, number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Milliseconds until one more message may go; 0 means now. It counts as sent from then on, unless the wait is longer
   * than `maxWaitMs`: then nothing is reserved, so that asking again later does not push the turn further away.
   */
  reserve(conversationId: string, maxWaitMs: number): number {
    const now = this.#clock.now().getTime();
    this.#forgetBefore(now - longestWindowMs);
    const sent = this.#sent.get(conversationId) ?? [];
    let at = now;
    for (const { windowMs, count } of sendRates) {
      // The message that must have left the window before another fits in.
      const blocking = sent.at(-count);
      if (blocking !== undefined) at = Math.max(at, blocking + windowMs);
    }
    if (at - now > maxWaitMs) return at - now;
    this.#sent.delete(conversationId);
    this.#sent.set(conversationId, [...sent, at]);
    return at - now;
  }

  #forgetBefore(instant: number): void {
    // Least recently used first: stop at the first conversation that still matters.
    for (const [conversationId, sent] of this.#sent) {
      const recent = sent.filter((at) => at > instant);
      if (recent.length > 0) {
        this.#sent.set(conversationId, recent);
        return;
      }
      this.#sent.delete(conversationId);
    }
  }
}

const longestWindowMs = Math.max(...sendRates.map((rate) => rate.windowMs));
