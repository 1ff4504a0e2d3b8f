import type { Template, TemplateChoice } from './template.ts';

/** Finds the template that something is written by; drafters and follow-ups know no more of templates than this. */
export interface TemplateSource {
  /**
   * The wanted template, else the coach's default, the organisation's, the built-in one; the one for the workshop type
   * before the one for every type.
   * @throws AppError TEMPLATE_001 when the wanted one does not exist or is not the coach's to use
   */
  choose(choice: TemplateChoice): Promise<Template>;
}
