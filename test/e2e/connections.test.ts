import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

const [priya, daniel, naomi] = ['U0PRIYA', 'U0DANIEL', 'U0NAOMI'];
const settings = {
  in: 'yes',
  expertise: 'yes',
  language: 'yes',
  strength: 'no',
  flow: 'no',
  challenge: 'no',
  availability: 'available',
};

describe('connections, in Slack', () => {
  let desk: SlackDesk;
  const places: Record<string, string> = {};
  beforeAll(async () => {
    desk = await openSlackDesk();
    for (const who of [priya, daniel, naomi]) places[who] = await desk.direct(who);
  });
  afterAll(() => desk.close());

  const placeOf = (who: string): string => places[who] ?? '';
  const latest = (place: string): string => desk.slack.messages(place).at(-1)?.ts ?? '0';
  /** What the bot says in somebody's direct message after `doing`. */
  async function after(
    who: string,
    doing: () => Promise<unknown>,
    ...words: (string | RegExp)[]
  ): Promise<StandInMessage> {
    const before = latest(placeOf(who));
    await doing();
    return desk.reply({ channel: placeOf(who), after: before }, ...words);
  }
  const say = (who: string, text: string, ...words: (string | RegExp)[]) =>
    after(who, () => desk.slack.say(who, placeOf(who), text), ...words);
  async function join(who: string, values: Record<string, string> = {}): Promise<void> {
    const shown = await after(
      who,
      () => desk.slack.command(who, placeOf(who), '/threadcoach connections'),
      'You take no part',
    );
    await desk.slack.press(who, shown, 'Join');
    await after(who, () => desk.slack.submitView(who, { ...settings, ...values }), 'Saved.', 'You take part');
  }
  /** Whatever the demo says of them besides: they are of one company. */
  async function knows(who: string, fields: Record<string, string[]>): Promise<void> {
    const { core, organizationId } = desk.demo;
    const name = who.slice(2).toLowerCase();
    const users = await core.users.list(organizationId);
    const user = users.find(({ email }) => email.startsWith(`${name}.`));
    if (user === undefined) throw new Error(`nobody called ${who}`);
    await core.profiles.write(
      { organizationId, viewerId: user.id },
      user.id,
      Object.entries({ company: 'Fennimoor', ...fields }).map(([field, value]) => ({
        ...{ field: field as 'expertise', value },
        ...{ visibility: 'private', source: 'self' },
      })),
    );
    await core.onProfileChanged(organizationId, user.id);
  }

  it('is off until both say so: nobody is found, and the asker is invited first', async () => {
    await knows(daniel, { expertise: ['Dispatch notes'], languages: ['Estonian'] });
    await knows(priya, {});
    const invited = await say(
      priya,
      'Who could help me with dispatch notes in Estonian?',
      'take part',
      'Join',
    );
    expect(visibleText(invited)).not.toContain('Daniel');
    await join(priya);
    const none = await say(
      priya,
      'Who could help me with dispatch notes in Estonian?',
      'I know of nobody who shares that just now',
    );
    await join(daniel);
    const found = await say(
      priya,
      'Who could help me with dispatch notes in Estonian?',
      'Daniel',
      'knows Dispatch notes and speaks Estonian',
    );
    expect(visibleText(found)).toContain('Only you can see this');
    expect(visibleText(none)).toContain('Only you can see this');
  });

  it('in a channel the question moves to the direct message, and names nobody', async () => {
    const channel = 'C0TEAMSERVICE';
    const { ts } = await desk.slack.say(
      priya,
      channel,
      '@bot who could help me with dispatch notes in Estonian?',
    );
    const told = await desk.reply({ channel, after: ts }, 'only in our direct message');
    expect(visibleText(told)).not.toContain('Daniel');
  });

  it('asked, the other says yes, and a group with both is opened, once', async () => {
    const found = desk.slack
      .messages(placeOf(priya))
      .findLast((message) => visibleText(message).includes('Dispatch notes'));
    if (found === undefined) throw new Error('no suggestion');
    await desk.slack.press(priya, found, 'Ask Daniel');
    const request = await after(
      daniel,
      () =>
        desk.slack.submitView(priya, {
          message: 'Hello Daniel, may I ask you about an Estonian dispatch note?',
        }),
      'would like to talk with you',
      'may I ask you about an Estonian dispatch note?',
      'you know Dispatch notes and speak Estonian',
    );
    // Of the asker's question nothing travels but what they sent.
    expect(visibleText(request)).not.toContain('Who could help me');
    await Promise.all([
      desk.slack.press(daniel, request, 'Yes, introduce us'),
      desk.slack.press(daniel, request, 'Yes, introduce us'),
    ]);
    const intro = await desk.slack.waitForMessage(
      (message) => visibleText(message).includes('you both said yes to talking'),
      20_000,
    );
    const opened = desk.slack.calls('conversations.open').map(({ body }) => String(body['users']));
    expect(opened.filter((users) => users.includes(','))).toEqual([`${priya},${daniel}`]);
    expect([placeOf(priya), placeOf(daniel)]).not.toContain(intro.channel);
    expect(visibleText(intro)).toContain('knows Dispatch notes and speaks Estonian');
    await desk.slack.waitForMessage(
      (message) => message.ts === request.ts && visibleText(message).includes('I’ve introduced you'),
    );
    const introductions = desk.slack
      .messages(intro.channel)
      .filter((message) => visibleText(message).includes('both said yes'));
    expect(introductions).toHaveLength(1);
  });

  it('a no tells the asker that it does not fit just now, never why, and nobody is suggested again', async () => {
    await knows(naomi, { expertise: ['Gift wrapping'] });
    await join(naomi);
    const found = await say(
      daniel,
      'Is there somebody who could help me with gift wrapping?',
      'Naomi',
      'Gift wrapping',
    );
    await desk.slack.press(daniel, found, 'Ask Naomi');
    const request = await after(
      naomi,
      () => desk.slack.submitView(daniel, { message: 'Hello Naomi' }),
      'would like to talk',
    );
    const closed = await after(
      daniel,
      () => desk.slack.press(naomi, request, 'Not this person'),
      'doesn’t fit just now',
    );
    expect(visibleText(closed)).not.toMatch(/declin|said no|excluded|pause/i);
    await say(daniel, 'Is there somebody who could help me with gift wrapping?', 'I know of nobody');
  });

  it('a procedure question about whom to call goes to the knowledge base', async () => {
    const answer = await say(priya, 'Who do I call for a refund escalation?');
    expect(visibleText(answer)).not.toMatch(/know of nobody|could talk to/);
  });

  it('leaving deletes what was shared at once', async () => {
    const shown = await after(
      daniel,
      () => desk.slack.command(daniel, placeOf(daniel), '/threadcoach connections'),
      'You take part',
    );
    await desk.slack.press(daniel, shown, 'Leave');
    await desk.slack.waitForMessage(
      (message) => message.ts === shown.ts && visibleText(message).includes('You’ve left'),
    );
    const rows = await desk.demo.rows(
      `SELECT 1 FROM connection_terms t JOIN users u ON u.id = t.user_id WHERE u.name LIKE 'Daniel%'`,
    );
    expect(rows).toEqual([]);
  });
});
