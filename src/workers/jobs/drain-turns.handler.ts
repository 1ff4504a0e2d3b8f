import { drainConversation, type DrainDeps } from '../../turns/drain-conversation.ts';
import type { JobHandler } from '../queues.ts';

export const createDrainTurnsHandler =
  (deps: DrainDeps): JobHandler<'turns.drain'> =>
  ({ organizationId, conversationKey }, signal) =>
    drainConversation(deps, organizationId, conversationKey, signal);
