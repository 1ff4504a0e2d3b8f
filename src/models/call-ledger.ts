import type { AIMessage, UsageMetadata } from '@langchain/core/messages';
import type { ModelCall, ModelCallRepository } from '../coaching/models/ports.ts';
import type { Logger } from '../shared/logger.ts';

/**
 * Records what calls cost without making anybody wait for it: a person's answer does not depend on bookkeeping.
 * `settled` waits for what is under way (shutdown, tests).
 */
export class CallLedger {
  readonly #calls: ModelCallRepository;
  readonly #logger: Logger;
  readonly #pending = new Set<Promise<void>>();

  constructor(calls: ModelCallRepository, logger: Logger) {
    this.#calls = calls;
    this.#logger = logger;
  }

  record(call: ModelCall): void {
    const writing = this.#calls
      .record(call)
      .catch(() => {
        this.#logger.warn('model call not recorded', {
          organizationId: call.organizationId,
          outcome: call.outcome,
        });
      })
      .finally(() => this.#pending.delete(writing));
    this.#pending.add(writing);
  }

  async settled(): Promise<void> {
    await Promise.all(this.#pending);
  }
}

/** Tokens as the provider counted them; 0 when it did not say. */
export function tokensOf(message: AIMessage): { inputTokens: number; outputTokens: number } {
  // The library's own type of this field comes out as `undefined` under strict optional properties.
  const usage = message.usage_metadata as UsageMetadata | undefined;
  return { inputTokens: usage?.input_tokens ?? 0, outputTokens: usage?.output_tokens ?? 0 };
}
