import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { transcript } from './support/demo-people.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

const vtt = { name: 'coaching.vtt', content: transcript('coaching-priya-and-daniel.vtt') };

describe('sessions and notes in Slack', () => {
  let desk: SlackDesk;

  beforeAll(async () => {
    desk = await openSlackDesk();
  });
  afterAll(() => desk.close());

  describe('a session, from the upload to the approval', () => {
    let channel: string;
    let thread: string;
    let priyas: StandInMessage;
    let daniels: StandInMessage;

    /** Says it in the session's thread; gives where the answer is to be found. */
    async function tell(text: string) {
      const { ts } = await desk.slack.say('U0NAOMI', channel, text, { thread });
      return { channel, thread, after: ts };
    }
    const cardNow = (card: StandInMessage, ...words: string[]) =>
      desk.slack.waitForMessage(
        (message) => message.ts === card.ts && words.every((word) => visibleText(message).includes(word)),
      );

    it('shows a card, and a summary for each participant as a reply under it', async () => {
      channel = await desk.direct('U0NAOMI');
      const { ts } = await desk.slack.upload('U0NAOMI', channel, {
        ...vtt,
        text: '1:1 with Priya and Daniel on 10 March 2026',
      });
      const card = await desk.reply({ channel, after: ts }, 'Tue 10 Mar 2026', 'Who spoke', 'Priya Raman');
      thread = card.ts;
      const where = { channel, thread };
      priyas = await desk.reply(where, /^Priya Raman/, 'Wins', 'Repeat calls dropped from eleven to six');
      daniels = await desk.reply(where, /^Daniel Osei/, 'Challenges', 'Action items', 'Recommendations');
      expect(visibleText(priyas)).toMatch(/Owner: Priya Raman · Due: Fri 13 Mar 2026/);
      // Each line with the words that it rests on, who said them and when.
      expect(visibleText(priyas)).toContain(
        '“And my repeat calls dropped from eleven to six last week.” (Priya Raman, 01:23)',
      );
      // The joke in the transcript is no instruction.
      expect(visibleText(daniels)).not.toMatch(/approve everything|Daniel is perfect/);
      await cardNow(card, 'summary draft, version 1', 'Refine by replying in this thread');
      expect(desk.shown(where)).toHaveLength(2);
    });

    it('asks whose summary is meant, and takes the name that comes with the words', async () => {
      await desk.reply(await tell('shorter'), 'Whose summary do you mean: Priya Raman or Daniel Osei?');
      const changed = await desk.reply(
        await tell('Daniel: drop the second win'),
        'Changed **Daniel Osei**’s summary (now version 2)',
        '− Wins:',
        'Everything else is untouched.',
      );
      expect(visibleText(changed).match(/− /g)).toHaveLength(1);
      await cardNow(daniels, 'Draft, version 2');
    });

    it('says where its thread is when the words stand beside it', async () => {
      const { ts } = await desk.slack.say('U0NAOMI', channel, 'Daniel: shorter');
      await desk.reply({ channel, after: ts }, 'please reply in their thread', '1:1 with Priya and Daniel');
    });

    it('follows the button that was pressed last', async () => {
      await desk.slack.press('U0NAOMI', priyas, 'Refine');
      await desk.reply({ channel, thread }, 'What shall I change in **Priya Raman**’s summary?');
      const before = visibleText(priyas);
      await desk.reply(
        await tell('add: call the client by Friday'),
        'Priya Raman',
        '+ Action items: Call the client',
      );
      const after = visibleText(await cardNow(priyas, 'Draft, version 2', 'Call the client'));
      const lines = (text: string) =>
        text.split('\n').filter((line) => line.startsWith('“') || line.includes('Owner:'));
      expect(lines(after)).toEqual(expect.arrayContaining(lines(before)));
    });

    it('takes a change back, in words and by the button', async () => {
      const undone = await desk.reply(
        await tell('undo'),
        'Took back the last change of **Priya Raman**’s summary: “add: call the client by Friday”',
        '− Action items: Call the client',
      );
      await cardNow(priyas, 'Draft, version 3');
      const again = await desk.reply(await tell('drop the second win'), 'Priya Raman', 'now version 4');
      await desk.slack.press('U0NAOMI', again, 'Undo');
      await desk.reply({ channel, thread, after: again.ts }, 'now version 5', '+ Wins: Repeat calls dropped');
      expect(visibleText(undone)).toContain('Priya Raman sees it once it is approved.');
    });

    it('says what it cannot do without a language model, and changes nothing', async () => {
      await desk.reply(
        await tell('make it sound like a poem about autumn'),
        'What exactly shall I change?',
        'is unchanged, version 5',
      );
    });

    it('answers questions about the session and about procedures in the same thread', async () => {
      await desk.reply(await tell('what did Daniel say about Aoife?'), /Aoife/, /Daniel Osei, \d/);
      await desk.reply(await tell('How do I refund without a receipt?'), 'Search Rootstock', '[1]');
    });

    it('refuses a button of an older version, and says why', async () => {
      const old = await desk.reply({ channel, thread }, 'now version 4');
      await desk.slack.press('U0NAOMI', old, 'Approve');
      await desk.reply({ channel, thread, after: old.ts }, /changed|newer|version/i, /version 5/);
      await desk.reply(await tell('Priya: shorter'), 'Priya Raman', /now version 6|shorter/);
    });

    it('approves, locks, and lets nobody change it any more', async () => {
      const fresh = await desk.slack.waitForMessage(
        (message) => message.ts === priyas.ts && visibleText(message).includes('Draft, version'),
      );
      await desk.slack.press('U0NAOMI', fresh, 'Approve');
      await desk.reply(
        { channel, thread },
        '**Priya Raman**’s summary is approved at version',
        'It is locked now',
      );
      const card = await cardNow(priyas, 'Approved');
      expect(JSON.stringify(card.blocks)).not.toMatch(/"(?:Refine|Approve|Undo)"/);
      await desk.reply(await tell('Priya: drop the first win'), /approved/, /locked|can’t be changed/);
    });
  });

  it('moves a session to the direct message where not everyone may read it, and says so', async () => {
    const { ts } = await desk.slack.upload('U0NAOMI', 'C0LEADERS', { ...vtt, text: '@bot 1:1 yesterday' });
    await desk.reply(
      { channel: 'C0LEADERS', onlyFor: 'U0NAOMI' },
      'Not everyone in this channel may read this session, so I’ve sent it to you in our direct message.',
    );
    const channel = await desk.direct('U0NAOMI');
    const card = await desk.reply({ channel, after: ts }, '1:1', 'Who spoke');
    await desk.reply({ channel, thread: card.ts }, 'Daniel Osei', 'Wins');
    expect(desk.shown({ channel: 'C0LEADERS' }).join()).not.toContain('Priya');
  });

  describe('a quick note', () => {
    const priya = '<@U0PRIYA|priya>';

    it('is kept for the writer’s eyes, with type, category and tags, and can be taken back', async () => {
      const channel = await desk.direct('U0ELENA');
      await desk.slack.command('U0ELENA', channel, `/note ${priya} great empathy on the call #quality`);
      const saved = await desk.reply(
        { channel },
        'Noted about Priya Raman',
        'great empathy on the call',
        'Positive',
        '#quality',
      );
      expect(visibleText(saved)).toContain('the person it is about cannot');
      await desk.slack.press('U0ELENA', saved, 'Undo');
      await desk.reply({ channel }, 'Removed. The note about Priya Raman is gone.');
    });

    it('typed in a channel it is answered to the writer alone; Slack shows nobody what was typed', async () => {
      await desk.slack.command('U0ELENA', 'C0TEAMSERVICE', `/note ${priya} stayed calm with an angry caller`);
      await desk.reply({ channel: 'C0TEAMSERVICE', onlyFor: 'U0ELENA' }, 'Noted about Priya Raman');
      expect(desk.shown({ channel: 'C0TEAMSERVICE' })).toEqual([]);
    });

    it('without words opens a form, which says what is missing', async () => {
      const channel = await desk.direct('U0ELENA');
      await desk.slack.command('U0ELENA', channel, '/note');
      const view = desk.slack.openView('U0ELENA');
      expect(JSON.stringify(view)).toContain('What did you notice?');
      const person =
        /"value":"([0-9a-f-]{36})"/.exec(JSON.stringify(view).split('Daniel Osei')[1] ?? '')?.[1] ?? '';
      const refused = await desk.slack.submitView('U0ELENA', { person, words: ' ' });
      expect(refused.body).toContain('Write what you noticed.');
      await desk.slack.submitView('U0ELENA', { person, words: 'Late three times this week #attendance' });
      await desk.reply({ channel }, 'Noted about Daniel Osei', 'Late three times this week', '#attendance');
      expect(desk.slack.openView('U0ELENA')).toBeUndefined();
    });

    it('asks who is meant, and refuses those who lead nobody', async () => {
      const direct = await desk.direct('U0ELENA');
      await desk.slack.command('U0ELENA', direct, '/note great work today');
      await desk.reply({ channel: direct }, 'Who is the note about?');
      const channel = await desk.direct('U0PRIYA');
      await desk.slack.command('U0PRIYA', channel, '/note <@U0DANIEL|daniel> always late');
      await desk.reply({ channel }, /leaders and coaches|may not|in their line/);
      await desk.slack.command('U0TOMAS', await desk.direct('U0TOMAS'), `/note ${priya} rude on the phone`);
      await desk.reply({ channel: await desk.direct('U0TOMAS') }, /line|team/);
      const kept = await desk.demo.rows(`SELECT 1 FROM quick_notes n WHERE n::text ~ 'always late|rude on'`);
      expect(kept).toEqual([]);
    });
  });
});
