import type { Clock } from '../../shared/clock.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { Actor } from '../people/user.ts';
import { requireTemplateAdmin } from './change-rights.ts';
import { checkTemplate, type TemplateInput } from './check-template.ts';
import { readerOf } from './find-template.ts';
import type { TemplateDraft } from './ports.ts';
import { storeTemplate, type ChangeTemplateDeps, type SaveTemplate } from './save-template.ts';
import { templateFaulty, templateNotFound } from './template-errors.ts';
import type { Template } from './template.ts';

/**
 * Keeps what was written for its author alone, to be shown as a preview; nothing is in force before `adoptTemplate`.
 * @throws AppError TEMPLATE_002, TEMPLATE_003
 */
export async function draftTemplate(
  deps: ChangeTemplateDeps & { clock: Clock },
  input: TemplateInput,
  { actor, forOrganization = false, turnId, edits }: Omit<SaveTemplate, 'surface'>,
): Promise<{ id: string; draft: TemplateDraft }> {
  if (forOrganization) requireTemplateAdmin(actor);
  const checked = checkTemplate(input);
  if (checked.kind === 'faulty') throw templateFaulty(Object.values(checked.faults));
  const draft = { fields: checked.fields, forOrganization, ...(edits === undefined ? {} : { edits }) };
  return { id: await deps.templates.keepDraft(readerOf(actor), draft, turnId, deps.clock.now()), draft };
}

/**
 * Puts a draft in force. Said twice, it changes nothing more.
 * @throws AppError TEMPLATE_001 (a draft of more than a day ago, or somebody else's), TEMPLATE_003 to TEMPLATE_005
 */
export async function adoptTemplate(
  deps: ChangeTemplateDeps,
  { actor, draftId, surface }: { actor: Actor; draftId: string; surface: string },
): Promise<Template> {
  const found = await deps.templates.findDraft(readerOf(actor), draftId);
  if (found === undefined) throw templateNotFound('');
  if (found.forOrganization) requireTemplateAdmin(actor);
  const { fields, ...target } = found;
  const turnId = deterministicId('template-draft', draftId);
  return storeTemplate(deps, fields, { actor, surface, turnId, ...target });
}
