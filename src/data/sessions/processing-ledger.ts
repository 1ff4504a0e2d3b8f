import {
  processingSteps,
  type ProcessingLedger,
  type StepRecord,
} from '../../coaching/sessions/processing-ledger.ts';
import { oneOf } from '../one-of.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { isUuid } from './is-uuid.ts';

interface Row {
  step: string;
  unit: string;
  state: string;
  attempts: number;
  result: unknown;
  failure: string | null;
}

const states = ['running', 'done', 'failed'] as const;

const toRecord = ({ step, unit, state, attempts, result, failure }: Row): StepRecord => ({
  step: oneOf(processingSteps, step),
  unit,
  state: oneOf(states, state),
  attempts,
  ...(result === null ? {} : { result }),
  ...(failure === null ? {} : { failure }),
});

/** Every write says that the session is alive: the sweep takes one that stands still for abandoned. */
const alive = `WITH alive AS (UPDATE coaching_sessions SET updated_at = now() WHERE id = $1)`;

/** Steps of processing in `processing_jobs`: one statement each, because they stand between two pieces of slow work. */
export function createProcessingLedger(pool: ScopedPool): ProcessingLedger {
  const write = async (
    organizationId: string,
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<void> => {
    await pool.runInScope({ organizationId }, { name, text: `${alive} ${text}`, values: [...values] });
  };
  return {
    async list(organizationId, sessionId) {
      if (!isUuid(sessionId)) return [];
      const { rows } = await pool.runInScope<Row>(
        { organizationId },
        {
          name: 'processing-list',
          text: 'SELECT step, unit, state, attempts, result, failure FROM processing_jobs WHERE session_id = $1',
          values: [sessionId],
        },
      );
      return rows.map(toRecord);
    },
    start: (organizationId, sessionId, { step, unit }) =>
      write(
        organizationId,
        'processing-start',
        `INSERT INTO processing_jobs AS job (session_id, organization_id, step, unit, state) VALUES ($1, $2, $3, $4, 'running')
         ON CONFLICT (session_id, step, unit) DO UPDATE
           SET state = 'running', attempts = job.attempts + 1, failure = NULL, updated_at = now() WHERE job.state <> 'done'`,
        [sessionId, organizationId, step, unit],
      ),
    finish: (organizationId, sessionId, { step, unit }, result) =>
      write(
        organizationId,
        'processing-finish',
        `INSERT INTO processing_jobs (session_id, organization_id, step, unit, state, result)
         VALUES ($1, $2, $3, $4, 'done', $5::jsonb)
         ON CONFLICT (session_id, step, unit) DO UPDATE
           SET state = 'done', result = excluded.result, failure = NULL, updated_at = now()`,
        [sessionId, organizationId, step, unit, result === undefined ? null : JSON.stringify(result)],
      ),
    fail: (organizationId, sessionId, { step, unit }, failure) =>
      write(
        organizationId,
        'processing-fail',
        `INSERT INTO processing_jobs AS job (session_id, organization_id, step, unit, state, failure)
         VALUES ($1, $2, $3, $4, 'failed', $5)
         ON CONFLICT (session_id, step, unit) DO UPDATE
           SET state = 'failed', failure = excluded.failure, updated_at = now() WHERE job.state <> 'done'`,
        [sessionId, organizationId, step, unit, failure],
      ),
    clear: (organizationId, sessionId) =>
      write(
        organizationId,
        'processing-clear',
        `UPDATE processing_jobs SET result = NULL, updated_at = now()
          WHERE session_id = $1 AND step = 'summarise' AND result IS NOT NULL`,
        [sessionId],
      ),
    async reopen(organizationId, sessionId) {
      if (!isUuid(sessionId)) return false;
      const { rowCount } = await pool.runInScope(
        { organizationId },
        {
          name: 'processing-reopen',
          text: `UPDATE coaching_sessions SET processing_status = 'pending', failure = NULL, updated_at = now()
                  WHERE id = $1 AND processing_status = 'failed'`,
          values: [sessionId],
        },
      );
      return rowCount === 1;
    },
  };
}
