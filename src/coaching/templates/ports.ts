import type { TemplateFields } from './check-template.ts';
import type { Template, TemplateChoice } from './template.ts';

/** Finds the template that something is written by; drafters and follow-ups know no more of templates than this. */
export interface TemplateSource {
  /**
   * The wanted template, else the coach's default, the organisation's, the built-in one; the one for the workshop type
   * before the one for every type.
   * @throws AppError TEMPLATE_001 when the wanted one does not exist or is not the coach's to use
   */
  choose(choice: TemplateChoice): Promise<Template>;
}

/** For whom templates are looked up: what other coaches wrote is not there for them, by row policy. */
export interface TemplateReader {
  organizationId: string;
  coachId: string;
}

/** What became of a change. */
export type SavedTemplate =
  | { kind: 'saved'; template: Template }
  /** Another version came first; nothing was changed. */
  | { kind: 'stale'; template: Template }
  /** Another template of the same owner and kind, in force, has this name. */
  | { kind: 'name-taken' }
  | { kind: 'gone' };

/** A template that its author has seen as a preview and not said yes to. */
export interface TemplateDraft {
  fields: TemplateFields;
  /** For everybody instead of the author alone. */
  forOrganization: boolean;
  /** Undefined: a new one. */
  edits?: { key: string; expectedVersion: number };
}

/** Templates of the organisation and of one coach; built-in ones are not here. */
export interface TemplateRepository {
  /** By name. Retired ones only where asked for. */
  list(reader: TemplateReader, options?: { retiredToo?: boolean }): Promise<Template[]>;
  /** Retired ones too. */
  find(reader: TemplateReader, id: string): Promise<Template | undefined>;
  /** Version 1. Unique by `turnId`: the same turn again returns the template as it is now. */
  create(
    reader: TemplateReader,
    input: { fields: TemplateFields; forOrganization: boolean; turnId: string },
  ): Promise<SavedTemplate>;
  /** The next version; the same words again change nothing. */
  save(
    reader: TemplateReader,
    input: { id: string; expectedVersion: number; fields: TemplateFields },
  ): Promise<SavedTemplate>;
  /** A retired one is no default any more. `undefined` brings it back. */
  setRetired(reader: TemplateReader, id: string, retiredAt: Date | undefined): Promise<SavedTemplate>;
  /** Of an owner's templates of one kind and workshop type one is the default at most: the one before it steps back. */
  setDefault(reader: TemplateReader, id: string, isDefault: boolean): Promise<SavedTemplate>;
  /** Unique by `turnId`. The author's drafts of more than a day ago go. @returns its id */
  keepDraft(reader: TemplateReader, draft: TemplateDraft, turnId: string, now: Date): Promise<string>;
  findDraft(reader: TemplateReader, id: string): Promise<TemplateDraft | undefined>;
}
