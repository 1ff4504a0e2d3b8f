import type { Clock } from '../../shared/clock.ts';
import type { Actor } from '../people/user.ts';
import { mayChange } from './change-rights.ts';
import { findTemplate, readerOf } from './find-template.ts';
import { recordTemplate, templateOf, type ChangeTemplateDeps } from './save-template.ts';
import { templateAdminsOnly, templateBuiltIn } from './template-errors.ts';
import type { Template } from './template.ts';

/**
 * Takes a template out of use, or with `back` brings it back. What was written by it stays. Doing so twice changes nothing.
 * @throws AppError TEMPLATE_001, TEMPLATE_003 no admin, TEMPLATE_004 another one has taken its name, TEMPLATE_006 built in
 */
export async function retireTemplate(
  deps: ChangeTemplateDeps & { clock: Clock },
  { actor, key, surface, back = false }: { actor: Actor; key: string; surface: string; back?: boolean },
): Promise<Template> {
  const reader = readerOf(actor);
  const template = await findTemplate(deps, reader, key);
  if (template.owner.kind === 'system') throw templateBuiltIn(template.name);
  if (!mayChange(actor, template)) throw templateAdminsOnly();
  const saved = await deps.templates.setRetired(reader, template.key, back ? undefined : deps.clock.now());
  const changed = templateOf(saved, template.name);
  await recordTemplate(deps, actor, back ? 'restore' : 'retire', changed, surface);
  return changed;
}
