import { variablesIn } from '../fill-template.ts';
import type { Template, TemplateKind } from '../template.ts';

/** A template as it stands in the code. */
export interface SystemTemplate {
  /** Part of its key, which is stored wherever it was chosen: never change one. */
  slug: string;
  kind: TemplateKind;
  name: string;
  workshopType?: string;
  subject?: string;
  content: string;
  /** One for each kind without a workshop type, at most one for each with. */
  isDefault?: boolean;
}

export const toTemplate = ({ slug, isDefault = false, ...template }: SystemTemplate): Template => ({
  ...template,
  key: `system:${template.kind}.${slug}`,
  variables: variablesIn(`${template.subject ?? ''}\n${template.content}`),
  version: 1,
  owner: { kind: 'system' },
  isDefault,
});
