import { formatFollowUpReference } from '../../coaching/follow-ups/follow-up-reference.ts';
import { followUpKinds, type FollowUp, type FollowUpKind } from '../../coaching/follow-ups/follow-up.ts';
import type { FollowUpText } from '../../coaching/follow-ups/ports.ts';
import type { Contact } from '../../coaching/follow-ups/recipient.ts';
import { formatForBoth } from '../../coaching/follow-ups/wall-time.ts';
import type { Summary } from '../../coaching/summaries/summary.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { followUpActions } from './follow-up-actions.ts';
import { statusOf, type FollowUpCard } from './follow-up-card.ts';

const { followUps } = words;

/** What a button carries that drafts: whose summary, and which kind. */
export const formatDraftValue = (summaryId: string, kind: FollowUpKind): string => `${summaryId}:${kind}`;

export function parseDraftValue(value: string): { summaryId: string; kind: FollowUpKind } | undefined {
  const [, summaryId, name] = /^([0-9a-f-]{36}):([a-z_]+)$/i.exec(value) ?? [];
  const kind = followUpKinds.find((candidate) => candidate === name);
  return summaryId === undefined || kind === undefined ? undefined : { summaryId, kind };
}

/** The button under an approved summary. */
export const followUpButton = (summaryId: string): Action => ({
  id: 'follow-up.choose',
  label: followUps.button,
  value: summaryId,
});

/** Which kind shall be drafted. */
export const followUpKindsView = (summary: Pick<Summary, 'id' | 'participant'>): Message => ({
  view: 'follow-up.kinds',
  summary: 'What shall I draft?',
  blocks: [
    { kind: 'text', markdown: followUps.choose(escapeMarkdown(summary.participant)) },
    {
      kind: 'actions',
      actions: followUpKinds.map((kind) => ({
        id: 'follow-up.draft',
        label: followUps.kinds[kind],
        value: formatDraftValue(summary.id, kind),
      })),
      visible: 3,
    },
  ],
  footer: followUps.footer(summary.participant),
});

/** Whose follow-up is meant; empty: none of the summaries is approved. */
export const followUpWhichView = (
  summaries: readonly Pick<Summary, 'id' | 'participant'>[],
  kind: FollowUpKind,
): Message => ({
  view: 'follow-up.which',
  summary: followUps.which,
  blocks: [
    { kind: 'text', markdown: summaries.length === 0 ? followUps.noneApproved : followUps.which },
    ...(summaries.length === 0
      ? []
      : [
          {
            kind: 'actions' as const,
            actions: summaries.slice(0, 10).map(({ id, participant }) => ({
              id: 'follow-up.draft' as const,
              label: participant,
              value: formatDraftValue(id, kind),
            })),
          },
        ]),
  ],
});

/** What a change made of it, line by line, with what may be done next. */
export function followUpChangedView(
  card: FollowUpCard,
  before: FollowUpText,
  lead: { kind: 'changed'; notice?: string } | { kind: 'undone'; request?: string },
): Message {
  const { followUp, contact } = card;
  const { version } = followUp;
  const told =
    lead.kind === 'changed'
      ? followUps.changed(version)
      : followUps.undone(version, lead.request === undefined ? undefined : escapeMarkdown(lead.request));
  const notice =
    lead.kind === 'changed' && lead.notice !== undefined ? `\n\n_${escapeMarkdown(lead.notice)}_` : '';
  const actions = followUpActions(card);
  return {
    view: 'follow-up.changed',
    summary: `${followUps.heading(followUps.headings[followUp.kind], contact.name)}: version ${version}`,
    blocks: [
      { kind: 'text', markdown: `${told}${notice}` },
      { kind: 'diff', items: diffOf(before, followUp) },
      ...(actions.length === 0 ? [] : [{ kind: 'actions' as const, actions, visible: 3 }]),
    ],
    footer: followUps.footer(contact.name),
  };
}

type DiffItem = Extract<Block, { kind: 'diff' }>['items'][number];

/** By line: what is gone, then what is new, in the order of the text. */
function diffOf(before: FollowUpText, after: FollowUpText): DiffItem[] {
  const subject: DiffItem[] =
    before.subject === after.subject
      ? []
      : [
          { op: 'remove', text: `${followUps.fieldSubject}: ${before.subject}` },
          { op: 'add', text: `${followUps.fieldSubject}: ${after.subject}` },
        ];
  const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
  const [old, fresh] = [lines(before.body), lines(after.body)];
  return [
    ...subject,
    ...old.filter((line) => !fresh.includes(line)).map((text) => ({ op: 'remove' as const, text })),
    ...fresh.filter((line) => !old.includes(line)).map((text) => ({ op: 'add' as const, text })),
  ];
}

/** Words that asked for sending are answered with a button: an entitled person's press is what sends. */
export function followUpAskView(
  { followUp, contact, authorZone }: Pick<FollowUpCard, 'followUp' | 'contact' | 'authorZone'>,
  at: Date | 'now',
): Message {
  const { id, version } = followUp;
  const to = escapeMarkdown(contact.address ?? contact.name);
  const action: Action =
    at === 'now'
      ? {
          id: 'follow-up.send',
          label: followUps.send,
          value: formatFollowUpReference({ id, version }),
          style: 'primary',
        }
      : {
          id: 'follow-up.at',
          label: followUps.scheduleOk,
          value: formatFollowUpReference({ id, version, at }),
          style: 'primary',
        };
  const markdown =
    at === 'now' ? followUps.askNow(to) : followUps.ask(to, formatForBoth(at, contact.timezone, authorZone));
  return {
    view: 'follow-up.ask',
    summary: followUps.confirmTitle,
    blocks: [
      { kind: 'text', markdown },
      { kind: 'actions', actions: [action] },
    ],
    footer: followUps.footer(contact.name),
  };
}

/** That it is scheduled, or on its way. */
export function followUpScheduledView(
  followUp: FollowUp,
  contact: Contact,
  authorZone: string,
  now: Date,
): Message {
  const to = escapeMarkdown(contact.address ?? contact.name);
  const { scheduledFor = now } = followUp;
  const markdown =
    scheduledFor <= now
      ? followUps.onItsWay(to)
      : followUps.scheduled(to, formatForBoth(scheduledFor, contact.timezone, authorZone));
  return {
    view: 'follow-up.scheduled',
    summary: 'The mail is scheduled',
    blocks: [{ kind: 'text', markdown }],
    footer: followUps.footer(contact.name),
  };
}

/** Told once in the thread when sending ended otherwise than hoped. */
export function followUpTroubleView(card: FollowUpCard): Message {
  const { followUp, contact } = card;
  const name = escapeMarkdown(contact.name);
  const isOpenQuestion = followUp.status === 'unconfirmed';
  const actions = followUpActions(card);
  return {
    view: 'follow-up.trouble',
    summary: isOpenQuestion ? statusOf(card) : 'A mail was not sent',
    blocks: [
      {
        kind: 'text',
        markdown: isOpenQuestion
          ? followUps.unconfirmed(name)
          : followUps.failed(name, escapeMarkdown(followUp.failure ?? '')),
      },
      ...(actions.length === 0 ? [] : [{ kind: 'actions' as const, actions, visible: 3 }]),
    ],
    footer: followUps.footer(contact.name),
  };
}
