import { createTeamsPlatform } from '../../../../src/bot/teams/deliver.ts';
import { ThreadcoachTeamsAdapter } from '../../../../src/bot/teams/adapter.ts';
import type { Message } from '../../../../src/messages/message.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import type { ChatPlatform, Target } from '../../../../src/turns/chat-platform.ts';
import { startConnector } from '../../../support/teams/connector.ts';
import type { Connector } from '../../../support/teams/connector.ts';
import { appId, LocalCredentials } from '../../../support/teams/key-set.ts';

const clock = { ms: Date.parse('2026-11-20T09:00:00Z'), now: () => new Date(clock.ms) };
/** Far enough that neither Teams' pace nor a stream's interval matters. */
const pass = (ms = 3_600_001) => void (clock.ms += ms);

let connector: Connector;
let platform: ChatPlatform;
beforeAll(async () => {
  connector = await startConnector();
  platform = createTeamsPlatform({
    adapter: new ThreadcoachTeamsAdapter({
      appId,
      appPassword: 'unused',
      credentialsFactory: new LocalCredentials(),
    }),
    clock,
    askFeedback: true,
    serviceUrl: `${connector.url}/global/`,
  });
});
afterAll(() => connector.close());
beforeEach(() => {
  connector.reset();
  pass();
});

const handle = (conversationType: 'personal' | 'channel' | 'groupChat', extra: object = {}) => ({
  serviceUrl: connector.url,
  botId: `28:${appId}`,
  botName: 'Threadcoach',
  tenantId: 'tenant-1',
  conversationId: 'unset',
  conversationType,
  ...extra,
});
const direct = (): Target => ({
  installationId: 'tenant-1',
  place: { key: 'teams:tenant-1:a:1', kind: 'direct', channelId: 'a:1' },
  replyHandle: handle('personal'),
});
const channel = (extra: object = {}): Target => ({
  installationId: 'tenant-1',
  place: { key: 'teams:tenant-1:19:c;messageid=7', kind: 'channel', channelId: '19:c', threadId: '7' },
  replyHandle: handle('channel', { teamId: '19:team', ...extra }),
});

const cited: Message = {
  view: 'answer.cited',
  summary: 'Ask for the card',
  blocks: [
    { kind: 'text', markdown: 'Ask for the card [1].' },
    {
      kind: 'citations',
      items: [
        {
          number: 1,
          title: 'Refunds',
          version: 2,
          section: 'Steps',
          quote: 'Ask for the card that was used.',
        },
      ],
    },
  ],
};
const hello: Message = {
  view: 'talk.hello',
  summary: 'Hello',
  blocks: [{ kind: 'text', markdown: 'Hello' }],
};
const long: Message = {
  view: 'summary.card',
  summary: 'Summary',
  blocks: Array.from({ length: 40 }, (_, index) => ({
    kind: 'text',
    markdown: `${index} ${'word '.repeat(300)}`,
  })),
};
const failure = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => {
      throw new Error('expected a failure');
    },
    (error: unknown) => {
      if (error instanceof AppError) return error;
      throw error;
    },
  );

describe('posting', () => {
  it('sends citations, AI label and thumbs over the wire', async () => {
    const posted = await platform.post(direct(), cited, 'd1');
    expect(posted.messageId).toBe('m1');
    const [call] = connector.calls;
    expect(call).toMatchObject({
      method: 'POST',
      path: '/v3/conversations/a:1/activities',
      authorization: 'Bearer outbound',
      body: {
        type: 'message',
        text: 'Ask for the card [1].',
        from: { id: `28:${appId}` },
        channelData: { feedbackLoop: { type: 'default' } },
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }],
        entities: [
          {
            type: 'https://schema.org/Message',
            '@type': 'Message',
            '@context': 'https://schema.org',
            additionalType: ['AIGeneratedContent'],
            citation: [
              {
                '@type': 'Claim',
                position: 1,
                appearance: { '@type': 'DigitalDocument', abstract: 'Ask for the card that was used.' },
              },
            ],
          },
        ],
      },
    });
  });

  it('answers in the thread of a channel', async () => {
    await platform.post(channel(), hello, 'd2');
    expect(connector.calls[0]?.path).toBe('/v3/conversations/19:c;messageid=7/activities');
  });

  it('goes on after the part that was sent last when a later part failed', async () => {
    let refuse = true;
    connector.plan(() => (refuse && connector.calls.length === 2 ? { status: 502 } : undefined));
    const error = await failure(platform.post(direct(), long, 'd3'));
    expect([error.code, error.retry]).toEqual(['TEAMS_UNAVAILABLE', 'later']);
    refuse = false;
    const posted = await platform.post(direct(), long, 'd3');
    expect(posted.messageId.split(' ')[0]).toBe('m1');
    const cards = connector.calls.map((call) => JSON.stringify(call.body?.attachments));
    // Only the refused part went out twice.
    expect(cards.length - new Set(cards).size).toBe(1);
  });

  it('reaches one pair of eyes in a channel through the personal chat', async () => {
    connector.plan((call) =>
      call.path === '/v3/conversations' ? { status: 201, body: { id: 'a:dana' } } : undefined,
    );
    await platform.post({ ...channel(), onlyFor: '29:dana' }, hello, 'd4');
    expect(connector.calls.map((call) => call.path)).toEqual([
      '/v3/conversations',
      '/v3/conversations/a:dana/activities',
    ]);
    expect(connector.calls[0]?.body).toMatchObject({
      isGroup: false,
      members: [{ id: '29:dana' }],
      tenantId: 'tenant-1',
      channelData: { tenant: { id: 'tenant-1' } },
    });
  });

  it.each([
    [429, { 'retry-after': '12' }, { code: 'TEAMS_RATE_LIMITED', retry: 'later', retryAfterMs: 12_000 }],
    [412, {}, { code: 'TEAMS_BUSY', retry: 'later' }],
    [502, {}, { code: 'TEAMS_UNAVAILABLE', retry: 'later' }],
    [504, {}, { code: 'TEAMS_UNAVAILABLE', retry: 'later' }],
    [403, {}, { code: 'TEAMS_UNREACHABLE', retry: 'never' }],
    [404, {}, { code: 'TEAMS_NOT_FOUND', retry: 'never' }],
  ])('after a %d asks once and says what it means', async (status, headers, expected) => {
    connector.plan(() => ({ status, headers, body: { error: { code: 'X', message: 'internal words' } } }));
    const error = await failure(platform.post(direct(), hello, `d5-${status}`));
    expect(error).toMatchObject(expected);
    expect(error.userMessage).not.toContain('internal words');
    expect(connector.calls).toHaveLength(1);
  });

  it('needs to have met the place before', async () => {
    const { installationId, place } = direct();
    const target: Target = { installationId, place };
    expect((await failure(platform.post(target, hello, 'd6'))).code).toBe('TEAMS_NO_REFERENCE');
    expect(connector.calls).toEqual([]);
  });
});

describe('updating', () => {
  it('replaces the message in place', async () => {
    await platform.update(direct(), 'm9', cited);
    expect(connector.calls).toHaveLength(1);
    expect(connector.calls[0]).toMatchObject({ method: 'PUT', path: '/v3/conversations/a:1/activities/m9' });
    expect(JSON.stringify(connector.calls[0]?.body)).toContain('Ask for the card that was used.');
  });

  it('replaces each part of a long message, and takes away those that it no longer needs', async () => {
    const { messageId } = await platform.post(direct(), long, 'd9');
    const parts = connector.calls.length;
    expect(parts).toBeGreaterThan(1);
    connector.calls.length = 0;
    await platform.update(direct(), messageId, long);
    expect(connector.calls.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`)).toEqual(
      Array.from({ length: parts }, (_, index) => `PUT m${index + 1}`),
    );
    connector.calls.length = 0;
    connector.plan(({ method }) => (method === 'DELETE' ? { status: 200 } : undefined));
    await platform.update(direct(), messageId, hello);
    expect(connector.calls.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`)).toEqual([
      'PUT m1',
      ...Array.from({ length: parts - 1 }, (_, index) => `DELETE m${index + 2}`),
    ]);
  });
});

describe('streaming in the personal chat', () => {
  const streamOf = (body: Record<string, unknown> | undefined) =>
    (body?.entities as { type: string }[] | undefined)?.find((entity) => entity.type === 'streaminfo');

  it('shows progress, then what is written so far, then the final message with its citations', async () => {
    const stream = await platform.startStream(direct(), 's1');
    expect(stream?.messageId).toBe('m1');
    pass(1_001);
    await stream?.append('Ask for ');
    pass(1_001);
    await stream?.append('the card');
    expect(await stream?.finish(cited)).toEqual({ messageId: 'm1' });
    const bodies = connector.activities();
    expect(bodies.map((body) => [body.type, streamOf(body)])).toEqual([
      ['typing', { type: 'streaminfo', streamType: 'informative', streamSequence: 1 }],
      ['typing', { type: 'streaminfo', streamType: 'streaming', streamSequence: 2, streamId: 'm1' }],
      ...(bodies.length === 4
        ? [['typing', { type: 'streaminfo', streamType: 'streaming', streamSequence: 3, streamId: 'm1' }]]
        : []),
      ['message', { type: 'streaminfo', streamType: 'final', streamId: 'm1' }],
    ]);
    expect(bodies[1]?.text).toBe('Ask for ');
    expect(bodies.at(-1)).toMatchObject({
      text: 'Ask for the card [1].',
      channelData: { streamType: 'final', streamId: 'm1', feedbackLoop: { type: 'default' } },
    });
    expect(JSON.stringify(bodies.at(-1)?.entities)).toContain('Ask for the card that was used.');
  });

  it('sends at most one piece a second', async () => {
    const stream = await platform.startStream(direct(), 's2');
    for (let piece = 0; piece < 50; piece += 1) await stream?.append('word ');
    await stream?.finish(cited);
    expect(connector.calls).toHaveLength(2);
  });

  it('survives lost pieces', async () => {
    const stream = await platform.startStream(direct(), 's3');
    connector.plan((call) => (call.body?.type === 'typing' ? { status: 429 } : undefined));
    pass(1_001);
    await stream?.append('lost');
    expect(await stream?.finish(cited)).toEqual({ messageId: 'm1' });
    expect(connector.activities().at(-1)?.type).toBe('message');
  });

  it.each([
    ['edits the message when the stream has ended already', 1, 'PUT', 'm1'],
    ['posts anew when the message is gone too', 2, 'POST', 'm2'],
  ])('%s', async (_name, refusals, method, id) => {
    const stream = await platform.startStream(direct(), `s4-${refusals}`);
    let refused = 0;
    connector.plan(() =>
      refused++ < refusals
        ? { status: refused === 1 ? 403 : 404, body: { error: { code: 'ContentStreamNotAllowed' } } }
        : undefined,
    );
    expect(await stream?.finish(cited)).toEqual({ messageId: id });
    expect(connector.calls.at(-1)?.method).toBe(method);
    expect(streamOf(connector.calls.at(-1)?.body)).toBeUndefined();
  });

  it('keeps what was written when the person stopped it', async () => {
    const stream = await platform.startStream(direct(), 's5');
    connector.plan(() => ({ status: 403, body: { error: { code: 'ContentStreamCanceled' } } }));
    expect(await stream?.finish(cited)).toEqual({ messageId: 'm1' });
    expect(connector.calls).toHaveLength(2);
  });

  it('is taken up by another process', async () => {
    const stream = await platform.resumeStream(direct(), 'm77');
    await stream.append('ignored');
    expect(await stream.finish(cited)).toEqual({ messageId: 'm77' });
    expect(connector.activities()).toHaveLength(1);
    expect(streamOf(connector.activities()[0])).toMatchObject({ streamType: 'final', streamId: 'm77' });
  });

  it('is not offered elsewhere', async () => {
    expect(await platform.startStream(channel(), 's6')).toBeUndefined();
    expect(connector.calls).toEqual([]);
  });

  it('is not offered where Teams refuses it', async () => {
    connector.plan(() => ({ status: 400, body: { error: { code: 'BadArgument' } } }));
    expect(await platform.startStream(direct(), 's7')).toBeUndefined();
  });
});

describe('progress', () => {
  it('shows as typing', async () => {
    await platform.showProgress(channel(), 'Reading…');
    expect(connector.activities()).toEqual([expect.objectContaining({ type: 'typing' })]);
  });
  it('is left out rather than shown late', async () => {
    for (let press = 0; press < 10; press += 1) await platform.showProgress(direct(), 'Reading…');
    expect(connector.activities()).toHaveLength(7);
  });
  it('never stands in the way', async () => {
    connector.plan(() => ({ status: 403 }));
    await expect(platform.showProgress(direct(), 'Reading…')).resolves.toBeUndefined();
  });
});

describe('people', () => {
  const member = (change: object = {}) => ({
    id: '29:dana',
    name: 'Dana Whitlock',
    email: 'Dana.Whitlock@Fennimoor.example',
    userPrincipalName: 'dana@fennimoor.example',
    tenantId: 'tenant-1',
    userRole: 'user',
    ...change,
  });

  it('are known by the address that their tenant holds', async () => {
    connector.plan(() => ({ status: 200, body: member() }));
    expect(await platform.person('tenant-1', '29:dana', direct())).toEqual({
      email: 'dana.whitlock@fennimoor.example',
      name: 'Dana Whitlock',
      isBot: false,
      isGuest: false,
    });
    expect(connector.calls[0]?.path).toBe('/v3/conversations/a:1/members/29:dana');
  });
  it('in a channel are looked up in its team', async () => {
    connector.plan(() => ({ status: 200, body: member() }));
    await platform.person('tenant-1', '29:dana', channel());
    expect(connector.calls[0]?.path).toBe('/v3/conversations/19:team/members/29:dana');
  });
  it('without mail are known by their sign-in name', async () => {
    connector.plan(() => ({ status: 200, body: member({ email: undefined }) }));
    expect((await platform.person('tenant-1', '29:dana', direct())).email).toBe('dana@fennimoor.example');
  });
  it.each([
    ['the role', { userRole: 'guest' }],
    ['the sign-in name', { userPrincipalName: 'dana_gmail.com#EXT#@fennimoor.onmicrosoft.example' }],
    ['the tenant', { tenantId: 'tenant-2' }],
  ])('are guests by %s', async (_name, change) => {
    connector.plan(() => ({ status: 200, body: member(change) }));
    expect((await platform.person('tenant-1', '29:dana', direct())).isGuest).toBe(true);
  });
  it("never have a guest's sign-in name for an address", async () => {
    const change = {
      email: undefined,
      userPrincipalName: 'dana_gmail.com#EXT#@fennimoor.onmicrosoft.example',
    };
    connector.plan(() => ({ status: 200, body: member(change) }));
    expect(await platform.person('tenant-1', '29:dana', direct())).not.toHaveProperty('email');
  });
});

describe('members of a place', () => {
  it('are read page by page, without bots', async () => {
    connector.plan((call) => {
      const second = call.path.includes('continuationToken=next');
      return {
        status: 200,
        body: second
          ? { members: [{ id: '29:c' }] }
          : { members: [{ id: '29:a' }, { id: '28:bot' }, { id: '29:b' }], continuationToken: 'next' },
      };
    });
    expect(await platform.members(channel())).toEqual({
      platformUserIds: ['29:a', '29:b', '29:c'],
      complete: true,
    });
    expect(connector.calls[0]?.path).toContain('/v3/conversations/19:team/pagedmembers');
  });
  it('of a shared channel are not all known', async () => {
    connector.plan(() => ({ status: 200, body: { members: [{ id: '29:a' }] } }));
    expect((await platform.members(channel({ channelType: 'shared' }))).complete).toBe(false);
  });
});

describe('the personal chat', () => {
  it('opens without a known address, at the global connector', async () => {
    connector.plan(() => ({ status: 201, body: { id: 'a:new' } }));
    const place = await platform.directPlace('tenant-1', '29:dana');
    expect(connector.calls[0]?.path).toBe('/global/v3/conversations');
    expect(connector.calls[0]?.body).toMatchObject({ bot: { id: `28:${appId}` } });
    expect(place?.place).toEqual({ key: 'teams:tenant-1:a:new', kind: 'direct', channelId: 'a:new' });
  });
  it('is undefined where the person has not installed the app', async () => {
    connector.plan(() => ({ status: 403, body: { error: { code: 'MessageWritesBlocked' } } }));
    expect(await platform.directPlace('tenant-1', '29:dana', channel())).toBeUndefined();
  });
});

it('cannot ask Teams what was sent', async () => {
  expect(await platform.find(direct(), { deliveryId: 'd', since: new Date(0), known: new Set() })).toEqual({
    kind: 'unknowable',
  });
});
