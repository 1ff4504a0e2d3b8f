import type { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Logger } from '../../../shared/logger.ts';
import type { ProcessingLedger, StepKey, StepRecord } from '../processing-ledger.ts';

export interface Steps {
  record(key: StepKey): StepRecord | undefined;
  /** All of them, in no order. */
  records(): readonly StepRecord[];
  isDone(key: StepKey): boolean;
  /** What a step left; undefined when it is not done, or left something of another shape, which is then made again. */
  result<T>(key: StepKey, schema: z.ZodType<T>): T | undefined;
  /**
   * Does the work and records it. A failure is recorded and thrown on.
   * @param keep what the ledger keeps of the outcome, as JSON; default: all of it
   */
  run<T>(key: StepKey, work: () => Promise<T>, keep?: (outcome: T) => unknown): Promise<T>;
  /** Records as done what needed no work of its own. Done already: nothing. */
  note(key: StepKey): Promise<void>;
}

interface Of {
  organizationId: string;
  sessionId: string;
  /** A step that ends because of it did not fail: it is begun again by the next run. */
  signal?: AbortSignal | undefined;
}

const nameOf = ({ step, unit }: StepKey): string => `${step}:${unit}`;

/** A session's steps as the ledger knows them, read once: one worker at a time writes. */
export async function openSteps(
  { ledger, logger }: { ledger: ProcessingLedger; logger: Logger },
  { organizationId, sessionId, signal }: Of,
): Promise<Steps> {
  const known = new Map(
    (await ledger.list(organizationId, sessionId)).map((record) => [nameOf(record), record]),
  );
  const record = (key: StepKey) => known.get(nameOf(key));
  const finish = async (key: StepKey, result?: unknown): Promise<void> => {
    await ledger.finish(organizationId, sessionId, key, result);
    const attempts = record(key)?.attempts ?? 1;
    known.set(nameOf(key), { ...key, state: 'done', attempts, ...(result === undefined ? {} : { result }) });
  };
  const isDone = (key: StepKey) => record(key)?.state === 'done';
  return {
    record,
    records: () => [...known.values()],
    isDone,
    result(key, schema) {
      const found = record(key);
      if (found?.state !== 'done') return undefined;
      const parsed = schema.safeParse(found.result);
      return parsed.success ? parsed.data : undefined;
    },
    async run(key, work, keep = (outcome) => outcome) {
      await ledger.start(organizationId, sessionId, key);
      let outcome;
      try {
        outcome = await work();
      } catch (error) {
        if (signal?.aborted !== true) {
          const code = error instanceof AppError ? error.code : 'SESSION_002';
          await ledger.fail(organizationId, sessionId, key, code).catch(() => {
            // What went wrong first is what counts.
            logger.warn('a failed step could not be recorded', { organizationId, sessionId, code });
          });
        }
        throw error;
      }
      await finish(key, keep(outcome));
      return outcome;
    },
    async note(key) {
      if (!isDone(key)) await finish(key);
    },
  };
}
