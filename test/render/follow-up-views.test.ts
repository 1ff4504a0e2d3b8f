import { randomUUID } from 'node:crypto';
import { toModal } from '../../src/bot/slack/modal.ts';
import {
  followUpKinds,
  followUpStatuses,
  isMail,
  maxBodyLength,
  maxSubjectLength,
  type FollowUp,
} from '../../src/coaching/follow-ups/follow-up.ts';
import type { Message } from '../../src/messages/message.ts';
import { followUpCardView, type FollowUpCard } from '../../src/messages/views/follow-up-card.ts';
import {
  followUpAddressForm,
  followUpFormView,
  followUpTimeForm,
} from '../../src/messages/views/follow-up-forms.ts';
import {
  followUpAskView,
  followUpChangedView,
  followUpKindsView,
  followUpScheduledView,
  followUpTroubleView,
  followUpWhichView,
  formatDraftValue,
  parseDraftValue,
} from '../../src/messages/views/follow-up-talk.ts';
import { refusalOfView } from '../support/slack/check-blocks.ts';
import type { Json } from '../support/slack/types.ts';
import { expectFitsEverywhere } from '../support/fits-everywhere.ts';

const nasty = '<!channel> *bold* _it_ `code` <@U1> ~x~ @here | [link](https://x.example)';
const at = new Date('2026-11-23T14:00:00Z');

const followUp = (change: Partial<FollowUp> = {}): FollowUp => ({
  id: randomUUID(),
  organizationId: randomUUID(),
  summaryId: randomUUID(),
  authorId: randomUUID(),
  recipient: { name: nasty },
  kind: 'email',
  subject: `${nasty}${'s'.repeat(maxSubjectLength)}`.slice(0, maxSubjectLength),
  body: `Hi Zoe,\n\nwell done:\n- ${nasty}\n- two\n\n${'Long words. '.repeat(1_000)}`.slice(0, maxBodyLength),
  version: 12,
  status: 'draft',
  attempts: 0,
  scheduledFor: at,
  dueAt: at,
  sentAt: at,
  sentTo: 'zoe@client.example',
  failure: 'The mail server asked us to come back later.',
  createdAt: at,
  updatedAt: at,
  ...change,
});
const card = (change: Partial<FollowUp> = {}, more: Partial<FollowUpCard> = {}): FollowUpCard => ({
  followUp: followUp(change),
  contact: { name: nasty, address: 'zoe@client.example', timezone: 'America/New_York', kind: 'client' },
  authorZone: 'Europe/Zurich',
  suggestions: [
    { label: 'tomorrow', at },
    { label: 'monday', at },
  ],
  canSend: true,
  ...more,
});
const contacts = (['user', 'client', 'name'] as const).map((kind) => ({
  name: 'Zoe',
  timezone: 'UTC',
  kind,
}));
const summary = { id: randomUUID(), participant: nasty };
const before = { subject: 'Before', body: 'What was there.' };

const views: readonly (readonly [string, Message])[] = [
  ...followUpStatuses.map(
    (status) => [`a mail that is ${status}`, followUpCardView(card({ status }))] as const,
  ),
  ...followUpKinds.map((kind) => [`a ${kind}`, followUpCardView(card({ kind, version: 1 }))] as const),
  ...contacts.map(
    (contact) =>
      [`a mail to a ${contact.kind} without address`, followUpCardView(card({}, { contact }))] as const,
  ),
  ['a mail without a mail server', followUpCardView(card({}, { canSend: false, notice: nasty }))],
  ['the choice of a kind', followUpKindsView(summary)],
  [
    'the question whose',
    followUpWhichView(
      Array.from({ length: 20 }, () => summary),
      'email',
    ),
  ],
  ['nobody to follow up with', followUpWhichView([], 'email')],
  ['a change', followUpChangedView(card(), before, { kind: 'changed', notice: nasty })],
  ['a change taken back', followUpChangedView(card(), before, { kind: 'undone', request: nasty })],
  [
    'a change of a text message',
    followUpChangedView(card({ kind: 'text', version: 1 }), before, { kind: 'changed' }),
  ],
  ['asked to send now', followUpAskView(card(), 'now')],
  ['asked to send then', followUpAskView(card(), at)],
  ['scheduled', followUpScheduledView(followUp(), card().contact, 'UTC', new Date(0))],
  ['on its way', followUpScheduledView(followUp(), card().contact, 'UTC', at)],
  ['not sent', followUpTroubleView(card({ status: 'failed' }))],
  ['in doubt', followUpTroubleView(card({ status: 'unconfirmed' }))],
  [
    'the form for a time',
    followUpFormView(followUpTimeForm(card().contact, 'x', { date: '2026-11-23', time: '09:00' })),
  ],
  ['the form for an address', followUpFormView(followUpAddressForm(nasty, 'x'))],
];

describe.each(views)('%s', (_name, view) => {
  it('fits into Slack, Teams and the local page', () => {
    expectFitsEverywhere(view);
  });
});

const labelsOf = (message: Message): string[] =>
  message.blocks.flatMap((block) =>
    block.kind === 'actions' ? block.actions.map(({ label }) => label) : [],
  );

describe('what can be done', () => {
  it.each([
    ['draft', ['Send now', 'Tomorrow 9:00', 'Choose a time', 'Next Monday 9:00', 'Undo']],
    ['scheduled', ['Send now', 'Choose a time', 'Don’t send', 'Undo']],
    ['sending', []],
    ['sent', []],
    ['unconfirmed', ['It arrived', 'Send again']],
    ['failed', ['Retry', 'Tomorrow 9:00', 'Choose a time', 'Next Monday 9:00', 'Add address', 'Undo']],
  ] as const)('with one that is %s', (status, labels) => {
    expect(labelsOf(followUpCardView(card({ status })))).toEqual(labels);
  });

  it('is never sending for text messages and call scripts, nor without address or mail server', () => {
    const sends = (message: Message) =>
      labelsOf(message).some((label) => /send|time|9:00|retry/i.test(label));
    for (const kind of followUpKinds) expect(sends(followUpCardView(card({ kind })))).toBe(isMail(kind));
    for (const contact of contacts) expect(sends(followUpCardView(card({}, { contact })))).toBe(false);
    expect(sends(followUpCardView(card({}, { canSend: false })))).toBe(false);
  });

  it('carries ids only, and every sending asks first', () => {
    for (const [, view] of views) {
      for (const block of view.blocks) {
        if (block.kind !== 'actions') continue;
        for (const { value, id, confirm } of block.actions) {
          expect(value.length).toBeLessThanOrEqual(200);
          expect(value).toMatch(/^[0-9a-f-]{36}(?::[\w]+)*$/);
          if (id === 'follow-up.send' && view.view !== 'follow-up.ask') expect(confirm).toBeDefined();
        }
      }
    }
  });

  it('tells the time in both zones', () => {
    const said = JSON.stringify(
      followUpCardView(card({ status: 'scheduled', failure: undefined as never })).blocks,
    );
    expect(said).toContain('09:00 (America/New_York), for you Mon 23 Nov 2026, 15:00 (Europe/Zurich)');
  });
});

it('the forms fit into a modal', () => {
  const place = { key: 'slack:T1:D1', kind: 'direct', channelId: 'D1' } as const;
  for (const form of [
    followUpTimeForm(card().contact, 'x', { date: '2026-11-23', time: '09:10' }),
    followUpAddressForm('Zoe', 'x'),
  ]) {
    const view = toModal(form, { context: form.context, place, handle: { teamId: 'T1' } }) as unknown as Json;
    expect(refusalOfView(view)).toBeUndefined();
  }
});

it('a drafting button says whose and what', () => {
  expect(parseDraftValue(formatDraftValue(summary.id, 'rehash'))).toEqual({
    summaryId: summary.id,
    kind: 'rehash',
  });
  expect(parseDraftValue(`${summary.id}:poem`)).toBeUndefined();
});
