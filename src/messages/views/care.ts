import type { Contact } from '../../coaching/care/contact.ts';
import type { EmergencyNumbers } from '../../coaching/care/emergency-numbers.ts';
import type { Help } from '../../coaching/care/find-help.ts';
import type { OwnMatter } from '../../coaching/care/read-own-matter.ts';
import type { Distress } from '../../coaching/care/read-distress.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { sayView } from './talk.ts';

const { care: say, contacts: list } = words;

/**
 * Messages of care carry the view name of the contact list, and the same neutral notification: neither the ledger nor a
 * locked screen says what somebody was told.
 */
const quietly = (blocks: readonly Block[]): Message => ({
  view: 'contact.list',
  summary: say.summary,
  blocks,
  footer: words.audience.direct,
});

const text = (markdown: string): Block => ({ kind: 'text', markdown });

/** `**Nora Ek**, employee counsellor: 0800 … – Mon to Fri`. */
export function contactLine({ name, role, reach, note, country }: Contact): string {
  const about = [role, country === undefined ? undefined : list.inCountry(country)]
    .filter((part) => part !== undefined)
    .map((part) => `, ${escapeMarkdown(part)}`);
  const when = note === undefined ? '' : ` – ${escapeMarkdown(note)}`;
  return `**${escapeMarkdown(name)}**${about.join('')}: ${escapeMarkdown(reach)}${when}`;
}

const linesOf = (contacts: readonly Contact[]): string =>
  contacts.map((contact) => `- ${contactLine(contact)}`).join('\n');

/** A button for each who can be told in chat, at most three. */
function askActions(contacts: readonly Contact[], person: Pick<Actor, 'id'> | undefined): Block[] {
  const actions = contacts
    .filter(({ userId }) => userId !== undefined && userId !== person?.id)
    .slice(0, 3)
    .map(({ id, name }): Action => ({
      id: 'care.ask',
      label: say.ask(name),
      value: id,
      confirm: { title: say.askTitle(name), text: say.askText(name), ok: say.askOk },
    }));
  return actions.length === 0 ? [] : [{ kind: 'actions', actions, visible: 3 }];
}

const calls = (numbers: EmergencyNumbers | undefined): string =>
  numbers === undefined ? say.unknownNumbers : numbers.emergency.join(' or ');

function talkLine(numbers: EmergencyNumbers | undefined): Block[] {
  if (numbers === undefined) return [text(say.talkUnknown)];
  return numbers.talk === undefined ? [] : [text(say.talk(numbers.talk))];
}

/** Whom to turn to, to somebody in distress. @param person undefined: not a person of the organisation */
export function distressView(
  level: Distress,
  { contacts, numbers }: Help,
  person: Pick<Actor, 'id'> | undefined,
): Message {
  const people = contacts.length === 0 ? [] : [text(`${say.people}\n\n${linesOf(contacts)}`)];
  const ask = askActions(contacts, person);
  switch (level) {
    case 'crisis':
      return quietly([
        text(say.crisis),
        text(say.danger(calls(numbers))),
        ...talkLine(numbers),
        ...people,
        text(say.nobodyTold),
        ...ask,
      ]);
    case 'concern':
      return quietly([
        text(say.concern),
        text(say.dangerToOthers(calls(numbers))),
        ...people,
        text(say.leader),
        ...ask,
        ...(person === undefined
          ? []
          : [
              {
                kind: 'actions' as const,
                // A question of ours: none of the person's words go to the knowledge base.
                actions: [{ id: 'answer.ask' as const, label: say.procedure, value: say.procedureQuestion }],
              },
            ]),
      ]);
    case 'strained':
      return quietly([text(say.strained), ...people, ...talkLine(numbers), text(say.goOn), ...ask]);
  }
}

/** Who answers a question about oneself. @param admins whom to ask where nobody is named */
export function handOverView(
  matter: OwnMatter,
  contacts: readonly Contact[],
  person: Pick<Actor, 'id'>,
  admins: string,
): Message {
  if (contacts.length === 0) return quietly([text(say.handOverNobody(escapeMarkdown(admins)))]);
  return quietly([text(say.handOver[matter]), text(linesOf(contacts)), ...askActions(contacts, person)]);
}

/** To the contact: who would like to hear from them, and no word of why. */
export const contactRequestView = ({ name, email }: Pick<Actor, 'name' | 'email'>): Message => ({
  ...sayView('talk.request', say.request(escapeMarkdown(name), escapeMarkdown(email)), words.audience.direct),
  summary: say.summary,
});

/** How asking went. */
export const careSaidView = (markdown: string): Message => quietly([text(markdown)]);
