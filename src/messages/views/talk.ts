import type { Audience } from '../../coaching/access/audience.ts';
import type { Action, Block, Message } from '../message.ts';
import { exampleQuestions, words } from '../words/en.ts';
import { questionRow } from './answer.ts';
import { audienceLine } from './audience-line.ts';

/** @param examples questions that the knowledge base answers for everyone here */
export const helloView = (audience: Audience, examples: readonly string[] = exampleQuestions): Message => ({
  view: 'talk.hello',
  summary: 'Threadcoach says hello',
  blocks: [
    { kind: 'heading', text: words.hello.title(audience.actor.name.split(' ')[0] ?? audience.actor.name) },
    { kind: 'text', markdown: words.hello.body },
    ...(examples.length === 0 ? [] : [{ kind: 'text' as const, markdown: words.hello.tryThis }]),
    ...questionRow('help.example', examples),
  ],
  footer: audienceLine(audience),
});

const helpBlocks = (examples: readonly string[] = exampleQuestions): Block[] => [
  { kind: 'text', markdown: words.help.ask },
  { kind: 'text', markdown: words.help.session },
  { kind: 'text', markdown: words.help.note },
  { kind: 'text', markdown: words.coach.help },
  { kind: 'text', markdown: words.help.records },
  { kind: 'text', markdown: words.help.sessions },
  { kind: 'text', markdown: words.ownData.help },
  { kind: 'text', markdown: words.figures.help },
  { kind: 'text', markdown: words.digest.help },
  { kind: 'text', markdown: words.growth.helpLine },
  { kind: 'text', markdown: words.actionItems.helpLine },
  { kind: 'text', markdown: words.profiles.help },
  { kind: 'text', markdown: words.imports.helpLine },
  { kind: 'text', markdown: words.meetings.help },
  { kind: 'text', markdown: words.help.limits },
  ...questionRow('help.example', examples),
];

export const helpView = (audience: Audience, examples?: readonly string[]): Message => ({
  view: 'talk.help',
  summary: words.help.title,
  blocks: [{ kind: 'heading', text: words.help.title }, ...helpBlocks(examples)],
  footer: audienceLine(audience),
});

export const unknownCommandView = (
  audience: Audience,
  name: string,
  examples?: readonly string[],
): Message => ({
  view: 'talk.unknown-command',
  summary: `Unknown command /${name}`,
  blocks: [{ kind: 'text', markdown: words.unknownCommand(name) }, ...helpBlocks(examples)],
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
