import type { FollowUp } from '../coaching/follow-ups/follow-up.ts';
import { followUpNotFound } from '../coaching/follow-ups/follow-up-errors.ts';
import { sendFollowUp } from '../coaching/follow-ups/send-follow-up.ts';
import { waitUntil } from '../shared/wait-until.ts';
import type { Core } from './open-core.ts';

/** Tries a mail that is due in this process, and says how it stands; a worker may have been faster. */
export async function sendDue(core: Core, organizationId: string, id: string): Promise<FollowUp> {
  const { signal } = new AbortController();
  const deps = { ...core, waitUntil: (at: Date) => waitUntil(core.clock, at) };
  const tried = await sendFollowUp(deps, { organizationId, id, signal });
  const now = tried ?? (await core.followUps.find(organizationId, id));
  if (now === undefined) throw followUpNotFound();
  return now;
}
