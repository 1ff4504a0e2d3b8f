import { documentAccesses } from '../document.ts';
import {
  entryCategories,
  entryContentTypes,
  maxEntryContent,
  maxEntryTag,
  maxEntryTags,
  maxEntryTitle,
  parseTags,
  type EntryFields,
} from './entry.ts';

/** Fields as a form or the command line gives them: words. */
export type EntryInput = Readonly<
  Record<'category' | 'contentType' | 'title' | 'content' | 'tags' | 'access', string>
>;

const oneOf = <T extends string>(known: readonly T[], value: string): T | undefined =>
  known.find((candidate) => candidate === value);

/** @returns the entry's fields, or by field a sentence that says what is wrong */
export function checkEntry(
  input: EntryInput,
): { kind: 'fine'; fields: EntryFields } | { kind: 'faulty'; faults: Record<string, string> } {
  const title = input.title.replace(/\s+/g, ' ').trim();
  const content = input.content.replace(/\r\n?/g, '\n').trim();
  const tags = parseTags(input.tags);
  const category = oneOf(entryCategories, input.category);
  const contentType = oneOf(entryContentTypes, input.contentType);
  const access = oneOf(documentAccesses, input.access);
  const faults: Record<string, string> = {};
  if (!/[\p{L}\p{N}]/u.test(title)) faults['title'] = 'Give it a title.';
  else if (title.length > maxEntryTitle)
    faults['title'] = `Please keep the title under ${maxEntryTitle} characters.`;
  if (category === undefined) faults['category'] = 'Choose a category.';
  if (contentType === undefined) faults['contentType'] = 'Choose what it is.';
  if (access === undefined) faults['access'] = 'Choose who may read it.';
  if (tags.length > maxEntryTags || tags.some((tag) => tag.length > maxEntryTag))
    faults['tags'] = `Up to ${maxEntryTags} tags of ${maxEntryTag} characters each.`;
  if (!/[\p{L}\p{N}]/u.test(content)) faults['content'] = 'Write what people should find.';
  else if (content.length > maxEntryContent)
    faults['content'] =
      `Please stay under ${maxEntryContent.toLocaleString('en')} characters. Longer texts are loaded as documents.`;
  if (category === undefined || contentType === undefined || access === undefined)
    return { kind: 'faulty', faults };
  return Object.keys(faults).length > 0
    ? { kind: 'faulty', faults }
    : { kind: 'fine', fields: { category, contentType, title, content, tags, access } };
}
