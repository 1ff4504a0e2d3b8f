import type { ProfileFieldKey } from './field-catalogue.ts';
import type { ProfileField, ProfileSource, ProfileValue, Visibility } from './profile.ts';

export interface ProfileScope {
  organizationId: string;
  /** Who looks or writes: private fields open to their owner alone, by row policy. */
  viewerId: string;
}

export interface FieldWrite {
  field: ProfileFieldKey;
  /** Undefined takes the field away. */
  value: ProfileValue | undefined;
  visibility: Visibility;
  source: ProfileSource;
}

/**
 * Stored fields. It shuts private ones by policy; what leaders and colleagues may see beyond that is decided by the verbs
 * (`show-profile.ts`), which every surface goes through.
 */
export interface ProfileRepository {
  /** All fields of one person that the row policy shows to `viewerId`. */
  fields(scope: ProfileScope, subjectId: string): Promise<ProfileField[]>;
  /** Writes fields, all or none, as `viewerId`; unchanged ones are not written. */
  write(
    scope: ProfileScope,
    subjectId: string,
    writes: readonly FieldWrite[],
  ): Promise<{ changed: ProfileFieldKey[] }>;
}
