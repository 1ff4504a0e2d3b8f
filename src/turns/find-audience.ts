import type { Audience } from '../coaching/access/audience.ts';
import { toActor, type Actor } from '../coaching/people/user.ts';
import type { ChatPlatform, Target } from './chat-platform.ts';
import { labelOf } from './place.ts';
import type { PeopleResolver } from './people-resolver.ts';

/** In larger places nobody is looked up: only what everyone may read is said there. */
const membersLookedUp = 500;

/** Everyone who will see what is written at `target`. A list that cannot be read counts as strangers present. */
export async function findAudience(
  resolver: Pick<PeopleResolver, 'everyone'>,
  organizationId: string,
  platform: ChatPlatform,
  target: Target,
  actor: Actor,
): Promise<Audience> {
  if (target.place.kind === 'direct') return { kind: 'direct', actor };
  const label = labelOf(target.place);
  const listed = await platform.members(target).catch(() => ({ platformUserIds: [], complete: false }));
  if (!listed.complete || listed.platformUserIds.length > membersLookedUp) {
    return { kind: 'shared', actor, members: [actor], complete: false, label };
  }
  const people = await resolver.everyone(organizationId, platform, target, listed.platformUserIds);
  const members = people.flatMap((person) => (person.kind === 'known' ? [toActor(person.user)] : []));
  return {
    kind: 'shared',
    actor,
    members: members.some((member) => member.id === actor.id) ? members : [...members, actor],
    complete: people.every((person) => person.kind !== 'unknown'),
    label,
  };
}
