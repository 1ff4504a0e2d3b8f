import { randomUUID } from 'node:crypto';
import type { WireMessage, WireState } from '../../src/bot/local/wire.ts';
import { makePptx } from '../support/document-files.ts';
import { listen, openAddress, pageRequests, type ServerEvent } from '../support/local-http.ts';
import { startDemoSystem, type DemoSystem } from './support/demo-system.ts';

describe('a document uploaded on the local page', () => {
  let demo: DemoSystem;
  beforeAll(async () => {
    demo = await startDemoSystem();
  });
  afterAll(() => demo.close());

  it('is asked about in a form, and its message then tells how the load ended', async () => {
    const { port, origin, searchParams } = new URL(demo.address);
    const page = { port: Number(port), origin, token: searchParams.get('token') ?? '' };
    const cookie = await openAddress(page);
    const requests = pageRequests(page, cookie);
    const { json } = await requests.get('/people');
    const ingrid = (json as WireState).people.find(({ name }) => name === 'Ingrid Halvorsen');
    const as = ingrid?.id ?? '';
    const state = (await requests.get(`/state?as=${as}`)).json as WireState;
    const channelId = state.channels.find(({ kind }) => kind === 'direct')?.id ?? '';
    const events = await listen(page, cookie, as);
    const shows =
      (...words: string[]) =>
      ({ event, data }: ServerEvent): boolean =>
        event === 'message' && words.every((word) => JSON.stringify(data).includes(word));

    const deck = makePptx([
      { title: 'Greeting customers', bullets: [[0, 'Smile first']], notes: 'Name the parrot rule.' },
    ]);
    const query = new URLSearchParams({ as, clientId: randomUUID(), channelId, name: 'greeting.pptx' });
    const file = (await requests.upload(`/files?${query.toString()}`, deck, 'application/octet-stream')).json;
    const { id: fileId } = file as { id: string };
    const doing = () => ({ as, clientId: randomUUID(), channelId });
    await requests.send('POST', '/messages', {
      ...doing(),
      text: 'onboarding deck for everyone',
      fileIds: [fileId],
    });

    const asked = (await events.next(shows('Greeting customers', 'nobody finds it yet'))).data as WireMessage;
    const context = /"context":"([0-9a-f-]{36})"/.exec(JSON.stringify(asked.card))?.[1] ?? '';
    const form = { ...doing(), messageId: asked.id, form: 'document.load', context };
    const refused = await requests.send('POST', '/forms', { ...form, values: { type: 'poem', access: '' } });
    expect(refused.json).toMatchObject({ kind: 'invalid', errors: { type: expect.any(String) as string } });
    await requests.send('POST', '/forms', {
      ...form,
      clientId: randomUUID(),
      values: { type: 'training', access: 'all' },
    });
    const loaded = (await events.next(shows('Loaded:', 'Greeting customers'))).data as WireMessage;
    expect(loaded.id).toBe(asked.id);
    expect(JSON.stringify(loaded.card ?? loaded.text)).toContain('version 1, 1 section');

    await requests.send('POST', '/messages', { ...doing(), text: 'What is the parrot rule about greeting?' });
    await events.next(shows('Name the parrot rule'));
    events.close();
  });
});
