import type { Audience } from '../../coaching/access/audience.ts';
import type { Action, Message } from '../message.ts';
import { exampleQuestions, words } from '../words/en.ts';
import { audienceLine } from './audience-line.ts';

const examples = (): { kind: 'actions'; actions: Action[] } => ({
  kind: 'actions',
  actions: exampleQuestions.map((question) => ({ id: 'help.example', label: question, value: question })),
});

export const helloView = (audience: Audience): Message => ({
  view: 'talk.hello',
  summary: 'Threadcoach says hello',
  blocks: [
    { kind: 'heading', text: words.hello.title(audience.actor.name.split(' ')[0] ?? audience.actor.name) },
    { kind: 'text', markdown: words.hello.body },
    { kind: 'text', markdown: words.hello.tryThis },
    examples(),
  ],
  footer: audienceLine(audience),
});

const helpBlocks = (): Message['blocks'] => [
  { kind: 'text', markdown: words.help.ask },
  { kind: 'text', markdown: words.help.session },
  { kind: 'text', markdown: words.help.note },
  { kind: 'text', markdown: words.help.records },
  { kind: 'text', markdown: words.help.limits },
  examples(),
];

export const helpView = (audience: Audience): Message => ({
  view: 'talk.help',
  summary: words.help.title,
  blocks: [{ kind: 'heading', text: words.help.title }, ...helpBlocks()],
  footer: audienceLine(audience),
});

export const unknownCommandView = (audience: Audience, name: string): Message => ({
  view: 'talk.unknown-command',
  summary: `Unknown command /${name}`,
  blocks: [{ kind: 'text', markdown: words.unknownCommand(name) }, ...helpBlocks()],
  footer: audienceLine(audience),
});

/** One plain sentence or two, with no footer needed beyond who can see it. */
export const sayView = (view: `talk.${string}`, markdown: string, footer?: string): Message => ({
  view,
  summary: markdown.replaceAll(/[*_`]/g, ''),
  blocks: [{ kind: 'text', markdown }],
  ...(footer === undefined ? {} : { footer }),
});

export const failureView = (text: string, retry?: Action): Message => ({
  view: 'talk.failure',
  summary: words.failed,
  blocks: [
    { kind: 'text', markdown: text },
    ...(retry === undefined ? [] : [{ kind: 'actions' as const, actions: [retry] }]),
  ],
});
