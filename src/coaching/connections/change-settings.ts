import type { Actor } from '../people/user.ts';
import { pauseMs, type ConnectionSettings } from './connection.ts';
import type { SettingsChange } from './ports.ts';
import { refreshTerms, type RefreshTermsDeps } from './refresh-terms.ts';

/** The settings of the person who asks; of somebody who never touched them, what holds by itself: out. */
export async function showConnectionSettings(
  { connectionSettings, clock }: Pick<RefreshTermsDeps, 'connectionSettings' | 'clock'>,
  { organizationId, id: userId }: Actor,
): Promise<ConnectionSettings> {
  const found = await connectionSettings.find(organizationId, userId);
  if (found === undefined) {
    return { organizationId, userId, optedIn: false, shares: [], availability: 'available' };
  }
  const { pausedUntil, ...settings } = found;
  // A pause that is over is none.
  return pausedUntil === undefined || pausedUntil <= clock.now() ? settings : found;
}

/** Changes one's own settings, and what is shared with them. Leaving takes everything that was shared away at once. */
export async function changeConnectionSettings(
  deps: RefreshTermsDeps,
  actor: Actor,
  change: SettingsChange,
): Promise<ConnectionSettings> {
  const { organizationId, id } = actor;
  await deps.connectionSettings.change(organizationId, id, change);
  await refreshTerms(deps, organizationId, id);
  return showConnectionSettings(deps, actor);
}

export const pauseConnections = (deps: RefreshTermsDeps, actor: Actor): Promise<ConnectionSettings> =>
  changeConnectionSettings(deps, actor, { pausedUntil: new Date(deps.clock.now().getTime() + pauseMs) });
