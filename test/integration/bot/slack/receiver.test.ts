import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createSlackConnections } from '../../../../src/bot/slack/connections.ts';
import { createSlackPlatform } from '../../../../src/bot/slack/deliver.ts';
import { createSlackRouter } from '../../../../src/bot/slack/receiver.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import { silentLogger } from '../../../../src/shared/logger.ts';
import type { Intake } from '../../../../src/turns/ports.ts';
import type { AnswerQuery, Query } from '../../../../src/turns/query.ts';
import type { Turn, TurnOf } from '../../../../src/turns/turn.ts';
import { visibleText } from '../../../support/slack/message-log.ts';
import { envelope } from '../../../support/slack/payloads.ts';
import { formType, jsonType, post, sign } from '../../../support/slack/signed-requests.ts';
import { startSlackStandIn } from '../../../support/slack/stand-in.ts';
import type { SlackStandIn } from '../../../support/slack/stand-in.ts';

const secret = '8f742231b10e8888abcd99yyyzzz85a5';

/** Keeps turns as the inbox does: once per dedupe key. */
function memoryInbox() {
  const turns = new Map<string, Turn>();
  let refusals = 0;
  let unknown = false;
  const intake: Intake = (turn, { addressed }) => {
    if (refusals > 0) {
      refusals -= 1;
      return Promise.reject(new Error('the database is away'));
    }
    if (unknown) return Promise.resolve({ kind: 'unknown-installation' });
    if (!addressed) return Promise.resolve({ kind: 'not-addressed' });
    if (turns.has(turn.dedupeKey)) return Promise.resolve({ kind: 'duplicate' });
    turns.set(turn.dedupeKey, turn);
    return Promise.resolve({ kind: 'stored', inboxEventId: `inbox-${turns.size}`, organizationId: 'org-1' });
  };
  return {
    intake,
    all: () => [...turns.values()],
    of: <K extends Turn['kind']>(kind: K): TurnOf<K>[] =>
      [...turns.values()].filter((turn): turn is TurnOf<K> => turn.kind === kind),
    refuse: (times: number) => {
      refusals = times;
    },
    forgetTheWorkspace: () => {
      unknown = true;
    },
  };
}

const noteForm = {
  id: 'note.create' as const,
  title: 'Quick note',
  fields: [
    {
      name: 'about',
      label: 'About',
      required: true,
      type: 'text' as const,
      multiline: false,
      maxLength: 100,
    },
    { name: 'text', label: 'Note', required: true, type: 'text' as const, multiline: true, maxLength: 500 },
  ],
  submitLabel: 'Save',
  context: 'opened-by-command',
};

describe('requests from Slack', () => {
  let slack: SlackStandIn;
  let server: Server;
  let url: string;
  let inbox: ReturnType<typeof memoryInbox>;
  let queries: Query[];
  let answer: AnswerQuery;

  beforeAll(async () => {
    slack = await startSlackStandIn({
      signingSecret: secret,
      people: [
        { id: 'U0DANA', name: 'Dana Reed', email: 'dana@northwind.example' },
        { id: 'U0PRIYA', name: 'Priya Shah', email: 'priya@northwind.example' },
      ],
      channels: [{ id: 'C0NORTH', name: 'team-north' }],
      retryDelaysMs: [1, 1, 1],
    });
    const receiver = createSlackRouter({
      signingSecret: secret,
      tokenFor: () => Promise.resolve({ botToken: slack.botToken }),
      apiUrl: slack.apiUrl,
      clock: { now: () => new Date() },
      logger: silentLogger,
      intake: (turn, options) => inbox.intake(turn, options),
      answerQuery: (query) => {
        queries.push(query);
        return answer(query);
      },
    });
    const app = express();
    app.use(receiver.router);
    server = createServer(app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
    slack.connect(url);
  });
  afterAll(async () => {
    await slack.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    inbox = memoryInbox();
    queries = [];
    answer = (query) =>
      Promise.resolve(
        query.kind === 'form.open' ? { kind: 'form', form: noteForm } : { kind: 'validation', errors: {} },
      );
    slack.setEvents({});
  });

  const message = {
    type: 'message',
    channel: 'D0DANA',
    channel_type: 'im',
    user: 'U0DANA',
    ts: '1795155714.000100',
  };
  const body = (text = 'hello') => JSON.stringify(envelope({ ...message, text }));

  describe('the signature', () => {
    it('lets a signed request in', async () => {
      const raw = body();
      await expect(post(url, raw, { ...jsonType, ...sign(secret, raw) })).resolves.toMatchObject({
        status: 200,
      });
      expect(inbox.all()).toHaveLength(1);
    });

    it.each([
      ['made with another secret', (raw: string) => sign('another secret', raw)],
      ['older than five minutes', (raw: string) => sign(secret, raw, Date.now() - 301_000)],
      ['over another body', (raw: string) => sign(secret, `${raw} `)],
      ['absent', () => ({})],
      [
        'without its time',
        (raw: string) => ({ 'x-slack-signature': sign(secret, raw)['x-slack-signature']! }),
      ],
      ['of nonsense', (raw: string) => ({ ...sign(secret, raw), 'x-slack-signature': 'v0=zz' })],
      ['for another time', (raw: string) => ({ ...sign(secret, raw), 'x-slack-request-timestamp': 'soon' })],
    ])('keeps a request out whose signature is %s', async (_, headersFor) => {
      const raw = body();
      const { status } = await post(url, raw, { ...jsonType, ...headersFor(raw) });
      expect(status).toBe(401);
      expect(inbox.all()).toEqual([]);
    });

    it('answers the check of the address, and only when signed', async () => {
      const raw = JSON.stringify({ type: 'url_verification', challenge: 'c-1' });
      await expect(post(url, raw, { ...jsonType, ...sign(secret, raw) })).resolves.toEqual({
        status: 200,
        body: '{"challenge":"c-1"}',
      });
      await expect(post(url, raw, jsonType)).resolves.toMatchObject({ status: 401 });
    });

    it.each([
      ['no JSON', 'nonsense', jsonType, 400],
      ['nothing we know', '{"type":"app_rate_limited"}', jsonType, 200],
      [
        'a shape we know without its content',
        '{"type":"event_callback","event":{"type":"message"}}',
        jsonType,
        200,
      ],
      [
        'an unknown interaction',
        `payload=${encodeURIComponent('{"type":"shortcut","user":{}}')}`,
        formType,
        200,
      ],
    ])('survives %s', async (_, raw, type, status) => {
      await expect(post(url, raw, { ...type, ...sign(secret, raw) })).resolves.toMatchObject({ status });
      expect(inbox.all()).toEqual([]);
    });

    it('refuses a body larger than Slack sends', async () => {
      const raw = body('x'.repeat(1_100_000));
      await expect(post(url, raw, { ...jsonType, ...sign(secret, raw) })).resolves.toMatchObject({
        status: 413,
      });
    });
  });

  describe('the acknowledgement', () => {
    it('comes when the turn is durable', async () => {
      const direct = await slack.direct('U0DANA');
      const { delivered } = await slack.say('U0DANA', direct, 'How do I refund?');
      expect(delivered).toEqual([{ status: 200, body: '' }]);
      expect(inbox.of('message')).toMatchObject([{ text: 'How do I refund?' }]);
    });

    it('does not come when the turn could not be stored, so that Slack sends it again', async () => {
      const direct = await slack.direct('U0DANA');
      inbox.refuse(2);
      const { delivered } = await slack.say('U0DANA', direct, 'Are you there?');
      expect(delivered).toMatchObject([{ status: 200 }]);
      expect(inbox.of('message')).toMatchObject([{ text: 'Are you there?' }]);
      inbox.refuse(10);
      expect((await slack.say('U0DANA', direct, 'And now?')).delivered).toMatchObject([{ status: 503 }]);
      inbox.refuse(0);
    });

    it('comes at once for what is not ours to answer', async () => {
      const { delivered } = await slack.say('U0DANA', 'C0NORTH', 'Lunch, anybody?');
      expect(delivered).toMatchObject([{ status: 200 }]);
      expect(inbox.all()).toEqual([]);
    });

    it('comes for a workspace that no organisation has; only a command is told so', async () => {
      inbox.forgetTheWorkspace();
      const direct = await slack.direct('U0DANA');
      expect((await slack.say('U0DANA', direct, 'hello')).delivered).toMatchObject([{ status: 200 }]);
      const { status, body: said } = await slack.command('U0DANA', 'C0NORTH', '/threadcoach help');
      expect(status).toBe(200);
      expect(JSON.parse(said)).toMatchObject({
        response_type: 'ephemeral',
        text: expect.stringContaining('not connected') as string,
      });
    });
  });

  describe('one doing, several events', () => {
    it.each(['together', 'message-first', 'mention-first'] as const)(
      'is one turn for a mention whose events come %s',
      async (order) => {
        slack.setEvents({ order });
        const { ts, delivered } = await slack.say('U0DANA', 'C0NORTH', '@bot how do I refund?');
        expect(delivered.map(({ status }) => status)).toEqual([200, 200]);
        expect(inbox.of('message')).toMatchObject([
          { text: 'how do I refund?', place: { key: `slack:${slack.teamId}:C0NORTH:${ts}`, threadId: ts } },
        ]);
      },
    );

    it('is one turn for a burst with different event ids', async () => {
      slack.setEvents({ copies: 4 });
      await slack.say('U0DANA', 'C0NORTH', '@bot how do I refund?');
      expect(inbox.all()).toHaveLength(1);
    });

    it('is another turn for each edit, and for the deletion', async () => {
      const direct = await slack.direct('U0DANA');
      const { ts } = await slack.say('U0DANA', direct, 'How do I refudn?');
      await slack.edit('U0DANA', direct, ts, 'How do I refund?');
      await slack.edit('U0DANA', direct, ts, 'How do I refund a gift?');
      await slack.remove('U0DANA', direct, ts);
      expect(inbox.all().map(({ kind }) => kind)).toEqual(['message', 'edit', 'edit', 'delete']);
      expect(inbox.of('edit').at(-1)).toMatchObject({ messageId: ts, text: 'How do I refund a gift?' });
    });
  });

  it('sees files with the words that came with them, and can fetch them', async () => {
    const direct = await slack.direct('U0PRIYA');
    const content = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Priya>Hello';
    await slack.upload('U0PRIYA', direct, { name: 'call.vtt', content, text: '1:1 with Priya' });
    const [turn] = inbox.of('message');
    expect(turn).toMatchObject({ text: '1:1 with Priya', unreadable: false, files: [{ name: 'call.vtt' }] });
    const clock = { now: () => new Date() };
    const platformWith = (botToken: string, trustedOrigins: string[]) =>
      createSlackPlatform({
        clientFor: createSlackConnections({
          tokenFor: () => Promise.resolve({ botToken }),
          clock,
          logger: silentLogger,
          apiUrl: slack.apiUrl,
        }).clientFor,
        clock,
        logger: silentLogger,
        files: { trustedOrigins },
      });
    const to = { installationId: slack.teamId, place: turn!.place };
    const [file] = turn!.files;
    const bytes = await platformWith(slack.botToken, [slack.origin]).download(to, file!);
    expect(Buffer.from(bytes).toString()).toBe(content);
    // Without the permission Slack answers with a page instead.
    await expect(
      platformWith('xoxb-without-scope', [slack.origin]).download(to, file!),
    ).rejects.toMatchObject({
      code: 'FILE_NOT_PERMITTED',
    });
    // Not from a host that nobody trusts.
    await expect(platformWith(slack.botToken, []).download(to, file!)).rejects.toMatchObject({
      code: 'FILE_HOST_NOT_ALLOWED',
    });
  });

  it('does not answer itself when its own messages come back', async () => {
    const clock = { now: () => new Date() };
    const { clientFor } = createSlackConnections({
      tokenFor: () => Promise.resolve({ botToken: slack.botToken }),
      clock,
      logger: silentLogger,
      apiUrl: slack.apiUrl,
    });
    const platform = createSlackPlatform({ clientFor, clock, logger: silentLogger });
    const direct = await platform.directPlace(slack.teamId, 'U0DANA');
    const { messageId } = await platform.post(
      direct!,
      { view: 'v', summary: 's', blocks: [{ kind: 'text', markdown: 'hi' }] },
      'd-1',
    );
    await platform.update(direct!, messageId, { view: 'v', summary: 's', blocks: [{ kind: 'divider' }] });
    await expect(slack.echoesDelivered()).resolves.toBeGreaterThanOrEqual(2);
    expect(inbox.all()).toEqual([]);
  });

  describe('commands', () => {
    it('become turns, with people named, and an empty acknowledgement', async () => {
      const delivered = await slack.command(
        'U0DANA',
        'C0NORTH',
        '/note <@U0PRIYA|priya> great empathy &amp; calm #quality',
      );
      expect(delivered).toEqual({ status: 200, body: '' });
      expect(inbox.of('command')).toMatchObject([
        {
          name: 'note',
          text: '@priya great empathy & calm #quality',
          mentions: [{ platformUserId: 'U0PRIYA', name: 'priya' }],
          typedInPublic: false,
          place: { key: `slack:${slack.teamId}:C0NORTH`, kind: 'channel', label: '#team-north' },
        },
      ]);
    });

    it('open the form when nothing was written; what is sent off belongs to the place it was opened in', async () => {
      await slack.command('U0DANA', 'C0NORTH', '/note');
      expect(queries).toMatchObject([{ kind: 'form.open', form: 'note.create', platformUserId: 'U0DANA' }]);
      expect(slack.openView('U0DANA')).toMatchObject({ type: 'modal', title: { text: 'Quick note' } });
      const { body: closed } = await slack.submitView('U0DANA', { about: 'Priya', text: 'Great empathy' });
      expect(closed).toBe('');
      expect(queries.at(-1)).toMatchObject({ kind: 'form.validate', values: { about: 'Priya' } });
      expect(inbox.of('form')).toMatchObject([
        {
          form: 'note.create',
          context: 'opened-by-command',
          values: { about: 'Priya', text: 'Great empathy' },
          place: { key: `slack:${slack.teamId}:C0NORTH`, label: '#team-north' },
        },
      ]);
    });

    it('show why a form does not open', async () => {
      answer = () => Promise.resolve({ kind: 'refused', message: 'Only <leaders> take notes.' });
      await slack.command('U0PRIYA', 'C0NORTH', '/note');
      expect(slack.privateMessages('U0PRIYA').map(visibleText)).toContain('Only &lt;leaders&gt; take notes.');
      answer = () => Promise.resolve({ kind: 'form', form: noteForm });
      slack.failNext('views.open', { kind: 'error', error: 'expired_trigger_id' });
      const { body: said } = await slack.command('U0PRIYA', 'C0NORTH', '/note');
      expect(said).toContain('only a few seconds');
    });
  });

  describe('forms', () => {
    it('stay open with the reason beside the field, and nothing is stored', async () => {
      answer = (query) =>
        Promise.resolve(
          query.kind === 'form.validate'
            ? { kind: 'validation', errors: { about: 'Nobody here is called that.' } }
            : { kind: 'form', form: noteForm },
        );
      await slack.command('U0DANA', 'C0NORTH', '/note');
      const { body: said } = await slack.submitView('U0DANA', { about: 'Nobody', text: 'x' });
      expect(JSON.parse(said)).toEqual({
        response_action: 'errors',
        errors: { about: 'Nobody here is called that.' },
      });
      expect(inbox.all()).toEqual([]);
      answer = () => Promise.resolve({ kind: 'refused', message: 'You may not.' });
      expect((await slack.submitView('U0DANA', { about: 'Nobody', text: 'x' })).body).toContain(
        'You may not.',
      );
    });

    it('sent off twice are one turn', async () => {
      await slack.command('U0DANA', 'C0NORTH', '/note');
      const values = { about: 'Priya', text: 'Great empathy' };
      await Promise.all([slack.submitView('U0DANA', values), slack.submitView('U0DANA', values)]);
      expect(inbox.of('form')).toHaveLength(1);
    });
  });

  describe('"Save as note" in the menu of a message', () => {
    const person = {
      name: 'about',
      label: 'About',
      required: true,
      type: 'person' as const,
      among: 'noted' as const,
      options: [{ value: 'u-priya', label: 'Priya Shah' }],
      more: true,
      initial: 'u-priya',
    };
    const said = () => slack.say('U0PRIYA', 'C0NORTH', 'Sorted the refund');

    it('opens the form with the message in it, and tells who may not why', async () => {
      answer = () => Promise.resolve({ kind: 'form', form: { ...noteForm, fields: [person] } });
      await slack.saveAsNote('U0DANA', await said());
      expect(queries).toMatchObject([
        { kind: 'form.open', form: 'note.create', text: 'Sorted the refund', about: 'U0PRIYA' },
      ]);
      expect(JSON.stringify(slack.openView('U0DANA'))).toContain('Priya Shah');
      answer = () => Promise.resolve({ kind: 'refused', message: 'Notes are taken by leaders.' });
      await slack.saveAsNote('U0PRIYA', await said());
      expect(slack.privateMessages('U0PRIYA').map(visibleText)).toContain('Notes are taken by leaders.');
    });

    it('finds people while somebody types, as many as Slack takes', async () => {
      answer = () => Promise.resolve({ kind: 'form', form: { ...noteForm, fields: [person] } });
      await slack.saveAsNote('U0DANA', await said());
      answer = (query) =>
        Promise.resolve({
          kind: 'completions',
          items: Array.from({ length: 120 }, (_one, index) => ({
            value: `u-${index}`,
            label: query.kind === 'people' ? `${query.text} ${index}` : '',
          })),
        });
      const offered = await slack.typeInto('U0DANA', 'about', 'pri');
      expect(offered).toHaveLength(100);
      expect(offered[0]).toBe('pri 0');
      expect(queries.at(-1)).toMatchObject({ kind: 'people', among: 'noted', platformUserId: 'U0DANA' });
    });
  });

  describe('buttons', () => {
    const platform = () => {
      const clock = { now: () => new Date() };
      return createSlackPlatform({
        clientFor: createSlackConnections({
          tokenFor: () => Promise.resolve({ botToken: slack.botToken }),
          clock,
          logger: silentLogger,
          apiUrl: slack.apiUrl,
        }).clientFor,
        clock,
        logger: silentLogger,
      });
    };
    const card = {
      view: 'summary.card',
      summary: 'Summary',
      blocks: [
        {
          kind: 'actions' as const,
          actions: [
            { id: 'summary.refine' as const, label: 'Refine', value: 's-1' },
            { id: 'help.example' as const, label: 'Example', value: 'one' },
            { id: 'help.example' as const, label: 'Another', value: 'two' },
            { id: 'note.form' as const, label: 'Note', value: 'about-priya' },
          ],
        },
      ],
    };
    const shownIn = async (channelId: string, more = {}) => {
      const place = { key: `slack:${slack.teamId}:${channelId}`, kind: 'channel' as const, channelId };
      const to = { installationId: slack.teamId, place, ...more };
      const { messageId } = await platform().post(to, card, `delivery-${Math.random()}`);
      return { channel: channelId, ts: messageId };
    };

    it('become turns in the thread under their message', async () => {
      const message = await shownIn('C0NORTH');
      await expect(slack.press('U0DANA', message, 'Refine')).resolves.toEqual({ status: 200, body: '' });
      await slack.press('U0DANA', message, 'Another');
      expect(inbox.of('action')).toMatchObject([
        {
          action: 'summary.refine',
          value: 's-1',
          messageId: message.ts,
          platformUserId: 'U0DANA',
          place: {
            key: `slack:${slack.teamId}:C0NORTH:${message.ts}`,
            threadId: message.ts,
            kind: 'channel',
          },
        },
        { action: 'help.example', value: 'two' },
      ]);
    });

    it('pressed twice are two doings; what follows from that is for the verb to decide', async () => {
      const message = await shownIn('C0NORTH');
      await slack.press('U0DANA', message, 'Refine');
      await slack.press('U0DANA', message, 'Refine');
      expect(inbox.of('action')).toHaveLength(2);
    });

    it('open a form from a message', async () => {
      const message = await shownIn('C0NORTH');
      await slack.press('U0PRIYA', message, 'Note');
      expect(queries).toMatchObject([{ kind: 'form.open', context: 'about-priya' }]);
      expect(slack.openView('U0PRIYA')).toBeDefined();
      answer = () => Promise.resolve({ kind: 'refused', message: 'Not for you.' });
      await slack.press('U0PRIYA', message, 'Note');
      expect(slack.privateMessages('U0PRIYA').map(visibleText)).toContain('Not for you.');
    });

    it('on a message that one person sees carry the way to change it', async () => {
      await shownIn('C0NORTH', { onlyFor: 'U0DANA' });
      const shown = slack.privateMessages('U0DANA').at(-1)!;
      await slack.press('U0DANA', shown, 'Refine');
      const [turn] = inbox.of('action');
      expect(turn).toMatchObject({ messageId: shown.ts, place: { key: `slack:${slack.teamId}:C0NORTH` } });
      const { installationId, place, replyHandle } = turn!;
      await platform().update({ installationId, place, ...(replyHandle ? { replyHandle } : {}) }, shown.ts, {
        view: 'v',
        summary: 'Done',
        blocks: [{ kind: 'text', markdown: 'Done.' }],
      });
      expect(visibleText(slack.privateMessages('U0DANA').find(({ ts }) => ts === shown.ts)!)).toBe('Done.');
    });
  });

  it('a missing token is a plain error, not a silent one', async () => {
    const { clientFor } = createSlackConnections({
      tokenFor: () => Promise.resolve(undefined),
      clock: { now: () => new Date() },
      logger: silentLogger,
    });
    await expect(clientFor('T0NOBODY')).rejects.toBeInstanceOf(AppError);
  });
});
