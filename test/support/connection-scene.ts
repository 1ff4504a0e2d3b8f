import { changeConnectionSettings } from '../../src/coaching/connections/change-settings.ts';
import type { ConnectionKind } from '../../src/coaching/connections/connection.ts';
import type { SettingsChange } from '../../src/coaching/connections/ports.ts';
import type { RefreshTermsDeps } from '../../src/coaching/connections/refresh-terms.ts';
import {
  suggestPeople,
  type PeopleSuggested,
  type SuggestPeopleDeps,
} from '../../src/coaching/connections/suggest-people.ts';
import type { UserRepository } from '../../src/coaching/people/ports.ts';
import { toActor, type Actor, type User } from '../../src/coaching/people/user.ts';
import type { ProfileFieldKey } from '../../src/coaching/profiles/field-catalogue.ts';
import type { ProfileValue } from '../../src/coaching/profiles/profile.ts';
import { createProfileParts } from '../../src/app/create-profiles.ts';
import { createConnectionParts } from '../../src/app/create-connections.ts';
import { openDatabase } from '../../src/data/database.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { newId } from '../../src/shared/ids.ts';
import { ManualClock } from './fakes/manual-clock.ts';
import { openPostgresWorld, type PostgresWorld } from './postgres-world.ts';

export type ProfileDraft = Partial<Record<ProfileFieldKey, ProfileValue>>;
const allKinds: readonly ConnectionKind[] = ['expertise', 'language', 'strength', 'flow', 'challenge'];

/** People who look for one another, on PostgreSQL. */
export interface ConnectionScene {
  world: PostgresWorld;
  clock: ManualClock;
  deps: SuggestPeopleDeps & RefreshTermsDeps & { users: UserRepository };
  organizationId: string;
  /** A new person with a profile; takes part and shares everything unless `settings` say otherwise, `false`: never asked. */
  person(
    name: string,
    profile: ProfileDraft,
    settings?: SettingsChange | false,
    user?: Partial<User>,
  ): Promise<Actor>;
  /** As the person themselves, or as a leader who writes about them. */
  writeProfile(who: Actor, profile: ProfileDraft, leaderId?: string): Promise<void>;
  /** The same in another organisation. */
  beside(): Promise<Pick<ConnectionScene, 'person' | 'ask'>>;
  /** Who is suggested for these words, by name; else why nobody is. */
  ask(who: Actor, words: string): Promise<string[] | string>;
  suggest(who: Actor, words: string, turnId?: string): Promise<PeopleSuggested>;
  close(): Promise<void>;
}

export async function openConnectionScene(): Promise<ConnectionScene> {
  const world = await openPostgresWorld();
  const database = openDatabase(world.database.urls.app, { max: 4 });
  const pool = openScopedPool(world.database.urls.app, { max: 4 });
  const clock = new ManualClock();
  const parts = createConnectionParts({ database, pool }, { users: world.users, clock });
  const deps = parts.peopleSearch;
  const { profiles } = createProfileParts(database, parts.onProfileChanged);
  const suggest: ConnectionScene['suggest'] = (who, words, turnId = newId()) =>
    suggestPeople(deps, who, { words, turnId });
  const writeProfile: ConnectionScene['writeProfile'] = async (who, profile, leaderId) => {
    const writes = Object.entries(profile).map(([field, value]) => ({
      ...{ field: field as ProfileFieldKey, value },
      visibility: leaderId === undefined ? ('private' as const) : ('line' as const),
      source: leaderId === undefined ? ('self' as const) : ('leader' as const),
    }));
    const { organizationId, id } = who;
    await profiles.write({ organizationId, viewerId: leaderId ?? id }, id, writes);
  };
  const ask: ConnectionScene['ask'] = async (who, words) => {
    const result = await suggest(who, words);
    return result.kind === 'suggested' ? result.people.map(({ name }) => name) : result.kind;
  };
  const open = async () => {
    const { id: organizationId } = await world.organizations.create({ name: 'Connections' });
    const person: ConnectionScene['person'] = async (name, profile, settings = {}, more = {}) => {
      const email = `${name.toLowerCase().replaceAll(' ', '.')}.${newId().slice(0, 6)}@example.test`;
      await world.users.upsertMany(organizationId, [
        { email, name, role: 'AGENT', jobFamily: 'CSR', timezone: 'Europe/London', ...more },
      ]);
      const user = await world.users.findByEmail(organizationId, email);
      if (user === undefined) throw new Error('nobody was made');
      const actor = toActor(user);
      await writeProfile(actor, profile);
      if (settings !== false)
        await changeConnectionSettings(deps, actor, { optedIn: true, shares: allKinds, ...settings });
      return actor;
    };
    return { organizationId, person, ask };
  };
  return {
    ...(await open()),
    ...{ world, clock, deps, suggest, writeProfile },
    beside: open,
    async close() {
      await Promise.all([database.close(), pool.close()]);
      await world.close();
    },
  };
}
