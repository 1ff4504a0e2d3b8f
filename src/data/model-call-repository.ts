import type { ModelCallRepository } from '../coaching/models/ports.ts';
import type { ScopedPool } from './scoped-pool.ts';

export function createModelCallRepository(pool: ScopedPool): ModelCallRepository {
  return {
    record: async (call) => {
      await pool.runInScope(
        { organizationId: call.organizationId },
        {
          name: 'model-call',
          text: `INSERT INTO model_calls (organization_id, purpose, prompt_version, model, input_tokens, output_tokens, duration_ms, outcome)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          values: [
            call.organizationId,
            call.purpose,
            call.promptVersion,
            call.model,
            call.inputTokens,
            call.outputTokens,
            call.durationMs,
            call.outcome,
          ],
        },
      );
    },
  };
}
