import type { Contact, ContactFields } from './contact.ts';

/** The organisation's contacts; every call runs inside that tenant's scope. */
export interface ContactRepository {
  /** Those not removed, by kind in the order of `contactKinds`, then by position. */
  list(organizationId: string): Promise<Contact[]>;
  /**
   * Writes a contact at a place among its kind; the others move along.
   * @param id one that is there is changed, also where it was removed; another is made under this id, so that a turn
   * tried again makes no second one
   * @param position from 0; past the end means last. Undefined: where it is, a new one last
   */
  save(organizationId: string, id: string, fields: ContactFields, position?: number): Promise<Contact>;
  /** Whether there ever was one, removed ones too. */
  hadAny(organizationId: string): Promise<boolean>;
  /** @returns false where it was gone already */
  remove(organizationId: string, id: string, at: Date): Promise<boolean>;
}

/** Counts of people, never who they are. */
export interface CoachedPeople {
  /** How many of these had a coaching talk whose last word fell in `[from, to)`. */
  count(organizationId: string, userIds: readonly string[], from: Date, to: Date): Promise<number>;
}
