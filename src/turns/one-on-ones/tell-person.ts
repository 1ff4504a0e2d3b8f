import type { OneOnOne } from '../../coaching/one-on-ones/one-on-one.ts';
import type { User } from '../../coaching/people/user.ts';
import type { Message } from '../../messages/message.ts';
import { meetingToldView } from '../../messages/views/meeting-told.ts';
import type { Deliverer } from '../deliverer.ts';
import { reachPerson, type Near, type ReachDeps } from '../reach-person.ts';

export interface TellDeps extends ReachDeps {
  deliverer: Deliverer;
}

/**
 * Writes to the direct message of somebody who did not just write, once a key.
 * @returns false where the bot never met them
 * @throws AppError of a platform that may allow it later
 */
export async function tellPerson(
  deps: TellDeps,
  {
    near,
    person,
    meetingId,
    key,
    view,
  }: { near: Near; person: User; meetingId: string; key: string; view: Message },
): Promise<boolean> {
  const { organizationId, id: userId } = person;
  const reached = await reachPerson(deps, { organizationId, userId }, near);
  if (reached === undefined) return false;
  await deps.deliverer.send(reached.platform, reached.target, view, {
    organizationId,
    key: `meeting:${meetingId}:${key}`,
    subject: { type: 'coaching_session', id: meetingId },
  });
  return true;
}

/**
 * Tells the person whom a 1:1 is with that it is planned, moved or cancelled: once each, however often it is asked. One whose
 * time has passed already is told to nobody.
 */
export async function tellWhatBecame(
  deps: TellDeps,
  near: Near,
  what: 'planned' | 'moved' | 'cancelled',
  { meeting, leader, agent, now }: { meeting: OneOnOne; leader: User; agent: User; now: Date },
): Promise<'told' | 'unreachable' | 'past'> {
  if (meeting.at <= now) return 'past';
  const key = what === 'moved' ? `moved-${meeting.moved}` : what;
  const view = meetingToldView(what, { meeting, leader, agent });
  const told = await tellPerson(deps, { near, person: agent, meetingId: meeting.id, key, view });
  return told ? 'told' : 'unreachable';
}
