import type { CoachMind } from '../../coaching/talks/coach-mind.ts';
import { guardedMind } from '../../coaching/talks/guarded-mind.ts';
import type { Logger } from '../../shared/logger.ts';
import { createHostedMind, type HostedMindOptions } from './hosted-mind.ts';

export interface CoachMindOptions extends Omit<HostedMindOptions, 'model'> {
  /** Undefined: no model is configured, and the question tree coaches. */
  model: HostedMindOptions['model'] | undefined;
  /** The question tree: coaches without a model, and where a model does not keep to the method. */
  tree: CoachMind;
  logger: Logger;
}

/** Who thinks of the next question: the tree alone, or a hosted model that is held to the method. */
export const createCoachMind = ({ model, tree, logger, ...options }: CoachMindOptions): CoachMind =>
  model === undefined ? tree : guardedMind(createHostedMind({ ...options, model }), tree, logger);
