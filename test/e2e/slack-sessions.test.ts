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
      const buttons = JSON.stringify(card.blocks.filter(({ type }) => type === 'actions'));
      expect(buttons).toContain('Reopen');
      expect(buttons).not.toMatch(/"Refine"|"Approve"/);
      await desk.reply(await tell('Priya: drop the first win'), /approved/, /locked|can’t be changed/);
    });

    it('says how much stood as drafted, and tracks what has an owner and a day', async () => {
      const said = await desk.reply(
        { channel, thread },
        'is approved at version',
        /\d+ of \d+ lines stood as drafted/,
      );
      expect(visibleText(said)).toMatch(/\d action items are tracked\./);
      const own = await desk.direct('U0PRIYA');
      await desk.slack.command('U0PRIYA', own, '/threadcoach actions');
      const list = await desk.reply(
        { channel: own },
        /Your open action items \(\d\)/,
        'overdue since Fri 13 Mar 2026',
      );
      await desk.slack.press('U0PRIYA', list, 'Done');
      const done = await desk.reply({ channel: own }, 'Done. Well done.');
      await desk.slack.press('U0PRIYA', list, 'Done');
      await desk.reply({ channel: own }, 'It was done already.');
      await desk.slack.press('U0PRIYA', done, 'Undo');
      await desk.reply({ channel: own }, 'It is open again.');
      await desk.slack.command('U0TOMAS', await desk.direct('U0TOMAS'), '/threadcoach actions');
      await desk.reply({ channel: await desk.direct('U0TOMAS') }, 'No open action items.');
    });

    it('opens again by the button, for those who may approve it', async () => {
      const card = await cardNow(priyas, 'Approved');
      await desk.slack.press('U0TOMAS', card, 'Reopen');
      await desk.slack.press('U0NAOMI', card, 'Reopen');
      await desk.reply({ channel, thread }, '**Priya Raman**’s summary is open again');
      await cardNow(priyas, 'Draft, version');
    });
  });

  describe('all summaries of a session', () => {
    let channel: string;
    let thread: string;
    const more = `${vtt.content.trimEnd()}\n\n00:59:00.000 --> 00:59:04.000\n<v Daniel Osei>I'll tidy the shared inbox.\n`;

    async function tell(text: string) {
      const { ts } = await desk.slack.say('U0NAOMI', channel, text, { thread });
      return { channel, thread, after: ts };
    }

    beforeAll(async () => {
      channel = await desk.direct('U0NAOMI');
      const { ts } = await desk.slack.upload('U0NAOMI', channel, {
        ...{ name: 'second.vtt', content: more, text: '1:1 with both on 17 March 2026' },
      });
      const card = await desk.reply({ channel, after: ts }, 'Tue 17 Mar 2026', 'Who spoke');
      thread = card.ts;
      await desk.reply({ channel, thread }, /^Priya Raman/, 'Wins');
      await desk.reply({ channel, thread }, /^Daniel Osei/, 'Wins');
    });

    it('goes on with what was said when a name is pressed', async () => {
      const asked = await desk.reply(
        await tell('drop the first win'),
        'Whose summary do you mean',
        'I go on with what you said',
      );
      await desk.slack.press('U0NAOMI', asked, 'Daniel Osei');
      const where = { channel, thread, after: asked.ts };
      await desk.reply(where, 'Changed **Daniel Osei**’s summary (now version 2)', '− Wins:');
    });

    it('takes back, brings back, compares, and tells the history', async () => {
      await desk.reply(
        await tell('what changed?'),
        '**Daniel Osei**: from version 1 to version 2',
        '− Wins:',
      );
      await desk.reply(await tell('undo'), 'Took back the last change of **Daniel Osei**', 'now version 3');
      await desk.reply(
        await tell('redo'),
        'Brought the change of **Daniel Osei**’s summary back',
        'now version 4',
      );
      const history = await desk.reply(
        await tell('show the history'),
        'Daniel Osei: history',
        'Version 2: “drop the first win”',
        'Naomi Feldman',
      );
      await desk.slack.press('U0NAOMI', history, 'Compare');
      const refused = await desk.slack.submitView('U0NAOMI', { from: '4', to: '4' });
      expect(refused.body).toContain('Choose two different versions.');
      await desk.slack.submitView('U0NAOMI', { from: '1', to: '4' });
      const compared = await desk.reply(
        { channel, thread, after: history.ts },
        'from version 1 to version 4',
        '− Wins:',
      );
      await desk.slack.press('U0NAOMI', compared, 'Restore version 1');
      await desk.reply({ channel, thread, after: compared.ts }, 'reads as version 1 again', '+ Wins:');
    });

    it('answers what asks with the words that were said, and changes nothing', async () => {
      await desk.reply(
        await tell('where did he say that?'),
        /Daniel Osei, \d|Priya Raman, \d/,
        'The summary is unchanged.',
      );
      await desk.reply(await tell('Priya: why is the first win a win?'), '**Wins**', /Priya Raman, \d/);
      await desk.reply(await tell('show the history'), 'Priya Raman: history', 'Version 1: First draft');
      await desk.reply(await tell('Daniel: show the history'), 'Daniel Osei: history', 'Version 5');
    });

    it('shows a change for everyone first, applies it at a press, and takes it back as a whole', async () => {
      const request = `add 'Next session on 3 December' to everyone's actions`;
      const preview = await desk.reply(
        await tell(request),
        'This would change 2 summaries. Nothing is changed yet.',
        '+ Action items: Next session',
      );
      await desk.slack.press('U0NAOMI', preview, 'Apply');
      const done = await desk.reply(
        { channel, thread, after: preview.ts },
        'Changed 2 summaries.',
        '1 added',
      );
      await desk.slack.press('U0NAOMI', done, 'Undo all');
      await desk.reply({ channel, thread, after: done.ts }, 'Took the change back in 2 summaries.');
      const other = await desk.reply(await tell('make all of them warmer'), 'This would change');
      await desk.slack.press('U0NAOMI', other, 'Cancel');
      await desk.reply({ channel, thread, after: other.ts }, 'Cancelled. I changed nothing.');
      await desk.slack.press('U0NAOMI', other, 'Apply');
      await desk.reply({ channel, thread, after: other.ts }, 'That was cancelled');
    });

    it('asks who takes on what nobody took on, one at a time', async () => {
      const changed = await desk.reply(
        await tell('Daniel: add an action: call the printer'),
        '+ Action items: Call the printer',
      );
      await desk.slack.press('U0NAOMI', changed, 'Approve');
      const asked = await desk.reply(
        { channel, thread, after: changed.ts },
        'Who takes this on, and by when?',
      );
      await desk.slack.press('U0NAOMI', asked, 'Set owner and date');
      const view = JSON.stringify(desk.slack.openView('U0NAOMI'));
      const person = /"value":"(user:[0-9a-f-]{36})"/.exec(view.split('Daniel Osei')[1] ?? '')?.[1] ?? '';
      await desk.slack.submitView('U0NAOMI', { person, due: '2026-03-20' });
      await desk.reply({ channel, thread, after: asked.ts }, 'Tracked: ', 'due Fri 20 Mar 2026');
    });
  });

  it('moves a session to the direct message where not everyone may read it, and says so', async () => {
    const { ts } = await desk.slack.upload('U0NAOMI', 'C0LEADERS', {
      ...vtt,
      text: '@bot 1:1 yesterday, as a new session',
    });
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
      expect(visibleText(saved)).toContain('You and your line can see this note; Priya Raman cannot.');
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
