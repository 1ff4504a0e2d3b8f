import type { Actor } from '../people/user.ts';
import { byOwner, readerOf, type TemplateDeps } from './find-template.ts';
import { systemTemplates } from './system/system-templates.ts';
import { templateKinds, type Template, type TemplateKind } from './template.ts';

/**
 * What a person may use, by kind, their own first. Of the same kind and name only the nearest is listed: an own
 * “Concise” stands in front of the built-in one.
 * @param options.retiredToo also those that were retired; default: only what is in force
 */
export async function listTemplates(
  deps: TemplateDeps,
  actor: Actor,
  options: { kind?: TemplateKind; retiredToo?: boolean } = {},
): Promise<Template[]> {
  const { kind, retiredToo = false } = options;
  const stored = await deps.templates.list(readerOf(actor), { retiredToo });
  const listed: Template[] = [];
  const seen = new Set<string>();
  for (const template of [...stored, ...systemTemplates].toSorted(byOwner)) {
    const name = `${template.kind}\u0000${template.name.toLowerCase()}`;
    const hidden = template.retiredAt === undefined && seen.has(name);
    if (hidden || (kind !== undefined && template.kind !== kind)) continue;
    if (template.retiredAt === undefined) seen.add(name);
    listed.push(template);
  }
  return listed.toSorted((a, b) => templateKinds.indexOf(a.kind) - templateKinds.indexOf(b.kind));
}
