import type { DocumentScope } from '../../coaching/knowledge/can-read.ts';
import type { KnowledgeDocument, DocumentAccess, DocumentType } from '../../coaching/knowledge/document.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Form, Message } from '../message.ts';
import { words } from '../words/en.ts';

type DocumentRecord = Omit<KnowledgeDocument, 'text'>;

const typeLabels: Readonly<Record<DocumentType, string>> = {
  sop: 'SOP: steps to follow',
  policy: 'Policy: rules to keep',
  training: 'Training material',
  reference: 'Reference to look things up in',
  methodology: 'Coaching method',
};
const accessLabels: Readonly<Record<DocumentAccess, string>> = {
  all: 'Everyone',
  csr: 'Customer service, with its leaders and managers',
  sales_rep: 'Sales, with its leaders and managers',
  team_leader: 'Team leaders and above',
  manager: 'Managers and above',
  admin: 'Admins only',
};

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** What an upload still needs: its type and who may read it. `context` is the document's id. */
export const documentForm = (document: Pick<DocumentRecord, 'id' | keyof DocumentScope>): Form => ({
  id: 'document.load',
  title: 'Load document',
  fields: [
    {
      name: 'type',
      label: words.documents.typeLabel,
      required: true,
      type: 'select',
      options: optionsOf(typeLabels),
      initial: document.type,
    },
    {
      name: 'access',
      label: words.documents.accessLabel,
      required: true,
      type: 'select',
      options: optionsOf(accessLabels),
      initial: document.access,
    },
  ],
  submitLabel: 'Load',
  context: document.id,
});

/** Asks for what an upload still needs. `former`: the version in force, which stays so until the new one is complete. */
export const documentAskView = (document: DocumentRecord, former?: DocumentRecord): Message => ({
  view: 'document.ask',
  summary: `${document.title}: what is it, and who may read it?`,
  blocks: [
    { kind: 'heading', text: document.title },
    {
      kind: 'fields',
      items: [
        { label: 'File', value: document.name },
        ...(document.fileSize === undefined ? [] : [{ label: 'Size', value: sizeOf(document.fileSize) }]),
        {
          label: 'Version',
          value: former === undefined ? '1' : `${document.version}, in place of version ${former.version}`,
        },
      ],
    },
    { kind: 'text', markdown: words.documents.ask },
    { kind: 'form', form: documentForm(document) },
    {
      kind: 'actions',
      actions: [{ id: 'document.discard', label: 'Don’t load', value: document.id }],
    },
  ],
  footer: words.audience.direct,
});

const plain = (name: string, document: DocumentRecord, markdown: string): Message => ({
  view: `document.${name}`,
  summary: markdown.replaceAll(/[*_`\\]/g, ''),
  blocks: [{ kind: 'text', markdown }],
  footer: `${document.name} · ${typeLabels[document.type].split(':')[0] ?? ''} · ${accessLabels[document.access]}`,
});

const titleOf = (document: DocumentRecord): string => `**${escapeMarkdown(document.title)}**`;

/** How far a load is; before the sections are counted, without numbers. */
export const documentLoadingView = (
  document: DocumentRecord,
  progress?: { done: number; total: number },
): Message => plain('loading', document, words.documents.loading(titleOf(document), progress));

/** `unchanged`: sections taken over word for word; absent when another run loaded it. */
export const documentLoadedView = (document: DocumentRecord, sections: number, unchanged?: number): Message =>
  plain('loaded', document, words.documents.loaded(titleOf(document), document.version, sections, unchanged));

export const documentFailedView = (document: DocumentRecord): Message =>
  plain('failed', document, words.documents.failed(titleOf(document), document.failure ?? ''));

export const documentUnchangedView = (current: DocumentRecord): Message =>
  plain('unchanged', current, words.documents.unchanged(titleOf(current), current.version));

/** The upload is no more: let go by an admin, replaced by a later one, or taken out. */
export const documentGoneView = (reason: 'discarded' | 'replaced'): Message => {
  const markdown = reason === 'discarded' ? words.documents.discarded : words.documents.replaced;
  return { view: 'document.gone', summary: markdown, blocks: [{ kind: 'text', markdown }] };
};
