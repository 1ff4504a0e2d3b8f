import { randomUUID } from 'node:crypto';
import { toModal } from '../../src/bot/slack/modal.ts';
import { maxContactName, maxContacts, maxContactText } from '../../src/coaching/care/check-contact.ts';
import { contactKinds, type Contact } from '../../src/coaching/care/contact.ts';
import type { Message } from '../../src/messages/message.ts';
import {
  careSaidView,
  contactRequestView,
  distressView,
  handOverView,
} from '../../src/messages/views/care.ts';
import { contactForm, contactFormView, contactListView } from '../../src/messages/views/contacts.ts';
import { insightView } from '../../src/messages/views/insight.ts';
import { refusalOfView } from '../support/slack/check-blocks.ts';
import type { Json } from '../support/slack/types.ts';
import { expectFitsEverywhere } from '../support/fits-everywhere.ts';

const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here | [link](https://x.example)';
const long = (limit: number): string => `${nasty} ${'x'.repeat(limit)}`.slice(0, limit);
const contact = (index: number): Contact => ({
  id: randomUUID(),
  organizationId: randomUUID(),
  kind: contactKinds[index % contactKinds.length] ?? 'crisis',
  name: long(maxContactName),
  role: long(maxContactName),
  reach: long(maxContactText),
  note: long(maxContactText),
  country: 'GB',
  userId: randomUUID(),
  position: index,
});
const all = Array.from({ length: maxContacts }, (_unused, index) => contact(index));
const numbers = { emergency: ['999', '112'], talk: '116 123' };
const person = { id: randomUUID() };
const admin = { isAdmin: true, admins: nasty };

const views: readonly (readonly [string, Message])[] = [
  ['help in a crisis', distressView('crisis', { contacts: all, numbers }, person)],
  ['help in a crisis, with nobody named', distressView('crisis', { contacts: [] }, person)],
  ['help for somebody else', distressView('concern', { contacts: all.slice(0, 2), numbers }, person)],
  ['help for a stranger', distressView('concern', { contacts: [] }, undefined)],
  ['gentle help', distressView('strained', { contacts: all.slice(0, 3), numbers }, person)],
  ['whom to ask about pay', handOverView('pay', all, person, nasty)],
  ['nobody to ask', handOverView('legal', [], person, nasty)],
  ['a request to a contact', contactRequestView({ name: nasty, email: 'p@x.example' })],
  ['how it went', careSaidView('Asked.')],
  ['contacts', contactListView(all.slice(0, 7), { isAdmin: false, admins: nasty })],
  ['an admin’s contacts', contactListView(all, admin, 'Saved.')],
  ['no contacts', contactListView([], { isAdmin: false, admins: 'Ada' })],
  ['no contacts, to an admin', contactListView([], admin)],
  ['a contact’s form', contactFormView(contactForm(contact(1), 'p@x.example'))],
  ['a count', insightView({ kind: 'shown', month: '2026-10', people: 23, talked: 10 })],
  ['no count', insightView({ kind: 'suppressed', month: '2026-10', people: 6 })],
];

describe.each(views)('%s', (_name, view) => {
  it('fits into Slack, Teams and the local page', () => {
    expectFitsEverywhere(view);
  });

  it('says who can see it, and carries ids or a question of ours in its buttons', () => {
    expect(view.footer).toMatch(/^Only you can see this/);
    const actions = view.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
    for (const { id, value } of actions)
      expect(value).toMatch(id === 'answer.ask' ? /^What is the procedure/ : /^[0-9a-f-]{36}$|^$/);
  });
});

describe('help', () => {
  it('looks the same on a locked screen and in the ledger, whatever it is about', () => {
    const help = views.slice(0, 7).map(([, { view, summary }]) => ({ view, summary }));
    expect(new Set(help.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(help[0]?.summary).toBe('A message for you');
  });

  it('asks before anybody is told, and offers nobody themselves', () => {
    const me = all[0]?.userId ?? '';
    const { blocks } = distressView('crisis', { contacts: all.slice(0, 2) }, { id: me });
    const asks = blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
    expect(asks).toMatchObject([{ id: 'care.ask', value: all[1]?.id, confirm: { ok: 'Yes, ask' } }]);
  });
});

it('a contact’s form fits into a modal and loses nothing', () => {
  const one = contact(2);
  const carry = {
    context: one.id,
    place: { key: 'slack:T1:D1', kind: 'direct', channelId: 'D1' },
    handle: { teamId: 'T1' },
  } as const;
  const form = contactForm(one, 'p@x.example');
  expect(refusalOfView(toModal(form, carry) as unknown as Json)).toBeUndefined();
  expect(form.fields.find(({ name }) => name === 'account')).toMatchObject({ initial: 'p@x.example' });
});
