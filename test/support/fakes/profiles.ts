import { isProfileField, type ProfileFieldKey } from '../../../src/coaching/profiles/field-catalogue.ts';
import type { ProfileStore, QuestionnaireRepository } from '../../../src/coaching/profiles/ports.ts';
import type { ProfileField } from '../../../src/coaching/profiles/profile.ts';
import type { Questionnaire } from '../../../src/coaching/profiles/questionnaire.ts';
import type { Clock } from '../../../src/shared/clock.ts';

interface Edited {
  field: ProfileFieldKey;
  by?: string;
  before?: ProfileField;
}

/** Profiles in memory, behind the same policy. `test/contract/profiles.contract.ts` holds them to what PostgreSQL does. */
export function createFakeProfiles(clock: Clock): ProfileStore {
  /** By organisation and person, then by field. */
  const people = new Map<string, Map<string, ProfileField>>();
  const edits = new Map<string, { editId: string; subjectId: string; fields: Edited[] }>();
  const of = (organizationId: string, userId: string): Map<string, ProfileField> => {
    const key = `${organizationId} ${userId}`;
    const fields = people.get(key) ?? new Map<string, ProfileField>();
    people.set(key, fields);
    return fields;
  };
  const seen = (field: ProfileField | undefined, viewerId: string, subjectId: string) =>
    field !== undefined && (field.visibility !== 'private' || viewerId === subjectId) ? field : undefined;
  return {
    fields: ({ organizationId, viewerId }, subjectId) =>
      Promise.resolve(
        [...of(organizationId, subjectId).values()]
          .filter((field) => seen(field, viewerId, subjectId))
          .sort((a, b) => (a.field < b.field ? -1 : 1)),
      ),
    write({ organizationId, viewerId }, subjectId, writes, { editId } = {}) {
      const fields = of(organizationId, subjectId);
      const kept: ProfileFieldKey[] = [];
      const edited: Edited[] = [];
      for (const { field, value, visibility, source, writtenBy = viewerId } of writes) {
        const stored = fields.get(field);
        const now = seen(stored, viewerId, subjectId);
        const isSame =
          value === undefined
            ? now === undefined
            : now?.visibility === visibility &&
              now.source === source &&
              JSON.stringify(now.value) === JSON.stringify(value);
        if (isSame) continue;
        if (stored !== undefined && now === undefined) {
          kept.push(field);
          continue;
        }
        if (value === undefined) fields.delete(field);
        else fields.set(field, { field, value, visibility, source, writtenBy, updatedAt: clock.now() });
        edited.push({
          field,
          ...(value === undefined ? {} : { by: writtenBy }),
          ...(now === undefined ? {} : { before: now }),
        });
      }
      if (editId !== undefined && edited.length > 0)
        edits.set(viewerId, { editId, subjectId, fields: edited });
      return Promise.resolve({ changed: edited.map(({ field }) => field), kept });
    },
    undo({ organizationId, viewerId }, editId) {
      const edit = edits.get(viewerId);
      if (edit === undefined || (editId !== undefined && edit.editId !== editId))
        return Promise.resolve(undefined);
      const fields = of(organizationId, edit.subjectId);
      const ours = edit.fields.filter(({ field, by }) => fields.get(field)?.writtenBy === by);
      for (const { field, before } of ours) {
        if (before === undefined) fields.delete(field);
        else fields.set(field, before);
      }
      edits.delete(viewerId);
      return Promise.resolve({ subjectId: edit.subjectId, fields: ours.map(({ field }) => field) });
    },
    anyImported: (organizationId) =>
      Promise.resolve(
        [...people].some(
          ([key, fields]) =>
            key.startsWith(organizationId) &&
            [...fields.values()].some(({ field, source }) => source === 'import' && isProfileField(field)),
        ),
      ),
  };
}

export function createFakeQuestionnaires(clock: Clock): QuestionnaireRepository {
  const kept = new Map<string, Questionnaire>();
  return {
    find: (organizationId, userId) => Promise.resolve(kept.get(`${organizationId} ${userId}`)),
    save(organizationId, userId, questionnaire) {
      kept.set(`${organizationId} ${userId}`, { ...questionnaire, updatedAt: clock.now() });
      return Promise.resolve();
    },
  };
}
