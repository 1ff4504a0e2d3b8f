import type { Actor } from '../people/user.ts';
import { AppError } from '../../shared/errors.ts';
import { openFollowUp, type OpenFollowUpDeps } from './open-follow-up.ts';
import type { FollowUp } from './follow-up.ts';

/** Looked at for one list; the newest. */
const looked = 200;

/** Follow-ups that a person may see, newest first. */
export async function listFollowUps(deps: OpenFollowUpDeps, actor: Actor): Promise<FollowUp[]> {
  const all = await deps.followUps.list(actor.organizationId, { limit: looked });
  const seen = await Promise.all(
    all.map(async (followUp) => {
      try {
        await openFollowUp(deps, actor, followUp.id);
        return [followUp];
      } catch (error) {
        if (error instanceof AppError && error.code === 'FOLLOWUP_001') return [];
        throw error;
      }
    }),
  );
  return seen.flat();
}
