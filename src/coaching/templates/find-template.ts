import type { Actor } from '../people/user.ts';
import type { TemplateReader, TemplateRepository } from './ports.ts';
import { systemTemplates } from './system/system-templates.ts';
import { templateAmbiguous, templateNotFound } from './template-errors.ts';
import type { Template, TemplateKind } from './template.ts';

export interface TemplateDeps {
  templates: TemplateRepository;
}

export const readerOf = ({ organizationId, id }: Pick<Actor, 'organizationId' | 'id'>): TemplateReader => ({
  organizationId,
  coachId: id,
});

const ownerOrder = { coach: 0, organization: 1, system: 2 } as const;

/** A person's own before the organisation's before the built-in ones; inside that by name. */
export const byOwner = (a: Template, b: Template): number =>
  ownerOrder[a.owner.kind] - ownerOrder[b.owner.kind] || a.name.localeCompare(b.name, 'en');

/** `The "Concise" template` names what `concise` names. */
const foldTemplateName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[“”"'‘’]/g, '')
    .replace(/^the\s+|\s+template$/g, '')
    .replace(/[\s_-]+/g, ' ')
    .trim();

/** All that a person may use, built-in ones included, their own first. */
export async function usableTemplates(
  deps: TemplateDeps,
  reader: TemplateReader,
  kind?: TemplateKind,
): Promise<Template[]> {
  const stored = await deps.templates.list(reader);
  return [...stored, ...systemTemplates]
    .filter((template) => kind === undefined || template.kind === kind)
    .toSorted(byOwner);
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * By key (a retired one too: what was chosen stays chosen), or by name in any case; of the same name a person's own
 * stands before the organisation's and the built-in one.
 * @throws AppError TEMPLATE_001 not there or not theirs, TEMPLATE_007 when templates of several kinds have the name
 */
export async function findTemplate(
  deps: TemplateDeps,
  reader: TemplateReader,
  wanted: string,
  kind?: TemplateKind,
): Promise<Template> {
  const key = wanted.trim();
  const usable = await usableTemplates(deps, reader, kind);
  const byKey =
    usable.find((template) => template.key === key) ??
    (uuid.test(key) ? await deps.templates.find(reader, key.toLowerCase()) : undefined);
  if (byKey !== undefined) {
    if (kind !== undefined && byKey.kind !== kind) throw templateNotFound(byKey.name, namesOf(usable));
    return byKey;
  }
  const named = usable.filter(({ name }) => foldTemplateName(name) === foldTemplateName(key));
  const [first] = named;
  if (first === undefined) throw templateNotFound(key, namesOf(usable));
  const kinds = [...new Set(named.map((template) => template.kind))];
  if (kinds.length > 1) throw templateAmbiguous(first.name, kinds);
  return first;
}

const namesOf = (templates: readonly Template[]): string[] => templates.map(({ name }) => name);
