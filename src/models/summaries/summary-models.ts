import type { PatchProposer, SummaryDrafter } from '../../coaching/summaries/ports.ts';
import type { Logger } from '../../shared/logger.ts';
import { createHostedDrafter } from './hosted-drafter.ts';
import { createHostedProposer } from './hosted-proposer.ts';
import { createOfflineDrafter } from './offline-drafter.ts';
import { createOfflineProposer } from './offline-proposer.ts';
import type { StructuredModel } from './structured-model.ts';
import { withLayout, withVoice } from './style/styled-drafter.ts';

export interface SummaryModelOptions {
  /** Undefined: no model is configured, and the built-in rules do the work. */
  model: StructuredModel | undefined;
  logger: Logger;
  /** Whether an organisation forbids outside models; default: none does. */
  requireOffline?: (organizationId: string) => boolean | Promise<boolean>;
}

const nobodyRequires = (): boolean => false;

export function createSummaryDrafter({ model, logger, requireOffline }: SummaryModelOptions): SummaryDrafter {
  const offline = withVoice(createOfflineDrafter());
  if (model === undefined) return withLayout(offline);
  return withLayout(
    createHostedDrafter({ model, logger, requireOffline: requireOffline ?? nobodyRequires, offline }),
  );
}

export function createPatchProposer({ model, logger, requireOffline }: SummaryModelOptions): PatchProposer {
  const offline = createOfflineProposer();
  if (model === undefined) return offline;
  return createHostedProposer({ model, logger, requireOffline: requireOffline ?? nobodyRequires, offline });
}
