import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { makeDocx, makePdf, wordParagraph } from '../support/document-files.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

const admin = 'U0INGRID';
const sop = (...steps: string[]) =>
  makeDocx([
    wordParagraph('Lost umbrellas', { style: 'Title' }),
    wordParagraph('Steps', { style: 'Heading1' }),
    ...steps.map((step) => wordParagraph(step, { list: [1, 0] })),
    wordParagraph('Exceptions', { style: 'Heading1' }),
    wordParagraph('Parasols go to the garden centre.'),
  ]);

describe('documents uploaded in chat', () => {
  let desk: SlackDesk;
  let direct: string;
  beforeAll(async () => {
    desk = await openSlackDesk();
    direct = await desk.direct(admin);
  });
  afterAll(() => desk.close());

  const now = (card: StandInMessage, ...words: string[]) =>
    desk.slack.waitForMessage(
      (message) => message.ts === card.ts && words.every((word) => visibleText(message).includes(word)),
      20_000,
    );
  const upload = (name: string, content: string | Uint8Array, text = '', user = admin, channel = direct) =>
    desk.slack.upload(user, channel, { name, content, text });
  const load = async (card: StandInMessage, type: string, access: string) => {
    await desk.slack.press(admin, card, 'Load document');
    await desk.slack.submitView(admin, { type, access });
  };
  const answerTo = async (user: string, question: string, ...words: (string | RegExp)[]) => {
    const channel = await desk.direct(user);
    const { ts } = await desk.slack.say(user, channel, question);
    return desk.reply({ channel, after: ts }, ...words);
  };

  it('are asked about, loaded under the chosen access, and shown in one message from first to last', async () => {
    const { ts } = await upload(
      'umbrellas.docx',
      sop('Put the umbrella into locker 7.', 'Keep it for ninety days.'),
      'this is our umbrella SOP for leaders',
    );
    const card = await desk.reply(
      { channel: direct, after: ts },
      'Lost umbrellas',
      'umbrellas.docx',
      'nobody finds it yet',
    );
    await desk.slack.press(admin, card, 'Load document');
    // Guessed from the words said with it.
    const view = JSON.stringify(desk.slack.openView(admin));
    expect(view).toMatch(/"initial_option":\{[^}]*\{[^}]*SOP[^}]*\}[^}]*"value":"sop"/);
    expect(view).toMatch(/"initial_option":\{[^}]*\{[^}]*Team leaders[^}]*\}[^}]*"value":"team_leader"/);
    await desk.slack.submitView(admin, { type: 'sop', access: 'team_leader' });
    await now(card, 'Loaded: **Lost umbrellas**, version 1, 2 sections.');
    expect(desk.shown({ channel: direct, after: ts })).toHaveLength(1);

    await answerTo('U0ELENA', 'How long do we keep a lost umbrella?', 'ninety days', '[1]');
    await answerTo('U0PRIYA', 'How long do we keep a lost umbrella?', /didn’t find|knowledge base/);
  });

  it('of a new version replace the old one, and only what changed is read anew', async () => {
    const { ts } = await upload(
      'umbrellas.docx',
      sop('Put the umbrella into locker 9.', 'Keep it for ninety days.'),
    );
    const card = await desk.reply({ channel: direct, after: ts }, 'in place of version 1');
    await load(card, 'sop', 'team_leader');
    await now(card, 'Loaded: **Lost umbrellas**, version 2, 2 sections; 1 unchanged.');
    await answerTo('U0ELENA', 'Which locker is for the lost umbrella?', 'locker 9');
    // The same once more changes nothing.
    const again = await upload(
      'umbrellas.docx',
      sop('Put the umbrella into locker 9.', 'Keep it for ninety days.'),
    );
    const second = await desk.reply({ channel: direct, after: again.ts }, 'Lost umbrellas');
    await load(second, 'sop', 'team_leader');
    await now(second, 'word for word: version 2 stays as it is');
  });

  it('that cannot be read are answered with the cure; the others go on', async () => {
    const { ts } = await upload('scan.pdf', makePdf([[]]));
    await desk.reply({ channel: direct, after: ts }, 'scan.pdf', 'OCR');
    const text = await upload(
      'opening-hours.txt',
      'Opening hours\n\nThe shop opens at nine on weekdays and at ten on Sundays.',
    );
    await desk.reply({ channel: direct, after: text.ts }, 'opening-hours.txt', 'nobody finds it yet');
  });

  it('can be let go, and the old card then says so', async () => {
    const { ts } = await upload('draft.md', '# Draft\n\nNot for anybody.\n');
    const card = await desk.reply({ channel: direct, after: ts }, 'draft.md');
    await desk.slack.press(admin, card, 'Don’t load');
    await now(card, 'Not loaded. I’ve let the file go.');
    expect(await desk.demo.rows(`SELECT 1 FROM documents WHERE name = 'draft.md'`)).toEqual([]);
  });

  it('in a channel are asked about in the direct message', async () => {
    const { ts } = await upload(
      'plan.md',
      '# Plan\n\nSecret words.\n',
      '@bot here is the plan',
      admin,
      'C0LEADERS',
    );
    const elsewhere = desk.shown({ channel: 'C0LEADERS' });
    await desk.reply({ channel: 'C0LEADERS', onlyFor: admin }, 'in our direct message');
    const card = await desk.reply({ channel: direct, after: ts }, 'plan.md');
    expect(desk.shown({ channel: 'C0LEADERS' })).toEqual(elsewhere);
    await load(card, 'reference', 'all');
    await now(card, 'Loaded: **Plan**, version 1');
  });

  it('from somebody who is no admin are refused, with the name of one who is; transcripts go their way', async () => {
    const channel = await desk.direct('U0NAOMI');
    const { ts } = await upload(
      'policy.pdf',
      makePdf([[{ x: 72, y: 700, text: 'A policy of many words.' }]]),
      '',
      'U0NAOMI',
      channel,
    );
    await desk.reply({ channel, after: ts }, 'only admins add those', 'Ingrid Halvorsen');
    const own = await upload(
      'talk.txt',
      'Ingrid: How was your week?\nPriya: I closed every ticket.\n',
      '1:1 with Priya',
    );
    await desk.reply({ channel: direct, after: own.ts }, 'Who spoke', 'Priya');
  });
});
