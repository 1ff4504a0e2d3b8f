import { jest } from '@jest/globals';
import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

jest.setTimeout(120_000);

const admin = 'U0INGRID';
const priya = 'priya.raman@fennimoor.example';
const elena = 'elena.kowalczyk@fennimoor.example';

const newcomers = [
  'Work email,Full name,Account type,Boss,Started,Shoe size',
  `nia.newcomer@fennimoor.example,Nia Newcomer,Agent,${elena},03/11/2026,38`,
  `noel.newcomer@fennimoor.example,Noel Newcomer,Wizard,${elena},04/11/2026,44`,
  `${priya},Priya Raman,Agent,${elena},,37`,
].join('\n');

describe('files that are imported in Slack', () => {
  let desk: SlackDesk;
  let direct: string;
  beforeAll(async () => {
    desk = await openSlackDesk();
    direct = await desk.direct(admin);
  });
  afterAll(() => desk.close());

  const upload = (name: string, content: string, text = '', user = admin, channel = direct) =>
    desk.slack.upload(user, channel, { name, content, text });
  const now = (card: StandInMessage, ...words: string[]) =>
    desk.slack.waitForMessage(
      (message) => message.ts === card.ts && words.every((word) => visibleText(message).includes(word)),
      20_000,
    );
  const nia = () =>
    desk.demo.rows(`SELECT name, role, hire_date::text, status FROM users WHERE email LIKE 'nia.%'`);
  const imports = () => desk.demo.rows('SELECT status, import_type FROM import_logs ORDER BY created_at');

  it('are previewed, mapped, imported, explained and taken back, all in one message', async () => {
    const { ts } = await upload('newcomers.csv', newcomers, 'these are our new people');
    const card = await desk.reply(
      { channel: direct, after: ts },
      ...['newcomers.csv', 'It seems to hold: People', '3 Nov 2026', 'Work email: → E-mail address'],
      ...[
        'Columns left out: Boss',
        '1 with faults',
        'Line 3, Account type: “Wizard” is none of',
        'Nothing is written yet',
      ],
    );
    expect(card.text).toBe('Your file is read. Have a look before it is imported.');
    expect(await nia()).toEqual([]);

    // The column that was not guessed.
    await desk.slack.press(admin, card, 'Change columns');
    expect(JSON.stringify(desk.slack.openView(admin))).toContain('Shoe size');
    await desk.slack.submitView(admin, { 'column-3': 'team_leader' });
    const mapped = await now(card, 'Boss: → Team leader', 'Import 1 row');

    // Twice at once is once.
    const press = () => desk.slack.press(admin, mapped, 'Import 1 row');
    await Promise.all([press(), press()]);
    const done = await now(card, 'Imported: **newcomers.csv** (People).', '1 row', 'Rows left out');
    expect(await nia()).toEqual([
      { name: 'Nia Newcomer', role: 'AGENT', hire_date: '2026-11-03', status: 'ACTIVE' },
    ]);
    expect(desk.shown({ channel: direct, after: ts })).toHaveLength(1);

    await desk.slack.press(admin, done, 'Rows left out');
    const sent = await desk.reply({ channel: direct, after: ts }, 'Here is the row that I left out');
    const [file] = sent.files ?? [];
    expect(file?.name).toBe('newcomers-problems.csv');
    const answer = await fetch(new URL(file?.path ?? '', desk.slack.origin), {
      headers: { authorization: `Bearer ${desk.slack.botToken}` },
    });
    const content = await answer.text();
    expect(content).toContain('Noel Newcomer');
    expect(content).toContain('Account type: “Wizard” is none of');
    expect(content).not.toContain('Nia Newcomer');

    const undo = () => desk.slack.press(admin, done, 'Take it back');
    await Promise.all([undo(), undo()]);
    await now(card, 'Taken back: **newcomers.csv**');
    expect(await nia()).toEqual([]);
    expect(await imports()).toEqual([{ status: 'rolled_back', import_type: 'users' }]);
    const audited = await desk.demo.rows(
      `SELECT action, detail::text FROM audit_log WHERE action LIKE 'import.%'`,
    );
    expect(audited.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['import.prepare', 'import.confirm', 'import.errors', 'import.rollback']),
    );
    expect(JSON.stringify(audited)).not.toContain('ewcomer');
  });

  it('can be left, and of another kind than it seemed', async () => {
    const { ts } = await upload('people.csv', `email,company\n${priya},Fennimoor\n`);
    const card = await desk.reply({ channel: direct, after: ts }, 'people.csv', 'Profiles');
    await desk.slack.press(admin, card, 'Change kind');
    await desk.slack.submitView(admin, { type: 'users' });
    const asPeople = await now(card, 'It seems to hold: People', 'Columns left out: company');
    await desk.slack.press(admin, asPeople, 'Leave it');
    await now(card, 'Not imported: **people.csv**');
    expect(
      await desk.demo.rows(
        `SELECT 1 FROM import_files f JOIN import_logs l ON l.id = f.import_id WHERE l.file_name = 'people.csv'`,
      ),
    ).toEqual([]);
  });

  it('of past coaching become 1:1s of those two', async () => {
    const { ts } = await upload(
      'history.csv',
      `agent,session date,discussion notes,engagement score\n${priya},2026-10-05,- Greeted well,4\n`,
    );
    const card = await desk.reply({ channel: direct, after: ts }, 'Past coaching', 'Import 1 row');
    await desk.slack.press(admin, card, 'Import 1 row');
    await now(card, 'Imported:');
    expect(
      await desk.demo.rows(
        `SELECT discussion_notes, engagement FROM one_on_ones WHERE discussion_notes LIKE '%Greeted%'`,
      ),
    ).toEqual([{ discussion_notes: '- Greeted well', engagement: 4 }]);
  });

  it('are listed by the command and in plain words, with how it goes', async () => {
    for (const ask of [
      () => desk.slack.command(admin, direct, '/threadcoach import'),
      () => desk.slack.say(admin, direct, 'show my imports'),
    ]) {
      const before = desk.slack.messages(direct).at(-1)?.ts ?? '0';
      await ask();
      await desk.reply(
        { channel: direct, after: before },
        ...['CSV or Excel file', 'newcomers.csv · People · taken back', 'history.csv · Past coaching · done'],
      );
    }
    const before = desk.slack.messages(direct).at(-1)?.ts ?? '0';
    await desk.slack.say(admin, direct, 'undo my last import');
    await desk.reply({ channel: direct, after: before }, 'Imported: **history.csv**', 'Take it back');
  });

  it('in a channel are answered in private, and nobody else sees a word of it', async () => {
    const elsewhere = desk.shown({ channel: 'C0LEADERS' });
    const { ts } = await upload(
      'secret.csv',
      `email,company\n${priya},Hush\n`,
      '@bot profiles',
      admin,
      'C0LEADERS',
    );
    await desk.reply({ channel: 'C0LEADERS', onlyFor: admin }, 'in our direct message');
    await desk.reply({ channel: direct, after: ts }, 'secret.csv', 'Hush');
    expect(desk.shown({ channel: 'C0LEADERS' })).toEqual(elsewhere);
  });

  it('of people are no leader’s to import, profiles of their own people are, and an agent is told whom to ask', async () => {
    const leader = await desk.direct('U0ELENA');
    const refused = await upload('staff.csv', newcomers, 'people', 'U0ELENA', leader);
    await desk.reply(
      { channel: leader, after: refused.ts },
      'staff.csv',
      'Only admins import this kind of file',
    );
    const own = await upload('mine.csv', `email,motivators\n${priya},praise\n`, '', 'U0ELENA', leader);
    await desk.reply({ channel: leader, after: own.ts }, 'Profiles', 'Import 1 row');
    const agent = await desk.direct('U0PRIYA');
    const table = await upload('scores.xlsx', 'PK', '', 'U0PRIYA', agent);
    await desk.reply({ channel: agent, after: table.ts }, 'imported by admins', 'Ingrid Halvorsen');
    const before = desk.slack.messages(agent).at(-1)?.ts ?? '0';
    await desk.slack.command('U0PRIYA', agent, '/threadcoach import');
    await desk.reply({ channel: agent, after: before }, 'imported by admins');
  });

  it('that are transcripts stay transcripts', async () => {
    const { ts } = await upload(
      'call.csv',
      '1\n00:00:01,000 --> 00:00:04,000\nIngrid: How was it?\n\n2\n00:00:05,000 --> 00:00:08,000\nPriya: Good.\n',
      '1:1 with Priya',
    );
    await desk.reply({ channel: direct, after: ts }, 'Priya');
    expect(await desk.demo.rows(`SELECT 1 FROM import_logs WHERE file_name = 'call.csv'`)).toEqual([]);
  });
});
