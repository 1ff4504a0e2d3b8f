import type { ClientRepository } from '../coaching/clients/ports.ts';
import type { TemplateSource } from '../coaching/templates/ports.ts';
import type { Template, TemplateKind } from '../coaching/templates/template.ts';
import { variablesIn } from '../coaching/templates/fill-template.ts';

const recap = `{{#wins}}What went well:
{{wins}}

{{/wins}}
{{#actions}}What you took on:
{{actions}}

{{/actions}}
{{#recommendations}}What I’d suggest:
{{recommendations}}

{{/recommendations}}`;

const texts: Readonly<Record<Exclude<TemplateKind, 'summary'>, { subject?: string; content: string }>> = {
  email: {
    subject: 'After “{{session_title}}”',
    content: `Hi {{first_name}},

thank you for the time on {{session_date}}.

${recap}
Just answer this mail if something is unclear.

Best,
{{coach_name}}`,
  },
  text: {
    content: `Hi {{first_name}}, thank you for {{session_date}}.
{{#actions}}You took on:
{{actions}}
{{/actions}}
– {{coach_first_name}}`,
  },
  call_script: {
    content: `Hello {{first_name}}, this is {{coach_name}}. Do you have two minutes?

${recap}{{#challenges}}Ask how it goes with:
{{challenges}}

{{/challenges}}
Thank you, {{first_name}}. Talk soon.`,
  },
  nurture: {
    subject: 'Thinking of “{{session_title}}”',
    content: `Hi {{first_name}},

{{#wins}}I still think of what went well:
{{wins}}

{{/wins}}
No need to answer.

Best,
{{coach_name}}`,
  },
  rehash: {
    subject: 'What we agreed in “{{session_title}}”',
    content: `Hi {{first_name}},

before we meet again, this is what stood at the end of {{session_date}}.

${recap}
Best,
{{coach_name}}`,
  },
};

/** One built-in template a kind. */
export const builtInTemplates: TemplateSource = {
  choose({ kind }) {
    const { subject, content } =
      kind === 'summary' ? { content: '' } : { subject: undefined, ...texts[kind] };
    const template: Template = {
      key: `system:${kind}.standard`,
      kind,
      name: 'Standard',
      ...(subject === undefined ? {} : { subject }),
      content,
      variables: variablesIn(`${subject ?? ''}${content}`),
      version: 1,
      owner: { kind: 'system' },
      isDefault: true,
    };
    return Promise.resolve(template);
  },
};

/** No clients are kept. */
export const noClients: Pick<ClientRepository, 'find' | 'list' | 'update'> = {
  find: () => Promise.resolve(undefined),
  list: () => Promise.resolve([]),
  update: () => Promise.reject(new Error('No clients are kept.')),
};
