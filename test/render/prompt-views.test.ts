import { productPrompts } from '../../src/app/prompts.ts';
import { renderParts } from '../../src/bot/local/render.ts';
import { renderMessage } from '../../src/bot/slack/render.ts';
import { maxActivityBytes, utf16Bytes } from '../../src/bot/teams/limits.ts';
import { renderActivities } from '../../src/bot/teams/render.ts';
import type { Message } from '../../src/messages/message.ts';
import { promptListView, promptView } from '../../src/messages/views/prompts.ts';
import { refusalOfMessage } from '../support/slack/check-blocks.ts';
import { visibleText } from '../support/slack/message-log.ts';
import type { Json } from '../support/slack/types.ts';

const nasty = '<!channel> *bold* `code` <@U1> [link](https://x.example)';
const long = {
  name: 'long',
  version: 'long@99',
  purpose: nasty,
  text: Array.from({ length: 12 }, () => `${nasty} ${'w'.repeat(2_900)}`).join('\n\n'),
  reply: Array.from({ length: 80 }, (_unused, at) => ({
    field: `f${at}`,
    type: 'string',
    says: 's'.repeat(900),
  })),
};

const views: readonly (readonly [string, Message])[] = [
  ['all prompts', promptListView(productPrompts)],
  ...productPrompts.map((prompt) => [prompt.version, promptView(prompt)] as const),
  ['a prompt beyond every limit', promptView(long)],
];

describe.each(views)('%s', (_name, view) => {
  it('fits into Slack, Teams and the local page, and says who sees it', () => {
    for (const { blocks, text } of renderMessage(view))
      expect(refusalOfMessage(blocks as unknown as Json[], text)).toBeUndefined();
    for (const activity of renderActivities(view))
      expect(utf16Bytes(activity)).toBeLessThanOrEqual(maxActivityBytes);
    for (const { card } of renderParts(view)) expect(JSON.stringify(card)).not.toContain('"text":""');
    expect(view.footer).toMatch(/^Only you can see this/);
  });
});

it('an admin reads the whole prompt, whatever the platform’s limits', () => {
  for (const prompt of productPrompts) {
    const said = renderMessage(promptView(prompt))
      .map(({ blocks }) => visibleText({ text: '', blocks: blocks as unknown as Json[] }))
      .join(' ');
    const letters = (text: string) => text.replace(/[^\p{L}]+/gu, '');
    for (const line of prompt.text.split('\n')) expect(letters(said)).toContain(letters(line));
    for (const { says = '' } of prompt.reply) expect(letters(said)).toContain(letters(says));
  }
});
