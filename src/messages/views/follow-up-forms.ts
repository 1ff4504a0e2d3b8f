import type { Contact } from '../../coaching/follow-ups/recipient.ts';
import type { WallTime } from '../../coaching/follow-ups/ports.ts';
import type { Form, Message } from '../message.ts';
import { words } from '../words/en.ts';

const { followUps } = words;

/** Every half hour of a day. */
export const formTimes: readonly string[] = Array.from(
  { length: 48 },
  (_, index) => `${String(Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`,
);

/** @param first what is chosen already, in the recipient's zone */
export const followUpTimeForm = (
  contact: Pick<Contact, 'name' | 'timezone'>,
  context: string,
  first: WallTime,
): Form => ({
  id: 'follow-up.schedule',
  title: followUps.timeForm,
  intro: followUps.timeIntro(contact.name, contact.timezone),
  fields: [
    { name: 'date', label: followUps.timeDate, required: true, type: 'date', initial: first.date },
    {
      name: 'time',
      label: followUps.timeTime,
      required: true,
      type: 'select',
      options: formTimes.map((time) => ({ value: time, label: time })),
      initial: formTimes.includes(first.time) ? first.time : '09:00',
    },
  ],
  submitLabel: followUps.timeOk,
  context,
});

export const followUpAddressForm = (name: string, context: string): Form => ({
  id: 'follow-up.address',
  // Slack cuts titles off at 24 characters, so the name stands in the intro.
  title: followUps.addAddress,
  intro: followUps.addressForm(name),
  fields: [
    {
      name: 'address',
      label: followUps.addressLabel,
      required: true,
      type: 'text',
      multiline: false,
      maxLength: 254,
      placeholder: 'name@example.com',
    },
  ],
  submitLabel: followUps.addressOk,
  context,
});

export const followUpFormView = (form: Form): Message => ({
  view: 'follow-up.form',
  summary: form.title,
  blocks: [{ kind: 'form', form }],
});
