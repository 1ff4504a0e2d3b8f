import { formatFollowUpReference } from '../../coaching/follow-ups/follow-up-reference.ts';
import { isMail } from '../../coaching/follow-ups/follow-up.ts';
import { formatForBoth } from '../../coaching/follow-ups/wall-time.ts';
import type { Action } from '../message.ts';
import { words } from '../words/en.ts';
import type { FollowUpCard } from './follow-up-card.ts';

const { followUps } = words;

/** What may be done with a follow-up in its state; the first three are buttons, the rest waits in a menu. */
export function followUpActions(card: FollowUpCard): Action[] {
  const { followUp, contact, canSend } = card;
  const { id, version, status } = followUp;
  const value = formatFollowUpReference({ id, version });
  const to = contact.address ?? contact.name;
  const undo: Action[] = version > 1 ? [{ id: 'follow-up.undo', label: followUps.undo, value }] : [];
  if (!isMail(followUp.kind)) return undo;
  switch (status) {
    case 'sending':
    case 'sent':
      return [];
    case 'unconfirmed':
      return [
        { id: 'follow-up.arrived', label: followUps.arrived, value, style: 'primary' },
        {
          id: 'follow-up.send',
          label: followUps.sendAgain,
          value,
          style: 'danger',
          confirm: {
            title: followUps.confirmTitle,
            text: followUps.confirmAgain(to),
            ok: followUps.sendAgain,
          },
        },
      ];
    case 'scheduled':
      return [
        ...sending(card, value, to, followUps.send).slice(0, 1),
        { id: 'follow-up.time', label: followUps.otherTime, value },
        { id: 'follow-up.cancel', label: followUps.cancel, value, style: 'danger' },
        ...undo,
      ];
    case 'draft':
    case 'ready':
    case 'failed':
    case 'cancelled': {
      const address: Action[] =
        contact.kind === 'client' && (contact.address === undefined || status === 'failed')
          ? [{ id: 'follow-up.address', label: followUps.addAddress, value }]
          : [];
      if (!canSend || contact.address === undefined) return [...address, ...undo];
      return [
        ...sending(card, value, to, status === 'failed' ? followUps.retry : followUps.send),
        ...address,
        ...undo,
      ];
    }
  }
}

function sending(card: FollowUpCard, value: string, to: string, label: string): Action[] {
  const { followUp, contact, authorZone, suggestions } = card;
  const { id, version } = followUp;
  return [
    {
      id: 'follow-up.send',
      label,
      value,
      style: 'primary',
      confirm: { title: followUps.confirmTitle, text: followUps.confirmSend(to), ok: label },
    },
    ...suggestions.slice(0, 1).map((one) => suggested(one)),
    { id: 'follow-up.time', label: followUps.otherTime, value },
    ...suggestions.slice(1).map((one) => suggested(one)),
  ];

  function suggested({ label: day, at }: FollowUpCard['suggestions'][number]): Action {
    return {
      id: 'follow-up.at',
      label: followUps[day],
      value: formatFollowUpReference({ id, version, at }),
      confirm: {
        title: followUps.confirmTitle,
        text: followUps.confirmAt(to, formatForBoth(at, contact.timezone, authorZone)),
        ok: followUps.scheduleOk,
      },
    };
  }
}
