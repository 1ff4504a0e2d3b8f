import {
  parseAction,
  parseCommand,
  parseDelete,
  parseEdit,
  parseForm,
  parseMessage,
  parseQuery,
} from '../../../../src/bot/local/parse-event.ts';
import type { LocalChannel, LocalMessage } from '../../../../src/coaching/local-chat/ports.ts';
import type { ParsedEvent, Turn } from '../../../../src/turns/turn.ts';
import { turnSchema } from '../../../../src/turns/turn.ts';
import { demoPeople, personId } from '../../../support/local-demo-bot.ts';

const me = personId('1');
const clientId = '10000000-0000-4000-8000-000000000001';
const at = new Date('2026-11-20T09:00:00Z');
const direct: LocalChannel = { id: 'dm', kind: 'direct', name: me, topic: '', memberIds: [me] };
const channel: LocalChannel = { id: 'ch', kind: 'channel', name: 'team', topic: '', memberIds: [me] };
const head = { as: me, clientId };
const stored = (more: Partial<LocalMessage> = {}): LocalMessage => ({
  id: 'm1',
  seq: 1,
  channelId: 'ch',
  text: '',
  files: [],
  state: 'final',
  createdAt: at,
  updatedAt: at,
  ...more,
});
const around = (where: LocalChannel) => ({ channel: where, people: demoPeople, at });
/** Every turn made here must be one that the inbox takes. */
function turnOf(event: ParsedEvent): Turn {
  if (event.kind !== 'turn') throw new Error(`expected a turn, not a ${event.kind}`);
  return turnSchema.parse(event.turn);
}

describe('a typed message', () => {
  const message = (where: LocalChannel, text: string, threadId?: string) =>
    parseMessage(
      { ...head, channelId: where.id, text, fileIds: [], ...(threadId === undefined ? {} : { threadId }) },
      { id: 'm1', ...(threadId === undefined ? {} : { threadId }) },
      [],
      around(where),
    );

  it('in the direct message is for the bot, and is answered at the top', () => {
    const event = message(direct, 'How do I refund?');
    expect(event).toMatchObject({ addressed: true });
    expect(turnOf(event)).toMatchObject({
      kind: 'message',
      platform: 'local',
      installationId: 'demo',
      platformUserId: me,
      text: 'How do I refund?',
      place: { kind: 'direct', key: 'local:demo:dm' },
      dedupeKey: 'local:message:dm:m1',
    });
    expect(turnOf(event).place.threadId).toBeUndefined();
  });

  it('in a channel is for the bot only when it is mentioned, and opens the thread under it', () => {
    expect(message(channel, 'Good morning')).toMatchObject({ addressed: false });
    const event = message(channel, '@Threadcoach how do I refund? @Priya Raman asks');
    expect(event).toMatchObject({ addressed: true });
    expect(turnOf(event)).toMatchObject({
      text: 'how do I refund? @Priya Raman asks',
      mentions: [{ platformUserId: personId('2'), name: 'Priya Raman' }],
      place: { kind: 'channel', key: 'local:demo:ch:m1', threadId: 'm1', label: '#team' },
    });
  });

  it('in a thread stays in that thread', () => {
    expect(turnOf(message(channel, 'and online?', 'root')).place).toMatchObject({
      key: 'local:demo:ch:root',
      threadId: 'root',
    });
  });
});

describe('a command', () => {
  const command = (where: LocalChannel, text: string) =>
    parseCommand({ ...head, channelId: where.id, text }, around(where));

  it('has a name, the rest, and the people named in it; others do not see it', () => {
    expect(turnOf(command(channel, '/Note @Priya Raman great empathy #quality'))).toMatchObject({
      kind: 'command',
      name: 'note',
      text: '@Priya Raman great empathy #quality',
      mentions: [{ platformUserId: personId('2') }],
      typedInPublic: false,
      replyHandle: { onlyFor: me },
      place: { key: 'local:demo:ch' },
    });
  });

  it('of a note without words asks for its form', () => {
    expect(command(direct, '/note ')).toMatchObject({
      kind: 'query',
      query: { kind: 'form.open', form: 'note.create', platformUserId: me },
    });
  });
});

describe('the menu of a message', () => {
  it('opens the form of a note with its words, when and by whom they were said', () => {
    const body = {
      kind: 'form.open',
      as: me,
      channelId: direct.id,
      form: 'note.create',
      context: '',
    } as const;
    const said = stored({ text: 'Sorted the refund', authorId: personId('2') });
    expect(parseQuery(body, direct, said)).toMatchObject({
      form: 'note.create',
      text: 'Sorted the refund',
      about: personId('2'),
      context: JSON.stringify({ at: at.toISOString() }),
    });
  });

  it('and typing a name asks for people', () => {
    const body = { kind: 'people', as: me, channelId: direct.id, among: 'noted', text: 'pri' } as const;
    expect(parseQuery(body, direct)).toMatchObject({ kind: 'people', among: 'noted', text: 'pri' });
  });
});

describe('a button', () => {
  const press = (where: LocalChannel, message: LocalMessage) =>
    turnOf(
      parseAction(
        { ...head, messageId: message.id, action: 'summary.undo', value: 's1' },
        message,
        around(where),
      ),
    );

  it('is one doing per press, whatever message it is on', () => {
    expect(press(direct, stored())).toMatchObject({
      kind: 'action',
      action: 'summary.undo',
      value: 's1',
      messageId: 'm1',
      dedupeKey: `local:${clientId}`,
    });
  });

  it('answers in the thread of its message; at the top of a channel, under it', () => {
    expect(press(channel, stored({ threadId: 'root' })).place.threadId).toBe('root');
    expect(press(channel, stored()).place.threadId).toBe('m1');
    expect(press(direct, stored()).place.threadId).toBeUndefined();
  });

  it('that only one person sees is answered to that person', () => {
    const turn = press(channel, stored({ onlyFor: me }));
    expect(turn.replyHandle).toEqual({ onlyFor: me });
    expect(turn.place.threadId).toBeUndefined();
  });
});

describe('a form', () => {
  const body = {
    ...head,
    channelId: 'ch',
    form: 'note.create' as const,
    context: 'c',
    values: { words: 'x' },
  };

  it('is validated with the very values that are then stored', () => {
    const { validate, event } = parseForm(body, undefined, around(channel));
    expect(validate).toMatchObject({
      kind: 'form.validate',
      form: 'note.create',
      context: 'c',
      values: { words: 'x' },
    });
    expect(turnOf(event)).toMatchObject({
      kind: 'form',
      form: 'note.create',
      context: 'c',
      values: { words: 'x' },
      place: { key: 'local:demo:ch' },
    });
  });

  it('inside a message is answered where the message stands', () => {
    expect(turnOf(parseForm(body, stored({ threadId: 'root' }), around(channel)).event).place.threadId).toBe(
      'root',
    );
  });
});

describe('an edit and a deletion', () => {
  it('name the message, and each edit is a doing of its own', () => {
    const edit = parseEdit({ ...head, text: '@Threadcoach better words' }, stored(), around(channel));
    expect(edit).toMatchObject({ addressed: true });
    expect(turnOf(edit)).toMatchObject({
      kind: 'edit',
      messageId: 'm1',
      text: 'better words',
      dedupeKey: `local:edit:m1:${clientId}`,
    });
    expect(turnOf(parseDelete(head, stored(), around(channel)))).toMatchObject({
      kind: 'delete',
      messageId: 'm1',
      dedupeKey: 'local:delete:m1',
    });
  });
});
