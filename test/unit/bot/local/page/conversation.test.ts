import {
  firstUnread,
  listItems,
  merge,
  threadOf,
  threadSummaries,
  topLevel,
  unreadCount,
} from '../../../../../src/bot/local/page/model/conversation.ts';
import type { WireMessage } from '../../../../../src/bot/local/wire.ts';

const me = 'me';
function message(id: string, seq: number, more: Partial<WireMessage> = {}): WireMessage {
  const at = new Date(2026, 10, 20, 9, seq).toISOString();
  return {
    id,
    seq,
    channelId: 'c',
    authorId: me,
    onlyForYou: false,
    text: id,
    files: [],
    state: 'final',
    createdAt: at,
    updatedAt: at,
    edited: false,
    ...more,
  };
}
const byId = (...messages: WireMessage[]): Map<string, WireMessage> =>
  new Map(messages.map((one) => [one.id, one]));
const fromBot = (id: string, seq: number, more: Partial<WireMessage> = {}): WireMessage => {
  const made = message(id, seq, more);
  delete made.authorId;
  return made;
};

describe('a conversation', () => {
  it('shows what is at its top in order, threads apart', () => {
    const all = byId(
      message('b', 2),
      message('a', 1),
      message('reply', 3, { threadId: 'a' }),
      message('elsewhere', 4, { channelId: 'd' }),
    );
    expect(topLevel(all, 'c').map(({ id }) => id)).toEqual(['a', 'b']);
    expect(threadOf(all, 'a').map(({ id }) => id)).toEqual(['a', 'reply']);
  });

  it('keeps the place of a deleted message only while somebody answered to it', () => {
    const gone = message('gone', 1, { state: 'deleted' });
    expect(topLevel(byId(gone), 'c')).toEqual([]);
    expect(topLevel(byId(gone, message('reply', 2, { threadId: 'gone' })), 'c')).toHaveLength(1);
    expect(topLevel(byId(fromBot('part', 1, { state: 'deleted' })), 'c')).toEqual([]);
  });

  it('sums up threads: how many, who, when last', () => {
    const all = byId(
      message('root', 1),
      fromBot('x', 2, { threadId: 'root' }),
      message('y', 3, { threadId: 'root' }),
      fromBot('z', 4, { threadId: 'root' }),
    );
    expect(threadSummaries(all).get('root')).toMatchObject({
      count: 3,
      authors: [undefined, me],
      last: { id: 'z' },
    });
  });

  it('keeps the later of two copies, whichever came first', () => {
    const early = message('a', 1, { text: 'early', updatedAt: '2026-11-20T09:00:00Z' });
    const late = message('a', 1, { text: 'late', updatedAt: '2026-11-20T09:00:01Z' });
    expect(merge(byId(early), [late]).get('a')?.text).toBe('late');
    expect(merge(byId(late), [early]).get('a')?.text).toBe('late');
  });
});

describe('the list', () => {
  const kinds = (messages: WireMessage[], newFromId?: string): string[] =>
    listItems(messages, newFromId).map((item) =>
      item.kind === 'message' ? `${item.message.id}${item.follows ? ' follows' : ''}` : item.kind,
    );

  it('says the day once, and the name once for what is said in one breath', () => {
    const later = message('c', 3, { createdAt: new Date(2026, 10, 21, 9).toISOString() });
    expect(kinds([message('a', 1), message('b', 2), fromBot('bot', 3), later])).toEqual([
      'day',
      'a',
      'b follows',
      'bot',
      'day',
      'c',
    ]);
  });

  it('names the author again after a pause of five minutes', () => {
    expect(kinds([message('a', 1), message('b', 6)])).toEqual(['day', 'a', 'b']);
  });

  it('marks where the unread begins', () => {
    const messages = [message('mine', 1), fromBot('old', 2), message('own', 3), fromBot('fresh', 4)];
    const first = firstUnread(messages, me, 2);
    expect(first).toBe('fresh');
    expect(kinds(messages, first)).toContain('new');
    expect(firstUnread(messages, me, 4)).toBeUndefined();
    expect(firstUnread(messages, me, 0)).toBeUndefined();
  });

  it('counts as unread what others said, threads included', () => {
    const all = byId(
      fromBot('a', 1),
      fromBot('b', 2, { threadId: 'a' }),
      message('own', 3),
      fromBot('gone', 4, { state: 'deleted' }),
    );
    expect(unreadCount(all, 'c', me, 0)).toBe(2);
    expect(unreadCount(all, 'c', me, 1)).toBe(1);
  });
});
