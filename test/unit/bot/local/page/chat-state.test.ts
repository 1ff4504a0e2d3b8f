import {
  chatReducer,
  emptyChat,
  unsentIn,
  type ChatState,
} from '../../../../../src/bot/local/page/model/chat-state.ts';
import type { WireMessage } from '../../../../../src/bot/local/wire.ts';

const spot = { channelId: 'c' };
const at = '2026-11-20T09:00:00.000Z';
const message = (id: string, seq: number, text: string, authorId = 'me'): WireMessage => ({
  id,
  seq,
  channelId: 'c',
  authorId,
  onlyForYou: false,
  text,
  files: [],
  state: 'final',
  createdAt: at,
  updatedAt: at,
  edited: false,
});
const play = (...events: Parameters<typeof chatReducer>[1][]): ChatState =>
  events.reduce(chatReducer, emptyChat);
const sending = (clientId: string, text: string) =>
  ({ kind: 'sending', pending: { clientId, spot, text, files: [] } }) as const;
const unsent = (state: ChatState): string[] => unsentIn(state, spot, 'me').map(({ clientId }) => clientId);

describe('what is shown as unsent', () => {
  it('is not shown twice when the message is back before the answer to its sending', () => {
    const before = play({ kind: 'message', message: message('old', 1, 'hello') }, sending('a', 'hello'));
    expect(unsent(before)).toEqual(['a']);
    const back = chatReducer(before, { kind: 'message', message: message('new', 2, 'hello') });
    expect(unsent(back)).toEqual([]);
    const answered = chatReducer(back, { kind: 'sent', clientId: 'a', messageId: 'new' });
    expect([unsent(answered), answered.outbox]).toEqual([[], []]);
  });

  it('counts what came back: of two alike the second waits on', () => {
    const one = play(sending('a', 'hi'), sending('b', 'hi'), {
      kind: 'message',
      message: message('1', 1, 'hi'),
    });
    expect(unsent(one)).toEqual(['b']);
  });

  it('is shown while only others have written the same, or the same stands elsewhere', () => {
    const state = play(
      sending('a', 'hi'),
      { kind: 'message', message: message('1', 1, 'hi', 'somebody') },
      { kind: 'message', message: { ...message('2', 2, 'hi'), threadId: '1' } },
    );
    expect(unsent(state)).toEqual(['a']);
  });

  it('stays when it failed, whatever else came', () => {
    const state = play(
      sending('a', 'hi'),
      { kind: 'not-sent', clientId: 'a', reason: 'Nothing is lost.' },
      { kind: 'message', message: message('1', 1, 'hi') },
    );
    expect(unsent(state)).toEqual(['a']);
  });
});
