import {
  maxTemplateContent,
  maxTemplateName,
  maxTemplateSubject,
  type TemplateFields,
} from '../../coaching/templates/check-template.ts';
import { layoutVariableNames, templateVariableNames } from '../../coaching/templates/template-variables.ts';
import { templateKinds } from '../../coaching/templates/template.ts';
import type { Form, FormField, Message } from '../message.ts';
import { words } from '../words/en.ts';
import type { TemplateViewer } from './template-list.ts';

const { templates: say } = words;

const named = (names: readonly string[]): string => names.map((name) => `{{${name}}}`).join(', ');

/** What the form begins with. */
export interface TemplateFormStart {
  fields: TemplateFields;
  forOrganization: boolean;
  /** Of the form: what it edits. */
  context: string;
}

/** Writes a template, or with `start` edits one. Only admins are asked for whom it is. */
export function templateForm({ role }: TemplateViewer, start?: TemplateFormStart): Form {
  const { fields, forOrganization = false } = start ?? {};
  const scope: FormField = {
    name: 'scope',
    label: say.fieldScope,
    required: true,
    type: 'select',
    options: [
      { value: 'coach', label: say.scopes.coach },
      { value: 'organization', label: say.scopes.organization },
    ],
    initial: forOrganization ? 'organization' : 'coach',
  };
  const line = (name: string, label: string, maxLength: number, initial: string | undefined) =>
    ({
      name,
      label,
      type: 'text',
      multiline: false,
      maxLength,
      ...(initial === undefined ? {} : { initial }),
    }) as const;
  return {
    id: 'template.save',
    title: start === undefined ? say.formAdd : say.formEdit,
    fields: [
      {
        name: 'kind',
        label: say.fieldKind,
        required: true,
        type: 'select',
        options: templateKinds.map((kind) => ({ value: kind, label: say.kinds[kind] })),
        initial: fields?.kind ?? 'summary',
      },
      { ...line('name', say.fieldName, maxTemplateName, fields?.name), required: true },
      {
        ...line('workshopType', say.fieldWorkshop, 40, fields?.workshopType),
        required: false,
        hint: say.workshopHint,
      },
      ...(role === 'ADMIN' ? [scope] : []),
      { ...line('subject', say.fieldSubject, maxTemplateSubject, fields?.subject), required: false },
      {
        name: 'content',
        label: say.fieldContent,
        required: true,
        hint: say.contentHint(named(templateVariableNames), named(layoutVariableNames)),
        type: 'text',
        multiline: true,
        maxLength: maxTemplateContent,
        ...(fields === undefined ? {} : { initial: fields.content }),
      },
    ],
    submitLabel: say.formPreview,
    context: start?.context ?? '',
  };
}

export const templateFormView = (form: Form): Message => ({
  view: 'template.form',
  summary: form.title,
  blocks: [{ kind: 'form', form }],
  footer: words.audience.direct,
});
