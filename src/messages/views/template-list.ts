import { mayChange } from '../../coaching/templates/change-rights.ts';
import type { Template } from '../../coaching/templates/template.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';

const templatesShown = 5;
const { templates: say } = words;

/** Who looks: what may be done depends on it. */
export type TemplateViewer = Pick<Actor, 'id' | 'role'>;

/** `Summary · for strengths · yours · default · version 2`. */
export function templateDetail({
  kind,
  workshopType,
  owner,
  isDefault,
  version,
  retiredAt,
}: Template): string {
  return [
    say.kinds[kind],
    ...(workshopType === undefined ? [] : [say.forWorkshop(workshopType)]),
    say.owners[owner.kind],
    ...(isDefault ? [say.isDefault] : []),
    ...(owner.kind === 'system' ? [] : [say.version(version)]),
    ...(retiredAt === undefined ? [] : [say.isRetired]),
  ].join(' · ');
}

/** A template at the version that was seen, as a button or form carries it. */
const templateReference = ({ key, version }: Pick<Template, 'key' | 'version'>): string =>
  `${version}:${key}`;

/** What this person may do with a template. */
export function templateActions(viewer: TemplateViewer, template: Template): Action[] {
  const { key, owner, isDefault, retiredAt } = template;
  const isTheirs = mayChange(viewer, template);
  if (retiredAt !== undefined)
    return isTheirs ? [{ id: 'template.restore', label: say.restore, value: key }] : [];
  const isOwnDefault = owner.kind === 'coach' && isDefault;
  return [
    { id: 'template.show', label: say.show, value: key },
    { id: 'template.form', label: isTheirs ? say.edit : say.makeOwn, value: templateReference(template) },
    isOwnDefault
      ? { id: 'template.undefault', label: say.noDefault, value: key }
      : { id: 'template.default', label: say.useAsDefault, value: key },
    ...(isTheirs
      ? [
          {
            id: 'template.retire' as const,
            label: say.retire,
            value: key,
            confirm: { title: say.retireTitle, text: say.retireText, ok: say.retire },
          },
        ]
      : []),
  ];
}

/**
 * Templates that a person may use.
 * @param filter the word that the list was asked for, such as a kind; the next page asks for it again
 */
export function templateListView(
  viewer: TemplateViewer,
  templates: readonly Template[],
  filter = '',
  page = 0,
): Message {
  const from = Math.min(page, Math.max(0, Math.ceil(templates.length / templatesShown) - 1)) * templatesShown;
  const shown = templates.slice(from, from + templatesShown);
  const next: Action[] =
    from + templatesShown < templates.length
      ? [{ id: 'template.list', label: say.next, value: `${from / templatesShown + 1} ${filter}`.trim() }]
      : [];
  return {
    view: 'template.list',
    summary: say.title(templates.length),
    blocks: [
      templates.length === 0
        ? { kind: 'text', markdown: filter === 'retired' ? say.noneRetired : say.none }
        : { kind: 'heading', text: say.title(templates.length) },
      ...shown.flatMap((template): Block[] => {
        const actions = templateActions(viewer, template);
        return [
          { kind: 'divider' },
          {
            kind: 'text',
            markdown: `**${escapeMarkdown(template.name)}**\n\n${escapeMarkdown(templateDetail(template))}`,
          },
          ...(actions.length === 0 ? [] : [{ kind: 'actions' as const, actions, visible: 2 }]),
        ];
      }),
      { kind: 'divider' },
      { kind: 'actions', actions: [{ id: 'template.form', label: say.add, value: '' }, ...next] },
    ],
    footer: say.footer,
  };
}
