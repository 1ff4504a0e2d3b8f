import { isMail, type FollowUp } from '../../coaching/follow-ups/follow-up.ts';
import type { Contact } from '../../coaching/follow-ups/recipient.ts';
import { formatForBoth } from '../../coaching/follow-ups/wall-time.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { followUpActions } from './follow-up-actions.ts';

const { followUps } = words;

export interface FollowUpCard {
  followUp: FollowUp;
  contact: Contact;
  /** Of whom it is shown to. */
  authorZone: string;
  /** What can be chosen to send it at. */
  suggestions: readonly { label: 'tomorrow' | 'monday'; at: Date }[];
  /** Whether the deployment can send mail. */
  canSend: boolean;
  /** Said above it, e.g. why it is the template's own text. */
  notice?: string;
}

/** Plain text as Markdown that shows it as it is: paragraphs, lists and line breaks stay. */
function bodyMarkdown(body: string): string {
  const isItem = (line: string | undefined): boolean => line?.startsWith('- ') === true;
  return body
    .split('\n')
    .map((line, index, all) => {
      const text = isItem(line) ? `- ${escapeMarkdown(line.slice(2))}` : escapeMarkdown(line);
      const before = all[index - 1];
      // A list stands apart from the words before and after it.
      const stands =
        index > 0 && before?.trim() !== '' && line.trim() !== '' && isItem(line) !== isItem(before);
      return stands ? `\n${text}` : text;
    })
    .join('\n');
}

/** A follow-up as it stands, with what may be done. The one message that it has in its thread. */
export function followUpCardView(card: FollowUpCard): Message {
  const { followUp, contact } = card;
  const { kind, subject, body } = followUp;
  const name = contact.name;
  const heading = followUps.heading(followUps.headings[kind], name);
  const actions = followUpActions(card);
  return {
    view: 'follow-up.card',
    summary: `${heading} (${followUp.status})`,
    blocks: [
      { kind: 'heading', text: heading },
      ...(card.notice === undefined
        ? []
        : [{ kind: 'text' as const, markdown: `_${escapeMarkdown(card.notice)}_` }]),
      {
        kind: 'fields',
        items: [
          ...(isMail(kind)
            ? [
                { label: followUps.fieldTo, value: contact.address ?? followUps.noAddress },
                { label: followUps.fieldSubject, value: subject },
              ]
            : []),
          { label: followUps.fieldStatus, value: statusOf(card) },
        ],
      },
      { kind: 'text', markdown: bodyMarkdown(body) },
      ...hintOf(card),
      ...(actions.length === 0 ? [] : [{ kind: 'actions' as const, actions, visible: 3 }]),
    ],
    footer: followUps.footer(name),
  };
}

/** How it stands, in words. */
export function statusOf({ followUp, contact, authorZone }: FollowUpCard): string {
  const { status } = followUps;
  const moment = (at: Date | undefined): string =>
    at === undefined ? '' : formatForBoth(at, contact.timezone, authorZone);
  const version = followUp.version === 1 ? '' : `, version ${followUp.version}`;
  switch (followUp.status) {
    case 'draft':
    case 'ready':
    case 'cancelled':
      return `${status[followUp.status]}${version}`;
    case 'sending':
      return status.sending;
    case 'scheduled':
      return followUp.failure === undefined
        ? status.scheduled(moment(followUp.scheduledFor))
        : status.retrying(moment(followUp.dueAt), followUp.failure);
    case 'sent':
      return status.sent(
        moment(followUp.sentAt),
        followUp.sentTo === undefined ? '' : ` to ${followUp.sentTo}`,
      );
    case 'failed':
      return status.failed(followUp.failure ?? '');
    case 'unconfirmed':
      return status.unconfirmed;
  }
}

/** What stands in the way of sending, or what can be said. */
function hintOf({ followUp, contact, canSend }: FollowUpCard): Block[] {
  const say = (text: string): Block[] => [{ kind: 'text', markdown: escapeMarkdown(text) }];
  if (followUp.status === 'sent' || followUp.status === 'sending' || followUp.status === 'unconfirmed')
    return [];
  if (!isMail(followUp.kind)) return say(followUps.copyHint);
  if (contact.address === undefined) {
    const by = {
      user: followUps.noAddressOfUser,
      client: followUps.noAddressOfClient,
      name: followUps.noAddressOfName,
    };
    return say(by[contact.kind]);
  }
  return say(canSend ? followUps.refineHint : followUps.notConfigured);
}
