import { variablesIn } from './fill-template.ts';
import { parseSummaryLayout } from './summary-layout.ts';
import { templateKinds, type Template } from './template.ts';
import { layoutVariableNames, templateVariableNames, variableFaults } from './template-variables.ts';

/** Characters (UTF-16 units). What a form on every platform can show whole. */
export const maxTemplateContent = 3_000;
export const maxTemplateName = 60;
export const maxTemplateSubject = 150;
const maxWorkshopType = 40;

/** What an author writes; `variables` follow from the text. */
export type TemplateFields = Pick<
  Template,
  'kind' | 'name' | 'workshopType' | 'subject' | 'content' | 'variables'
>;

/** As a form or the command line gives them: words; an empty word is none. */
export interface TemplateInput {
  kind: string;
  name: string;
  workshopType: string;
  subject: string;
  content: string;
}

/** `Strengths workshop!` and `strengths` are the same type of workshop: lower case, without the word itself. */
export function workshopTypeOf(words: string): string | undefined {
  const type = words
    .toLowerCase()
    .replace(/\b(?:workshop|session|training)s?\b/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replaceAll(' ', '_');
  return type === '' ? undefined : type;
}

/** @returns the template's fields, or by field a sentence that says what is wrong and how to mend it */
export function checkTemplate(
  input: TemplateInput,
): { kind: 'fine'; fields: TemplateFields } | { kind: 'faulty'; faults: Record<string, string> } {
  const kind = templateKinds.find((candidate) => candidate === input.kind);
  const name = input.name.replace(/\s+/g, ' ').trim();
  const subject = input.subject.replace(/\s+/g, ' ').trim();
  const content = input.content.replace(/\r\n?/g, '\n').trim();
  const workshopType = workshopTypeOf(input.workshopType);
  const faults: Record<string, string> = {};
  if (kind === undefined) faults['kind'] = 'Choose what it is for.';
  if (!/[\p{L}\p{N}]/u.test(name)) faults['name'] = 'Give it a name.';
  else if (name.length > maxTemplateName)
    faults['name'] = `Please keep the name under ${maxTemplateName} characters.`;
  else if (/^(?:system:|[0-9a-f]{8}-[0-9a-f]{4}-)/i.test(name))
    faults['name'] = 'Choose a name in words: this one looks like the product’s own key.';
  if ((workshopType ?? '').length > maxWorkshopType)
    faults['workshopType'] = `Please keep it under ${maxWorkshopType} characters.`;
  const allowed = kind === 'summary' ? layoutVariableNames : templateVariableNames;
  const subjectFaults = variableFaults(subject, allowed);
  if (subject.length > maxTemplateSubject)
    faults['subject'] = `Please keep the subject under ${maxTemplateSubject} characters.`;
  else if (subjectFaults.length > 0) faults['subject'] = subjectFaults.join(' ');
  if (!/[\p{L}\p{N}]/u.test(content)) faults['content'] = 'Write the template’s text.';
  else if (content.length > maxTemplateContent)
    faults['content'] = `Please stay under ${maxTemplateContent.toLocaleString('en')} characters.`;
  else {
    const contentFaults = variableFaults(content, allowed);
    const layout = kind === 'summary' ? parseSummaryLayout(content) : undefined;
    if (layout?.kind === 'faulty') contentFaults.push(...layout.faults);
    if (contentFaults.length > 0) faults['content'] = contentFaults.join(' ');
  }
  if (kind === undefined || Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  const takesSubject = kind === 'email' || kind === 'nurture' || kind === 'rehash';
  return {
    kind: 'fine',
    fields: {
      kind,
      name,
      ...(workshopType === undefined ? {} : { workshopType }),
      ...(takesSubject && subject !== '' ? { subject } : {}),
      content,
      variables: variablesIn(takesSubject ? `${subject}\n${content}` : content),
    },
  };
}

export const sameTemplateFields = (a: TemplateFields, b: TemplateFields): boolean =>
  a.kind === b.kind &&
  a.name === b.name &&
  a.workshopType === b.workshopType &&
  a.subject === b.subject &&
  a.content === b.content;
