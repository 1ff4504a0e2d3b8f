import { maxConnectionMessage, type ConnectionSuggestion } from '../../coaching/connections/connection.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Block, Form, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { firstName, reasonInWords, topicInWords } from './connection-reason.ts';

const { connections: say } = words;
const text = (markdown: string): Block => ({ kind: 'text', markdown });
const safe = (plain: string): string => escapeMarkdown(plain);

/** What the other will read, to be edited; it begins with what they share themselves and nothing of the asker's. */
export const connectionAskForm = ({ id, reason }: ConnectionSuggestion, name: string): Form => ({
  id: 'connection.ask',
  title: say.ask.title(firstName(name)),
  intro: say.ask.intro(name),
  fields: [
    {
      ...{ name: 'message', label: say.ask.label, required: true, type: 'text', multiline: true },
      maxLength: maxConnectionMessage,
      initial: say.ask.draft(firstName(name), topicInWords(reason)).slice(0, maxConnectionMessage),
    },
  ],
  submitLabel: say.ask.send,
  context: id,
});

const plainView = (view: string, summary: string, ...blocks: Block[]): Message => ({
  view,
  summary,
  blocks,
  footer: words.audience.direct,
});

export const connectionAskedView = (name: string): Message =>
  plainView('connection.asked', say.settings.title, text(say.ask.asked(safe(name))));

/**
 * To the other: who would like to talk with them, and why them. The notification names nobody.
 * @param day the last day to answer, in their zone, in words
 */
export const connectionRequestView = (
  { id, message = '', reason }: ConnectionSuggestion,
  { name, day }: { name: string; day: string },
): Message =>
  plainView(
    'connection.request',
    say.request.summary,
    { kind: 'heading', text: say.request.title(name) },
    { kind: 'quote', text: message, source: say.request.source(name) },
    ...(reason.length === 0 ? [] : [text(safe(say.request.why(reasonInWords(reason, say.request.you))))]),
    text(say.request.until(day)),
    {
      kind: 'actions',
      actions: [
        { id: 'connection.accept', label: say.request.yes, value: id, style: 'primary' },
        { id: 'connection.decline', label: say.request.no, value: id },
        { id: 'connection.exclude', label: say.request.notThem, value: id },
        { id: 'connection.decline-pause', label: say.request.pause, value: id },
      ],
      visible: 4,
    },
  );

/** Takes the request's place once it is answered. */
export const connectionAnsweredView = (
  answer: 'accepted' | 'declined' | 'excluded' | 'paused',
  name: string,
): Message =>
  plainView(
    'connection.answered',
    say.settings.title,
    text(answer === 'accepted' ? say.request.accepted(safe(name)) : say.request[answer]),
  );

/** To the asker, the same whether it was a no or no answer. */
export const connectionClosedView = ({ requestId }: ConnectionSuggestion, name: string): Message =>
  plainView(
    'connection.closed',
    say.settings.title,
    text(say.closed(safe(name))),
    ...(requestId === undefined
      ? []
      : [
          {
            kind: 'actions' as const,
            actions: [{ id: 'connection.others' as const, label: say.others, value: requestId }],
          },
        ]),
  );

/** Where both are: who they are to each other, from what both share, and a question to begin with. */
export const connectionIntroView = (
  { reason, reasonType }: ConnectionSuggestion,
  { asker, other }: { asker: string; other: string },
): Message => ({
  view: 'connection.intro',
  summary: say.intro.summary,
  blocks: [
    text(say.intro.text(safe(asker), safe(other))),
    ...(reason.length === 0 ? [] : [text(safe(`${firstName(other)} ${reasonInWords(reason)}.`))]),
    text(safe(say.intro.first[reasonType](firstName(asker), firstName(other)))),
  ],
  footer: say.intro.footer,
});

/** Where the platform opens no group for a bot: to each, how to reach the other. */
export const connectionLinkView = (
  suggestion: ConnectionSuggestion,
  names: { asker: string; other: string },
  to: { name: string; email: string; url?: string | undefined },
): Message =>
  plainView(
    'connection.link',
    say.intro.summary,
    text(say.intro.link(safe(to.name))),
    ...connectionIntroView(suggestion, names).blocks.slice(1),
    text(
      to.url === undefined
        ? say.intro.write(safe(to.name), safe(to.email))
        : say.intro.open(safe(to.name), to.url),
    ),
  );
