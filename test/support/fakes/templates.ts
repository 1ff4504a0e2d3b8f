import { sameTemplateFields, type TemplateFields } from '../../../src/coaching/templates/check-template.ts';
import type {
  SavedTemplate,
  TemplateDraft,
  TemplateReader,
  TemplateRepository,
} from '../../../src/coaching/templates/ports.ts';
import type { Template } from '../../../src/coaching/templates/template.ts';
import { deterministicId } from '../../../src/shared/ids.ts';

type Stored = Template & { organizationId: string };

const dayMs = 86_400_000;

/** Templates in memory. `test/contract/templates.contract.ts` holds them to what PostgreSQL does. */
export function createFakeTemplates(): TemplateRepository {
  const stored = new Map<string, Stored>();
  const drafts = new Map<string, TemplateDraft & TemplateReader & { at: Date }>();

  const isVisible = ({ organizationId, coachId }: TemplateReader, template: Stored): boolean =>
    template.organizationId === organizationId &&
    (template.owner.kind !== 'coach' || template.owner.coachId === coachId);
  const seen = (reader: TemplateReader, id: string): Stored | undefined => {
    const found = stored.get(id);
    return found !== undefined && isVisible(reader, found) ? found : undefined;
  };
  const ownerOf = ({ owner }: Template): string => (owner.kind === 'coach' ? owner.coachId : owner.kind);
  const toTemplate = ({ organizationId: _organizationId, ...template }: Stored): Template => template;
  const put = (template: Stored): Promise<SavedTemplate> => {
    stored.set(template.key, template);
    return Promise.resolve({ kind: 'saved', template: toTemplate(template) });
  };
  const isTaken = (candidate: Stored): boolean =>
    [...stored.values()].some(
      (other) =>
        other.key !== candidate.key &&
        other.organizationId === candidate.organizationId &&
        other.retiredAt === undefined &&
        candidate.retiredAt === undefined &&
        ownerOf(other) === ownerOf(candidate) &&
        other.kind === candidate.kind &&
        other.name.toLowerCase() === candidate.name.toLowerCase(),
    );
  const withFields = (base: Stored, fields: TemplateFields): Stored => {
    const { organizationId, key, version, owner, isDefault } = base;
    return { ...fields, organizationId, key, version, owner, isDefault };
  };
  const no = (kind: 'gone' | 'name-taken'): Promise<SavedTemplate> => Promise.resolve({ kind });

  return {
    list: (reader, { retiredToo = false } = {}) =>
      Promise.resolve(
        [...stored.values()]
          .filter(
            (template) => isVisible(reader, template) && (retiredToo || template.retiredAt === undefined),
          )
          .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
          .map(toTemplate),
      ),
    find(reader, id) {
      const found = seen(reader, id);
      return Promise.resolve(found === undefined ? undefined : toTemplate(found));
    },
    create({ organizationId, coachId }, { fields, forOrganization, turnId }) {
      const key = deterministicId('template', organizationId, turnId);
      const before = stored.get(key);
      if (before !== undefined) return put(before);
      const created: Stored = {
        ...fields,
        organizationId,
        key,
        version: 1,
        owner: forOrganization ? { kind: 'organization' } : { kind: 'coach', coachId },
        isDefault: false,
      };
      return isTaken(created) ? no('name-taken') : put(created);
    },
    save(reader, { id, expectedVersion, fields }) {
      const found = seen(reader, id);
      if (found === undefined) return no('gone');
      if (sameTemplateFields(found, fields)) return put(found);
      if (found.version !== expectedVersion)
        return Promise.resolve({ kind: 'stale', template: toTemplate(found) });
      const moves = found.kind !== fields.kind || found.workshopType !== fields.workshopType;
      const changed = {
        ...withFields(found, fields),
        version: expectedVersion + 1,
        ...(moves ? { isDefault: false } : {}),
      };
      return isTaken(changed) ? no('name-taken') : put(changed);
    },
    setRetired(reader, id, retiredAt) {
      const found = seen(reader, id);
      if (found === undefined) return no('gone');
      if ((found.retiredAt === undefined) === (retiredAt === undefined)) return put(found);
      const changed =
        retiredAt === undefined ? withFields(found, found) : { ...found, retiredAt, isDefault: false };
      if (retiredAt === undefined) delete changed.retiredAt;
      return isTaken(changed) ? no('name-taken') : put(changed);
    },
    setDefault(reader, id, isDefault) {
      const found = seen(reader, id);
      if (found === undefined || found.retiredAt !== undefined) return no('gone');
      for (const other of isDefault ? [...stored.values()] : []) {
        if (
          other.organizationId === found.organizationId &&
          ownerOf(other) === ownerOf(found) &&
          other.kind === found.kind &&
          other.workshopType === found.workshopType
        )
          stored.set(other.key, { ...other, isDefault: false });
      }
      return put({ ...found, isDefault });
    },
    keepDraft(reader, draft, turnId, now) {
      for (const [id, { coachId, at }] of drafts)
        if (coachId === reader.coachId && at.getTime() < now.getTime() - dayMs) drafts.delete(id);
      const id = deterministicId('template-draft', reader.organizationId, turnId);
      if (!drafts.has(id)) drafts.set(id, { ...draft, ...reader, at: now });
      return Promise.resolve(id);
    },
    findDraft({ organizationId, coachId }, id) {
      const found = drafts.get(id);
      if (found?.organizationId !== organizationId || found.coachId !== coachId)
        return Promise.resolve(undefined);
      const { fields, forOrganization, edits } = found;
      return Promise.resolve({ fields, forOrganization, ...(edits === undefined ? {} : { edits }) });
    },
  };
}
