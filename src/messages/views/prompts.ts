import type { Prompt } from '../../coaching/prompts/prompt.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Message } from '../message.ts';
import { words } from '../words/en.ts';

const { prompts: say } = words;

/** Every prompt of the product, to an admin. */
export const promptListView = (prompts: readonly Prompt[]): Message => ({
  view: 'prompt.list',
  summary: say.title,
  blocks: [
    {
      kind: 'lines',
      title: say.title,
      items: prompts.map(({ version, purpose }) => ({ text: version, detail: purpose })),
      empty: '',
    },
    { kind: 'text', markdown: say.intro },
  ],
  footer: say.footer,
});

/** One prompt, word for word. */
export const promptView = ({ version, purpose, text, reply }: Prompt): Message => ({
  view: 'prompt.shown',
  summary: `${purpose}: ${version}`,
  blocks: [
    { kind: 'heading', text: purpose },
    { kind: 'text', markdown: `*${escapeMarkdown(say.version(version))}*` },
    // A block a paragraph: platforms split between blocks.
    ...text.split(/\n{2,}/).map((part) => ({ kind: 'text' as const, markdown: escapeMarkdown(part) })),
    { kind: 'divider' },
    {
      kind: 'lines',
      title: say.reply,
      items: reply.map(({ field, type, says }) => ({
        text: `${field}: ${type}`,
        ...(says === undefined ? {} : { detail: says }),
      })),
      empty: say.freeText,
    },
  ],
  footer: say.footer,
});
