import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { StructuredModel } from './structured-model.ts';

export interface HostedDeps {
  model: StructuredModel;
  logger: Logger;
  /** Whether the organisation forbids outside models. */
  requireOffline: (organizationId: string) => boolean | Promise<boolean>;
}

/** Shown beside what the offline rules made. */
export const fallbackNotice =
  'The language model did not answer, so I worked with the built-in rules this time. They quote more and reword less.';

/** The caller ended the call: nothing may be done in its stead. */
export const isStopped = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'MODEL_STOPPED';
