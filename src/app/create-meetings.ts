import type { BuildPrepDeps } from '../coaching/one-on-ones/build-prep.ts';
import { preferenceKeys } from '../coaching/one-on-ones/prep.ts';
import type { OneOnOneRepository } from '../coaching/one-on-ones/ports.ts';
import { showProfile, type ShowProfileDeps } from '../coaching/profiles/show-profile.ts';
import { showValue } from '../coaching/profiles/show-value.ts';
import { createOneOnOneRepository } from '../data/one-on-ones/one-on-one-repository.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';

/** Where 1:1s are kept, and what helps to prepare them. */
export interface MeetingParts {
  meetings: OneOnOneRepository;
  preferences: NonNullable<BuildPrepDeps['preferences']>;
}

export const createMeetingParts = (pool: ScopedPool, profiles: ShowProfileDeps): MeetingParts => ({
  meetings: createOneOnOneRepository(pool),
  async preferences(leader, agentId) {
    const { fields } = await showProfile(profiles, leader, agentId, { privateToo: false });
    return preferenceKeys.flatMap((key) => {
      const field = fields.find((shown) => shown.field === key);
      return field === undefined ? [] : [{ field: key, value: showValue(field.value) }];
    });
  },
});
