import type { Client } from '../../coaching/clients/client.ts';
import type { MatchCandidate, SessionParticipant } from '../../coaching/sessions/session.ts';
import { isAnonymous } from '../../coaching/sessions/speaker-name.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Form, Message } from '../message.ts';
import { words } from '../words/en.ts';

type Speaker = Pick<SessionParticipant, 'id' | 'name' | 'candidates'>;

/** Longest name on a button. */
const longestLabel = 40;
const short = (name: string): string =>
  name.length <= longestLabel ? name : `${name.slice(0, longestLabel - 1)}…`;

const isAction = (
  speaker: Speaker,
  { kind, id, name }: MatchCandidate,
  label: (name: string) => string,
): Action => ({
  id: 'speaker.is',
  label: label(short(name)),
  value: `${speaker.id}:${kind}:${id}`,
});

/** Asks who a speaker is: up to three who it may be, somebody else, somebody new, nobody. */
export function speakerAskView(speaker: Speaker): Message {
  const { speakers } = words;
  const candidates = (speaker.candidates ?? []).slice(0, 3);
  const [only] = candidates.length === 1 ? candidates : [];
  const name = escapeMarkdown(speaker.name);
  const question =
    candidates.length > 1
      ? speakers.askSeveral(name)
      : speakers.ask(name, only === undefined ? undefined : escapeMarkdown(only.name));
  return {
    view: 'speaker.ask',
    summary: speakers.whoIs(speaker.name),
    blocks: [
      { kind: 'text', markdown: question },
      {
        kind: 'actions',
        actions: [
          ...candidates.map((candidate) =>
            isAction(speaker, candidate, only === undefined ? (label) => label : speakers.yes),
          ),
          { id: 'speaker.pick', label: speakers.somebodyElse, value: speaker.id },
          { id: 'speaker.client', label: speakers.newClient, value: speaker.id },
          { id: 'speaker.nobody', label: speakers.nobody, value: speaker.id },
        ],
      },
    ],
    footer: speakers.until,
  };
}

/** What was said about who a speaker is; it may be changed. */
export function speakerToldView(
  speaker: Speaker,
  person: { kind: 'user' | 'client'; name: string } | undefined,
): Message {
  const { speakers } = words;
  const name = escapeMarkdown(speaker.name);
  const who = person === undefined ? '' : escapeMarkdown(person.name);
  const text =
    person === undefined
      ? speakers.isNobody(name)
      : person.kind === 'user'
        ? speakers.isUser(name, who)
        : speakers.isClient(name, who);
  return {
    view: 'speaker.told',
    summary: text.replaceAll(/[*\\]/g, ''),
    blocks: [
      { kind: 'text', markdown: text },
      { kind: 'actions', actions: [{ id: 'speaker.ask', label: speakers.change, value: speaker.id }] },
    ],
  };
}

/** As many as every platform's list holds. */
const longestList = 100;

/** A list of people and clients, those it may be first; who does not fit into the list is named by address. */
export function speakerPickForm(
  speaker: Speaker,
  people: readonly { kind: 'user' | 'client'; id: string; name: string }[],
): Form {
  const { speakers } = words;
  const first = new Set(speaker.candidates?.map(({ id }) => id));
  const sorted = [...people.filter(({ id }) => first.has(id)), ...people.filter(({ id }) => !first.has(id))];
  return {
    id: 'speaker.pick',
    title: speakers.pickTitle,
    intro: speakers.whoIs(speaker.name),
    fields: [
      {
        ...{ name: 'person', label: speakers.pickLabel, required: false, type: 'select' },
        options: sorted
          .slice(0, longestList)
          .map(({ kind, id, name }) => ({ value: `${kind}:${id}`, label: short(name) })),
      },
      {
        ...{ name: 'email', label: speakers.addressLabel, hint: speakers.addressHint, required: false },
        ...{ type: 'text', multiline: false, maxLength: 200 },
      },
    ],
    submitLabel: speakers.save,
    context: speaker.id,
  };
}

/** @param timezone of the one who asks: most clients live near their coach */
export function speakerClientForm(speaker: Speaker, timezone: Client['timezone']): Form {
  const { speakers } = words;
  return {
    id: 'speaker.client',
    title: speakers.clientTitle,
    intro: speakers.clientIntro,
    fields: [
      {
        ...{ name: 'name', label: 'Name', required: true, type: 'text', multiline: false, maxLength: 120 },
        ...(isAnonymous(speaker.name) ? {} : { initial: speaker.name.slice(0, 120) }),
      },
      {
        name: 'email',
        label: 'E-mail address',
        required: false,
        type: 'text',
        multiline: false,
        maxLength: 200,
      },
      {
        ...{ name: 'timezone', label: 'Time zone', required: false, hint: 'Such as Europe/London.' },
        ...{ type: 'text', multiline: false, maxLength: 60, initial: timezone },
      },
    ],
    submitLabel: speakers.save,
    context: speaker.id,
  };
}

export const speakerFormView = (form: Form): Message => ({
  view: 'speaker.form',
  summary: form.title,
  blocks: [{ kind: 'form', form }],
});
