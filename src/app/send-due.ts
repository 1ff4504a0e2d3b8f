import { setTimeout as sleep } from 'node:timers/promises';
import type { FollowUp } from '../coaching/follow-ups/follow-up.ts';
import { followUpNotFound } from '../coaching/follow-ups/follow-up-errors.ts';
import { sendFollowUp } from '../coaching/follow-ups/send-follow-up.ts';
import type { Core } from './open-core.ts';

/** Tries a mail that is due in this process, and says how it stands; a worker may have been faster. */
export async function sendDue(core: Core, organizationId: string, id: string): Promise<FollowUp> {
  const { signal } = new AbortController();
  const waitUntil = async (at: Date): Promise<void> => {
    await sleep(Math.max(0, at.getTime() - core.clock.now().getTime()));
  };
  const tried = await sendFollowUp({ ...core, waitUntil }, { organizationId, id, signal });
  const now = tried ?? (await core.followUps.find(organizationId, id));
  if (now === undefined) throw followUpNotFound();
  return now;
}
