import type { ProfileFieldKey } from './field-catalogue.ts';
import type { ProfileField, ProfileSource, ProfileValue, Visibility } from './profile.ts';
import type { Questionnaire } from './questionnaire.ts';

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
  /** Whose words they are, where only their visibility changes. Default: `viewerId`. */
  writtenBy?: string;
}

/**
 * Stored fields. It shuts private ones by policy; what leaders and colleagues may see beyond that is decided by the verbs
 * (`show-profile.ts`), which every surface goes through.
 */
export interface ProfileRepository {
  /** All fields of one person that the row policy shows to `viewerId`. */
  fields(scope: ProfileScope, subjectId: string): Promise<ProfileField[]>;
  /**
   * Writes fields, all or none, as `viewerId`; unchanged ones are not written.
   * @param options.editId keeps what was there before, for `ProfileEdits.undo`, in place of what an earlier edit kept
   * @returns `kept`: fields that their owner holds in private, and that stay as they are
   */
  write(
    scope: ProfileScope,
    subjectId: string,
    writes: readonly FieldWrite[],
    options?: { editId?: string },
  ): Promise<{ changed: ProfileFieldKey[]; kept?: ProfileFieldKey[] }>;
}

/** The last change of each writer, which can be taken back once. */
export interface ProfileEdits {
  /**
   * Brings back what the viewer's last edit replaced, except where somebody wrote since.
   * @param editId only if the last edit is this one; default: whichever it is
   * @returns undefined: there is none (any more)
   */
  undo(
    scope: ProfileScope,
    editId?: string,
  ): Promise<{ subjectId: string; fields: ProfileFieldKey[] } | undefined>;
  /** Whether any field of the organisation came by import. */
  anyImported(organizationId: string): Promise<boolean>;
}

export type ProfileStore = ProfileRepository & ProfileEdits;

/** How far each person is in the questions; in that person's scope alone. */
export interface QuestionnaireRepository {
  find(organizationId: string, userId: string): Promise<Questionnaire | undefined>;
  save(
    organizationId: string,
    userId: string,
    questionnaire: Omit<Questionnaire, 'updatedAt'>,
  ): Promise<void>;
}
