import { sendFollowUp, type SendFollowUpDeps } from '../../coaching/follow-ups/send-follow-up.ts';
import { waitUntil } from '../../shared/wait-until.ts';
import type { FollowUpPoster } from '../../turns/follow-ups/follow-up-poster.ts';
import type { JobHandler } from '../queues.ts';

export interface SendFollowUpHandlerDeps extends Omit<SendFollowUpDeps, 'waitUntil'> {
  poster: Pick<FollowUpPoster, 'tell'>;
}

export const createSendFollowUpHandler =
  ({ poster, ...deps }: SendFollowUpHandlerDeps): JobHandler<'follow-up.send'> =>
  async ({ organizationId, followUpId: id }, signal) => {
    const sending = { ...deps, waitUntil: (at: Date) => waitUntil(deps.clock, at, signal) };
    await sendFollowUp(sending, { organizationId, id, signal });
    // Also where there was nothing to send: a worker may have died between sending and telling.
    await poster.tell(organizationId, id);
  };
