import { documentAccesses } from '../../coaching/knowledge/document.ts';
import {
  entryCategories,
  entryContentTypes,
  maxEntryContent,
  maxEntryTitle,
  type KnowledgeEntry,
} from '../../coaching/knowledge/entries/entry.ts';
import type { Form, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { entryReference } from './entry-list.ts';

const { entries: say } = words;

const optionsOf = <T extends string>(values: readonly T[], labels: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, label: labels[value] }));

/** Adds an entry, or with one edits it. */
export function entryForm(entry?: KnowledgeEntry): Form {
  return {
    id: 'entry.save',
    title: entry === undefined ? say.formAdd : say.formEdit,
    fields: [
      {
        name: 'title',
        label: say.fieldTitle,
        required: true,
        type: 'text',
        multiline: false,
        maxLength: maxEntryTitle,
        ...(entry === undefined ? {} : { initial: entry.title }),
      },
      {
        name: 'content',
        label: say.fieldContent,
        required: true,
        type: 'text',
        multiline: true,
        maxLength: maxEntryContent,
        ...(entry === undefined ? {} : { initial: entry.content }),
      },
      {
        name: 'category',
        label: say.fieldCategory,
        required: true,
        type: 'select',
        options: optionsOf(entryCategories, say.categories),
        initial: entry?.category ?? 'coaching_patterns',
      },
      {
        name: 'contentType',
        label: say.fieldKind,
        required: true,
        type: 'select',
        options: optionsOf(entryContentTypes, say.kinds),
        initial: entry?.contentType ?? 'guidelines',
      },
      {
        name: 'access',
        label: say.fieldAccess,
        required: true,
        type: 'select',
        options: optionsOf(documentAccesses, say.accesses),
        initial: entry?.access ?? 'all',
      },
      {
        name: 'tags',
        label: say.fieldTags,
        required: false,
        hint: say.tagsHint,
        type: 'text',
        multiline: false,
        maxLength: 500,
        ...(entry === undefined || entry.tags.length === 0 ? {} : { initial: entry.tags.join(', ') }),
      },
    ],
    submitLabel: say.formSave,
    context: entry === undefined ? '' : entryReference(entry),
  };
}

export const entryFormView = (form: Form): Message => ({
  view: 'entry.form',
  summary: form.title,
  blocks: [{ kind: 'form', form }],
  footer: words.audience.direct,
});
