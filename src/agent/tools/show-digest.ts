import { leaderUnknown } from '../../coaching/digests/digest-errors.ts';
import { previewDigest, type DigestDeps } from '../../coaching/digests/preview-digest.ts';
import { findPersonAtStart } from '../../coaching/people/find-person.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import type { Actor } from '../../coaching/people/user.ts';
import type { Message } from '../../messages/message.ts';
import { digestView, noDigestView } from '../../messages/views/digest.ts';

export interface ShowDigestDeps extends DigestDeps {
  users: Pick<UserRepository, 'list'>;
}

/** Whose: nobody named means the asker's own. */
export type DigestOf = { leaderId?: string; leader?: never } | { leader: string; leaderId?: never };

/**
 * A digest as the asker will see it; for a tool, a command, a button and plain words alike.
 * @param of.leader a name or address, as written
 * @param direct false: it will be shown to the person alone, but in a shared place; plans are for the direct message
 * @throws AppError DIGEST_001, DIGEST_002
 */
export async function showDigest(
  deps: ShowDigestDeps,
  actor: Actor,
  { of, direct }: { of: DigestOf; direct: boolean },
): Promise<Message> {
  const leaderId = of.leader === undefined ? of.leaderId : await leaderCalled(deps, actor, of.leader);
  const digest = await previewDigest(deps, actor, {
    ...(leaderId === undefined ? {} : { leaderId }),
    withPlans: direct,
  });
  return digest === undefined ? noDigestView() : digestView(digest, actor);
}

/** @throws AppError DIGEST_002 */
async function leaderCalled({ users }: ShowDigestDeps, actor: Actor, name: string): Promise<string> {
  const match = findPersonAtStart(name, await users.list(actor.organizationId));
  if (match.kind !== 'one') throw leaderUnknown();
  return match.user.id;
}
