import { randomUUID } from 'node:crypto';
import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

const admin = 'U0INGRID';

describe('curated entries, in Slack', () => {
  let desk: SlackDesk;
  let channel: string;

  beforeAll(async () => {
    desk = await openSlackDesk();
    channel = await desk.direct(admin);
  });
  afterAll(() => desk.close());

  const latest = (): string => desk.slack.messages(channel).at(-1)?.ts ?? '0';
  async function list(words = ''): Promise<StandInMessage> {
    const after = latest();
    await desk.slack.command(admin, channel, `/threadcoach entries ${words}`);
    return desk.reply({ channel, after }, /curated entr|No entry holds/);
  }
  async function submit(values: Record<string, string>, ...words: string[]): Promise<StandInMessage> {
    const after = latest();
    const { body } = await desk.slack.submitView(admin, values);
    expect(body).not.toContain('errors');
    return desk.reply({ channel, after }, ...words);
  }
  async function press(message: StandInMessage, button: string, ...words: string[]) {
    const after = latest();
    await desk.slack.press(admin, message, button);
    return desk.reply({ channel, after }, ...words);
  }
  async function ask(user: string, question: string, ...words: (string | RegExp)[]) {
    const place = await desk.direct(user);
    const { ts } = await desk.slack.say(user, place, question);
    return desk.reply({ channel: place, after: ts }, ...words);
  }
  const fields = {
    title: 'The pebble question',
    content: 'When a zebra pebble conversation stalls, ask the agent to name one pebble in their shoe.',
    category: 'coaching_patterns',
    contentType: 'guidelines',
    access: 'all',
    tags: 'Pebbles, #stuck',
  };
  const theirs = 'A zebra pebble conversation needs patience and a glass of water.';
  const question = 'What do I ask when a zebra pebble conversation stalls?';

  it('are added by an admin and found by everyone, by their title', async () => {
    await desk.slack.press(admin, await list(), 'Add an entry');
    await submit(fields, 'Added **The pebble question**');
    const answer = await ask('U0PRIYA', question, 'name one pebble in their shoe', '[1]');
    expect(visibleText(answer)).toContain('The pebble question · v1');
    expect(JSON.stringify(answer)).not.toContain('entry:');
  });

  it('are found in the list by words and tags', async () => {
    expect(visibleText(await list('pebble #stuck'))).toContain('The pebble question');
    expect(visibleText(await list('pebble unheard-of'))).toContain('No entry holds');
  });

  it('say in the form what is wrong with it', async () => {
    await desk.slack.press(admin, await list('pebble'), 'Add an entry');
    const { body } = await desk.slack.submitView(admin, { ...fields, title: 'THE PEBBLE question' });
    expect(JSON.parse(body)).toEqual({
      response_action: 'errors',
      errors: { title: 'Another entry has this title already.' },
    });
  });

  it('are edited, and an edit that began with an older version is refused in the form', async () => {
    const listed = await list('pebble');
    await desk.slack.press(admin, listed, 'Edit');
    expect(JSON.stringify(desk.slack.openView(admin))).toContain('name one pebble in their shoe');
    const edited = { ...fields, content: 'When a zebra pebble conversation stalls, take a short walk.' };
    const saved = await submit(edited, 'Saved', 'version 2');
    expect(visibleText(saved)).toContain('+ When a zebra pebble conversation stalls, take a short walk.');
    await ask('U0PRIYA', question, 'take a short walk', '· v2');
    await desk.slack.press(admin, saved, 'Edit');
    // Meanwhile somebody else changes it.
    const { core, organizationId } = desk.demo;
    const [entry] = (await core.entries.list(organizationId)).filter(({ title }) => title === fields.title);
    const other = await core.users.findByEmail(organizationId, 'ingrid.halvorsen@fennimoor.example');
    await core.entries.save({
      organizationId,
      id: entry!.id,
      expectedVersion: 2,
      fields: { ...entry!, content: theirs },
      editedBy: other!.id,
      turnId: randomUUID(),
    });
    const { body } = await desk.slack.submitView(admin, { ...fields, content: 'Mine.' });
    expect(body).toContain('Somebody else changed “The pebble question” while you were writing');
    expect((await core.entries.find(organizationId, entry!.id))?.content).toBe(theirs);
  });

  it('heal: what a crash left between an entry and its document is put right with the next list', async () => {
    await list();
    await ask('U0PRIYA', question, theirs, '· v3');
  });

  it('show their history, and an earlier version comes back', async () => {
    const history = await press(await list('pebble'), 'History', 'What version 3 changed:', 'Ingrid');
    const restored = await press(history, 'Restore version 1', 'Saved', 'version 4');
    await ask('U0PRIYA', question, 'name one pebble in their shoe', '· v4');
    // Pressed again under the old message: that version is no longer the one it was shown beside.
    await press(history, 'Restore version 2', 'it is at version 4 now, and I changed nothing');
    await press(restored, 'Undo', 'Saved', 'version 5');
  });

  it('retire and come back', async () => {
    const retired = await press(await list('pebble'), 'Retire', 'It isn’t found any more.');
    await ask('U0PRIYA', question, 'I didn’t find anything');
    expect(visibleText(await list('pebble'))).toContain('No entry holds');
    await press(retired, 'Undo', 'is back, and can be found again.');
    await ask('U0PRIYA', question, theirs);
  });

  it('are found only by those who may read them', async () => {
    await desk.slack.press(admin, await list(), 'Add an entry');
    await submit(
      {
        ...fields,
        title: 'The quokka rule',
        content: 'A quokka budget is approved by the manager alone.',
        access: 'manager',
      },
      'Added',
    );
    await ask('U0PRIYA', 'Who approves a quokka budget?', 'I didn’t find anything');
    await ask(admin, 'Who approves a quokka budget?', 'approved by the manager alone');
  });

  it('are for admins: others read why not', async () => {
    const place = await desk.direct('U0ELENA');
    await desk.slack.command('U0ELENA', place, '/threadcoach entries');
    const refused = await desk.reply({ channel: place }, 'Only admins look after the knowledge base.');
    expect(visibleText(refused)).not.toContain('Reference');
  });
});
