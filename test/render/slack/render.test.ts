import fc from 'fast-check';
import type { types } from '@slack/bolt';
import { toModal } from '../../../src/bot/slack/modal.ts';
import { renderMessage } from '../../../src/bot/slack/render.ts';
import type { RenderedPart } from '../../../src/bot/slack/render.ts';
import { cutText } from '../../../src/bot/slack/rich-text.ts';
import type { Action, Block, Form, Message } from '../../../src/messages/message.ts';
import { refusalOfMessage, refusalOfView } from '../../support/slack/check-blocks.ts';
import { visibleText } from '../../support/slack/message-log.ts';
import type { Json } from '../../support/slack/types.ts';

const message = (...blocks: Block[]): Message => ({ view: 'test.view', summary: 'In short', blocks });
const asJson = (blocks: readonly types.KnownBlock[]) => blocks as unknown as Json[];
const words = (part: RenderedPart | undefined) =>
  visibleText({ text: '', blocks: asJson(part?.blocks ?? []) });
const allWords = (parts: readonly RenderedPart[]) => parts.map(words).join('\n');
const accepted = (parts: readonly RenderedPart[]) =>
  parts.map(({ blocks, text }) => refusalOfMessage(asJson(blocks), text)).filter(Boolean);
const only = (...blocks: Block[]) => {
  const parts = renderMessage(message(...blocks));
  expect(parts).toHaveLength(1);
  expect(accepted(parts)).toEqual([]);
  return parts[0]!.blocks;
};
const text = (markdown: string): Block => ({ kind: 'text', markdown });
const button = (more: Partial<Action> = {}): Action => ({
  id: 'summary.refine',
  label: 'Refine',
  value: 's-1',
  ...more,
});
const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here';

describe('each kind of block in Slack', () => {
  it('heading', () => {
    expect(only({ kind: 'heading', text: 'Refunds' })).toEqual([
      { type: 'header', text: { type: 'plain_text', text: 'Refunds', emoji: false } },
    ]);
  });

  it('text goes as Markdown, with mentions defused', () => {
    expect(only(text('**Two** steps, see <https://x.example> and <!here> <@U1> <#C1>'))).toEqual([
      {
        type: 'markdown',
        text: '**Two** steps, see <https://x.example> and <\u200B!here> <\u200B@U1> <\u200B#C1>',
      },
    ]);
  });

  it('quote shows the words verbatim, then where they stand', () => {
    expect(only({ kind: 'quote', text: nasty, source: 'Refund SOP v2 › Step 3' })).toEqual([
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: nasty }] }],
      },
      { type: 'context', elements: [{ type: 'plain_text', text: 'Refund SOP v2 › Step 3', emoji: false }] },
    ]);
  });

  it('citations show number, document, version, section and the words', () => {
    const blocks = only({
      kind: 'citations',
      items: [{ number: 1, title: 'Refund SOP', version: 2, section: 'Steps › 3', quote: nasty }],
    });
    const said = visibleText({ text: '', blocks: asJson(blocks) });
    expect(said).toContain('[1] Refund SOP · v2 · Steps › 3');
    expect(said).toContain(nasty);
  });

  it('fields', () => {
    const blocks = only({
      kind: 'fields',
      items: [
        { label: 'Coach', value: 'Dana' },
        { label: 'Date', value: '2026-11-20' },
      ],
    });
    expect(visibleText({ text: '', blocks: asJson(blocks) })).toBe('Coach: Dana\nDate: 2026-11-20');
  });

  it('lines with what they rest on, quietly beneath', () => {
    const blocks = only({
      kind: 'lines',
      title: 'Action items',
      empty: 'None.',
      items: [
        {
          text: 'Call the client',
          detail: 'Owner: Dana · Due: 2026-11-27',
          evidence: '“I’ll call” (Dana, 12:04)',
        },
        { text: 'Send the form', detail: 'Owner: unassigned' },
        { text: 'Read the SOP' },
      ],
    });
    expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'rich_text', 'context', 'rich_text']);
    expect(visibleText({ text: '', blocks: asJson(blocks) })).toContain('“I’ll call” (Dana, 12:04)');
  });

  it('lines without any say so', () => {
    const blocks = only({ kind: 'lines', title: 'Wins', empty: 'No wins were named.', items: [] });
    expect(visibleText({ text: '', blocks: asJson(blocks) })).toBe('Wins\nNo wins were named.');
  });

  it('diff says by sign and style what came and went', () => {
    expect(
      only({
        kind: 'diff',
        items: [
          { op: 'keep', text: 'Same' },
          { op: 'remove', text: 'Old' },
          { op: 'add', text: 'New' },
        ],
      }),
    ).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: '   Same' },
              { type: 'text', text: '\n− Old', style: { strike: true } },
              { type: 'text', text: '\n+ New', style: { bold: true } },
            ],
          },
        ],
      },
    ]);
  });

  it('actions, each with an id of its own and a question where one is wanted', () => {
    const confirm = { title: 'Approve?', text: 'Priya will see it.', ok: 'Approve' };
    const [block] = only({
      kind: 'actions',
      actions: [
        button(),
        button({ id: 'summary.approve', label: 'Approve', style: 'primary', confirm }),
        button({ id: 'summary.undo', label: 'Undo', style: 'danger', confirm, value: '' }),
      ],
    });
    expect(block).toMatchObject({
      type: 'actions',
      elements: [
        { action_id: 'summary.refine#0', value: 's-1' },
        {
          action_id: 'summary.approve#1',
          style: 'primary',
          confirm: {
            title: { text: 'Approve?' },
            text: { text: 'Priya will see it.' },
            confirm: { text: 'Approve' },
          },
        },
        { action_id: 'summary.undo#2', confirm: { style: 'danger' } },
      ],
    });
    expect((block as types.ActionsBlock).elements[2]).not.toHaveProperty('value');
  });

  it('form stands behind a button', () => {
    expect(only({ kind: 'form', form })).toMatchObject([
      {
        type: 'actions',
        elements: [{ action_id: 'form.open:note.create', value: 'ctx', text: { text: form.title } }],
      },
    ]);
  });

  it('divider, footer and the words for notifications', () => {
    const [part] = renderMessage({
      ...message({ kind: 'divider' }),
      summary: 'A <new> note',
      footer: 'Only you can see this.',
    });
    expect(part).toEqual({
      text: 'A &lt;new&gt; note',
      blocks: [
        { type: 'divider' },
        { type: 'context', elements: [{ type: 'plain_text', text: 'Only you can see this.', emoji: false }] },
      ],
    });
  });
});

const form: Form = {
  id: 'note.create',
  title: 'Quick note',
  intro: 'About one person.',
  context: 'ctx',
  submitLabel: 'Save',
  fields: [
    {
      name: 'text',
      label: 'Note',
      required: true,
      type: 'text',
      multiline: true,
      maxLength: 500,
      placeholder: 'What did you see?',
    },
    {
      name: 'kind',
      label: 'Kind',
      required: false,
      hint: 'Optional',
      type: 'select',
      initial: 'b',
      options: [
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
      ],
    },
    { name: 'due', label: 'Due', required: false, type: 'date', initial: '2026-11-27' },
  ],
};
const carry = {
  context: 'ctx',
  place: { key: 'slack:T1:C1', kind: 'channel' as const, channelId: 'C1', label: '#team-north' },
  handle: {
    teamId: 'T1',
    responseUrl: 'https://hooks.slack.com/x',
    responseUrlUntil: '2026-11-20T06:45:00.000Z',
  },
};
const view = (more: Partial<Form> = {}, carried = carry) => {
  const modal = toModal({ ...form, ...more }, { ...carried, context: more.context ?? form.context });
  expect(refusalOfView(modal as unknown as Json)).toBeUndefined();
  return modal;
};

describe('a form as a modal', () => {
  it('has an input for each field, named like it', () => {
    expect(view()).toMatchObject({
      type: 'modal',
      callback_id: 'form:note.create',
      title: { text: 'Quick note' },
      submit: { text: 'Save' },
      blocks: [
        { type: 'rich_text' },
        {
          block_id: 'text',
          optional: false,
          element: { type: 'plain_text_input', multiline: true, max_length: 500 },
        },
        {
          block_id: 'kind',
          optional: true,
          element: { type: 'static_select', initial_option: { value: 'b' } },
        },
        { block_id: 'due', element: { type: 'datepicker', initial_date: '2026-11-27' } },
      ],
    });
    expect(JSON.parse(view().private_metadata ?? '')).toEqual(carry);
  });

  it('keeps within each limit, one past it', () => {
    const [field] = form.fields;
    const options = Array.from({ length: 101 }, (_, index) => ({
      value: `v${index}`,
      label: 'L'.repeat(76),
    }));
    view({
      title: 't'.repeat(25),
      submitLabel: 's'.repeat(25),
      fields: [
        {
          ...field!,
          label: 'l'.repeat(2_001),
          hint: 'h'.repeat(2_001),
          type: 'text',
          multiline: false,
          maxLength: 3_001,
          initial: 'x'.repeat(3_001),
          placeholder: 'p'.repeat(151),
        },
        { name: 's', label: 'S', required: true, type: 'select', options },
      ],
    });
  });

  it('drops conveniences before it refuses to open', () => {
    const long = view({ context: 'c'.repeat(2_800) });
    expect(JSON.parse(long.private_metadata ?? '')).toMatchObject({ handle: { teamId: 'T1' } });
    expect(long.private_metadata).not.toContain('hooks.slack.com');
    expect(() => view({ context: 'c'.repeat(3_000) })).toThrow(
      expect.objectContaining({ code: 'SLACK_REFUSED' }) as Error,
    );
  });
});

describe("Slack's limits", () => {
  const lines = (count: number, length: number, evidence: boolean): Block => ({
    kind: 'lines',
    title: 'Wins',
    empty: '',
    items: Array.from({ length: count }, (_, index) => ({
      text: `${index} ${'w'.repeat(length)}`,
      ...(evidence ? { evidence: `“e${index}”` } : {}),
    })),
  });

  it.each<[string, Block, number]>([
    ['a heading of 150', { kind: 'heading', text: 'h'.repeat(150) }, 1],
    ['a heading of 151', { kind: 'heading', text: 'h'.repeat(151) }, 1],
    ['12,000 of text', text('t'.repeat(12_000)), 1],
    ['12,001 of text', text('t'.repeat(12_001)), 2],
    ['a quote of 3,000', { kind: 'quote', text: 'q'.repeat(3_000), source: 's' }, 1],
    ['a quote of 3,001', { kind: 'quote', text: 'q'.repeat(3_001), source: 's'.repeat(2_001) }, 1],
    ['25 buttons', { kind: 'actions', actions: Array.from({ length: 25 }, () => button()) }, 1],
    ['26 buttons', { kind: 'actions', actions: Array.from({ length: 26 }, () => button()) }, 1],
    ['a label of 76', { kind: 'actions', actions: [button({ label: 'l'.repeat(76) })] }, 1],
    ['a value of 2,000', { kind: 'actions', actions: [button({ value: 'v'.repeat(2_000) })] }, 1],
    [
      'a confirmation one past each limit',
      {
        kind: 'actions',
        actions: [button({ confirm: { title: 't'.repeat(101), text: 'x'.repeat(301), ok: 'o'.repeat(31) } })],
      },
      1,
    ],
    ['50 blocks', lines(24, 10, true), 1],
    ['51 blocks', lines(25, 10, true), 2],
    ['a line of 3,001', lines(1, 3_001, false), 1],
    ['fields of 3,001', { kind: 'fields', items: [{ label: 'l', value: 'v'.repeat(3_001) }] }, 1],
    ['a diff of 20,000', { kind: 'diff', items: [{ op: 'add', text: 'd'.repeat(20_000) }] }, 2],
  ])('%s', (_, block, count) => {
    const parts = renderMessage(message(block, { kind: 'divider' }));
    expect(accepted(parts)).toEqual([]);
    expect(parts).toHaveLength(count);
  });

  it('loses no word where it has to cut', () => {
    for (const block of [
      lines(60, 200, true),
      text('word '.repeat(9_000)),
      { kind: 'quote' as const, text: 'q '.repeat(9_000), source: 's' },
    ]) {
      const parts = renderMessage(message(block));
      expect(accepted(parts)).toEqual([]);
      expect(parts.length).toBeGreaterThan(1);
      const count = (of: string) => (allWords(parts).match(new RegExp(of, 'g')) ?? []).length;
      if (block.kind === 'lines') expect(count('“e\\d+”')).toBe(60);
      if (block.kind === 'text') expect(count('word')).toBe(9_000);
      if (block.kind === 'quote') expect(count('q ?')).toBe(9_000);
    }
  });

  it('numbers the parts for notifications, the buttons coming last', () => {
    const parts = renderMessage(
      message(text('word '.repeat(6_000)), { kind: 'actions', actions: [button()] }),
    );
    expect(parts.map((part) => part.text)).toEqual(['In short', 'In short (2/3)', 'In short (3/3)']);
    expect(parts.at(-1)?.blocks.at(-1)?.type).toBe('actions');
  });

  it('leaves code whole in every part', () => {
    const code = `\`\`\`ts\n${'const answer = 42;\n'.repeat(1_000)}\`\`\``;
    const parts = renderMessage(message(text(code)));
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(words(part)).toMatch(/^```ts\n[\s\S]*\n```$/);
  });

  it('does not send an id that Slack would cut', () => {
    const tooLong = message({ kind: 'actions', actions: [button({ value: 'v'.repeat(2_001) })] });
    expect(() => renderMessage(tooLong)).toThrow(expect.objectContaining({ code: 'SLACK_REFUSED' }) as Error);
  });

  it('cuts notifications', () => {
    const [part] = renderMessage({ ...message({ kind: 'divider' }), summary: '&'.repeat(5_000) });
    expect(part?.text.length).toBeLessThanOrEqual(4_000);
  });

  it('holds for any message', () => {
    const words = fc.string({ maxLength: 4_000 });
    const block = fc.oneof(
      words.map((one): Block => ({ kind: 'heading', text: one })),
      words.map((one): Block => text(one)),
      fc.record({ kind: fc.constant('quote' as const), text: words, source: words }),
      fc
        .array(fc.record({ label: words, value: words }), { maxLength: 12 })
        .map((items): Block => ({ kind: 'fields', items })),
      fc
        .array(fc.record({ text: words, detail: words, evidence: words }), { maxLength: 40 })
        .map((items): Block => ({ kind: 'lines', title: 'T', empty: 'E', items })),
      fc
        .array(
          fc.record({ op: fc.constantFrom('add' as const, 'remove' as const, 'keep' as const), text: words }),
        )
        .map((items): Block => ({ kind: 'diff', items })),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
        const parts = renderMessage(message(...blocks));
        expect(parts.length).toBeGreaterThan(0);
        expect(accepted(parts)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('cuts between characters, never inside one', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 2, max: 50 }),
        (whole, max) => {
          const pieces = cutText(whole, max);
          expect(pieces.join('')).toBe(whole);
          for (const piece of pieces) {
            expect(piece.length).toBeLessThanOrEqual(max);
            // No half of a surrogate pair at either end.
            expect(piece).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
          }
        },
      ),
    );
  });
});
