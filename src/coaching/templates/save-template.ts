import type { Actor } from '../people/user.ts';
import type { AuditLog } from '../tenants/ports.ts';
import { mayChange, requireTemplateAdmin } from './change-rights.ts';
import { checkTemplate, type TemplateFields, type TemplateInput } from './check-template.ts';
import { findTemplate, readerOf, type TemplateDeps } from './find-template.ts';
import type { SavedTemplate } from './ports.ts';
import { templateFaulty, templateNameTaken, templateNotFound, templateStale } from './template-errors.ts';
import type { Template } from './template.ts';

export interface ChangeTemplateDeps extends TemplateDeps {
  audit: AuditLog;
}

export interface SaveTemplate {
  actor: Actor;
  /** For every coach of the organisation; admins only. Default: the person's own. */
  forOrganization?: boolean;
  /** Makes the change unique: the same turn again changes nothing more. */
  turnId: string;
  surface: string;
  /** The template that is edited, at the version that was seen. One that is not theirs to change becomes an own one. */
  edits?: { key: string; expectedVersion: number };
}

/**
 * Adds a template, or the next version of one.
 * @throws AppError TEMPLATE_001 gone, TEMPLATE_002 cannot be used (every fault named), TEMPLATE_003 no admin, TEMPLATE_004 name taken,
 *   TEMPLATE_005 changed meanwhile
 */
export async function saveTemplate(
  deps: ChangeTemplateDeps,
  input: TemplateInput,
  { actor, forOrganization = false, turnId, surface, edits }: SaveTemplate,
): Promise<Template> {
  if (forOrganization) requireTemplateAdmin(actor);
  const checked = checkTemplate(input);
  if (checked.kind === 'faulty') throw templateFaulty(Object.values(checked.faults));
  return storeTemplate(deps, checked.fields, {
    actor,
    forOrganization,
    turnId,
    surface,
    ...(edits === undefined ? {} : { edits }),
  });
}

/** `saveTemplate` for fields that were checked. */
export async function storeTemplate(
  deps: ChangeTemplateDeps,
  fields: TemplateFields,
  { actor, forOrganization = false, turnId, surface, edits }: SaveTemplate,
): Promise<Template> {
  const reader = readerOf(actor);
  const edited = edits === undefined ? undefined : await findTemplate(deps, reader, edits.key);
  const saved =
    edits !== undefined && edited !== undefined && mayChange(actor, edited)
      ? await deps.templates.save(reader, {
          id: edited.key,
          expectedVersion: edits.expectedVersion,
          fields,
        })
      : await deps.templates.create(reader, { fields, forOrganization, turnId });
  const template = templateOf(saved, fields.name);
  await recordTemplate(deps, actor, 'save', template, surface);
  return template;
}

/** @throws AppError TEMPLATE_001, TEMPLATE_004, TEMPLATE_005 */
export function templateOf(saved: SavedTemplate, name: string): Template {
  switch (saved.kind) {
    case 'saved':
      return saved.template;
    case 'stale':
      throw templateStale(saved.template.name, saved.template.version);
    case 'name-taken':
      throw templateNameTaken(name);
    case 'gone':
      throw templateNotFound(name);
  }
}

export const recordTemplate = (
  { audit }: Pick<ChangeTemplateDeps, 'audit'>,
  { organizationId, id: actorId }: Actor,
  doing: 'save' | 'retire' | 'restore' | 'default',
  { key }: Template,
  surface: string,
): Promise<void> =>
  audit.record({
    organizationId,
    actorId,
    action: `template.${doing}`,
    subjectType: 'template',
    subjectId: key,
    surface,
  });
