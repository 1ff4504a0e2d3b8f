import { randomUUID } from 'node:crypto';
import { toModal } from '../../src/bot/slack/modal.ts';
import { renderMessage } from '../../src/bot/slack/render.ts';
import { maxActivityBytes, utf16Bytes } from '../../src/bot/teams/limits.ts';
import { renderActivities } from '../../src/bot/teams/render.ts';
import { renderParts } from '../../src/bot/local/render.ts';
import { goalLimits, type GrowthGoal, type GrowthNote } from '../../src/coaching/growth/goal.ts';
import type { Action, Form, Message } from '../../src/messages/message.ts';
import {
  goalCheckInForm,
  goalForm,
  goalFormView,
  goalNoteForm,
} from '../../src/messages/views/goal-forms.ts';
import {
  goalListView,
  goalSaidView,
  goalStartView,
  whichGoalView,
} from '../../src/messages/views/goal-list.ts';
import { checkInView, goalView } from '../../src/messages/views/goal.ts';
import { refusalOfMessage, refusalOfView } from '../support/slack/check-blocks.ts';
import { visibleText } from '../support/slack/message-log.ts';
import type { Json } from '../support/slack/types.ts';

const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here | [link](https://x.example)';
const timezone = 'America/Argentina/Buenos_Aires';
const at = new Date('2026-11-27T12:00:00Z');
const long = (length: number): string => `${nasty} ${'w'.repeat(length)}`.slice(0, length);

const goal = (change: Partial<GrowthGoal> = {}): GrowthGoal => ({
  id: randomUUID(),
  organizationId: randomUUID(),
  userId: randomUUID(),
  title: long(goalLimits.title),
  reason: long(goalLimits.reason),
  targetOn: '2027-03-31',
  status: 'active',
  steps: Array.from({ length: goalLimits.steps }, (_unused, index) => ({
    id: randomUUID(),
    text: long(goalLimits.step),
    dueOn: '2026-12-24',
    ...(index < 3 ? { doneAt: at } : {}),
  })),
  checkIn: { every: 'biweekly', first: { date: '2026-11-27', time: '09:00' }, nextAt: at },
  checkIns: 3,
  undoable: randomUUID(),
  createdAt: at,
  ...change,
});
const small = goal({ title: 'Close more calls', steps: [{ id: randomUUID(), text: 'Shadow Ana' }] });
const ended = goal({ status: 'achieved', endedAt: at });
const notes: GrowthNote[] = Array.from({ length: 5 }, () => ({
  id: randomUUID(),
  goalId: small.id,
  kind: 'progress',
  text: long(goalLimits.note),
  at,
}));
const many = Array.from({ length: goalLimits.active }, () => goal());

const views: readonly (readonly [string, Message])[] = [
  ['a goal', goalView(goal(), { timezone, notes })],
  ['a goal that changed', goalView(goal(), { timezone, notes, said: 'Nice, one step done.' })],
  ['a small goal', goalView(small, { timezone })],
  ['a goal that ended', goalView(ended, { timezone, notes })],
  ['all goals', goalListView(many, timezone, 12)],
  ['no goals', goalListView([], timezone)],
  ['which goal', whichGoalView(many)],
  ['the start', goalStartView()],
  ['a sentence', goalSaidView('Thank you.', goal())],
  ['a check-in', checkInView(goal(), { timezone, missed: at })],
  ['a late check-in without steps', checkInView(goal({ steps: [], checkIns: 0 }), { timezone, late: at })],
  ['the form', goalFormView(goalForm(goal()))],
  ['the note’s form', goalFormView(goalNoteForm(goal()))],
  [
    'the check-in’s form',
    goalFormView(goalCheckInForm(goal(), { date: '2026-11-27', time: '09:10' }, timezone)),
  ],
];

const actionsOf = ({ blocks }: Message): Action[] =>
  blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
const idsOf = (message: Message): string[] => actionsOf(message).map(({ id }) => id);

describe.each(views)('%s', (_name, view) => {
  it('fits into Slack, and pings nobody', () => {
    const parts = renderMessage(view);
    for (const { text, blocks } of parts) {
      expect(refusalOfMessage(blocks as unknown as Json[], text)).toBeUndefined();
      const markdown = blocks.filter(({ type }) => type === 'markdown');
      expect(JSON.stringify(markdown)).not.toMatch(/<!channel>|<@U1>/);
    }
    const said = parts.map(({ blocks }) => visibleText({ text: '', blocks: blocks as unknown as Json[] }));
    expect(said.join('').trim()).not.toBe('');
  });

  it('fits into Teams and the local page', () => {
    for (const activity of renderActivities(view))
      expect(utf16Bytes(activity)).toBeLessThanOrEqual(maxActivityBytes);
    for (const { card } of renderParts(view)) {
      const json = JSON.stringify(card);
      expect(json).not.toContain('"text":""');
      expect(json).not.toContain('"actions":[]');
    }
  });

  it('carries ids alone in its buttons, shows nothing of the goal in a notification, and says who sees it', () => {
    for (const { value } of actionsOf(view)) {
      expect(value).toMatch(/^[0-9a-f:-]{0,200}$/);
    }
    expect(view.summary).not.toMatch(/channel|Close|Ana|www/);
    expect(view.footer).toMatch(/^Only you can see this/);
  });
});

describe('forms at their limits', () => {
  const carry = {
    place: { key: 'slack:T1:D1', kind: 'direct', channelId: 'D1' },
    handle: { teamId: 'T1' },
  } as const;
  it.each<[string, Form]>([
    ['a new goal', goalForm()],
    ['a goal', goalForm(small)],
    ['a goal of great length', goalForm(goal({ steps: goal().steps.slice(0, 8) }))],
    ['a note', goalNoteForm(small)],
    ['a check-in', goalCheckInForm(small, { date: '2026-11-27', time: '09:00' }, timezone)],
  ])('%s fits into a modal and loses nothing that was written', (_name, form) => {
    const view = toModal(form, { ...carry, context: form.context }) as unknown as Json;
    expect(refusalOfView(view)).toBeUndefined();
    for (const field of form.fields)
      if (field.type === 'text' && field.initial !== undefined)
        expect(JSON.stringify(view)).toContain(JSON.stringify(field.initial));
  });
});

describe('what may be done', () => {
  it('with an open goal is everything, with one that ended to reopen it', () => {
    expect(idsOf(goalView(small, { timezone }))).toEqual([
      'goal.tick',
      'goal.note',
      'goal.check-in',
      'goal.form',
      'goal.achieve',
      'goal.stop',
      'goal.drop',
      'goal.undo',
      'goal.list',
    ]);
    expect(idsOf(goalView(ended, { timezone }))).toEqual(['goal.reopen', 'goal.undo', 'goal.list']);
    // What was just done can be taken back at once.
    expect(idsOf(goalView(small, { timezone, said: 'Noted.' }))[0]).toBe('goal.undo');
  });

  it('with a check-in is to say it is done, to note, to put it off, to stop it', () => {
    expect(idsOf(checkInView(small, { timezone }))).toEqual([
      'goal.tick',
      'goal.note',
      'goal.tomorrow',
      'goal.stop',
      'goal.show',
    ]);
  });

  it('helps with the one thing that is missing', () => {
    const helped = (change: Partial<GrowthGoal>): string =>
      JSON.stringify(goalView(goal(change), { timezone }));
    expect(helped({ steps: [] })).toContain('What is the first small step?');
    const bare = goal();
    delete bare.checkIn;
    expect(JSON.stringify(goalView(bare, { timezone }))).toContain('Shall I ask you how it goes?');
    delete bare.targetOn;
    expect(JSON.stringify(goalView(bare, { timezone }))).toContain('When would you like to be there?');
  });
});
