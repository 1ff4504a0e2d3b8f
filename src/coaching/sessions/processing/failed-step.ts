import type { ProcessingStep, StepRecord } from '../processing-ledger.ts';
import type { SessionParticipant } from '../session.ts';

export interface FailedStep {
  step: ProcessingStep;
  /** Whose summary it was. */
  participant?: string;
  /** Of a long transcript; counts from 1. */
  part?: number;
}

/** Where a session's processing stopped; undefined when no step failed. */
export function failedStep(
  records: readonly StepRecord[],
  participants: readonly Pick<SessionParticipant, 'id' | 'name'>[],
): FailedStep | undefined {
  const failed = records.find(({ state }) => state === 'failed');
  if (failed === undefined) return undefined;
  const [id, part] = failed.unit.split(':');
  const participant = participants.find((one) => one.id === id)?.name;
  return {
    step: failed.step,
    ...(participant === undefined ? {} : { participant }),
    ...(part === undefined ? {} : { part: Number(part) }),
  };
}
