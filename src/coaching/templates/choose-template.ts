import { workshopTypeOf } from './check-template.ts';
import { findTemplate, usableTemplates, type TemplateDeps } from './find-template.ts';
import type { TemplateSource } from './ports.ts';
import { templateNotFound } from './template-errors.ts';
import type { Template } from './template.ts';

/** Chooses among what is stored and what is built in. */
export const createTemplateSource = (deps: TemplateDeps): TemplateSource => ({
  async choose({ organizationId, coachId, kind, workshopType, wanted }) {
    const reader = { organizationId, coachId };
    if (wanted !== undefined && wanted.trim() !== '') return findTemplate(deps, reader, wanted, kind);
    const type = workshopTypeOf(workshopType ?? '');
    const defaults = (await usableTemplates(deps, reader, kind)).filter(({ isDefault }) => isDefault);
    for (const owner of ['coach', 'organization', 'system'] as const) {
      const own = defaults.filter((template) => template.owner.kind === owner);
      const chosen = forType(own, type) ?? forType(own, undefined);
      if (chosen !== undefined) return chosen;
    }
    // Every kind has a built-in default; a test says so.
    throw templateNotFound('');
  },
});

const forType = (templates: readonly Template[], type: string | undefined): Template | undefined =>
  templates.find(({ workshopType }) => workshopType === type);
