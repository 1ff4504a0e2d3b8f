import type { SessionRepository } from '../../../src/coaching/sessions/ports.ts';
import type {
  ProcessingLedger,
  StepKey,
  StepRecord,
} from '../../../src/coaching/sessions/processing-ledger.ts';

/** Steps in memory; `test/contract/sessions` holds them to what PostgreSQL does. */
export function createFakeLedger(
  sessions: Pick<SessionRepository, 'find' | 'setProcessing'>,
): ProcessingLedger {
  const stored = new Map<string, Map<string, StepRecord>>();
  const of = (organizationId: string, sessionId: string): Map<string, StepRecord> => {
    const key = `${organizationId} ${sessionId}`;
    const found = stored.get(key) ?? new Map<string, StepRecord>();
    stored.set(key, found);
    return found;
  };
  let reopening: Promise<boolean> = Promise.resolve(false);
  const nameOf = ({ step, unit }: StepKey): string => `${step} ${unit}`;
  return {
    // As JSON, because that is what the database keeps.
    list: (organizationId, sessionId) =>
      Promise.resolve(
        JSON.parse(JSON.stringify([...of(organizationId, sessionId).values()])) as StepRecord[],
      ),
    start(organizationId, sessionId, key) {
      const records = of(organizationId, sessionId);
      const before = records.get(nameOf(key));
      if (before?.state === 'done') return Promise.resolve();
      const attempts = (before?.attempts ?? 0) + 1;
      const result = before?.result === undefined ? {} : { result: before.result };
      records.set(nameOf(key), { ...key, state: 'running', attempts, ...result });
      return Promise.resolve();
    },
    finish(organizationId, sessionId, key, result) {
      const records = of(organizationId, sessionId);
      const attempts = records.get(nameOf(key))?.attempts ?? 1;
      records.set(nameOf(key), {
        ...key,
        state: 'done',
        attempts,
        ...(result === undefined ? {} : { result }),
      });
      return Promise.resolve();
    },
    fail(organizationId, sessionId, key, failure) {
      const records = of(organizationId, sessionId);
      const before = records.get(nameOf(key)) ?? { ...key, attempts: 1 };
      if (!('state' in before) || before.state !== 'done') {
        records.set(nameOf(key), { ...before, state: 'failed', failure });
      }
      return Promise.resolve();
    },
    clear(organizationId, sessionId) {
      const records = of(organizationId, sessionId);
      for (const [name, { step, unit, state, attempts }] of records) {
        if (step === 'summarise') records.set(name, { step, unit, state, attempts });
      }
      return Promise.resolve();
    },
    reopen(organizationId, sessionId) {
      // One after another, as a conditional UPDATE is.
      const reopened = reopening.then(async () => {
        const session = await sessions.find(organizationId, sessionId);
        if (session?.processing !== 'failed') return false;
        await sessions.setProcessing(organizationId, sessionId, 'pending');
        return true;
      });
      reopening = reopened;
      return reopened;
    },
  };
}
