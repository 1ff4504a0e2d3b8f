import { createSlackConnections } from '../../../../src/bot/slack/connections.ts';
import { createSlackPlatform } from '../../../../src/bot/slack/deliver.ts';
import { placeOf } from '../../../../src/bot/slack/conversation.ts';
import type { Message } from '../../../../src/messages/message.ts';
import { silentLogger } from '../../../../src/shared/logger.ts';
import type { Target } from '../../../../src/turns/chat-platform.ts';
import { visibleText } from '../../../support/slack/message-log.ts';
import { startSlackStandIn } from '../../../support/slack/stand-in.ts';
import type { SlackStandIn } from '../../../support/slack/stand-in.ts';

const people = [
  { id: 'U0DANA', name: 'Dana Reed', email: 'dana@northwind.example' },
  { id: 'U0PRIYA', name: 'Priya Shah', email: 'priya@northwind.example' },
  { id: 'U0GUEST', name: 'Guest', email: 'guest@elsewhere.example', isGuest: true },
  { id: 'U0STRANGER', name: 'Stranger', email: 'dana@northwind.example', teamId: 'T0OTHER' },
  { id: 'U0ROBOT', name: 'Robot', email: 'robot@northwind.example', isBot: true },
];
const channels = [
  { id: 'C0NORTH', name: 'team-north', members: ['U0DANA', 'U0PRIYA'] },
  { id: 'C0SECRET', name: 'leaders', private: true, members: ['U0DANA'] },
  { id: 'C0OUTSIDE', name: 'outside', withBot: false },
];

const say = (markdown: string, more: Partial<Message> = {}): Message => ({
  view: 'test.message',
  summary: 'A message',
  blocks: [{ kind: 'text', markdown }],
  ...more,
});

describe('the Slack platform', () => {
  let slack: SlackStandIn;
  let waits: number[];
  let nowMs: number;
  let platform: ReturnType<typeof createSlackPlatform>;

  beforeAll(async () => {
    slack = await startSlackStandIn({ signingSecret: 'secret', people, channels });
  });
  afterAll(() => slack.stop());

  beforeEach(() => {
    waits = [];
    nowMs = Date.now();
    const clock = { now: () => new Date(nowMs) };
    const { clientFor } = createSlackConnections({
      tokenFor: () => Promise.resolve({ botToken: slack.botToken }),
      clock,
      logger: silentLogger,
      apiUrl: slack.apiUrl,
    });
    platform = createSlackPlatform({
      clientFor,
      clock,
      logger: silentLogger,
      files: { trustedOrigins: [slack.origin] },
      sleep: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
  });

  const target = (channelId: string, threadTs?: string, more: Partial<Target> = {}): Target => ({
    installationId: slack.teamId,
    place: placeOf({
      installationId: slack.teamId,
      channelId,
      kind: channelId.startsWith('D') ? 'direct' : 'channel',
      threadTs,
    }),
    recipient: 'U0DANA',
    ...more,
  });
  const question = (channel = 'C0NORTH') => slack.say('U0DANA', channel, '@bot how?').then(({ ts }) => ts);
  const inThread = async (): Promise<Target> => target('C0NORTH', await question());
  const replies = ({ place }: Target) => slack.messages(place.channelId, place.threadId);
  const callsOf = (method: string) => slack.calls(method).length;

  describe('post', () => {
    it('answers in the thread, without unfurling, marked by an opaque id', async () => {
      const to = await inThread();
      const { messageId } = await platform.post(to, say('Hello **you**'), 'delivery-1');
      const [reply] = replies(to);
      expect(reply).toMatchObject({
        ts: messageId,
        user: slack.botUserId,
        text: 'A message',
        metadata: { event_type: 'threadcoach_delivery', event_payload: { id: 'delivery-1', part: 1 } },
      });
      expect(slack.calls('chat.postMessage').at(-1)?.body).toMatchObject({
        unfurl_links: 'false',
        unfurl_media: 'false',
      });
    });

    it('splits what is too long, in order and within the limits, and names the first part', async () => {
      const to = await inThread();
      const paragraph = 'A sentence about refunds that goes on. '.repeat(60).trim();
      const text = Array.from({ length: 12 }, (_, index) => `${index}: ${paragraph}`).join('\n\n');
      const { messageId } = await platform.post(to, say(text), 'delivery-long');
      const parts = replies(to);
      expect(parts.length).toBeGreaterThan(1);
      expect(parts[0]?.ts).toBe(messageId);
      expect(parts.map(visibleText).join('\n\n')).toBe(text);
    });

    it('waits as long as Slack asks between the parts of one message', async () => {
      const to = await inThread();
      const long = say('word '.repeat(5_000));
      const first = callsOf('chat.postMessage');
      const sending = platform.post(to, long, 'delivery-slow');
      // The first call has been made when the fault is queued for the second.
      await slack.waitForMessage(({ threadTs }) => threadTs === to.place.threadId);
      slack.failNext('chat.postMessage', { kind: 'rate-limited', retryAfterS: 7 });
      await sending;
      expect(waits).toEqual([7_000]);
      expect(callsOf('chat.postMessage') - first).toBe(replies(to).length + 1);
    });

    it.each([
      ['rate-limited', { kind: 'rate-limited', retryAfterS: 30 }, 'SLACK_RATE_LIMITED', 'later', 30_000],
      ['broken', { kind: 'status', status: 500 }, 'SLACK_UNAVAILABLE', 'later', undefined],
      ['away', { kind: 'lost' }, 'SLACK_UNAVAILABLE', 'later', undefined],
      ['closed to us', { kind: 'error', error: 'account_inactive' }, 'SLACK_CREDENTIALS', 'never', undefined],
      ['without a scope', { kind: 'error', error: 'missing_scope' }, 'SLACK_SCOPE', 'never', undefined],
      ['refusing blocks', { kind: 'error', error: 'invalid_blocks' }, 'SLACK_REFUSED', 'never', undefined],
    ] as const)('says whether to try again when Slack is %s', async (_, fault, code, retry, retryAfterMs) => {
      const to = await inThread();
      slack.failNext('chat.postMessage', fault);
      await expect(platform.post(to, say('x'), 'delivery-2')).rejects.toMatchObject({
        code,
        retry,
        retryAfterMs,
      });
    });

    it('says that it must be invited where it is no member', async () => {
      const posting = platform.post(target('C0OUTSIDE'), say('x'), 'delivery-3');
      await expect(posting).rejects.toMatchObject({
        code: 'SLACK_UNREACHABLE',
        retry: 'never',
        userMessage: expect.stringContaining('/invite') as string,
      });
    });
  });

  describe('update', () => {
    it('replaces a message in place', async () => {
      const to = await inThread();
      const { messageId } = await platform.post(to, say('first'), 'delivery-4');
      await platform.update(to, messageId, say('second'));
      expect(replies(to).map(visibleText)).toEqual(['second']);
    });

    it('keeps what follows in step when a message grows and shrinks, however often it is done', async () => {
      const to = await inThread();
      const long = (word: string) => say(`${word} `.repeat(6_000).trim());
      const { messageId } = await platform.post(to, long('one'), 'delivery-5');
      const count = replies(to).length;
      await platform.update(to, messageId, long('two'));
      await platform.update(to, messageId, long('two'));
      expect(replies(to)).toHaveLength(count);
      expect(replies(to).map(visibleText).join(' ')).not.toContain('one');
      await platform.update(to, messageId, say('short'));
      expect(replies(to).map(visibleText)).toEqual(['short']);
    });

    it('says when the message is gone', async () => {
      const to = await inThread();
      await expect(platform.update(to, '1.000001', say('x'))).rejects.toMatchObject({
        code: 'SLACK_NOT_FOUND',
      });
    });
  });

  describe('find, after a crash', () => {
    const since = () => new Date(nowMs - 60_000);

    it('finds what was sent by its mark, and nothing else', async () => {
      const to = await inThread();
      const { messageId } = await platform.post(to, say('sent'), 'delivery-6');
      await expect(
        platform.find(to, { deliveryId: 'delivery-6', since: since(), known: new Set() }),
      ).resolves.toEqual({ kind: 'found', messageId });
      await expect(
        platform.find(to, { deliveryId: 'delivery-other', since: since(), known: new Set() }),
      ).resolves.toEqual({ kind: 'absent' });
    });

    it('finds a message whose answer was lost on the way', async () => {
      const to = await inThread();
      slack.failNext('chat.postMessage', { kind: 'lost' });
      await expect(platform.post(to, say('sent'), 'delivery-7')).rejects.toMatchObject({ retry: 'later' });
      const found = await platform.find(to, { deliveryId: 'delivery-7', since: since(), known: new Set() });
      expect(found).toEqual({ kind: 'found', messageId: replies(to)[0]?.ts });
    });

    it('finds a stream that nobody knows of, which carries no mark', async () => {
      const to = await inThread();
      const known = await platform.startStream(to, 'delivery-8');
      const lost = await platform.startStream(to, 'delivery-9');
      const found = await platform.find(to, {
        deliveryId: 'delivery-9',
        since: since(),
        known: new Set([known?.messageId ?? '']),
      });
      expect(found).toEqual({ kind: 'found', messageId: lost?.messageId });
    });

    it('takes the message above a thread for no reply in it', async () => {
      const channelId = await slack.direct('U0STRANGER');
      const above = target(channelId);
      // What showed progress becomes the card; until Slack has heard of its mark it bears none.
      await platform.showProgress(above, 'Reading the transcript…');
      const [progress] = slack.messages(channelId).slice(-1);
      const inside = target(channelId, progress?.ts);
      await platform.post(inside, say('a reply'), 'delivery-14');
      await expect(
        platform.find(inside, { deliveryId: 'delivery-15', since: since(), known: new Set() }),
      ).resolves.toEqual({ kind: 'absent' });
    });

    it('sees no second part, and nothing from long before', async () => {
      const to = await inThread();
      const { messageId } = await platform.post(to, say('word '.repeat(6_000)), 'delivery-10');
      const search = { deliveryId: 'delivery-11', known: new Set([messageId]) };
      await expect(platform.find(to, { ...search, since: since() })).resolves.toEqual({ kind: 'absent' });
      const later = new Date(nowMs + 10 * 60_000);
      await expect(
        platform.find(to, { deliveryId: 'delivery-10', known: new Set(), since: later }),
      ).resolves.toEqual({ kind: 'absent' });
    });

    it('waits its turn when Slack limits the question, and admits what it may not ask', async () => {
      const to = await inThread();
      const search = { deliveryId: 'delivery-12', since: since(), known: new Set<string>() };
      slack.failNext('conversations.replies', { kind: 'rate-limited', retryAfterS: 60 });
      await expect(platform.find(to, search)).rejects.toMatchObject({ retry: 'later', retryAfterMs: 60_000 });
      slack.failNext('conversations.replies', { kind: 'error', error: 'missing_scope' });
      await expect(platform.find(to, search)).resolves.toEqual({ kind: 'unknowable' });
      slack.failNext('conversations.replies', { kind: 'error', error: 'thread_not_found' });
      await expect(platform.find(to, search)).resolves.toEqual({ kind: 'absent' });
    });
  });

  describe('streams', () => {
    it('grows in the thread, for the asker, and ends as the whole without replacing what was read', async () => {
      const to = await inThread();
      const stream = await platform.startStream(to, 'delivery-20');
      expect(slack.calls('chat.startStream').at(-1)?.body).toMatchObject({
        recipient_user_id: 'U0DANA',
        recipient_team_id: slack.teamId,
      });
      const edits = callsOf('chat.update');
      await stream?.append('Refunds need ');
      await slack.waitForMessage(({ ts, text }) => ts === stream?.messageId && text === 'Refunds need ');
      const message = say('Refunds need a receipt.', { footer: 'Everyone in #team-north can see this.' });
      await expect(stream?.finish(message)).resolves.toEqual({ messageId: stream?.messageId });
      const [reply] = replies(to);
      expect(reply).toMatchObject({ streaming: false, metadata: { event_payload: { id: 'delivery-20' } } });
      expect(visibleText(reply!)).toBe('Refunds need a receipt.\nEveryone in #team-north can see this.');
      expect(callsOf('chat.update')).toBe(edits);
    });

    it('replaces the text when the final one is another', async () => {
      const to = await inThread();
      const stream = await platform.startStream(to, 'delivery-21');
      await stream?.append('Let me think');
      await stream?.finish(say('That is not in the knowledge base.'));
      expect(replies(to).map(visibleText)).toEqual(['That is not in the knowledge base.']);
    });

    it('sends pieces together, at most one a second while little comes in', async () => {
      const to = await inThread();
      const stream = await platform.startStream(to, 'delivery-22');
      const before = callsOf('chat.appendStream');
      for (let index = 0; index < 20; index += 1) {
        nowMs += 100;
        await stream?.append(`${index} `);
        // Lets a call that is on its way arrive.
        await slack.waitForMessage(({ ts, text }) => ts === stream?.messageId && text.length >= 2);
      }
      expect(callsOf('chat.appendStream') - before).toBeLessThanOrEqual(3);
      await stream?.finish(say('done'));
      expect(replies(to).map(visibleText)).toEqual(['done']);
    });

    it('never lets a mention through, not even one that comes in two pieces', async () => {
      const to = await inThread();
      const stream = await platform.startStream(to, 'delivery-23');
      await stream?.append('see <');
      await slack.waitForMessage(({ ts, text }) => ts === stream?.messageId && text === 'see ');
      nowMs += 2_000;
      await stream?.append('!channel> now');
      const shown = await slack.waitForMessage(
        ({ ts, text }) => ts === stream?.messageId && text.includes('now'),
      );
      expect(shown.text).not.toContain('<!channel>');
      await stream?.finish(say('see <!channel> now'));
      expect(visibleText(replies(to)[0]!)).not.toContain('<!channel>');
    });

    it('is completed by an edit when Slack has ended it', async () => {
      const to = await inThread();
      const stream = await platform.startStream(to, 'delivery-24');
      slack.expireStreams();
      await stream?.append('lost words');
      await stream?.finish(say('The whole answer.'));
      expect(replies(to).map(visibleText)).toEqual(['The whole answer.']);
    });

    it('goes on after a crash in the same message', async () => {
      const to = await inThread();
      const stream = await platform.startStream(to, 'delivery-25');
      await stream?.append('Half an ans');
      const resumed = await platform.resumeStream(to, stream?.messageId ?? '');
      await resumed.append('dropped');
      await resumed.finish(say('The whole answer.'));
      await (await platform.resumeStream(to, stream?.messageId ?? '')).finish(say('The whole answer.'));
      expect(replies(to).map(visibleText)).toEqual(['The whole answer.']);
    });

    it('grows by edits at the top of a direct message, where Slack cannot stream', async () => {
      const to = target(await slack.direct('U0DANA'));
      const stream = await platform.startStream(to, 'delivery-26');
      await stream?.append('So ');
      await slack.waitForMessage((one) => one.ts === stream?.messageId && visibleText(one) === 'So ');
      await stream?.finish(say('So it goes.'));
      expect(replies(to).map(visibleText)).toEqual(['So it goes.']);
    });

    it.each([
      ['does not know the asker', {}, undefined],
      ['is refused', { recipient: 'U0DANA' }, { kind: 'error', error: 'channel_type_not_supported' }],
      ['is limited', { recipient: 'U0DANA' }, { kind: 'rate-limited', retryAfterS: 5 }],
    ] as const)('leaves it to the caller to send the whole when it %s', async (_, who, fault) => {
      const { installationId, place } = await inThread();
      if (fault) slack.failNext('chat.startStream', fault);
      await expect(
        platform.startStream({ installationId, place, ...who }, 'delivery-27'),
      ).resolves.toBeUndefined();
    });

    it('does not guess whether a stream began when no answer came', async () => {
      const to = await inThread();
      slack.failNext('chat.startStream', { kind: 'lost' });
      await expect(platform.startStream(to, 'delivery-28')).rejects.toMatchObject({ retry: 'later' });
    });
  });

  describe('private answers in a channel', () => {
    it('are seen by one person, in the thread', async () => {
      const to = { ...(await inThread()), onlyFor: 'U0DANA' };
      const { messageId } = await platform.post(to, say('For your eyes'), 'delivery-30');
      expect(messageId).toBe('private:delivery-30');
      expect(slack.privateMessages('U0DANA').at(-1)).toMatchObject({ threadTs: to.place.threadId });
      expect(replies(to)).toEqual([]);
      await expect(
        platform.find(to, { deliveryId: 'delivery-30', since: new Date(nowMs), known: new Set() }),
      ).resolves.toEqual({ kind: 'unknowable' });
    });

    it('reach the person through the response URL where the bot is no member, until that is used up', async () => {
      const responseUrl = slack.openResponseUrl('C0OUTSIDE', 'U0PRIYA');
      const replyHandle = {
        teamId: slack.teamId,
        responseUrl,
        responseUrlUntil: new Date(nowMs + 60_000).toISOString(),
      };
      const to = target('C0OUTSIDE', undefined, { replyHandle, onlyFor: 'U0PRIYA' });
      for (let index = 0; index < 5; index += 1)
        await platform.post(to, say(`note ${index}`), `delivery-31-${index}`);
      expect(slack.privateMessages('U0PRIYA').map(visibleText)).toContain('note 4');
      await expect(platform.post(to, say('one too many'), 'delivery-32')).rejects.toMatchObject({
        code: 'SLACK_UNREACHABLE',
      });
      nowMs += 120_000;
      await expect(platform.post(to, say('too late'), 'delivery-33')).rejects.toMatchObject({
        code: 'SLACK_UNREACHABLE',
      });
    });

    it('answer a command typed in the direct message of two people to its caller alone', async () => {
      const between = await slack.directBetween('U0DANA', 'U0PRIYA');
      const replyHandle = {
        teamId: slack.teamId,
        responseUrl: slack.openResponseUrl(between, 'U0DANA'),
        responseUrlUntil: new Date(nowMs + 60_000).toISOString(),
      };
      await platform.post(target(between, undefined, { replyHandle }), say('Noted.'), 'delivery-34');
      expect(slack.messages(between)).toEqual([]);
      expect(slack.privateMessages('U0DANA').map(visibleText)).toContain('Noted.');
    });

    it('are replaced by a press of their own button, and cannot be changed otherwise', async () => {
      const to = { ...target('C0NORTH'), onlyFor: 'U0PRIYA' };
      await platform.post(to, say('Noted.'), 'delivery-35');
      const shown = slack.privateMessages('U0PRIYA').at(-1)!;
      const pressed = {
        teamId: slack.teamId,
        messageTs: shown.ts,
        ephemeral: true,
        responseUrl: slack.openResponseUrl('C0NORTH', 'U0PRIYA', shown.ts),
        responseUrlUntil: new Date(nowMs + 60_000).toISOString(),
      };
      await platform.update({ ...to, replyHandle: pressed }, shown.ts, say('Undone.'));
      expect(visibleText(slack.privateMessages('U0PRIYA').find(({ ts }) => ts === shown.ts)!)).toBe(
        'Undone.',
      );
      await expect(platform.update(to, 'private:delivery-35', say('x'))).rejects.toMatchObject({
        code: 'SLACK_NOT_FOUND',
      });
    });
  });

  describe('progress', () => {
    it('shows in the thread, and a refusal disturbs nobody', async () => {
      const to = await inThread();
      await platform.showProgress(to, 'Reading the procedures…');
      expect(slack.statuses.at(-1)).toEqual({
        channel: 'C0NORTH',
        thread: to.place.threadId,
        status: 'is reading the procedures…',
      });
      slack.failNext('assistant.threads.setStatus', { kind: 'error', error: 'missing_scope' });
      await expect(platform.showProgress(to, 'Thinking…')).resolves.toBeUndefined();
      await expect(platform.showProgress(target('D0NOWHERE'), 'Thinking…')).resolves.toBeUndefined();
    });

    describe('at the top of a direct message, where Slack has no status', () => {
      const atTop = async (user: string) => {
        const to = target(await slack.direct(user), undefined, { recipient: user });
        const before = replies(to).length;
        return { to, shown: () => replies(to).slice(before).map(visibleText) };
      };

      it('is a message that the answer replaces', async () => {
        const { to, shown } = await atTop('U0GUEST');
        await platform.showProgress(to, 'Thinking…');
        await platform.showProgress(to, 'Reading the procedures…');
        expect(shown()).toEqual(['Reading the procedures…']);
        const { messageId } = await platform.post(to, say('Here you are.'), 'delivery-50');
        expect(shown()).toEqual(['Here you are.']);
        const search = { since: new Date(nowMs - 60_000), known: new Set<string>() };
        await expect(platform.find(to, { deliveryId: 'delivery-50', ...search })).resolves.toEqual({
          kind: 'found',
          messageId,
        });
        await platform.post(to, say('And more.'), 'delivery-51');
        expect(shown()).toEqual(['Here you are.', 'And more.']);
      });

      it('becomes the message that grows', async () => {
        const { to, shown } = await atTop('U0GUEST');
        await platform.showProgress(to, 'Thinking…');
        const stream = await platform.startStream(to, 'delivery-52');
        await stream?.finish(say('It grew.'));
        expect(shown()).toEqual(['It grew.']);
      });

      it('goes when the answer stands in another message, sent before a crash', async () => {
        const { to, shown } = await atTop('U0GUEST');
        const { messageId } = await platform.post(to, say('Half.'), 'delivery-53');
        await platform.showProgress(to, 'Thinking…');
        await platform.update(to, messageId, say('Whole.'));
        expect(shown()).toEqual(['Whole.']);
        await platform.showProgress(to, 'Thinking…');
        await (await platform.resumeStream(to, messageId)).finish(say('Whole again.'));
        expect(shown()).toEqual(['Whole again.']);
      });

      it('does not pull an answer up to where nobody looks any more', async () => {
        const { to, shown } = await atTop('U0GUEST');
        await platform.showProgress(to, 'Thinking…');
        nowMs += 300_000;
        await platform.post(to, say('Late.'), 'delivery-54');
        expect(shown()).toEqual(['Late.']);
      });
    });
  });

  describe('people', () => {
    it.each([
      ['U0DANA', { name: 'Dana Reed', email: 'dana@northwind.example', isBot: false, isGuest: false }],
      ['U0GUEST', { name: 'Guest', email: 'guest@elsewhere.example', isBot: false, isGuest: true }],
      ['U0ROBOT', { name: 'Robot', email: 'robot@northwind.example', isBot: true, isGuest: false }],
      ['U0STRANGER', { name: 'Stranger', isBot: false, isGuest: true }],
    ])('knows %s, and trusts no address that another workspace vouches for', async (id, expected) => {
      await expect(platform.person(slack.teamId, id)).resolves.toEqual(expected);
    });

    it('lists everybody in a place page by page, without itself', async () => {
      await expect(platform.members(target('C0NORTH'))).resolves.toEqual({
        platformUserIds: ['U0DANA', 'U0PRIYA'],
        complete: true,
      });
    });

    it('opens the direct message with a person, and says when there is none', async () => {
      const direct = await platform.directPlace(slack.teamId, 'U0PRIYA');
      expect(direct?.place).toMatchObject({ kind: 'direct', channelId: await slack.direct('U0PRIYA') });
      await platform.post(direct!, say('Hello'), 'delivery-40');
      expect(slack.messages(direct!.place.channelId).map(visibleText)).toEqual(['Hello']);
      slack.failNext('conversations.open', { kind: 'error', error: 'user_disabled' });
      await expect(platform.directPlace(slack.teamId, 'U0DANA')).resolves.toBeUndefined();
    });

    it('opens a group message with two people, and says when it may not', async () => {
      const pair = ['U0DANA', 'U0PRIYA'];
      const group = await platform.openGroup?.(slack.teamId, pair, 'Dana and Priya');
      expect(group?.place.kind).toBe('group');
      await platform.post(group!, say('Hello both'), 'delivery-41');
      expect(slack.messages(group!.place.channelId).map(visibleText)).toEqual(['Hello both']);
      expect(slack.calls('conversations.open').at(-1)?.body['users']).toBe('U0DANA,U0PRIYA');
      slack.failNext('conversations.open', { kind: 'error', error: 'missing_scope' });
      await expect(platform.openGroup?.(slack.teamId, pair, 'Dana and Priya')).resolves.toBeUndefined();
    });
  });
});
