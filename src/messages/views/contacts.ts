import { maxContactName, maxContactText } from '../../coaching/care/check-contact.ts';
import { contactKinds, type Contact } from '../../coaching/care/contact.ts';
import type { Action, Block, Form, FormField, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { contactLine } from './care.ts';

const { contacts: say } = words;

const addAction: Action = { id: 'contact.form', label: say.add, value: '' };

const changeActions = ({ id, name }: Contact): Action[] => [
  { id: 'contact.form', label: say.edit(name), value: id },
  {
    id: 'contact.remove',
    label: say.remove(name),
    value: id,
    style: 'danger',
    confirm: { title: say.removeTitle, text: say.removeText, ok: say.removeOk },
  },
];

/** The organisation's contacts, by what they are for; admins get the buttons to change them. */
export function contactListView(
  contacts: readonly Contact[],
  reader: { isAdmin: boolean; /** Whom others ask for contacts. */ admins: string },
  notice?: string,
): Message {
  const text = (markdown: string): Block => ({ kind: 'text', markdown });
  const groups = contactKinds.flatMap((kind): Block[] => {
    const own = contacts.filter((contact) => contact.kind === kind);
    const title = `**${say.kinds[kind]}**\n\n`;
    if (!reader.isAdmin)
      return own.length === 0
        ? []
        : [text(`${title}${own.map((one) => `- ${contactLine(one)}`).join('\n')}`)];
    return own.flatMap((contact, index): Block[] => [
      text(`${index === 0 ? title : ''}- ${contactLine(contact)}`),
      { kind: 'actions', actions: changeActions(contact), visible: 2 },
    ]);
  });
  const isCrisisMissing = contacts.length > 0 && !contacts.some(({ kind }) => kind === 'crisis');
  return {
    view: 'contact.list',
    summary: notice ?? say.title,
    blocks: [
      ...(notice === undefined ? [] : [text(notice)]),
      { kind: 'heading', text: say.title },
      ...(contacts.length === 0 ? [text(reader.isAdmin ? say.none : say.noneAsk(reader.admins))] : groups),
      ...(reader.isAdmin && isCrisisMissing ? [text(say.missingCrisis)] : []),
      ...(reader.isAdmin ? [{ kind: 'actions' as const, actions: [addAction] }] : []),
    ],
    footer: say.footer,
  };
}

/** Adds a contact, or with one edits it. @param account the e-mail address of its account */
export function contactForm(contact?: Contact, account?: string): Form {
  const field = (
    name: string,
    label: string,
    { required = false, hint, maxLength, initial }: Field,
  ): FormField => ({
    name,
    label,
    required,
    type: 'text',
    multiline: false,
    maxLength,
    ...(hint === undefined ? {} : { hint }),
    ...(initial === undefined ? {} : { initial }),
  });
  const initial = (value: string | undefined) => (value === undefined ? {} : { initial: value });
  return {
    id: 'contact.save',
    title: contact === undefined ? say.formAdd : say.formEdit,
    fields: [
      {
        name: 'kind',
        label: say.fieldKind,
        required: true,
        type: 'select',
        options: contactKinds.map((kind) => ({ value: kind, label: say.kinds[kind] })),
        initial: contact?.kind ?? 'crisis',
      },
      field('name', say.fieldName, { required: true, maxLength: maxContactName, ...initial(contact?.name) }),
      field('role', say.fieldRole, {
        hint: say.roleHint,
        maxLength: maxContactName,
        ...initial(contact?.role),
      }),
      field('reach', say.fieldReach, {
        required: true,
        hint: say.reachHint,
        maxLength: maxContactText,
        ...initial(contact?.reach),
      }),
      field('note', say.fieldNote, { maxLength: maxContactText, ...initial(contact?.note) }),
      field('country', say.fieldCountry, {
        hint: say.countryHint,
        maxLength: 2,
        ...initial(contact?.country),
      }),
      field('account', say.fieldAccount, {
        hint: say.accountHint,
        maxLength: maxContactText,
        ...initial(account),
      }),
      field('position', say.fieldPosition, {
        hint: say.positionHint,
        maxLength: 2,
        ...initial(contact === undefined ? undefined : String(contact.position + 1)),
      }),
    ],
    submitLabel: say.formSave,
    context: contact?.id ?? '',
  };
}

interface Field {
  required?: boolean;
  hint?: string;
  maxLength: number;
  initial?: string;
}

export const contactFormView = (form: Form): Message => ({
  view: 'contact.form',
  summary: form.title,
  blocks: [{ kind: 'form', form }],
  footer: words.audience.direct,
});
