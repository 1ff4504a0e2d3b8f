import { contactGone, requireContactAdmin } from '../../coaching/care/care-errors.ts';
import {
  contactFaults,
  removeContact,
  saveContact,
  type ContactDeps,
} from '../../coaching/care/change-contacts.ts';
import type { ContactInput } from '../../coaching/care/check-contact.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { contactForm, contactFormView, contactListView } from '../../messages/views/contacts.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import { words } from '../../messages/words/en.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { ActionHandlers } from '../actions.ts';
import { adminsOf } from '../admins-of.ts';
import type { Command } from '../commands/commands.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import { sayToActor } from '../say-to-actor.ts';

const { contacts: say } = words;

const inputOf = (values: Readonly<Record<string, string>>): ContactInput => ({
  kind: values['kind'] ?? '',
  name: values['name'] ?? '',
  role: values['role'] ?? '',
  reach: values['reach'] ?? '',
  note: values['note'] ?? '',
  country: values['country'] ?? '',
  account: values['account'] ?? '',
  position: values['position'] ?? '',
});

/** The list for a reader; also shown by words. */
export async function showContacts(
  deps: Pick<ContactDeps, 'contacts' | 'users'>,
  actor: Actor,
  notice?: string,
) {
  const [contacts, admins] = await Promise.all([
    deps.contacts.list(actor.organizationId),
    adminsOf(deps.users, actor.organizationId),
  ]);
  return contactListView(
    contacts,
    { isAdmin: actor.role === 'ADMIN', admins: escapeMarkdown(admins) },
    notice,
  );
}

async function openForm(deps: ContactDeps, actor: Actor, id: string) {
  requireContactAdmin(actor);
  if (id === '') return contactForm();
  const [contacts, people] = await Promise.all([
    deps.contacts.list(actor.organizationId),
    deps.users.list(actor.organizationId),
  ]);
  const contact = contacts.find((known) => known.id === id);
  if (contact === undefined) throw contactGone();
  return contactForm(contact, people.find((person) => person.id === contact.userId)?.email);
}

/** `/contacts`: who can help; admins change the list from there. */
export const createContactsCommand = (deps: ContactDeps): Command => ({
  usage: '',
  description: 'Who can help: in a crisis, with your rights, health, pay and employment',
  run: refusing(async ({ actor, reply }) => {
    await reply.sendPrivately(await showContacts(deps, actor));
  }),
});

export function createContactActions(
  deps: ContactDeps,
): Pick<ActionHandlers, 'contact.form' | 'contact.remove'> {
  return {
    // Where the platform did not open the form by itself.
    'contact.form': refusing(async ({ actor, reply, turn }) => {
      await reply.sendPrivately(contactFormView(await openForm(deps, actor, turn.value)));
    }),
    'contact.remove': refusing(async (context) => {
      const { actor, event, turn } = context;
      const change = { id: turn.value, surface: turn.platform };
      await removeContact(deps, actor, change).catch((error: unknown) => {
        // The first try of the same press took it out.
        if (event.attempts === 1) throw error;
      });
      const view = await showContacts(deps, actor, say.removed);
      await sayToActor(context, view);
    }),
  };
}

export const createContactForm = (deps: ContactDeps): FormHandlers['contact.save'] =>
  refusing(async ({ actor, event, reply, turn }) => {
    const id = turn.context === '' ? deterministicId('contact', event.id) : turn.context;
    const change = { id, surface: turn.platform };
    const { name } = await saveContact(deps, actor, inputOf(turn.values), change);
    await reply.sendPrivately(await showContacts(deps, actor, say.saved(escapeMarkdown(name))));
  });

export const createContactFormQueries = (deps: ContactDeps): FormQueries => ({
  'contact.save': {
    open: (actor, context) => openForm(deps, actor, context),
    async validate(actor, _context, values) {
      const faults = await contactFaults(deps, actor, inputOf(values));
      return Object.fromEntries(Object.entries(faults));
    },
  },
});
