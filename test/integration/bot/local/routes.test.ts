import { newId } from '../../../../src/shared/ids.ts';
import { listen, openAddress, pageRequests } from '../../../support/local-http.ts';
import type { ServerEvent } from '../../../support/local-http.ts';
import { personId } from '../../../support/local-demo-bot.ts';
import { startLocalDemo } from '../../../support/local-demo-server.ts';
import type { LocalDemo } from '../../../support/local-demo-server.ts';

const elena = personId('1');
const priya = personId('2');
const naomi = personId('4');

let demo: LocalDemo;
let cookie: string;
let page: ReturnType<typeof pageRequests>;
let direct: string;

beforeEach(async () => {
  demo = await startLocalDemo();
  cookie = await openAddress(demo);
  page = pageRequests(demo, cookie);
  direct = (await demo.store.ensureDirect(elena)).id;
});
afterEach(() => demo.close());

interface Row {
  id: string;
  text: string;
  card?: unknown;
  authorId?: string;
  threadId?: string;
  onlyForYou: boolean;
  state: string;
  files: { id: string; name: string; size: number }[];
  edited: boolean;
}
interface State {
  channels: { id: string; kind: string; name: string }[];
  messages: Row[];
  more: boolean;
}
async function state(as = elena): Promise<State> {
  await demo.bot.settled();
  return (await page.get(`/state?as=${as}`)).json as State;
}
const say = (text: string, more: object = {}) =>
  page.send('POST', '/messages', { as: elena, clientId: newId(), channelId: direct, text, ...more });
const isMessage = (test: (row: Row) => boolean) => (event: ServerEvent) =>
  event.event === 'message' && test(event.data as Row);

describe('reading', () => {
  it('shows a person their direct message, their channels and a greeting that comes once', async () => {
    await state();
    const { channels, messages } = await state();
    expect(channels.map(({ kind, name }) => [kind, name])).toEqual([
      ['direct', elena],
      ['channel', 'everyone'],
      ['channel', 'team-service'],
    ]);
    expect(messages.map(({ text }) => text)).toEqual(['Threadcoach says hello']);
  });

  it('shows nobody what is not theirs', async () => {
    await say('for me alone');
    expect((await state(priya)).messages.map(({ text }) => text)).not.toContain('for me alone');
    expect((await page.get(`/state?as=${newId()}`)).status).toBe(404);
  });

  it('gives the newest messages first and the older ones on request', async () => {
    const { id } = demo.channels.service;
    const rows = Array.from({ length: 301 }, (_, index) => ({
      id: newId(),
      channelId: id,
      text: `n${index}`,
      state: 'final' as const,
      authorId: elena,
    }));
    await demo.store.insert(elena, rows);
    await say('hello');
    const { messages, more } = await state();
    expect(more).toBe(true);
    const oldest = await demo.store.message(elena, rows[10]!.id);
    const history = (await page.get(`/history?as=${elena}&channelId=${id}&before=${oldest?.seq ?? 0}`))
      .json as State;
    expect(messages.length).toBe(300);
    expect(history.messages.map(({ text }) => text)).toEqual(rows.slice(0, 10).map(({ text }) => text));
    expect(history.more).toBe(false);
  });
});

describe('a message', () => {
  it('is kept and answered', async () => {
    expect((await say('How do I refund?')).json).toMatchObject({ kind: 'taken' });
    const { messages } = await state();
    expect(messages.at(-2)).toMatchObject({ text: 'How do I refund?', authorId: elena });
    expect(messages.at(-1)?.card).toMatchObject({ type: 'AdaptiveCard' });
    expect(demo.bot.turns).toMatchObject(
      [{ kind: 'joined' }, { kind: 'message', text: 'How do I refund?' }].slice(1),
    );
  });

  it('sent again after a lost answer is one message and one turn', async () => {
    const clientId = newId();
    const first = await say('How do I refund?', { clientId });
    expect((await say('How do I refund?', { clientId })).json).toEqual(first.json);
    expect(demo.bot.turns).toHaveLength(1);
    expect((await state()).messages.filter(({ text }) => text === 'How do I refund?')).toHaveLength(1);
  });

  it('that the inbox did not take can be sent again', async () => {
    const clientId = newId();
    demo.bot.failNext(1);
    const failed = await say('hello', { clientId });
    expect(failed.status).toBe(503);
    expect(failed.json).toMatchObject({ error: { code: 'LOCAL_NOT_STORED', retry: true } });
    expect((await say('hello', { clientId })).status).toBe(200);
    expect(demo.bot.turns).toHaveLength(1);
  });

  it('in a channel reaches the bot when it is mentioned, and the answer is in the thread', async () => {
    const { id: channelId } = demo.channels.service;
    await say('Good morning', { channelId });
    await say('@Threadcoach how do I refund?', { channelId });
    const { messages } = await state(priya);
    const question = messages.find(({ text }) => text.startsWith('@Threadcoach'));
    expect(
      messages.filter(({ card, threadId }) => card !== undefined && threadId !== undefined),
    ).toMatchObject([{ threadId: question?.id }]);
  });

  it('needs a channel that the person is in, and a thread that is there', async () => {
    const outside = await page.send('POST', '/messages', {
      as: naomi,
      clientId: newId(),
      channelId: demo.channels.service.id,
      text: 'x',
    });
    expect(outside.status).toBe(404);
    expect((await say('x', { threadId: newId() })).status).toBe(404);
  });

  it('that is too long, or not from this page, is refused with a reason', async () => {
    const long = await say('x'.repeat(200_001));
    expect(long).toMatchObject({
      status: 413,
      json: { error: { message: expect.stringContaining('200,000') as string } },
    });
    expect((await say('x', { clientId: 'no' })).json).toMatchObject({ error: { code: 'LOCAL_BAD_REQUEST' } });
  });
});

describe('a command', () => {
  it('in a channel is seen by its caller alone, and so is the answer', async () => {
    const { id: channelId } = demo.channels.service;
    await page.send('POST', '/commands', { as: elena, clientId: newId(), channelId, text: '/help me' });
    const mine = (await state()).messages.filter((row) => row.onlyForYou);
    expect(mine.map(({ text }) => text)).toEqual(['/help me', expect.stringContaining('You called')]);
    expect((await state(priya)).messages.filter((row) => row.onlyForYou)).toEqual([]);
  });

  it('of a note without words opens the form', async () => {
    const opened = await page.send('POST', '/commands', {
      as: elena,
      clientId: newId(),
      channelId: direct,
      text: '/note',
    });
    expect(opened.json).toMatchObject({ kind: 'form', form: { id: 'note.create' } });
    expect(demo.bot.turns).toEqual([]);
  });
});

describe('a button', () => {
  const press = (messageId: string, action: string, value: string, as = elena) =>
    page.send('POST', '/actions', { as, clientId: newId(), messageId, action, value });

  it('reaches the bot with its message', async () => {
    await say('summary please');
    const card = (await state()).messages.at(-1);
    expect((await press(card!.id, 'summary.refine', 's1')).status).toBe(200);
    expect(demo.bot.turns.at(-1)).toMatchObject({
      kind: 'action',
      action: 'summary.refine',
      value: 's1',
      messageId: card!.id,
    });
    expect((await press(card!.id, 'summary.approve', 's1')).status).toBe(200);
  });

  it('can be pressed only where it is, by who can see it', async () => {
    await say('summary please');
    const card = (await state()).messages.at(-1);
    expect((await press(card!.id, 'summary.refine', 'another')).status).toBe(409);
    expect((await press(card!.id, 'note.undo', 's1')).status).toBe(409);
    expect((await press(card!.id, 'summary.refine', 's1', priya)).status).toBe(404);
  });
});

describe('a form', () => {
  const submit = (values: Record<string, string>) =>
    page.send('POST', '/forms', {
      as: elena,
      clientId: newId(),
      channelId: direct,
      form: 'note.create',
      context: 'note-1',
      values,
    });

  it('comes back with what is wrong, or is taken', async () => {
    expect((await submit({ words: '' })).json).toEqual({
      kind: 'invalid',
      errors: { words: 'Write what you noticed.' },
    });
    expect(demo.bot.turns).toEqual([]);
    expect((await submit({ words: 'Great empathy' })).json).toEqual({ kind: 'taken' });
    expect(demo.bot.turns).toMatchObject([{ kind: 'form', values: { words: 'Great empathy' } }]);
  });
});

describe('editing and deleting', () => {
  const own = async () => {
    const { json } = await say('frist');
    return (json as { messageId: string }).messageId;
  };

  it('changes the words, marks them, and tells the bot', async () => {
    const id = await own();
    await page.send('PATCH', `/messages/${id}`, { as: elena, clientId: newId(), text: 'first' });
    expect((await state()).messages.find((row) => row.id === id)).toMatchObject({
      text: 'first',
      edited: true,
    });
    expect(demo.bot.turns.at(-1)).toMatchObject({ kind: 'edit', messageId: id, text: 'first' });
  });

  it('takes the words away, and tells the bot', async () => {
    const id = await own();
    await page.send('DELETE', `/messages/${id}`, { as: elena, clientId: newId() });
    expect((await state()).messages.find((row) => row.id === id)).toMatchObject({
      text: '',
      state: 'deleted',
    });
    expect(demo.bot.turns.at(-1)).toMatchObject({ kind: 'delete', messageId: id });
  });

  it('is for one’s own words', async () => {
    const { id: channelId } = demo.channels.service;
    const { json } = await say('mine', { channelId });
    const { messageId } = json as { messageId: string };
    const byPriya = await page.send('PATCH', `/messages/${messageId}`, {
      as: priya,
      clientId: newId(),
      text: 'hers',
    });
    expect(byPriya.status).toBe(403);
  });
});

describe('a file', () => {
  const upload = (content: Uint8Array, clientId = newId()) =>
    page.upload(`/files?as=${elena}&clientId=${clientId}&channelId=${direct}&name=call.vtt`, content);

  it('is kept, travels with its message, and can be taken out again', async () => {
    const { json } = await upload(Buffer.from('WEBVTT'));
    expect(json).toMatchObject({ name: 'call.vtt', size: 6 });
    const { id } = json as { id: string };
    await say('1:1 with Priya', { fileIds: [id] });
    expect((await state()).messages.find(({ text }) => text === '1:1 with Priya')?.files).toEqual([
      { id, name: 'call.vtt', size: 6 },
    ]);
    expect(demo.bot.turns.at(-1)).toMatchObject({
      kind: 'message',
      files: [{ id, name: 'call.vtt', size: 6, mimeType: 'text/vtt' }],
    });
    const back = await page.get(`/files/${id}?as=${elena}`);
    expect(back.text).toBe('WEBVTT');
    expect(back.headers['content-disposition']).toContain('attachment');
    expect((await page.get(`/files/${id}?as=${priya}`)).status).toBe(404);
  });

  it('of exactly 20 MB is taken, one byte more is refused with a reason', async () => {
    const limit = 20 * 1024 * 1024;
    expect((await upload(Buffer.alloc(limit))).status).toBe(200);
    expect(await upload(Buffer.alloc(limit + 1))).toMatchObject({
      status: 413,
      json: { error: { code: 'FILE_TOO_LARGE', message: expect.stringContaining('20 MB') as string } },
    });
  });
});

describe('live', () => {
  it('shows a viewer what changes in their sight: a growing answer, then the card', async () => {
    const mine = await listen(demo, cookie, elena);
    const hers = await listen(demo, cookie, priya);
    await Promise.all([mine, hers].map((stream) => stream.next(({ event }) => event === 'ready')));
    const release = demo.bot.hold();
    await say('How do I refund?');
    expect((await mine.next(({ event }) => event === 'progress')).data).toMatchObject({
      channelId: direct,
      text: 'Reading the procedures…',
    });
    await mine.next(
      isMessage(({ state: is, text }) => is === 'streaming' && text.startsWith('You can refund')),
    );
    release();
    await mine.next(isMessage(({ state: is, card }) => is === 'final' && card !== undefined));
    // What Priya may see comes after all this, and nothing else came before it.
    await demo.store.insert(elena, [
      {
        id: newId(),
        channelId: demo.channels.service.id,
        text: 'hello all',
        state: 'final',
        authorId: elena,
      },
    ]);
    await hers.next(isMessage(({ text }) => text === 'hello all'));
    expect(hers.events).toEqual([]);
    mine.close();
    hers.close();
  });

  it('ends its streams when the server stops, so that it can stop', async () => {
    const mine = await listen(demo, cookie, elena);
    expect(mine.status).toBe(200);
    await demo.close();
    demo = await startLocalDemo();
  });
});
