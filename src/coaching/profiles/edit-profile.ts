import type { Clock } from '../../shared/clock.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import type { AuditLog } from '../tenants/ports.ts';
import { isWider, relationTo } from './field-access.ts';
import { definitionOf, type ProfileFieldKey } from './field-catalogue.ts';
import type { FieldWrite, ProfileStore } from './ports.ts';
import {
  editGone,
  notToHide,
  notYourField,
  nothingThere,
  onlyInChat,
  personUnknown,
  tooWide,
  valueFaulty,
} from './profile-errors.ts';
import { starStrengths, type ProfileField, type ProfileValue, type Visibility } from './profile.ts';
import { storedFields } from './show-profile.ts';

export interface EditProfileDeps {
  profiles: ProfileStore;
  users: UserRepository;
  audit: AuditLog;
  clock: Clock;
}

export type FieldEdit = {
  field: ProfileFieldKey;
  /** Default: as it is, or the catalogue's of a new field. Leaders cannot choose. */
  visibility?: Visibility;
} & ({ kind: 'set'; value: ProfileValue } | { kind: 'remove' } | { kind: 'visibility' });

export interface EditOptions {
  /** Names the edit, so that it can be taken back; a turn that is tried again passes the same. */
  editId: string;
  surface: string;
  source?: 'self' | 'questionnaire';
  /** Default true; false refuses to touch private fields, and who sees a field. @throws AppError PROFILE_007 */
  privateToo?: boolean;
}

export interface EditedProfile {
  changed: readonly ProfileFieldKey[];
  /** What their owner wrote themselves: a leader's words do not take its place. */
  kept: readonly ProfileFieldKey[];
}

/**
 * Changes one's own profile, or as somebody's leader the fields that leaders write. All or nothing, and the same again
 * changes nothing. What a person wrote themselves stands; they may put their own words in the place of a leader's.
 * @throws AppError PROFILE_001 a value does not fit, PROFILE_002 wider than the field may be, PROFILE_003 nothing there,
 * PROFILE_004 a leader's words cannot be hidden from leaders, PROFILE_005 not entitled, PROFILE_008 nobody there
 */
export async function editProfile(
  deps: EditProfileDeps,
  actor: Actor,
  subjectId: string,
  edits: readonly FieldEdit[],
  { editId, surface, source = 'self', privateToo = true }: EditOptions,
): Promise<EditedProfile> {
  const { organizationId } = actor;
  const [subject, relation, stored] = await Promise.all([
    deps.users.findById(organizationId, subjectId),
    relationTo(deps, actor, subjectId),
    storedFields(deps, actor, subjectId),
  ]);
  if (subject === undefined) throw personUnknown();
  const own = relation === 'self';
  if (!own && (relation !== 'line' || edits.some(({ field }) => definitionOf(field).writers !== 'line')))
    throw notYourField(subject.name);
  const scope = { organizationId, viewerId: actor.id };
  if (own) {
    const writes = edits.flatMap((edit) => ownWrite(deps, edit, stored.get(edit.field), source));
    if (!privateToo && writes.some((write) => isOutOfReach(write, stored.get(write.field))))
      throw onlyInChat();
    const { changed } = await deps.profiles.write(scope, subjectId, writes, { editId });
    return { changed, kept: [] };
  }
  const standing = edits.filter(({ field }) => isOwnWords(stored.get(field)));
  const writes = edits
    .filter((edit) => !standing.includes(edit))
    .flatMap((edit) => leaderWrite(edit, stored.get(edit.field)));
  const { changed, kept = [] } = await deps.profiles.write(scope, subjectId, writes, { editId });
  if (changed.length > 0)
    await deps.audit.record({
      organizationId,
      actorId: actor.id,
      action: 'profile.write',
      subjectType: 'user',
      subjectId,
      surface,
    });
  return { changed, kept: [...standing.map(({ field }) => field), ...kept] };
}

export const isOwnWords = (field: ProfileField | undefined): boolean =>
  field?.source === 'self' || field?.source === 'questionnaire';

const isOutOfReach = (write: FieldWrite, now: ProfileField | undefined): boolean =>
  now?.visibility === 'private' ||
  write.visibility === 'private' ||
  (now !== undefined && write.visibility !== now.visibility);

function checked(field: ProfileFieldKey, value: ProfileValue): ProfileValue {
  const parsed = definitionOf(field).schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw valueFaulty(field, parsed.error.issues[0]?.message ?? '');
}

/** The same dots keep the day they were drawn on. */
function dated(deps: { clock: Clock }, value: ProfileValue, now: ProfileField | undefined): ProfileValue {
  if (typeof value !== 'object' || !('thinking' in value) || value.drawnOn !== undefined) return value;
  const before = now?.value;
  const isSame =
    typeof before === 'object' &&
    'thinking' in before &&
    starStrengths.every((strength) => before[strength] === value[strength]);
  return isSame ? before : { ...value, drawnOn: deps.clock.now().toISOString().slice(0, 10) };
}

function ownWrite(
  deps: { clock: Clock },
  edit: FieldEdit,
  now: ProfileField | undefined,
  source: 'self' | 'questionnaire',
): FieldWrite[] {
  const { field } = edit;
  const { widest, visibility: usual } = definitionOf(field);
  const visibility = edit.visibility ?? now?.visibility ?? usual;
  if (isWider(visibility, widest)) throw tooWide(field);
  switch (edit.kind) {
    case 'remove':
      return now === undefined ? [] : [{ field, value: undefined, visibility, source }];
    case 'set': {
      const value = dated(deps, checked(field, edit.value), now);
      // Leaving a leader's or an imported value as it is does not make it one's own, unless one was asked.
      const isSame = now !== undefined && JSON.stringify(now.value) === JSON.stringify(value);
      return isSame && source === 'self'
        ? shownTo(field, now, visibility)
        : [{ field, value, visibility, source }];
    }
    case 'visibility':
      if (now === undefined) throw nothingThere(field);
      return shownTo(field, now, visibility);
  }
}

function shownTo(field: ProfileFieldKey, now: ProfileField, visibility: Visibility): FieldWrite[] {
  const { value, source, writtenBy } = now;
  if (visibility === now.visibility) return [];
  if (visibility !== 'private' || isOwnWords(now))
    return [{ field, value, visibility, source, ...(writtenBy === undefined ? {} : { writtenBy }) }];
  if (source === 'leader') throw notToHide(field);
  // Whoever keeps an imported value to themselves makes it theirs: imports hold nothing in private.
  return [{ field, value, visibility, source: 'self' }];
}

function leaderWrite(edit: FieldEdit, now: ProfileField | undefined): FieldWrite[] {
  const { field } = edit;
  const visibility = now?.visibility ?? definitionOf(field).visibility;
  if (edit.kind === 'visibility') return [];
  if (edit.kind === 'set')
    return [{ field, value: checked(field, edit.value), visibility, source: 'leader' }];
  return now === undefined ? [] : [{ field, value: undefined, visibility, source: 'leader' }];
}

/**
 * Takes back the actor's last edit, once.
 * @param editId only if it is this one; default: whichever it is
 * @returns whose profile it was
 * @throws AppError PROFILE_006 there is none (any more)
 */
export async function undoEdit(
  { profiles }: Pick<EditProfileDeps, 'profiles'>,
  { organizationId, id: viewerId }: Actor,
  editId?: string,
): Promise<{ subjectId: string; fields: readonly ProfileFieldKey[] }> {
  const undone = await profiles.undo({ organizationId, viewerId }, editId);
  if (undone === undefined) throw editGone();
  return undone;
}
