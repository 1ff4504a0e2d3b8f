import type { DocumentAccess } from '../document.ts';

export const entryCategories = ['methodology', 'coaching_patterns', 'team_dynamics'] as const;
export type EntryCategory = (typeof entryCategories)[number];

export const entryContentTypes = ['training_prompt', 'example_response', 'guidelines'] as const;
export type EntryContentType = (typeof entryContentTypes)[number];

/** What an admin writes. */
export interface EntryFields {
  category: EntryCategory;
  contentType: EntryContentType;
  /** One line, unique among the entries in force (in any case). */
  title: string;
  /** Markdown. */
  content: string;
  /** Lower case, without `#`. */
  tags: readonly string[];
  access: DocumentAccess;
}

/** A coaching pattern, example response or guideline that admins look after. */
export interface KnowledgeEntry extends EntryFields {
  id: string;
  organizationId: string;
  /** Rises by one with each change. */
  version: number;
  editedBy?: string;
  /** Set: it is not found any more, and can be brought back. */
  retiredAt?: Date;
  createdAt: Date;
  updatedAt: Date;
}

/** One version as it was saved. */
export interface EntryVersion extends EntryFields {
  version: number;
  editedBy?: string;
  createdAt: Date;
}

/** Characters (UTF-16 units). What a form on every platform can show whole: an entry is a pattern, not a manual. */
export const maxEntryContent = 3_000;
export const maxEntryTitle = 150;
export const maxEntryTags = 10;
export const maxEntryTag = 40;

/** `#Active Listening, feedback` → `active listening`, `feedback`. */
export function parseTags(text: string): string[] {
  const tags = text.split(/[,;\n]|(?=#)/).map((tag) =>
    tag
      .replace(/^[\s#]+/, '')
      .trim()
      .toLowerCase(),
  );
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

export function sameFields(a: EntryFields, b: EntryFields): boolean {
  return (
    a.category === b.category &&
    a.contentType === b.contentType &&
    a.title === b.title &&
    a.content === b.content &&
    a.access === b.access &&
    a.tags.join('\n') === b.tags.join('\n')
  );
}
