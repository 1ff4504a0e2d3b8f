import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { transcript } from './support/demo-people.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

const naomi = 'U0NAOMI';
const file = { name: 'coaching.vtt', content: transcript('coaching-priya-and-daniel.vtt') };

describe('templates and voice, in Slack', () => {
  let desk: SlackDesk;
  let channel: string;

  beforeAll(async () => {
    desk = await openSlackDesk();
    channel = await desk.direct(naomi);
  });
  afterAll(() => desk.close());

  const latest = (place = channel): string => desk.slack.messages(place).at(-1)?.ts ?? '0';
  async function command(text: string, ...words: (string | RegExp)[]): Promise<StandInMessage> {
    const after = latest();
    await desk.slack.command(naomi, channel, `/threadcoach ${text}`);
    return desk.reply({ channel, after }, ...words);
  }
  async function press(message: StandInMessage, button: string, ...words: (string | RegExp)[]) {
    const after = latest();
    await desk.slack.press(naomi, message, button);
    return desk.reply({ channel, after }, ...words);
  }
  async function upload(text: string) {
    const { ts } = await desk.slack.upload(naomi, channel, { ...file, text });
    return { channel, after: ts };
  }
  const fields = {
    kind: 'summary',
    name: 'Two by two',
    workshopType: '',
    subject: '',
    content: '## To do first [actions] (max 2)\n## What shone for {{first_name}} [wins] (max 2)',
  };

  it('a template is written in a form, shown with examples, and saved with a button', async () => {
    await desk.slack.press(naomi, await command('templates', '13 templates'), 'New template');
    const { body } = await desk.slack.submitView(naomi, { ...fields, content: '{{frist_name}}' });
    expect(body).toContain('Did you mean {{first_name}}?');
    const after = latest();
    await desk.slack.submitView(naomi, fields);
    const preview = await desk.reply(
      { channel, after },
      'Nothing is saved yet',
      'What shone for Priya (up to 2)',
    );
    await press(preview, 'Save it', 'Saved **Two by two**');
  });

  it('is named beside an upload, and gives the summaries their sections and titles', async () => {
    const card = await desk.reply(
      await upload('1:1 on 10 March 2026, with the two by two template'),
      /1:1\b.*10 Mar/s,
    );
    const where = { channel, thread: card.ts };
    const priyas = visibleText(await desk.reply(where, /^Priya Raman/, 'What shone for Priya'));
    expect(priyas.indexOf('To do first')).toBeLessThan(priyas.indexOf('What shone for Priya'));
    expect(priyas).not.toMatch(/Challenges|Recommendations|Action items/);
    expect(priyas.match(/Owner: /g)).toHaveLength(2);
    // Under the layout, the thread works as ever, and teaches.
    await desk.slack.say(
      naomi,
      channel,
      'Priya: change the first win to: Kept her promises, and was thanked',
      {
        thread: card.ts,
      },
    );
    await desk.reply(where, 'now version 2');
    const voice = await command('voice', 'Learnt from your edits', 'Kept her promises, and was thanked.');
    expect(visibleText(voice)).toContain('no other coach, no leader and no admin');
  });

  it('that nobody knows is answered with the nearest', async () => {
    const where = await upload('1:1 yesterday, with the two by too template');
    await desk.reply(where, 'Did you mean “Two by two”?');
  });

  it('a voice is the coach’s alone, and is put in words, reset and brought back', async () => {
    const place = await desk.direct('U0INGRID');
    const after = latest(place);
    await desk.slack.command('U0INGRID', place, '/threadcoach voice');
    const theirs = await desk.reply({ channel: place, after }, 'I haven’t learnt anything yet');
    expect(visibleText(theirs)).not.toContain('Kept her promises');
    const voice = await command('voice', 'How you write');
    await desk.slack.press(naomi, voice, 'Edit my words');
    const before = latest();
    await desk.slack.submitView(naomi, { words: 'Short and kind.' });
    const shown = await desk.reply({ channel, after: before }, 'Short and kind.');
    const now = (...words: RegExp[]) =>
      desk.slack.waitForMessage(
        (message) => message.ts === shown.ts && words.every((word) => word.test(visibleText(message))),
      );
    await desk.slack.press(naomi, shown, 'Reset');
    await desk.slack.press(naomi, await now(/Forgotten/, /I haven’t learnt anything yet/), 'Undo reset');
    await now(/Short and kind/, /Kept her promises/);
  });
});
