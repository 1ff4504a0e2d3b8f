import { randomUUID } from 'node:crypto';
import type { Place, Turn, TurnOf } from '../../src/turns/turn.ts';

export const directPlace = (channelId = 'D1', installationId = 'T1'): Place => ({
  key: `slack:${installationId}:${channelId}`,
  kind: 'direct',
  channelId,
});

export const channelThread = (threadId = '100.1', channelId = 'C1', installationId = 'T1'): Place => ({
  key: `slack:${installationId}:${channelId}:${threadId}`,
  kind: 'channel',
  channelId,
  threadId,
  label: '#team-north',
});

type Common = Pick<
  Turn,
  'platform' | 'installationId' | 'eventId' | 'dedupeKey' | 'at' | 'platformUserId' | 'place'
>;

function common(): Common {
  const id = randomUUID();
  return {
    platform: 'slack',
    installationId: 'T1',
    eventId: `Ev-${id}`,
    dedupeKey: `message:${id}`,
    at: '2026-11-20T09:00:00.000Z',
    platformUserId: 'U-priya',
    place: directPlace(),
  };
}

export const messageTurn = (fields: Partial<TurnOf<'message'>> = {}): TurnOf<'message'> => ({
  ...common(),
  kind: 'message',
  messageId: `msg-${randomUUID()}`,
  text: 'How do I refund without a receipt?',
  mentions: [],
  files: [],
  unreadable: false,
  ...fields,
});

export const commandTurn = (fields: Partial<TurnOf<'command'>> = {}): TurnOf<'command'> => ({
  ...common(),
  kind: 'command',
  name: 'note',
  text: '',
  mentions: [],
  typedInPublic: false,
  ...fields,
});

export const actionTurn = (fields: Partial<TurnOf<'action'>> = {}): TurnOf<'action'> => ({
  ...common(),
  kind: 'action',
  action: 'note.undo',
  value: '',
  messageId: 'm1',
  ...fields,
});

export const formTurn = (fields: Partial<TurnOf<'form'>> = {}): TurnOf<'form'> => ({
  ...common(),
  kind: 'form',
  form: 'note.create',
  context: '',
  values: {},
  ...fields,
});

export const editTurn = (fields: Partial<TurnOf<'edit'>> = {}): TurnOf<'edit'> => ({
  ...common(),
  kind: 'edit',
  messageId: 'msg',
  text: 'How do I refund with a receipt?',
  ...fields,
});

export const deleteTurn = (fields: Partial<TurnOf<'delete'>> = {}): TurnOf<'delete'> => ({
  ...common(),
  kind: 'delete',
  messageId: 'msg',
  ...fields,
});
