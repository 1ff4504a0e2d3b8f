import { jest } from '@jest/globals';
import { ChromaClient } from 'chromadb';
import { unzipSync, strFromU8 } from 'fflate';
import { AppError } from '../../src/shared/errors.ts';
import { findPlanted } from '../support/planted.ts';
import { recordedLogger } from '../support/recorded-log.ts';
import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

// The demo is seeded before the first test.
jest.setTimeout(120_000);

const [elena, priya] = ['U0ELENA', 'U0PRIYA'];
const phrase = 'turquoise gannet';

describe('privacy, in Slack', () => {
  let desk: SlackDesk;
  let channel: string;
  const { logger, lines } = recordedLogger();

  beforeAll(async () => {
    desk = await openSlackDesk({ logger });
    channel = await desk.direct(priya);
  });
  afterAll(() => desk.close());

  const planted = (): Promise<string[]> => findPlanted(desk.demo.database.superuserUrl, phrase);
  async function say(text: string, ...words: (string | RegExp)[]): Promise<StandInMessage> {
    const { ts } = await desk.slack.say(priya, channel, text);
    return desk.reply({ channel, after: ts }, ...words);
  }
  /** A worker ends a turn after it has answered. */
  async function turnsEnded(): Promise<Record<string, unknown>[]> {
    const open = `SELECT 1 FROM inbox_events WHERE state IN ('waiting', 'running')`;
    while ((await desk.demo.rows(open)).length > 0) await new Promise((resolve) => setImmediate(resolve));
    return desk.demo.rows('SELECT state, payload_sealed FROM inbox_events ORDER BY seq');
  }
  async function elsewhere(): Promise<void> {
    expect(JSON.stringify(lines)).not.toContain(phrase);
    expect(await (await fetch(new URL('/metrics', desk.demo.address))).text()).not.toContain(phrase);
    const { hostname, port } = new URL(desk.demo.database.chromaUrl);
    const chroma = new ChromaClient({ host: hostname, port: Number(port), ssl: false });
    for (const { name } of await chroma.listCollections({ limit: 1_000 })) {
      if (!name.includes(desk.demo.organizationId)) continue;
      const collection = await chroma.getCollection({ name });
      expect(JSON.stringify(await collection.get({ limit: 10_000 }))).not.toContain(phrase);
    }
  }
  const question = `How do I refund without a receipt? (${phrase})`;

  it('a question stands in the person’s own conversation and questions, and nowhere else once its turn is done', async () => {
    await say(question, 'Search Rootstock');
    const events = await turnsEnded();
    expect(events.map(({ payload_sealed: payload }) => payload)).toEqual(events.map(() => null));
    expect(await planted()).toEqual(['conversation_messages', 'rag_queries']);
    await elsewhere();
  });

  it('is so for a turn that fails, too', async () => {
    await say('forget my last message', 'I’ve forgotten that');
    await turnsEnded();
    expect(await planted()).toEqual([]);
    // A provider whose error repeats what it was asked.
    const fault = new AppError({ code: 'MODEL_001', message: 'refused', cause: new Error(question) });
    jest.spyOn(desk.demo.core.agent, 'answer').mockRejectedValueOnce(fault);
    await say(question, /TC-/);
    const events = await turnsEnded();
    expect(events.at(-1)).toEqual({ state: 'failed', payload_sealed: null });
    const kept = await planted();
    expect(kept.filter((table) => !['conversation_messages', 'rag_queries'].includes(table))).toEqual([]);
    await elsewhere();
  });

  it('words of a form stand where the form keeps them, and nowhere else', async () => {
    await say('forget everything', 'Shall I forget all our conversations?').then((asked) =>
      desk.slack.press(priya, asked, 'Forget our conversations'),
    );
    await desk.reply({ channel }, 'I’ve forgotten all our conversations');
    await turnsEnded();
    await desk.slack.command(priya, channel, '/threadcoach voice');
    const voice = await desk.reply({ channel }, 'How you write');
    await desk.slack.press(priya, voice, 'Edit my words');
    await desk.slack.submitView(priya, { words: `I say ${phrase}.` });
    await desk.slack.waitForMessage((message) => visibleText(message).includes(`I say ${phrase}.`));
    await turnsEnded();
    expect(await planted()).toEqual(['voice_profiles']);
    await elsewhere();
  });

  it('“forget this” takes the exchange, the question and the assistant’s own messages away, and says what stays', async () => {
    await desk.demo.rows('DELETE FROM voice_profiles');
    const asked = await say(question, 'Search Rootstock');
    await turnsEnded();
    const done = await say('Please forget this', 'I’ve forgotten that: 2 messages', 'delete it there');
    expect(visibleText(done)).not.toContain(phrase);
    await turnsEnded();
    expect(await planted()).toEqual([]);
    expect(desk.slack.messages(channel).some(({ ts }) => ts === asked.ts)).toBe(false);
    // What is forgotten cannot be gone on with, and nothing else went.
    expect(
      await desk.demo.rows(
        'SELECT kind, turn_ids, subject_id FROM erasures ORDER BY requested_at DESC LIMIT 1',
      ),
    ).toMatchObject([{ kind: 'talk', subject_id: null }]);
  });

  it('asks which, where words fit several, and only of what the person said themself', async () => {
    await say(`How do I refund without a receipt? (${phrase} one)`, 'Search Rootstock');
    await say(`How do I refund without a receipt? (${phrase} two)`, 'Search Rootstock');
    const which = await say(
      `forget what I said about the ${phrase}`,
      'Which do you mean?',
      'Forget 1',
      'Forget 2',
    );
    await desk.slack.press(priya, which, 'Forget 2');
    // In the place of what showed the first words of it.
    await desk.slack.waitForMessage(
      (message) => message.ts === which.ts && visibleText(message).includes('I’ve forgotten that'),
    );
    await turnsEnded();
    expect(await desk.demo.rows(`SELECT query FROM rag_queries WHERE query LIKE '%${phrase}%'`)).toHaveLength(
      1,
    );
    const elenas = await desk.direct(elena);
    const { ts } = await desk.slack.say(elena, elenas, `forget what I said about the ${phrase}`);
    await desk.reply({ channel: elenas, after: ts }, 'I find nothing like that');
  });

  it('in a channel says nothing of it, and sends one’s own data to the direct message alone', async () => {
    const { ts } = await desk.slack.say(priya, 'C0TEAMSERVICE', `<@${desk.slack.botUserId}> export my data`);
    const sent = await desk.reply({ channel, after: ts }, 'everything I keep of you');
    expect(desk.shown({ channel: 'C0TEAMSERVICE' }).join('\n')).toBe('');
    const [file] = sent.files ?? [];
    const answer = await fetch(new URL(file?.path ?? '', desk.slack.origin), {
      headers: { authorization: `Bearer ${desk.slack.botToken}` },
    });
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const text = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
    expect(text('conversations.md')).toContain(`${phrase} two`);
    expect(text('profile.md')).toContain('priya.raman@');
    expect(text('README.txt')).toContain('notes that others took about you');
    expect(Object.keys(JSON.parse(text('data.json')) as object)).toContain('rag_queries');
  });

  it('tells who sees what, and deletes the person only after two words that they type', async () => {
    await desk.slack.command(priya, channel, '/threadcoach privacy');
    const page = await desk.reply({ channel }, 'Your privacy', 'No leader, no admin', 'for 2 years');
    await desk.slack.press(priya, page, 'Delete me');
    expect((await desk.slack.submitView(priya, { confirm: 'yes' })).body).toContain('two words');
    await desk.slack.submitView(priya, { confirm: 'delete me' });
    await desk.reply({ channel }, 'You are deleted here');
    await turnsEnded();
    expect(await planted()).toEqual([]);
    expect(await findPlanted(desk.demo.database.superuserUrl, 'priya.raman@')).toEqual([]);
    await say('How do I refund without a receipt?', 'among the people of');
    await elsewhere();
  });
});
