import { dayIn } from '../people/day-in.ts';
import type { ClientRepository } from '../clients/ports.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import { findKnownPerson, type PersonReference } from './find-known-person.ts';
import type { PlannedParticipant, SessionPlans } from './plan-ports.ts';
import type { CoachingSession, SessionType } from './session.ts';

export interface ScheduleSessionDeps {
  users: Pick<UserRepository, 'findById' | 'lineAbove'>;
  clients: Pick<ClientRepository, 'find'>;
  plans: Pick<SessionPlans, 'schedule'>;
}

export interface ScheduleSession {
  /** Who leads it. */
  actor: Actor;
  at: Date;
  type: SessionType;
  title: string;
  /** Who is to come, without the one who leads it. */
  participants: readonly PersonReference[];
  workshopType?: string;
  template?: string;
  /** Turn id, or what the command was told: asked again it returns what it planned before. */
  key: string;
}

/**
 * Plans a session. A transcript that its coach uploads around that time becomes this session's.
 * @throws AppError SESSION_013 when somebody who is to come is unknown
 */
export async function scheduleSession(
  deps: ScheduleSessionDeps,
  { actor, at, type, title, participants, workshopType, template, key }: ScheduleSession,
): Promise<CoachingSession> {
  const people = new Map<string, PlannedParticipant>();
  for (const reference of participants) {
    if (reference.id === actor.id) continue;
    const { kind, id, name } = await findKnownPerson(deps, actor, reference);
    // Names are unique inside a session: the second Dana Ortiz gets a number.
    const namesakes = [...people.values()].filter(
      (other) => other.name.replace(/ \(\d+\)$/, '') === name,
    ).length;
    if (people.has(id)) continue;
    people.set(id, {
      name: namesakes === 0 ? name : `${name} (${namesakes + 1})`,
      isFacilitator: false,
      ...(kind === 'user' ? { userId: id } : { clientId: id }),
    });
  }
  return deps.plans.schedule({
    session: {
      organizationId: actor.organizationId,
      facilitatorId: actor.id,
      type,
      title,
      date: dayIn(at, actor.timezone),
      scheduledAt: at,
      ...(workshopType === undefined ? {} : { workshopType }),
      ...(template === undefined ? {} : { template }),
    },
    key,
    participants: [...people.values()],
  });
}
