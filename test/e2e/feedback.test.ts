import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

const admin = 'U0INGRID';

describe('what people say about answers, in Slack', () => {
  let desk: SlackDesk;

  beforeAll(async () => {
    desk = await openSlackDesk();
  });
  afterAll(() => desk.close());

  async function tell(user: string, text: string) {
    const channel = await desk.direct(user);
    const { ts } = await desk.slack.say(user, channel, text);
    return { channel, after: ts };
  }
  /** What is shown in reply to the last thing that was done. */
  const reply = (where: { channel: string; onlyFor?: string }, after: StandInMessage, ...words: string[]) =>
    desk.reply({ ...where, ...(where.onlyFor === undefined ? { after: after.ts } : {}) }, ...words);
  const gaps = (question?: string) =>
    desk.demo.rows(
      `SELECT kind, document_name, section, question, state FROM knowledge_gaps ${question === undefined ? '' : 'WHERE question = $1'} ORDER BY created_at`,
      question === undefined ? [] : [question],
    );
  const clear = () => desk.demo.rows('DELETE FROM knowledge_gaps');

  it('a thumb up is thanked for once, and reports nothing', async () => {
    const place = await tell('U0PRIYA', 'How do I refund without a receipt?');
    const answer = await desk.reply(place, 'Search Rootstock', 'Refund without a receipt');
    await desk.slack.press('U0PRIYA', answer, '👍 Helpful');
    const thanks = await reply(place, answer, 'Good to know that this helped.');
    await desk.slack.press('U0PRIYA', answer, '👍 Helpful');
    await reply(place, thanks, 'I have that already, thank you.');
    expect(await gaps()).toEqual([]);
    expect(await desk.demo.rows('SELECT feedback FROM rag_queries WHERE feedback IS NOT NULL')).toEqual([
      { feedback: 'up' },
    ]);
  });

  it('“something’s wrong” reaches the admins without name and question, and with it once the asker sends it', async () => {
    const place = await tell('U0PRIYA', 'How do I refund without a receipt for my own aunt?');
    const answer = await desk.reply(place, 'Search Rootstock', '[1]');
    await desk.slack.press('U0PRIYA', answer, 'Something’s wrong');
    const taken = await reply(
      place,
      answer,
      'may be wrong',
      'They see neither your name nor what you asked.',
    );
    const [gap] = await gaps();
    expect(gap).toMatchObject({ kind: 'wrong', document_name: 'refund-without-receipt.md', question: null });
    expect(String(gap?.['section'])).toContain('Refund without a receipt');

    const list = await gapList();
    expect(visibleText(list)).toContain('1 × wrong');
    expect(visibleText(list)).not.toMatch(/Priya|aunt/);

    await desk.slack.press('U0PRIYA', taken, 'Send my question too');
    const view = desk.slack.openView('U0PRIYA');
    expect(JSON.stringify(view)).toContain('How do I refund without a receipt for my own aunt?');
    await desk.slack.submitView('U0PRIYA', { question: 'May I refund a relative without a receipt?' });
    await reply(place, taken, 'Sent.', 'May I refund a relative without a receipt?');
    const after = await gapList();
    expect(visibleText(after)).toContain('“May I refund a relative without a receipt?”');
    expect(visibleText(after)).not.toMatch(/Priya|aunt/);

    await desk.slack.press(admin, after, 'Mark as resolved');
    await desk.slack.waitForMessage(
      (message) => message.ts === after.ts && visibleText(message).includes('Resolved 1 report.'),
    );
    expect(await gaps()).toMatchObject([{ state: 'resolved' }]);
    await clear();
  });

  async function gapList(): Promise<StandInMessage> {
    const channel = await desk.direct(admin);
    const before = desk.slack.messages(channel).at(-1)?.ts ?? '0';
    await desk.slack.command(admin, channel, '/threadcoach gaps');
    return desk.reply({ channel, after: before }, 'reported');
  }

  it('a change of mind changes the one report, and a thumb up takes it back', async () => {
    const place = await tell('U0DANIEL', 'What do I do with an abusive caller?');
    const answer = await desk.reply(place, 'First warning', '[1]');
    await desk.slack.press('U0DANIEL', answer, '👎 Not helpful');
    const asked = await reply(place, answer, 'If you can say what it was, press below.');
    await desk.slack.press('U0DANIEL', asked, 'It’s missing');
    const taken = await reply(place, asked, 'something is missing');
    expect(await gaps()).toMatchObject([{ kind: 'missing' }]);
    await desk.slack.press('U0DANIEL', answer, '👍 Helpful');
    await reply(place, taken, 'Good to know');
    expect(await gaps()).toEqual([]);
    // The form of what was taken back sends nothing any more.
    await desk.slack.press('U0DANIEL', taken, 'Send my question too');
    expect(desk.slack.openView('U0DANIEL')).toBeUndefined();
  });

  it('where nothing was found, the admins hear that something is missing if the person wants it', async () => {
    const place = await tell('U0MEI', 'Do we have a policy for parental leave of llamas?');
    const answer = await desk.reply(place, 'I didn’t find anything about that');
    expect(await gaps()).toEqual([]);
    await desk.slack.press('U0MEI', answer, 'Tell the admins');
    const taken = await reply(place, answer, 'I’ve told the admins that something is missing.');
    expect(await gaps()).toMatchObject([{ kind: 'missing', document_name: null, question: null }]);
    await desk.slack.press('U0MEI', taken, 'Send my question too');
    await desk.slack.submitView('U0MEI', { question: 'Do we have a policy for llamas?' });
    await reply(place, taken, 'Sent.');
    expect(await gaps('Do we have a policy for llamas?')).toHaveLength(1);
    expect(visibleText(await gapList())).toContain('Not in the knowledge base');
    await clear();
  });

  it('in a channel another reader may report the answer for their eyes only; the asker’s row stays theirs', async () => {
    const { ts } = await desk.slack.say(
      'U0PRIYA',
      'C0TEAMSERVICE',
      '@bot How do I refund without a receipt?',
    );
    const answer = await desk.reply({ channel: 'C0TEAMSERVICE', thread: ts }, 'Search Rootstock', '[1]');
    await desk.slack.press('U0DANIEL', answer, 'Something’s wrong');
    const eyes = { channel: 'C0TEAMSERVICE', onlyFor: 'U0DANIEL' };
    const taken = await reply(eyes, answer, 'may be wrong', 'They see neither your name nor what you asked.');
    expect(JSON.stringify(taken.blocks)).not.toContain('Send my question too');
    expect(await gaps()).toMatchObject([{ kind: 'wrong', document_name: 'refund-without-receipt.md' }]);
    const [asked] = await desk.demo.rows(
      `SELECT feedback, gap_id FROM rag_queries ORDER BY created_at DESC LIMIT 1`,
    );
    expect(asked).toEqual({ feedback: null, gap_id: null });
    expect(desk.shown({ channel: 'C0TEAMSERVICE', thread: ts })).toHaveLength(1);
    await clear();
  });

  it('shows reports to admins in their direct message, and tells everybody else why not', async () => {
    const channel = await desk.direct('U0PRIYA');
    await desk.slack.command('U0PRIYA', channel, '/threadcoach gaps');
    const refused = await desk.reply({ channel }, 'Only admins look after the knowledge base.');
    expect(visibleText(refused)).not.toContain('Reference');
    await desk.slack.command(admin, 'C0EVERYONE', '/threadcoach gaps');
    await desk.reply({ channel: 'C0EVERYONE', onlyFor: admin }, 'in our direct message only');
    expect(visibleText(await gapList())).toContain('Nothing is reported');
  });

  it('offers questions that it answers, and the press shows the question as it was asked', async () => {
    const place = await tell('U0SAMIR', 'What do I do with an abusive caller?');
    const answer = await desk.reply(place, 'First warning', '[1]');
    const offered = questionsUnder(answer);
    expect(offered.length).toBeGreaterThan(0);
    expect(offered.length).toBeLessThanOrEqual(3);
    const [row] = await desk.demo.rows(
      `SELECT suggested_follow_ups FROM rag_queries ORDER BY created_at DESC LIMIT 1`,
    );
    expect(row).toEqual({ suggested_follow_ups: offered });
    const [first = ''] = offered;
    await desk.slack.press('U0SAMIR', answer, first);
    const next = await desk.reply({ ...place, after: answer.ts }, first, '[1]');
    expect(questionsUnder(next)).not.toContain(first);
  });

  const questionsUnder = (message: StandInMessage): string[] =>
    message.blocks.flatMap((block) =>
      block.type !== 'actions'
        ? []
        : (block.elements as { action_id: string; value: string }[])
            .filter(({ action_id: id }) => id.startsWith('answer.ask'))
            .map(({ value }) => value),
    );
});
