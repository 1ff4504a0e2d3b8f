import { previewTemplate, type TemplatePreview } from '../../coaching/templates/preview-template.ts';
import type { TemplateDraft } from '../../coaching/templates/ports.ts';
import type { Template } from '../../coaching/templates/template.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { templateActions, templateDetail, type TemplateViewer } from './template-list.ts';

const { templates: say } = words;

const footerOf = ({ owner }: Template): string => (owner.kind === 'coach' ? say.footer : say.footerShared);

const previewBlocks = ({ subject, text }: TemplatePreview): Block[] => [
  { kind: 'text', markdown: `**${say.reads}**` },
  ...(subject === undefined ? [] : [{ kind: 'text' as const, markdown: `**${escapeMarkdown(subject)}**` }]),
  { kind: 'text', markdown: escapeMarkdown(text) },
];

/** A template as it is written, and how it reads with example values. */
export function templateShownView(viewer: TemplateViewer, template: Template): Message {
  return {
    view: 'template.shown',
    summary: template.name,
    blocks: [
      { kind: 'heading', text: template.name },
      { kind: 'text', markdown: escapeMarkdown(templateDetail(template)) },
      ...previewBlocks(previewTemplate(template)),
      { kind: 'divider' },
      { kind: 'text', markdown: `**${say.written}**` },
      { kind: 'text', markdown: escapeMarkdown(template.content) },
      ...actionsBlock(templateActions(viewer, template).filter(({ id }) => id !== 'template.show')),
    ],
    footer: footerOf(template),
  };
}

/** Before anything is saved. @param draftId what the Save button names */
export function templatePreviewView(draftId: string, { fields, forOrganization }: TemplateDraft): Message {
  return {
    view: 'template.preview',
    summary: `${fields.name}: preview`,
    blocks: [
      { kind: 'text', markdown: say.preview(escapeMarkdown(fields.name)) },
      ...previewBlocks(previewTemplate(fields)),
      {
        kind: 'actions',
        actions: [
          { id: 'template.save', label: say.save, value: draftId, style: 'primary' },
          { id: 'template.form', label: say.change, value: `draft:${draftId}` },
        ],
      },
    ],
    footer: forOrganization ? say.footerShared : say.footer,
  };
}

const actionsBlock = (actions: readonly Action[]): Block[] =>
  actions.length === 0 ? [] : [{ kind: 'actions', actions, visible: 3 }];

export type TemplateChange = 'saved' | 'retired' | 'restored' | 'default' | 'default-for-all' | 'no-default';

/** After a change, with the way back. */
export function templateChangedView(
  viewer: TemplateViewer,
  template: Template,
  change: TemplateChange,
): Message {
  const name = escapeMarkdown(template.name);
  const what = escapeMarkdown(
    [
      say.kinds[template.kind],
      ...(template.workshopType === undefined ? [] : [say.forWorkshop(template.workshopType)]),
    ].join(' '),
  );
  const said = {
    saved: () => say.saved(name, template.version),
    retired: () => say.retired(name),
    restored: () => say.back(name),
    default: () => say.madeDefault(name, what),
    'default-for-all': () => say.madeDefaultForAll(name, what),
    'no-default': () => say.steppedBack(name),
  }[change]();
  const undo: Action[] =
    change === 'retired'
      ? [{ id: 'template.restore', label: say.undo, value: template.key }]
      : change === 'default' || change === 'default-for-all'
        ? [{ id: 'template.undefault', label: say.noDefault, value: template.key }]
        : [];
  const others = templateActions(viewer, template).filter(
    ({ id }) =>
      !undo.some((action) => action.id === id) &&
      !(change.startsWith('default') && id === 'template.default'),
  );
  return {
    view: 'template.changed',
    summary: `${template.name}: ${change.replaceAll('-', ' ')}`,
    blocks: [{ kind: 'text', markdown: said }, ...actionsBlock([...undo, ...others])],
    footer: footerOf(template),
  };
}
