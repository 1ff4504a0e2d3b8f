import { AdaptiveCard, SerializationContext } from 'adaptivecards';
import type { ActionSet, CardElement } from '../../../src/messages/adaptive-card/card-json.ts';
import { maxActionsPerSet, maxVisibleActions } from '../../../src/messages/adaptive-card/limits.ts';
import { renderCard } from '../../../src/messages/adaptive-card/render-card.ts';
import type { Action, Block, Message } from '../../../src/messages/message.ts';

const message = (...blocks: Block[]): Message => ({ view: 'test', summary: 'In short', blocks });
const bodyOf = (...blocks: Block[]): CardElement[] => renderCard(message(...blocks)).body;
const wordsOf = (value: unknown): string => JSON.stringify(value);

const button = (index: number): Action => ({
  id: 'help.example',
  label: `Button ${index}`,
  value: String(index),
});
const buttons = (count: number): Block => ({
  kind: 'actions',
  actions: Array.from({ length: count }, (_, i) => button(i)),
});
const setsOf = (elements: readonly CardElement[]): ActionSet[] =>
  elements.filter((element) => element.type === 'ActionSet');

const oneOfEach: Block[] = [
  { kind: 'heading', text: 'Refunds *without* a receipt' },
  {
    kind: 'text',
    markdown: 'Ask for **proof** [1].\n\n- card\n- email\n\n> as it says\n\n```ts\n  let a = 1;\n\nend\n```',
  },
  { kind: 'quote', text: 'Line *one*\nLine two', source: 'Refunds · version 2' },
  { kind: 'divider' },
  {
    kind: 'citations',
    items: [{ number: 1, title: 'Refunds', version: 2, section: 'Steps › 3', quote: 'Ask for *proof*.' }],
  },
  { kind: 'fields', items: [{ label: 'Owner', value: 'Dana_R' }] },
  {
    kind: 'lines',
    title: 'Wins',
    items: [
      { text: 'Called back', detail: 'Owner: Dana', evidence: '“I called” (Dana, 12:04)' },
      { text: 'Listened' },
    ],
    empty: 'None yet',
  },
  { kind: 'lines', title: 'Challenges', items: [], empty: 'None were named.' },
  {
    kind: 'diff',
    items: [
      { op: 'add', text: 'new' },
      { op: 'remove', text: 'old' },
      { op: 'keep', text: 'same' },
    ],
  },
  {
    kind: 'actions',
    actions: [
      { id: 'summary.approve', label: 'Approve', value: 's1', style: 'primary' },
      {
        id: 'summary.undo',
        label: 'Undo',
        value: 's1',
        style: 'danger',
        confirm: { title: 'Undo?', text: 'The last change goes.', ok: 'Undo it' },
      },
      { id: 'note.form', label: 'Take a note', value: 'u1' },
    ],
  },
  {
    kind: 'form',
    form: {
      id: 'note.create',
      title: 'Quick note',
      intro: 'Private to your line.',
      submitLabel: 'Save',
      context: 'ctx',
      fields: [
        {
          name: 'text',
          label: 'Note',
          required: true,
          type: 'text',
          multiline: true,
          maxLength: 2000,
          placeholder: 'What did you see?',
        },
        {
          name: 'kind',
          label: 'Kind',
          required: false,
          hint: 'Optional',
          type: 'select',
          options: [{ value: 'praise', label: 'Praise' }],
          initial: 'praise',
        },
        { name: 'on', label: 'Day', required: false, type: 'date', initial: '2026-11-20' },
      ],
    },
  },
];

describe('renderCard', () => {
  it('is understood in full by the library that draws it', () => {
    const context = new SerializationContext();
    new AdaptiveCard().parse(renderCard({ ...message(...oneOfEach), footer: 'Only you' }), context);
    const complaints = Array.from(
      { length: context.eventCount },
      (_, index) => context.getEventAt(index).message,
    );
    expect(complaints).toEqual([]);
  });

  it('shows verbatim words as they are, outside of Markdown', () => {
    const [quote] = bodyOf({ kind: 'quote', text: 'Say *this* <b>\n  exactly', source: 'SOP_1' });
    expect(wordsOf(quote)).toContain('Say *this* <b>');
    expect(wordsOf(quote)).toContain('\u00A0\u00A0exactly');
    expect(wordsOf(quote)).not.toContain('"TextBlock"');
  });

  it('escapes plain text where only Markdown can stand', () => {
    expect(bodyOf({ kind: 'heading', text: 'A *b*' })[0]).toMatchObject({
      text: 'A \\*b\\*',
      style: 'heading',
    });
  });

  it('keeps the lines and the indentation of code', () => {
    const [code] = bodyOf({ kind: 'text', markdown: '```\na\n  b\n\nc\n```' });
    expect(code).toMatchObject({
      type: 'Container',
      items: ['a', '\u00A0\u00A0b', '\u00A0', 'c'].map((text) => ({
        inlines: [{ text, fontType: 'Monospace' }],
      })),
    });
  });

  it('names each source and keeps its quote behind a button that shows and hides it', () => {
    const body = bodyOf(oneOfEach[4]!);
    const hidden = body.find((element) => element.id === 'q0-0');
    expect(wordsOf(body.filter((element) => element.isVisible !== false))).toContain('Refunds');
    expect(hidden).toMatchObject({ isVisible: false });
    const [show, hide] = setsOf(body);
    expect(show?.actions[0]).toMatchObject({
      title: 'Show the quote',
      targetElements: ['show-q0', 'hide-q0', 'q0-0'],
    });
    expect(hide).toMatchObject({ isVisible: false });
  });

  it('says so when a list is empty', () => {
    expect(wordsOf(bodyOf({ kind: 'lines', title: 'Wins', items: [], empty: 'None yet' }))).toContain(
      'None yet',
    );
  });

  it('tells additions and removals by sign, not by colour alone', () => {
    const diff = wordsOf(
      bodyOf({
        kind: 'diff',
        items: [
          { op: 'add', text: 'new' },
          { op: 'remove', text: 'old' },
        ],
      }),
    );
    expect(diff).toMatch(/"\+ ".*"new"/);
    expect(diff).toMatch(/"− ".*"old"/);
  });

  it.each([
    [maxVisibleActions, [0]],
    [maxVisibleActions + 1, [1]],
    [maxActionsPerSet, [3]],
    [maxActionsPerSet + 1, [3, 0]],
  ])(
    '%i buttons: the ones beyond three go into the overflow, the ones beyond six into another row',
    (count, overflow) => {
      const sets = setsOf(bodyOf(buttons(count)));
      expect(sets.map((set) => set.actions.filter((action) => action.mode === 'secondary').length)).toEqual(
        overflow,
      );
      expect(sets.flatMap((set) => set.actions)).toHaveLength(count);
      for (const set of sets) expect(set.actions.length).toBeLessThanOrEqual(maxActionsPerSet);
    },
  );

  it('asks before a button that needs it, and only then submits', () => {
    const [set] = setsOf(bodyOf(oneOfEach[9]!));
    const undo = set?.actions[1];
    expect(undo?.type).toBe('Action.ShowCard');
    expect(wordsOf(undo)).toContain('"data":{"action":"summary.undo","value":"s1"}');
    expect(wordsOf(undo)).toContain('The last change goes.');
  });

  it('marks a button that opens a form, for Teams and for the page', () => {
    const [set] = setsOf(bodyOf(oneOfEach[9]!));
    expect(set?.actions[2]).toMatchObject({
      data: { action: 'note.form', opensForm: 'note.create', msteams: { type: 'task/fetch' } },
    });
  });

  it('carries the form and its context in the submit button', () => {
    const body = bodyOf(oneOfEach[10]!);
    expect(setsOf(body)[0]?.actions[0]).toMatchObject({
      title: 'Save',
      data: { form: 'note.create', context: 'ctx' },
    });
    expect(body.filter((element) => element.type.startsWith('Input.')).map((element) => element.id)).toEqual([
      'text',
      'kind',
      'on',
    ]);
  });

  it('turns a divider into a line above what follows, and ignores one at the end', () => {
    const text: Block = { kind: 'text', markdown: 'x' };
    expect(bodyOf(text, { kind: 'divider' }, text).map((element) => element.separator ?? false)).toEqual([
      false,
      true,
    ]);
    expect(bodyOf(text, { kind: 'divider' })).toHaveLength(1);
  });
});
