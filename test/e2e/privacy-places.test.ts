import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import type { WireState } from '../../src/bot/local/wire.ts';
import { findPlanted } from '../support/planted.ts';
import { listen, openAddress, pageRequests, type ServerEvent } from '../support/local-http.ts';
import { openTeamsDesk, type TeamsDesk } from './support/teams-desk.ts';

// The demo is seeded before the first test.
jest.setTimeout(120_000);

const phrase = 'crimson dotterel';
const question = `How do I refund without a receipt? (${phrase})`;

describe('privacy, in Teams and on the local page', () => {
  let desk: TeamsDesk;
  beforeAll(async () => {
    desk = await openTeamsDesk('naomi.feldman@fennimoor.example');
  });
  afterAll(async () => {
    await desk.close();
  });

  const planted = (): Promise<string[]> => findPlanted(desk.demo.database.superuserUrl, phrase);
  async function turnsEnded(): Promise<void> {
    const open = `SELECT 1 FROM inbox_events WHERE state IN ('waiting', 'running')`;
    while ((await desk.demo.rows(open)).length > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  it('in Teams words stand in the person’s own tables alone, and “forget this” takes them away', async () => {
    await desk.ask(question, 'Search Rootstock');
    await turnsEnded();
    expect(await planted()).toEqual(['conversation_messages', 'rag_queries']);
    await desk.ask('forget this', 'I’ve forgotten that');
    await turnsEnded();
    expect(await planted()).toEqual([]);
  });

  it('in Teams one’s own data is offered as a file, which is made after the yes', async () => {
    await desk.ask('export my data', 'file.consent', '"again":"own-data"');
  });

  it('the local page is our own chat: what is forgotten goes there too, the person’s words included', async () => {
    const { port, origin, searchParams } = new URL(desk.demo.address);
    const page = { port: Number(port), origin, token: searchParams.get('token') ?? '' };
    const cookie = await openAddress(page);
    const requests = pageRequests(page, cookie);
    const { people } = (await requests.get('/people')).json as WireState;
    const as = people.find(({ name }) => name === 'Daniel Osei')?.id ?? '';
    const { channels } = (await requests.get(`/state?as=${as}`)).json as WireState;
    const channelId = channels.find(({ kind }) => kind === 'direct')?.id ?? '';
    const events = await listen(page, cookie, as);
    const shows =
      (words: string) =>
      ({ event, data }: ServerEvent): boolean =>
        event === 'message' && JSON.stringify(data).includes(words);
    const say = async (text: string, answer: string): Promise<void> => {
      await requests.send('POST', '/messages', { as, clientId: randomUUID(), channelId, text });
      await events.next(shows(answer));
    };
    await say(question, 'Search Rootstock');
    await turnsEnded();
    expect(await planted()).toEqual(['conversation_messages', 'local_messages', 'rag_queries']);
    await say('forget this', 'I’ve forgotten that');
    await turnsEnded();
    expect(await planted()).toEqual([]);
    events.close();
  });
});
