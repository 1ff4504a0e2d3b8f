export const templateKinds = ['summary', 'email', 'text', 'call_script', 'nurture', 'rehash'] as const;
export type TemplateKind = (typeof templateKinds)[number];

/**
 * How something is written: the order, titles and length of a summary's sections, or the text of a follow-up with
 * `{{variables}}`. Built-in ones (`system:…`) are part of the product; an organisation and each coach may have their own.
 */
export interface Template {
  /** `system:<kind>.<name>`, or the id of a stored one. Stored wherever a template was chosen. */
  key: string;
  kind: TemplateKind;
  name: string;
  /** Undefined: for every kind of workshop. */
  workshopType?: string;
  /** Follow-ups by mail: with variables. */
  subject?: string;
  content: string;
  /** Names that stand in `content` and `subject`, without braces. */
  variables: readonly string[];
  version: number;
  /** Whose it is: built in, the organisation's, or one coach's. */
  owner: { kind: 'system' } | { kind: 'organization' } | { kind: 'coach'; coachId: string };
  /** Chosen when nobody chooses, inside its kind and workshop type; a coach's own goes before the organisation's. */
  isDefault: boolean;
  /** Set: not offered any more; what was written by it keeps it. */
  retiredAt?: Date;
}

/** Who chooses a template, and for what. */
export interface TemplateChoice {
  organizationId: string;
  coachId: string;
  kind: TemplateKind;
  workshopType?: string;
  /** What was chosen by name or key; undefined: the default. */
  wanted?: string;
}
