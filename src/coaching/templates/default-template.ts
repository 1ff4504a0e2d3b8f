import { deterministicId } from '../../shared/ids.ts';
import type { Actor } from '../people/user.ts';
import { mayChange, requireTemplateAdmin } from './change-rights.ts';
import { findTemplate, readerOf } from './find-template.ts';
import { recordTemplate, templateOf, type ChangeTemplateDeps } from './save-template.ts';
import type { Template } from './template.ts';

export interface DefaultTemplate {
  actor: Actor;
  /** Key, or name where one kind alone has it. */
  key: string;
  surface: string;
  /** For every coach who has no default of their own; admins only. Default: the person's own default. */
  forOrganization?: boolean;
  /** False: it steps back, and what comes next stands in: the organisation's default, else the built-in one. */
  isDefault?: boolean;
}

/**
 * Chooses what is used when nobody chooses, inside the template's kind and workshop type. A template that belongs to
 * somebody else (built in, or the organisation's) is copied first: the copy is the person's own, so that a change of the
 * original never changes how they write. Doing so twice changes nothing.
 * @throws AppError TEMPLATE_001, TEMPLATE_003 no admin
 */
export async function setDefaultTemplate(
  deps: ChangeTemplateDeps,
  { actor, key, surface, forOrganization = false, isDefault = true }: DefaultTemplate,
): Promise<Template> {
  if (forOrganization) requireTemplateAdmin(actor);
  const reader = readerOf(actor);
  const found = await findTemplate(deps, reader, key);
  const isTheirs = forOrganization
    ? found.owner.kind === 'organization'
    : found.owner.kind === 'coach' && mayChange(actor, found);
  if (!isTheirs && !isDefault) return found;
  const own = isTheirs ? found : await copyOf(deps, actor, found, forOrganization);
  const changed = templateOf(await deps.templates.setDefault(reader, own.key, isDefault), own.name);
  await recordTemplate(deps, actor, 'default', changed, surface);
  return changed;
}

/** One copy for each original; where its name is taken already, the one that has it is meant. */
async function copyOf(
  deps: ChangeTemplateDeps,
  actor: Actor,
  original: Template,
  forOrganization: boolean,
): Promise<Template> {
  const reader = readerOf(actor);
  const owner = forOrganization ? actor.organizationId : actor.id;
  const { kind, name, workshopType, subject, content, variables } = original;
  const created = await deps.templates.create(reader, {
    fields: {
      kind,
      name,
      content,
      variables,
      ...(workshopType === undefined ? {} : { workshopType }),
      ...(subject === undefined ? {} : { subject }),
    },
    forOrganization,
    turnId: deterministicId('template-copy', owner, original.key),
  });
  if (created.kind === 'saved') {
    // Copied before, and retired since.
    if (created.template.retiredAt === undefined) return created.template;
    return templateOf(await deps.templates.setRetired(reader, created.template.key, undefined), name);
  }
  const there = (await deps.templates.list(reader)).find(
    (template) =>
      template.kind === kind &&
      template.name.toLowerCase() === name.toLowerCase() &&
      (template.owner.kind === 'organization') === forOrganization,
  );
  return there ?? templateOf(created, name);
}
