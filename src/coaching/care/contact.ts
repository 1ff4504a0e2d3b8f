export const contactKinds = ['crisis', 'emergency', 'people', 'legal', 'medical', 'pay'] as const;
/** What a contact is for: `people` is the personnel department, `pay` wages and expenses. */
export type ContactKind = (typeof contactKinds)[number];

/** Somebody whom the organisation names for what an assistant must not answer. Everyone in it sees the list. */
export interface Contact {
  id: string;
  organizationId: string;
  kind: ContactKind;
  name: string;
  /** e.g. `Employee counsellor`. */
  role?: string;
  /** How to reach them: phone, address, link. */
  reach: string;
  /** When they are there, and what people should know. */
  note?: string;
  /** ISO 3166 country it is for, e.g. `GB`; undefined: everywhere. */
  country?: string;
  /** Their account: can be told in chat that somebody would like to hear from them. */
  userId?: string;
  /** Order inside a kind, from 0. */
  position: number;
}

export type ContactFields = Omit<Contact, 'id' | 'organizationId' | 'position'>;
