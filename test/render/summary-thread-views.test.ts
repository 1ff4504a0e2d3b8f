import { renderMessage } from '../../src/bot/slack/render.ts';
import { toModal } from '../../src/bot/slack/modal.ts';
import { renderActivities } from '../../src/bot/teams/render.ts';
import { maxActivityBytes, utf16Bytes } from '../../src/bot/teams/limits.ts';
import type { ActionItem } from '../../src/coaching/actions/action-item.ts';
import type { CoachingSession } from '../../src/coaching/sessions/session.ts';
import { diffLines } from '../../src/coaching/summaries/diff-lines.ts';
import type { Summary, SummaryLine } from '../../src/coaching/summaries/summary.ts';
import type { SummaryHistory } from '../../src/coaching/summaries/summary-history.ts';
import { renderCard } from '../../src/messages/adaptive-card/render-card.ts';
import type { Form, Message } from '../../src/messages/message.ts';
import {
  askOwnerView,
  assignForm,
  assignFormView,
  ownActionsView,
  trackedInWords,
} from '../../src/messages/views/action-items.ts';
import {
  forAllDismissedView,
  forAllDoneView,
  forAllEndedView,
  forAllView,
} from '../../src/messages/views/summary-bulk.ts';
import { summaryAnswerView } from '../../src/messages/views/summary-evidence.ts';
import {
  compareForm,
  compareFormView,
  comparedView,
  historyView,
  summaryRedoneView,
  summaryRestoredView,
  summaryStaleView,
} from '../../src/messages/views/summary-history.ts';
import { whichSummaryView } from '../../src/messages/views/summary-card.ts';
import {
  approvePromptView,
  lockedView,
  reopenedView,
  reopenPromptView,
} from '../../src/messages/views/summary-state.ts';
import { refusalOfMessage, refusalOfView } from '../support/slack/check-blocks.ts';
import { visibleText } from '../support/slack/message-log.ts';
import type { Json } from '../support/slack/types.ts';

const id = '7f4d9f1c-8f0a-4b9e-9d25-0d7c3a1b2c3d';
const at = new Date('2026-11-20T09:05:00Z');
const long = 'word '.repeat(300).trim();

const line = (index: number, more: Partial<SummaryLine> = {}): SummaryLine => ({
  ...{ id: `line-${index}`, section: 'wins', text: `Win *${index}* & more.`, source: 'transcript' },
  evidence: [{ segment: 3, speaker: 'Priya Nair', startMs: 62_000, quote: 'I closed <it>.' }],
  ...more,
});
const summary = (more: Partial<Summary> = {}): Summary => ({
  ...{
    id,
    organizationId: 'o',
    sessionId: 's',
    participantId: 'p',
    participant: 'Priya_Nair',
    state: 'draft',
  },
  ...{ version: 4, lines: [line(1), line(2)], leftOut: 0 },
  ...more,
});
const approved = summary({ state: 'approved', approvedAt: at });
const many = Array.from({ length: 120 }, (_unused, index) => line(index, { text: `${long} ${index}` }));
const diff = diffLines([line(1)], [line(1, { text: 'Another win.' }), line(2)]);
const history = (count: number, of = summary({ version: count })): SummaryHistory => ({
  summary: of,
  versions: Array.from({ length: count }, (_unused, index) => ({
    version: count - index,
    by: 'Cleo Coach',
    cause: index === count - 1 ? { kind: 'draft' } : { kind: 'refine', request: long },
    at,
    changes: index === count - 1 ? [] : diff,
  })),
  canUndo: true,
  canRedo: true,
});
const proposal = {
  ...{ id, organizationId: 'o', sessionId: 's', authorId: 'c', request: 'shorter', items: [] },
  state: 'open' as const,
};
const changes = Array.from({ length: 20 }, (_unused, index) => ({
  summary: summary({ participant: `Person ${index}` }),
  diff: diffLines(many, []),
}));
const item: ActionItem = {
  id,
  organizationId: 'o',
  title: 'Call *them*.',
  state: 'open',
  dueOn: '2026-11-19',
};
const opened = {
  summary: approved,
  session: {
    ...{
      id: 's',
      organizationId: 'o',
      facilitatorId: 'c',
      type: 'REGULAR' as const,
      title: 'Weekly',
      date: '2026-11-20',
    },
    ...{ processing: 'completed' as const, createdAt: at },
  } satisfies CoachingSession,
  participants: [],
  line: line(1, { section: 'actions', text: long }),
  said: { dueOn: '2026-11-27' },
};
const choices = Array.from({ length: 150 }, (_unused, index) => ({
  owner: { kind: 'user' as const, id: `${id.slice(0, -3)}${100 + index}` },
  name: `Person ${index} ${'x'.repeat(100)}`,
}));
const incomplete = [
  { line: line(1, { section: 'actions', owner: 'Priya Nair' }), owner: { kind: 'user' as const, id } },
  { line: line(2, { section: 'actions' }) },
];

const views: [Message, ...(string | RegExp)[]][] = [
  [
    historyView(history(4), 'Europe/London'),
    'history',
    'Version 4: “word',
    'Cleo Coach · Fri 20 Nov 2026, 09:05',
    '1 changed, 1 added',
    'First draft',
  ],
  [
    historyView(history(60, summary({ version: 60, state: 'approved' })), 'Asia/Tokyo'),
    'And 50 earlier versions',
    '18:05',
  ],
  [
    comparedView({
      summary: summary(),
      from: 3,
      to: { version: 4, by: 'Cleo', cause: { kind: 'refine', request: 'shorter' }, at },
      changes: diff,
    }),
    'from version 3 to version 4',
    'Cleo: “shorter”',
    'Another win',
    'Restore version 3',
  ],
  [
    comparedView({
      summary: summary(),
      from: 2,
      to: { version: 4, cause: { kind: 'undo', from: 3 }, at },
      changes: [],
    }),
    'read the same',
  ],
  [
    comparedView({
      summary: summary({ version: 1 }),
      from: 1,
      to: { version: 1, cause: { kind: 'draft' }, at },
      changes: [],
    }),
    'only the first draft',
  ],
  [
    comparedView({
      summary: summary({ lines: many }),
      from: 1,
      to: { version: 4, cause: { kind: 'restore', version: 1 }, at },
      changes: diffLines([], many),
    }),
    'from version 1',
  ],
  [compareFormView(history(150)), 'Compare'],
  [
    summaryRedoneView({ kind: 'redone', summary: summary(), diff, request: 'shorter' }),
    'Brought the change of',
    '“shorter”',
  ],
  [summaryRedoneView({ kind: 'nothing-to-redo', summary: summary() }), 'nothing to redo'],
  [summaryRestoredView({ summary: summary(), restored: 2, diff }), 'reads as version 2 again'],
  [summaryRestoredView({ summary: summary(), restored: 2, diff: [] }), 'exactly like version 2 already'],
  [
    summaryStaleView({
      summary: summary(),
      expected: 2,
      since: [
        { version: 3, by: 'Theo Lindt', cause: { kind: 'refine', request: 'drop *it*' }, at },
        { version: 4, cause: { kind: 'redo', from: 2 }, at },
      ],
    }),
    'moved on to version 4',
    'Theo Lindt asked for',
    'Somebody brought version 2 back',
    'Show the newest',
  ],
  [lockedView(approved), 'approved and locked', 'Reopen'],
  [approvePromptView(summary()), 'Shall I approve', 'Approve'],
  [approvePromptView(approved), 'approved already'],
  [reopenPromptView(approved), 'Shall I reopen', 'Reopen'],
  [reopenPromptView(summary()), 'open already'],
  [reopenedView(summary(), false), 'is open again', 'Refine'],
  [reopenedView(summary(), true), 'open already'],
  [
    summaryAnswerView({
      kind: 'lines',
      summary: summary(),
      lines: [line(1)],
      timed: true,
      broughtBy: new Map(),
    }),
    'It rests on these words',
    'Priya Nair, 01:02',
    'unchanged',
  ],
  [
    summaryAnswerView({
      kind: 'lines',
      summary: summary(),
      lines: [line(1, { evidence: [], source: 'coach' })],
      timed: false,
      broughtBy: new Map([
        [
          'line-1',
          {
            summaryId: id,
            version: 2,
            lines: [],
            cause: { kind: 'refine', request: 'add it' },
            createdAt: at,
          },
        ],
      ]),
    }),
    'added in version 2',
    'add it',
  ],
  [
    summaryAnswerView({
      kind: 'lines',
      summary: summary(),
      lines: many.slice(0, 3).map((one) => ({ ...one, source: 'coach' as const })),
      timed: false,
      broughtBy: new Map(),
    }),
    'other words since',
  ],
  [summaryAnswerView({ kind: 'ask', summary: summary(), question: 'Which line do you mean?' }), 'Which line'],
  [
    forAllView({
      proposal,
      changes,
      leftAlone: [
        { summary: approved, why: { kind: 'approved' } },
        { summary: summary(), why: { kind: 'said', text: long } },
      ],
      notice: 'By rules.',
    }),
    'change 20 summaries',
    '120 removed',
    'more lines',
    'approved and locked',
    'Apply',
    'Cancel',
    'By rules',
  ],
  [
    forAllView({ changes: [], leftAlone: [{ summary: summary(), why: { kind: 'unchanged' } }] }),
    'would change no summary',
    'stays as it is',
  ],
  [
    forAllDoneView({ kind: 'done', proposal, changes, skipped: [{ participant: 'Sam', why: 'stale' }] }),
    'Changed 20 summaries',
    '120 removed',
    'Sam',
    'changed by somebody since',
    'Undo all',
  ],
  [
    forAllDoneView({ kind: 'done', proposal, changes: changes.slice(0, 1), skipped: [] }, true),
    'Took the change back in 1 summary',
  ],
  [forAllEndedView({ kind: 'ended', proposal: { ...proposal, state: 'applied' } }), 'applied already'],
  [forAllEndedView({ kind: 'ended', proposal: { ...proposal, state: 'dismissed' } }), 'cancelled'],
  [forAllEndedView({ kind: 'ended', proposal }, true), 'not applied'],
  [forAllDismissedView(), 'Cancelled'],
  [
    whichSummaryView([summary(), summary({ participant: 'Dana' })], id),
    'Whose summary',
    'I go on with what you said',
    'Dana',
  ],
  [
    askOwnerView(approved, incomplete, 'Tracked.'),
    'Tracked.',
    'Who takes this on',
    'I know only the owner, Priya Nair',
    '1 more',
    'Set owner and date',
    'Leave unassigned',
  ],
  [
    askOwnerView(approved, [{ line: line(1, { section: 'actions', text: long }), dueOn: '2026-11-27' }]),
    'Fri 27 Nov 2026',
  ],
  [askOwnerView(approved, []), 'tracked now'],
  [assignFormView(opened, choices), 'Owner and date', 'Nobody yet'],
  [
    ownActionsView([
      { ...item, overdue: true },
      { ...item, dueOn: '2026-12-01', overdue: false },
    ]),
    '2 open action items',
    'overdue since Thu 19 Nov 2026',
    'due Tue 1 Dec 2026',
    'Done',
  ],
  [
    ownActionsView(
      Array.from({ length: 30 }, () => ({ ...item, title: long, overdue: false })),
      2,
      'Noted.',
    ),
    'Noted.',
    '30 open action items',
    'Show more',
  ],
  [ownActionsView([]), 'no open action items'],
];

describe.each(views.map(([view, ...words]) => [view.view, view, words] as const))(
  '%s',
  (_name, view, words) => {
    it('is taken by Slack, and says it', () => {
      const parts = renderMessage(view);
      const blocks = parts.map((part) => part.blocks as unknown as Json[]);
      expect(
        blocks.map((own, index) => refusalOfMessage(own, parts[index]?.text ?? '')).filter(Boolean),
      ).toEqual([]);
      const shown =
        blocks.map((own) => visibleText({ text: '', blocks: own })).join('\n') + JSON.stringify(blocks);
      // A form opens behind its button there.
      const isForm = view.blocks.some(({ kind }) => kind === 'form');
      for (const word of isForm ? [] : words)
        expect(shown).toMatch(word instanceof RegExp ? word : new RegExp(escaped(word)));
    });

    it('fits a Teams activity and a card of the local page', () => {
      const activities = renderActivities(view);
      expect(activities.every((activity) => utf16Bytes(activity) <= maxActivityBytes)).toBe(true);
      const card = JSON.stringify(renderCard(view)).replaceAll('\\\\', '');
      for (const word of words)
        expect(card).toMatch(word instanceof RegExp ? word : new RegExp(escaped(word)));
    });

    it('carries ids alone in its buttons', () => {
      for (const block of view.blocks) {
        if (block.kind !== 'actions') continue;
        for (const { value } of block.actions) expect(value).toMatch(/^[\w:-]{0,200}$/);
      }
    });
  },
);

it.each<[string, Form]>([
  ['comparing', compareForm(history(150))],
  ['owner and date', assignForm(opened, choices)],
])('the form for %s opens in Slack, with more to choose from than a menu holds', (_name, form) => {
  const carry = {
    context: form.context,
    place: { key: 'slack:T1:D1', kind: 'direct' as const, channelId: 'D1' },
    handle: { teamId: 'T1' },
  };
  expect(refusalOfView(toModal(form, carry) as unknown as Json)).toBeUndefined();
});

it('says what is tracked, and for whom', () => {
  expect(trackedInWords(item, undefined)).toMatch(/unassigned, due Thu 19 Nov 2026/);
  expect(trackedInWords({ ...item, title: 'Go' }, 'Dana')).toContain('**Go** (Dana');
});

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
