import type { Template } from '../template.ts';
import { systemFollowUpTemplates } from './follow-up-templates.ts';
import { systemSummaryTemplates } from './summary-templates.ts';
import { toTemplate } from './system-template.ts';

/** All templates that come with the product, summaries first. */
export const systemTemplates: readonly Template[] = [
  ...systemSummaryTemplates,
  ...systemFollowUpTemplates,
].map(toTemplate);
