import { setTimeout as pause } from 'node:timers/promises';
import { visibleText } from '../support/slack/message-log.ts';
import { botMessagesIn, openPage } from '../support/crash/page-client.ts';
import { startDemoSystem } from './support/demo-system.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

const teamService = 'C0TEAMSERVICE';

/** What arrives more than once, or in another order than it happened, has its effect once. */
describe('one effect each, in Slack', () => {
  let desk: SlackDesk;

  beforeAll(async () => {
    desk = await openSlackDesk();
  });
  afterAll(() => desk.close());
  afterEach(() => desk.slack.setEvents({}));

  const turnsIn = async (key: string): Promise<string[]> =>
    (await desk.demo.rows('SELECT state FROM inbox_events WHERE conversation_key LIKE $1', [`%${key}%`])).map(
      ({ state }) => String(state),
    );
  /** Nothing that was taken in waits for anything any more. */
  async function settled(): Promise<void> {
    await desk.slack.echoesDelivered();
    for (;;) {
      const open = await desk.demo.rows(
        `SELECT 1 FROM inbox_events WHERE state IN ('waiting', 'running') LIMIT 1`,
      );
      if (open.length === 0) return;
      await pause(20);
    }
  }

  it.each(['together', 'message-first', 'mention-first'] as const)(
    'a mention is two events, each three times, %s: one answer',
    async (order) => {
      desk.slack.setEvents({ order, copies: 3 });
      const { ts, delivered } = await desk.slack.say(
        'U0PRIYA',
        teamService,
        '@bot what is in the hour check?',
      );
      expect(delivered.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
      await desk.reply({ channel: teamService, thread: ts }, /./);
      await settled();
      expect(desk.shown({ channel: teamService, thread: ts })).toHaveLength(1);
      expect(await turnsIn(ts)).toEqual(['done']);
    },
  );

  it('an event that comes again after its answer is not answered again', async () => {
    const channel = await desk.direct('U0DANIEL');
    const { ts } = await desk.slack.say('U0DANIEL', channel, 'how long do I have to answer a complaint?');
    await desk.reply({ channel, after: ts }, 'Complaint');
    const shown = desk.shown({ channel, after: ts });
    const again = {
      type: 'message',
      user: 'U0DANIEL',
      text: 'how long do I have to answer a complaint?',
      ts,
      channel,
      channel_type: 'im',
      event_ts: ts,
    };
    // A burst under new event ids, and a plain retry.
    for (const id of ['EvAGAIN1', 'EvAGAIN2', 'EvAGAIN2']) {
      expect(await desk.slack.event(again, id)).toMatchObject({ status: 200 });
    }
    await settled();
    expect(desk.shown({ channel, after: ts })).toEqual(shown);
    expect(await turnsIn(channel)).toEqual(['done']);
  });

  it('an edit that overtakes its message leaves one answer, to a question that was asked', async () => {
    const channel = await desk.direct('U0AOIFE');
    const ts = `${Math.floor(Date.now() / 1_000)}.000001`;
    const place = { channel, channel_type: 'im' };
    const asked = { type: 'message', user: 'U0AOIFE', ts };
    const edited = { ...asked, text: 'what is warning template B2?', edited: { user: 'U0AOIFE', ts } };
    await desk.slack.event({
      ...place,
      type: 'message',
      subtype: 'message_changed',
      ts,
      message: edited,
      previous_message: { ...asked, text: 'what is?' },
    });
    await desk.slack.event({ ...asked, ...place, text: 'how do I refund without a receipt?', event_ts: ts });
    await desk.reply({ channel }, 'Refund without a receipt');
    await settled();
    expect(desk.shown({ channel })).toHaveLength(1);
  });

  it('a button pressed twice undoes a note once', async () => {
    const channel = await desk.direct('U0ELENA');
    await desk.slack.command('U0ELENA', channel, '/note @Priya Raman calm with an angry caller #quality');
    const note = await desk.reply({ channel }, 'calm with an angry caller');
    const pressed = await Promise.all([
      desk.slack.press('U0ELENA', note, 'Undo'),
      desk.slack.press('U0ELENA', note, 'Undo'),
    ]);
    expect(pressed.map(({ status }) => status)).toEqual([200, 200]);
    await settled();
    const audited = await desk.demo.rows(
      `SELECT action FROM audit_log WHERE action LIKE 'note.%' ORDER BY 1`,
    );
    expect(audited).toEqual([{ action: 'note.create' }, { action: 'note.undo' }]);
    const shown = desk.shown({ channel });
    expect(shown.filter((text) => text.includes('calm with an angry caller'))).toEqual([]);
    expect(visibleText(desk.slack.messages(channel).find(({ ts }) => ts === note.ts)!)).toMatch(
      /removed|gone|undone/i,
    );
  });
});

describe('one effect each, on the local page', () => {
  it('a message that the page sends again, because the answer got lost, is one message and one answer', async () => {
    const demo = await startDemoSystem();
    try {
      const page = await openPage(demo.address);
      const [person] = await page.people();
      const state = await page.state(person!.id);
      const direct = state.channels.find(({ kind }) => kind === 'direct')!;
      const clientId = crypto.randomUUID();
      const question = 'how do I refund without a receipt?';
      const ids = await Promise.all(
        [1, 2, 3].map(() => page.say(person!.id, direct.id, question, { clientId })),
      );
      expect(new Set(ids).size).toBe(1);
      const open = `SELECT 1 FROM inbox_events WHERE state IN ('waiting', 'running')`;
      while ((await demo.rows(open)).length > 0) await pause(20);
      const after = await page.state(person!.id);
      expect(after.messages.filter(({ text }) => text === question)).toHaveLength(1);
      // The greeting, and the answer.
      expect(botMessagesIn(after, direct.id)).toHaveLength(2);
    } finally {
      await demo.close();
    }
  });
});
