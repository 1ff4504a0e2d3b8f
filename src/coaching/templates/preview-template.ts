import { fillTemplate } from './fill-template.ts';
import { layoutOf } from './summary-layout.ts';
import type { TemplateFields } from './check-template.ts';
import { exampleValues } from './template-variables.ts';

/** How a template reads, with example values in the place of its variables. */
export interface TemplatePreview {
  subject?: string;
  /** Plain text, or of a summary its sections with what belongs into them. */
  text: string;
}

export function previewTemplate(
  template: Pick<TemplateFields, 'kind' | 'subject' | 'content'>,
): TemplatePreview {
  if (template.kind === 'summary') return { text: layoutInWords(template) };
  return {
    ...(template.subject === undefined ? {} : { subject: fillTemplate(template.subject, exampleValues) }),
    text: fillTemplate(template.content, exampleValues),
  };
}

function layoutInWords(template: Pick<TemplateFields, 'content'>): string {
  const { sections, tone, length, guidance } = layoutOf(template, exampleValues);
  const about = [
    ...(tone === undefined ? [] : [`Tone: ${tone}`]),
    ...(length === undefined ? [] : [`Length: ${length}`]),
    ...(guidance === '' ? [] : [guidance]),
  ].join('\n');
  const parts = sections.map(({ section, title, maxLines, guidance: own }) => {
    const example = exampleValues[section];
    const lines = (typeof example === 'string' ? [example] : example).slice(0, maxLines);
    const limit = maxLines === undefined ? '' : ` (up to ${maxLines})`;
    return [`${title}${limit}`, ...(own === '' ? [] : [own]), ...lines.map((line) => `- ${line}`)].join('\n');
  });
  return [...(about === '' ? [] : [about]), ...parts].join('\n\n');
}
