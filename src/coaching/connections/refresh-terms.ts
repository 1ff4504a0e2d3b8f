import { tzOffset } from '@date-fns/tz';
import type { Clock } from '../../shared/clock.ts';
import type { UserRepository } from '../people/ports.ts';
import type { ProfileRepository } from '../profiles/ports.ts';
import type { ConnectionSettingsRepository, ToTerms } from './ports.ts';
import { companyOf, profileTerms } from './profile-terms.ts';

export interface RefreshTermsDeps {
  connectionSettings: ConnectionSettingsRepository;
  profiles: Pick<ProfileRepository, 'fields'>;
  users: Pick<UserRepository, 'findById'>;
  toTerms: ToTerms;
  clock: Clock;
}

/**
 * Brings what a person shares in step with their profile and settings: to be called after either changed, whoever changed
 * it. It reads as the person themselves, and of somebody who is not opted in it leaves nothing.
 */
export async function refreshTerms(
  deps: RefreshTermsDeps,
  organizationId: string,
  userId: string,
): Promise<void> {
  const user = await deps.users.findById(organizationId, userId);
  const fields = await deps.profiles.fields({ organizationId, viewerId: userId }, userId);
  await deps.connectionSettings.replaceTerms(organizationId, userId, ({ shares }) => ({
    company: companyOf(fields),
    utcOffsetMinutes: offsetOf(user?.timezone ?? 'UTC', deps.clock.now()),
    terms: profileTerms(fields, shares, deps.toTerms),
  }));
}

/** Minutes from UTC; a zone that nobody knows counts as UTC. */
function offsetOf(zone: string, at: Date): number {
  const minutes = tzOffset(zone, at);
  return Number.isFinite(minutes) ? Math.round(minutes) : 0;
}
