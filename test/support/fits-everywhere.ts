import { renderParts } from '../../src/bot/local/render.ts';
import { renderMessage } from '../../src/bot/slack/render.ts';
import { maxActivityBytes, utf16Bytes } from '../../src/bot/teams/limits.ts';
import { renderActivities } from '../../src/bot/teams/render.ts';
import type { Message } from '../../src/messages/message.ts';
import { refusalOfMessage } from './slack/check-blocks.ts';
import { visibleText } from './slack/message-log.ts';
import type { Json } from './slack/types.ts';

/** Slack takes every part, Teams and the local page every card, and none of them is empty. */
export function expectFitsEverywhere(view: Message): void {
  const parts = renderMessage(view).map(({ blocks, text }) => ({
    text,
    blocks: blocks as unknown as Json[],
  }));
  for (const { blocks, text } of parts) expect(refusalOfMessage(blocks, text)).toBeUndefined();
  const said = parts.map(({ blocks }) => visibleText({ text: '', blocks }));
  expect(said.join('').trim()).not.toBe('');
  for (const activity of renderActivities(view))
    expect(utf16Bytes(activity)).toBeLessThanOrEqual(maxActivityBytes);
  for (const { card } of renderParts(view)) {
    const json = JSON.stringify(card);
    expect(json).not.toContain('"text":""');
    expect(json).not.toContain('"actions":[]');
  }
}
