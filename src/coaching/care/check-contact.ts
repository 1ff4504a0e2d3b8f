import type { User } from '../people/user.ts';
import { contactKinds, type ContactFields } from './contact.ts';

export const maxContactName = 80;
export const maxContactText = 200;
/** A longer list helps nobody in need. */
export const maxContacts = 30;

/** As typed. */
export interface ContactInput {
  kind: string;
  name: string;
  role: string;
  reach: string;
  note: string;
  country: string;
  /** E-mail address of their account. */
  account: string;
  /** From 1, among those of the same kind. */
  position: string;
}
export type ContactFault = Partial<Record<keyof ContactInput, string>>;

export type CheckedContact =
  { kind: 'fine'; fields: ContactFields; position?: number } | { kind: 'faulty'; faults: ContactFault };

const tooLong = (text: string, limit: number): string | undefined =>
  text.length > limit ? `At most ${limit} characters.` : undefined;
const required = (text: string, limit: number): string | undefined =>
  text === '' ? 'This is needed.' : tooLong(text, limit);

/** Whether it can be saved. @param people of the organisation, for the account */
export function checkContact(input: ContactInput, people: readonly User[]): CheckedContact {
  const line = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');
  const kind = contactKinds.find((known) => known === input.kind);
  const [name, role, reach, note] = [line(input.name), line(input.role), line(input.reach), line(input.note)];
  const [country, account, position] = [
    line(input.country).toUpperCase(),
    line(input.account).toLowerCase(),
    line(input.position),
  ];
  const user = people.find(({ email }) => email === account);
  const found: Record<keyof ContactInput, string | undefined> = {
    kind: kind === undefined ? 'Please choose one of the list.' : undefined,
    name: required(name, maxContactName),
    role: tooLong(role, maxContactName),
    reach: required(reach, maxContactText),
    note: tooLong(note, maxContactText),
    country: country === '' || /^[A-Z]{2}$/.test(country) ? undefined : 'Two letters, such as GB or DE.',
    account: account === '' || user !== undefined ? undefined : 'Nobody here has this address.',
    position: position === '' || /^[1-9]\d?$/.test(position) ? undefined : 'A number from 1.',
  };
  const faults = Object.fromEntries(
    Object.entries(found).flatMap(([field, fault]) => (fault === undefined ? [] : [[field, fault]])),
  ) as ContactFault;
  if (kind === undefined || Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return {
    kind: 'fine',
    fields: {
      kind,
      name,
      reach,
      ...(role === '' ? {} : { role }),
      ...(note === '' ? {} : { note }),
      ...(country === '' ? {} : { country }),
      ...(user === undefined ? {} : { userId: user.id }),
    },
    ...(position === '' ? {} : { position: Number(position) - 1 }),
  };
}
